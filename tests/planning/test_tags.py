"""Tagging projects and activities, re-tagging many at once, and what the database refuses."""

import datetime as dt

import pytest

from buranakan.accounts.scope import Scope
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, queries
from buranakan.planning.models import PillarTag
from buranakan.planning.tagging import ONE_DAY, Choice
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.planning import ActivityFactory, PillarTagFactory, ProjectFactory, RetaggingFactory
from tests.factories.policy import FrameworkFactory, PillarFactory
from tests.races import told

EVERYTHING = Scope.system("test")
OLD_DAY, CHANGE = dt.date(2025, 5, 15), dt.date(2025, 10, 3)
AT = dt.datetime(2025, 10, 2, 9, tzinfo=clock.BANGKOK)
LATER = AT + dt.timedelta(days=30)


class Ground:
    """Two projects; a framework of two pillars that ends, and the next one with two."""

    def __init__(self):
        self.old = FrameworkFactory(valid_to=CHANGE - ONE_DAY)
        self.new = FrameworkFactory(valid_from=CHANGE)
        self.fight, self.save = PillarFactory.create_batch(2, framework=self.old)
        self.push, self.draw = PillarFactory.create_batch(2, framework=self.new)
        self.one, self.two = ProjectFactory(), ProjectFactory()
        self.activity = ActivityFactory(project=self.one)

    def tag(self, holder, pillar, percent, **said):
        given = {"valid_from": pillar.framework.valid_from, "because": "เหตุผล", "by": None, "at": AT} | said
        return actions.tag(holder, pillar=pillar, weight_percent=percent, **given)

    def retag(self, *choices):
        return actions.retag_many(choices, old=self.old, new=self.new, starts_on=CHANGE, by=None, at=AT)


@pytest.fixture
def ground(db):
    return Ground()


def said(day):
    return sorted((one.holder.pk, one.pillar.code, one.weight_percent) for one in queries.tags_on(day))


def code_of(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def test_a_tag_holds_between_its_days_while_its_framework_does(ground):
    ground.tag(ground.one, ground.save, 60)
    ground.tag(ground.one, ground.fight, 40, valid_to=OLD_DAY)
    assert said(OLD_DAY) == sorted([(ground.one.pk, ground.save.code, 60), (ground.one.pk, ground.fight.code, 40)])
    assert said(OLD_DAY + ONE_DAY) == [(ground.one.pk, ground.save.code, 60)]
    assert said(ground.old.valid_from - ONE_DAY) == said(CHANGE) == []
    assert Event.objects.filter(name="pillar_tag.added").count() == 2
    assert queries.tagged_projects(ground.old, on=OLD_DAY) == {ground.one.pk}
    assert queries.weights_on(OLD_DAY, framework=ground.old) == {
        ground.activity.pk: {ground.save.pk: 60, ground.fight.pk: 40}
    }


def test_more_than_all_is_refused_beside_what_is_kept(ground):
    ground.tag(ground.one, ground.save, 60)
    assert code_of(lambda: ground.tag(ground.one, ground.fight, 41)) == "tags_weigh_more_than_all"
    ground.tag(ground.activity, ground.fight, 100)
    assert queries.weights_on(OLD_DAY, framework=ground.old) == {ground.activity.pk: {ground.fight.pk: 100}}


def test_a_tag_is_ended_or_taken_back_in_time_and_never_deleted(ground):
    kept = ground.tag(ground.one, ground.save, 60)
    actions.end_tag(kept, last_day=OLD_DAY, because="จบโครงการ", by=None, at=LATER)
    assert said(OLD_DAY) and not said(OLD_DAY + ONE_DAY)
    assert code_of(lambda: actions.take_back_tag(kept, by=None, at=LATER)) == "too_late_to_take_back"
    slip = ground.tag(ground.two, ground.save, 60)
    actions.take_back_tag(slip, by=None, at=AT)
    assert [one.pk for one in queries.tags(EVERYTHING)] == [kept.pk]
    assert PillarTag.objects.count() == 2
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == [
        "pillar_tag.added",
        "pillar_tag.ended",
        "pillar_tag.added",
        "pillar_tag.taken_back",
    ]


def test_a_change_of_minister_leaves_old_days_as_they_were(ground):
    ground.tag(ground.one, ground.save, 60)
    ground.tag(ground.two, ground.fight, 100)
    before = said(OLD_DAY)
    act = ground.retag(
        Choice(ground.one, ground.push, 70, "คำเดียวกัน"), Choice(ground.one, ground.draw, 30, "ตัวชี้วัดเดียวกัน")
    )
    assert said(OLD_DAY) == before
    assert said(CHANGE) == sorted([(ground.one.pk, ground.push.code, 70), (ground.one.pk, ground.draw.code, 30)])
    assert PillarTag.objects.get(project=ground.one, pillar=ground.save).valid_to == CHANGE - ONE_DAY
    assert PillarTag.objects.get(project=ground.two).valid_to is None  # nobody confirmed it
    event = Event.objects.get(name="retagging.made")
    assert (event.payload["ended"], event.payload["opened"]) == (1, 2)

    actions.undo_retagging(act, by=None, at=AT)
    assert said(OLD_DAY) == before
    assert said(CHANGE) == []
    assert PillarTag.objects.get(project=ground.one, pillar=ground.save).valid_to is None
    assert code_of(lambda: actions.undo_retagging(act, by=None, at=AT)) == "retagging_already_undone"


def test_one_refusal_leaves_everything_as_it_was(ground):
    ground.tag(ground.one, ground.save, 60)
    choices = Choice(ground.one, ground.push, 70, "ก"), Choice(ground.one, ground.draw, 31, "ข")
    assert code_of(lambda: ground.retag(*choices)) == "tags_weigh_more_than_all"
    assert PillarTag.objects.get().valid_to is None


def test_what_was_built_upon_is_not_undone(ground):
    ground.tag(ground.one, ground.save, 60)
    act = ground.retag(Choice(ground.one, ground.push, 70, "ก"))
    actions.end_tag(act.opened.get(), last_day=CHANGE + ONE_DAY, because="ข", by=None, at=AT)
    assert code_of(lambda: actions.undo_retagging(act, by=None, at=AT)) == "retagging_built_upon"


@pytest.mark.race
def test_five_who_tag_the_same_project_at_once(race):
    ground = Ground()
    outcomes = race([lambda: ground.tag(ground.one, ground.save, 60)] * 5)
    assert told(outcomes) == {"done": 1, "tag_overlaps": 4}
    ground.two.refresh_from_db()
    outcomes = race([lambda one=one: ground.tag(ground.two, one, 60) for one in (ground.save, ground.fight)])
    assert told(outcomes) == {"done": 1, "tags_weigh_more_than_all": 1}


def test_the_database_says_it_too(ground):
    WRONG = {
        "a_tag_is_on_a_project_or_on_an_activity": {"activity": ground.activity},
        "a_tag_weighs_from_1_to_100_percent": {"weight_percent": 101},
        "a_tag_ends_after_it_begins": {"valid_to": dt.date(2000, 1, 1)},
        "a_tag_says_why": {"because": ""},
    }
    for name, wrong in WRONG.items():
        refused_by(name, lambda wrong=wrong: PillarTagFactory(project=ground.one, pillar=ground.save, **wrong))
    refused_by("a_retagging_goes_to_another_framework", lambda: RetaggingFactory(old=ground.old, new=ground.old))


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("one_tag_per_project_pillar_and_first_day", {"valid_to": CHANGE}, {"valid_to": CHANGE}),
        ("one_open_tag_per_project_and_pillar", {}, {"valid_from": CHANGE}),
    ],
)
def test_the_database_knows_one_like_it_on_a_project(ground, name, first, second):
    PillarTagFactory(project=ground.one, pillar=ground.save, **first)
    refused_as_second_by(name, lambda: PillarTagFactory(project=ground.one, pillar=ground.save, **second))


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("one_tag_per_activity_pillar_and_first_day", {"valid_to": CHANGE}, {"valid_to": CHANGE}),
        ("one_open_tag_per_activity_and_pillar", {}, {"valid_from": CHANGE}),
    ],
)
def test_the_database_knows_one_like_it_on_an_activity(ground, name, first, second):
    on = {"project": None, "activity": ground.activity, "pillar": ground.save}
    PillarTagFactory(**on, **first)
    refused_as_second_by(name, lambda: PillarTagFactory(**on, **second))
