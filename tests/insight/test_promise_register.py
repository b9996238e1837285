"""The register of promises: each beside its plan, its pace, and what it rests on; and what an address asks for."""

import datetime as dt
from collections import Counter

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import promise_register
from buranakan.insight.course import PromiseState
from buranakan.insight.promise_register import Due, Filters, Seen
from buranakan.lib.rules import RuleBroken
from buranakan.planning.models import PillarTag
from buranakan.policy.models import Pillar
from tests.factories.accounts import scope
from tests.factories.planning import PortfolioFactory
from tests.factories.policy import FrameworkFactory, PromiseFactory
from tests.insight import world as worlds

DAY = worlds.TODAY
LAST_YEAR = dt.date(2024, 9, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def desk(world):
    return scope(Role.EXECUTIVE, world.ministry)


def pks(found):
    return [row.promise.pk for row in found]


def test_a_promise_stands_beside_its_plan_its_pace_and_what_it_rests_on(world, desk):
    promise = worlds.promise(world, value=80, office=world.diprom)
    worlds.serve(world, world.korat, people=24, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=16, on=dt.date(2025, 4, 14))
    worlds.serve(world, world.korat, people=3, on=dt.date(2025, 5, 14))
    [row] = promise_register.register(desk, on=DAY)
    course = row.course
    assert (row.promise, row.office, row.due_on) == (promise, world.diprom, dt.date(2025, 9, 30))
    assert (course.target, course.reached, course.reached_in_full) == (81, 43, 40)
    assert (course.planned_to_date, course.planned_ahead, course.pace) == (50, 40, 0.8)
    # Three months of a plan tell no pace, but filling all of the plan would bring 80.
    assert (course.low, course.likely, course.high, row.state) == (43, 72, 80, PromiseState.OFF_COURSE)
    assert (row.rests_on.plan_lines, row.rests_on.plan_versions, row.rests_on.portfolios) == (3, 3, (world.portfolio,))
    assert (row.rests_on.figure.key, row.rests_on.quote) == ("people_reached_distinct", promise.proposal.quote)
    assert ([one.number for one in row.projects], row.provinces) == ([1, 2], ("36", "50", "30"))


def test_a_promise_of_money_is_measured_by_what_is_paid(world, desk):
    money = worlds.money_promise(world, value=130_000_00)
    worlds.keep_books(world, world.korat)
    [row] = promise_register.register(desk, on=DAY)
    assert (row.promise, row.course.reached, row.course.planned_to_date) == (money, 30_000_00, 200_000_00)
    assert row.state == PromiseState.UNCERTAIN


def test_a_promise_of_what_is_planned_has_no_pace(world, desk):
    worlds.promise(world, figure_key="people_planned")
    assert [one.state for one in promise_register.register(desk, on=DAY)] == [PromiseState.NOT_MEASURABLE]


def test_a_withdrawn_promise_stays_in_the_register_as_withdrawn(world, desk):
    worlds.promise(world, withdrawn=True)
    assert promise_register.counts(desk, on=DAY) == Counter({PromiseState.WITHDRAWN: 1})


def test_a_ceiling_is_kept_by_staying_below(world, desk):
    worlds.serve(world, world.korat, people=5)
    worlds.promise(world, value=4, comparison="at_most")
    worlds.promise(world, value=5, comparison="up_to", due_on=dt.date(2025, 3, 31))
    assert [one.state for one in promise_register.register(desk, on=DAY)] == [
        PromiseState.REACHED,
        PromiseState.OFF_COURSE,
    ]


def test_without_a_programme_the_fiscal_year_is_counted(world, desk):
    worlds.serve(world, world.korat, people=5)
    worlds.promise(world, portfolio=False, value=4)
    [row] = promise_register.register(desk, on=DAY)
    assert (row.state, row.rests_on.plan_lines, row.rests_on.portfolios) == (PromiseState.REACHED, 3, ())


def test_months_go_on_to_the_year_in_which_it_is_due(world, desk):
    worlds.promise(world, due_on=dt.date(2026, 1, 31))
    [row] = promise_register.register(desk, on=DAY)
    assert (len(row.months), row.months[-1].month, row.months[-1].reached) == (24, dt.date(2026, 9, 1), None)


# --- frameworks -------------------------------------------------------------------------------------------------------
def tag(project, framework, **said):
    pillar, _ = Pillar.objects.get_or_create(framework=framework, code="one", order=1)
    return PillarTag.objects.create(
        project=project, pillar=pillar, weight_percent=100, because="x", tagged_at=worlds.NOW, **said
    )


def test_the_frameworks_are_those_the_projects_were_tagged_with(world, desk):
    old = FrameworkFactory(code="old", valid_from=dt.date(2022, 1, 1))
    new = FrameworkFactory(code="new", valid_from=dt.date(2022, 1, 1))
    tag(world.farms, old, valid_from=dt.date(2024, 1, 1), valid_to=dt.date(2024, 12, 31))
    tag(world.digital, new, valid_from=dt.date(2025, 1, 1))
    now, then = worlds.promise(world), worlds.promise(world, due_on=dt.date(2024, 11, 30))
    found = {row.promise: row.frameworks for row in promise_register.register(desk, on=DAY)}
    assert found == {now: (new,), then: (old,)}


def test_without_tags_they_are_those_its_words_name(world, desk):
    named = FrameworkFactory(code="mind", name_th="MIND ใช้หัวและใจ", aliases=["MIND"])
    FrameworkFactory(code="other", name_th="กรอบอื่นที่ไม่ได้กล่าวถึง")
    worlds.promise(world, proposal__announcement__text="ตามนโยบาย MIND ตั้งเป้าหมายกว่า 100 คน")
    [row] = promise_register.register(desk, on=DAY)
    assert row.frameworks == (named,)


# --- what is asked for ------------------------------------------------------------------------------------------------
@pytest.fixture
def several(world):
    """One of DIPROM that the programme serves; one of the ministry, for the desks only, of last year."""
    framework = FrameworkFactory(code="mind")
    tag(world.farms, framework, valid_from=dt.date(2025, 1, 1))
    ours = worlds.promise(world, office=world.diprom)
    theirs = PromiseFactory(
        office=world.ministry, is_public=False, fiscal_year=2567, due_on=LAST_YEAR, statement_th="ปีก่อน"
    )
    return {"ours": ours.pk, "theirs": theirs.pk}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["ours", "theirs"]),
        ({"year": "2567"}, ["theirs"]),
        ({"year": "๒๕๖๘"}, ["ours"]),
        ({"year": "x"}, []),
        ({"state": "late"}, ["theirs"]),
        ({"state": "not_measurable"}, []),
        ({"framework": "mind"}, ["ours"]),
        ({"office": "diprom"}, ["ours"]),
        ({"project": "farms"}, ["ours"]),
        ({"province": "30"}, ["ours"]),
        ({"province": "10"}, []),
        ({"due": "passed"}, ["theirs"]),
        ({"due": "later"}, ["ours"]),
        ({"seen": "internal"}, ["theirs"]),
        ({"seen": "public", "office": "ministry"}, []),
    ],
)
def test_the_register_is_narrowed_by_what_the_address_asks(world, desk, several, asked, expected):
    world.farms.series = "farms"
    world.farms.save()
    world.ministry.code = "ministry"
    world.ministry.save()
    found = promise_register.register(desk, on=DAY, filters=promise_register.read(asked))
    assert pks(found) == [several[name] for name in expected]


@pytest.mark.parametrize("asked", [{"state": "fine"}, {"due": "soon"}, {"seen": "me"}])
def test_an_address_that_asks_for_what_is_none_is_refused(asked):
    with pytest.raises(RuleBroken) as refusal:
        promise_register.read(asked)
    assert refusal.value.code == "register_not_understood"


def test_what_is_asked_for_goes_back_into_the_address():
    assert promise_register.read({"state": "late", "page": "2", "year": ""}).chosen == {"state": "late"}
    assert Filters(seen=Seen.PUBLIC).chosen == {"seen": "public"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Due.PASSED), (0, Due.MONTH), (30, Due.MONTH), (31, Due.QUARTER), (90, Due.QUARTER), (91, Due.LATER)],
)
def test_when_a_promise_is_due(days, expected):
    promise = PromiseFactory.build(due_on=DAY + dt.timedelta(days=days), proposal=None)
    assert promise_register.due(promise, on=DAY) == expected


def test_the_public_sees_public_promises_only(world, several):
    assert pks(promise_register.register(Scope.public(), on=DAY)) == [several["ours"]]


@pytest.mark.parametrize("count", [1, 4])
def test_many_promises_are_asked_for_together(world, desk, count, django_assert_num_queries):
    worlds.serve(world, world.korat, people=2)
    for number in range(count):
        promise = worlds.promise(world)
        if number > 1:
            PortfolioFactory(code=f"other-{number}").promises.add(promise)
    with django_assert_num_queries(15):
        promise_register.register(desk, on=DAY)
