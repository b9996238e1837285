"""A scorecard: money by weight, people whole, methods apart, and an old day's report that no re-tagging changes."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.finance.enums import EntryKind
from buranakan.insight import scorecards
from buranakan.insight.slices import Dimension
from buranakan.lib import clock
from buranakan.outcomes.enums import Method
from buranakan.planning import actions
from buranakan.planning.enums import Kind
from buranakan.planning.tagging import Choice
from buranakan.policy import queries as policy
from tests.factories.accounts import scope
from tests.factories.outcomes import IndicatorFactory, IndicatorPillarFactory
from tests.factories.planning import PillarTagFactory
from tests.factories.policy import FrameworkFactory, PillarFactory, PillarWordingFactory
from tests.factories.registry import PersonFactory
from tests.insight import test_pillars
from tests.insight import world as worlds

ALL = Scope.system("test")
TODAY = worlds.TODAY
CHANGE = dt.date(2025, 6, 1)
APPROVED = dt.datetime(2024, 11, 14, 9, tzinfo=clock.BANGKOK)
LATER = dt.datetime(2025, 5, 31, 9, tzinfo=clock.BANGKOK)

pytestmark = pytest.mark.django_db


class Ground:
    """Farms serve save 60 and build 30; the fair of the digital project serves build wholly."""

    def __init__(self):
        with clock.frozen_at(APPROVED):
            self.world = worlds.build()
        self.framework = FrameworkFactory(code="now")
        self.save, self.build = PillarFactory.create_batch(2, framework=self.framework)
        on = {"tagged_at": worlds.NOW - dt.timedelta(days=200)}
        self.kept = PillarTagFactory(project=self.world.farms, pillar=self.save, weight_percent=60, **on)
        PillarTagFactory(project=self.world.farms, pillar=self.build, weight_percent=30, **on)
        PillarTagFactory(project=None, activity=self.world.fair, pillar=self.build, **on)
        self.world.fair.kind = Kind.FAIRS
        self.world.fair.save()
        self.indicator = IndicatorFactory()
        IndicatorPillarFactory(indicator=self.indicator, pillar=self.save)

    def serve(self):
        """Three at a training, one of whom is at the fair too; a fourth is served after the day."""
        korat, far = self.world.korat, self.world.chiang_mai
        people = PersonFactory.create_batch(3, province=korat, registered_by_office=self.world.offices["30"])
        worlds.serve(self.world, korat, persons=people)
        worlds.serve(self.world, far, persons=people[:1], activity=self.world.fair, on=dt.date(2025, 5, 1))
        worlds.serve(self.world, korat, on=TODAY + dt.timedelta(days=1))
        worlds.book(self.world, korat, EntryKind.PAYMENT, 10_000_01)
        worlds.book(self.world, korat, EntryKind.PAYMENT, 500_00, on=dt.date(2025, 5, 20))

    def card(self, asker=ALL, *, on=TODAY, **part):
        return scorecards.scorecard(asker, self.framework, on=on, **part)


@pytest.fixture
def ground():
    return Ground()


def told(card):
    return [
        (one.wording.name_th, one.inputs.planned, one.inputs.paid, one.outputs.people, one.outputs.participations)
        for one in card.pillars
    ]


def test_weights_split_money_and_never_people(ground):
    ground.serve()
    card = ground.card()
    save, build = (f"ด้าน {one.code}" for one in (ground.save, ground.build))
    assert told(card) == [
        (save, 120_000_00, 6_000_01, 3, 3),
        (build, 160_000_00, 3_000_00, 3, 4),
    ]
    # 100,000 each for Korat and Chaiyaphum (farms), and for Chiang Mai (the fair); a tenth of the farms serves nothing.
    assert (card.whole.planned, card.untagged.planned) == (300_000_00, 20_000_00)
    parts = [one.inputs for one in card.pillars] + [card.untagged]
    assert sum(one.planned_parts for one in parts) == card.whole.planned_parts
    assert sum(one.paid_parts for one in parts) == card.whole.paid_parts
    # The one who was at both stands under both pillars, and is one of three.
    assert (card.served.people, card.served.participations) == (3, 4)
    assert card.pillars[1].outputs.by_kind == ((Kind.TRAINING, 3), (Kind.FAIRS, 1))
    shares = [(one.activity.code, one.weight_percent) for one in card.pillars[1].shares]
    assert shares == [("training", 30), ("fair", 100)]


def test_it_narrows_by_office_province_and_month_and_opens_by_each(ground):
    ground.serve()
    office = ground.world.offices["50"].pk
    assert [one[1:] for one in told(ground.card(office=office))] == [(0, 0, 0, 0), (100_000_00, 0, 1, 1)]
    assert [one[1:] for one in told(ground.card(province="36"))] == [(60_000_00, 0, 0, 0), (30_000_00, 0, 0, 0)]
    february = ground.card(month=dt.date(2025, 2, 1))
    assert [one[1:] for one in told(february)] == [(60_000_00, 0, 3, 3), (30_000_00, 0, 3, 3)]

    def rows(by):
        found = scorecards.breakdown(ALL, ground.framework, ground.build, on=TODAY, by=by)
        return [(row.name.text, row.money.planned, row.people, row.participations) for row in found]

    assert rows(Dimension.PROVINCE) == [("36", 30_000_00, 0, 0), ("50", 100_000_00, 1, 1), ("30", 30_000_00, 3, 3)]
    assert rows(Dimension.MONTH) == [
        ("2025-02", 30_000_00, 3, 3),
        ("2025-03", 0, 0, 0),
        ("2025-04", 30_000_00, 0, 0),
        ("2025-05", 0, 1, 1),
        ("2025-07", 100_000_00, 0, 0),
    ]


def test_methods_stay_apart_and_what_is_measured_later_is_not_told(ground):
    test_pillars.measure(ground.indicator, ground.world.korat, 100, 150)
    test_pillars.measure(ground.indicator, ground.world.korat, 100, 90, method=Method.MEASURED)

    def methods(**said):
        readings = ground.card(**said).pillars[0].outcomes
        return [(one.method, one.receivers) for reading in readings for one in reading.reading.summaries]

    assert methods() == [(Method.MEASURED, 1), (Method.SELF_REPORTED, 1)]
    assert methods(on=dt.date(2025, 4, 30)) == methods(month=dt.date(2025, 4, 1)) == []
    assert methods(province="50") == []


def test_an_old_day_is_told_the_same_after_a_change_of_minister(ground):
    ground.serve()
    before = ground.card()
    new = FrameworkFactory(code="next", valid_from=CHANGE)
    follows = PillarFactory(framework=new)
    choices = [Choice(ground.world.farms, follows, 80, "สืบเนื่อง"), Choice(ground.world.fair, follows, 50, "สืบเนื่อง")]
    actions.retag_many(choices, old=ground.framework, new=new, starts_on=CHANGE, by=None, at=LATER)
    PillarWordingFactory(pillar=ground.save, name_th="ถ้อยคำใหม่", valid_from=dt.date(2025, 5, 20))
    ground.framework.valid_to = CHANGE - dt.timedelta(days=1)
    ground.framework.save()
    with clock.frozen_at(LATER):
        worlds.add_line(ground.world, ground.world.training, ground.world.korat, people=10, month=dt.date(2025, 8, 1))

    after = ground.card()
    assert told(after) == told(before)
    assert after.entered_later == 0
    ground.kept.refresh_from_db()
    assert (after.whole, after.untagged, ground.kept.valid_to) == (
        before.whole,
        before.untagged,
        CHANGE - dt.timedelta(days=1),
    )
    assert scorecards.scorecard(ALL, new, on=TODAY).pillars == ()
    (pillar,) = scorecards.scorecard(ALL, new, on=CHANGE).pillars
    assert pillar.inputs.planned > 0
    assert told(ground.card(on=CHANGE))[0][0] == "ถ้อยคำใหม่"


def test_an_office_counts_what_it_reaches_and_tags_entered_later_are_told(ground):
    ground.serve()
    near = scope(Role.PROVINCIAL_OFFICER, ground.world.offices["30"])
    assert [one[1:] for one in told(ground.card(near))] == [
        (60_000_00, 6_000_01, 3, 3),
        (30_000_00, 3_000_00, 3, 3),
    ]
    late = worlds.NOW + dt.timedelta(days=2)
    PillarTagFactory(project=ground.world.digital, pillar=ground.save, weight_percent=10, tagged_at=late)
    assert ground.card().entered_later == 1


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(ground, count, django_assert_num_queries):
    for _n in range(count):
        ground.serve()
        test_pillars.measure(ground.indicator, ground.world.korat, 100, 150)
    framework = policy.frameworks().get(pk=ground.framework.pk)
    with django_assert_num_queries(10):
        scorecards.scorecard(ALL, framework, on=TODAY)
