"""What waits for whom, from every link of the chain."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.insight.waiting import Duty, waiting
from tests.factories.accounts import scope
from tests.factories.delivery import RoundFactory, SessionFactory
from tests.factories.finance import MovementFactory
from tests.factories.imports import ImportRunFactory
from tests.factories.planning import PlanFactory, PlanVersionFactory
from tests.factories.policy import ProposalFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def korat(world):
    return scope(Role.PROVINCIAL_OFFICER, world.offices["30"])


@pytest.fixture
def head(world):
    return scope(Role.OFFICE_HEAD, world.offices["30"])


def what(asker):
    return [(one.duty, one.thing, one.count) for one in waiting(asker, at=worlds.NOW)]


def ago(days):
    return worlds.NOW - dt.timedelta(days=days)


# --- plans and promises -----------------------------------------------------------------------------------------------
def test_proposals_wait_for_those_who_confirm(world):
    announcement = ProposalFactory().announcement
    assert what(scope(Role.PLANNER, world.diprom)) == [(Duty.ANNOUNCEMENT, announcement, 1)]
    assert what(scope(Role.EXECUTIVE, world.ministry)) == []


def test_a_submitted_plan_waits_for_those_who_decide(world, korat):
    version = PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), submitted=True)
    [one] = waiting(scope(Role.EXECUTIVE, world.diprom), at=worlds.NOW)
    assert (one.duty, one.thing.version) == (Duty.PLAN, version)
    assert what(korat) == []


# --- applications -----------------------------------------------------------------------------------------------------
def test_applications_wait_at_the_office_that_called_one_thing_for_each_call(world, korat, head):
    first, second = (worlds.open_call(world, world.korat) for _ in range(2))
    worlds.apply(world, first, world.korat, people=2, on=dt.date(2025, 3, 1))
    worlds.apply(world, second, world.chaiyaphum, on=dt.date(2025, 2, 1))
    worlds.apply(world, second, world.korat, state="withdrawn")
    worlds.apply(world, worlds.open_call(world, world.chiang_mai), world.korat)
    expected = [(Duty.APPLICATIONS, second, 1), (Duty.APPLICATIONS, first, 2)]
    assert (what(korat), what(head)) == (expected, expected)
    assert what(scope(Role.EXECUTIVE, world.ministry)) == []


# --- rounds -----------------------------------------------------------------------------------------------------------
def a_round(world, province, *, last_on, **said):
    line = worlds.add_line(world, world.training, province, people=30, month=dt.date(2025, 5, 1))
    held = RoundFactory(plan_line=line, **said)
    SessionFactory(round=held, held_on=last_on - dt.timedelta(days=1))
    SessionFactory(round=held, held_on=last_on)
    return held


def test_a_round_waits_once_its_last_day_is_over_at_the_office_that_runs_it(world, korat):
    over = a_round(world, world.korat, last_on=worlds.TODAY - dt.timedelta(days=1))
    a_round(world, world.korat, last_on=worlds.TODAY)
    a_round(world, world.chiang_mai, last_on=worlds.TODAY - dt.timedelta(days=1))
    a_round(world, world.korat, last_on=worlds.TODAY - dt.timedelta(days=9), state="closed", closed_at=ago(8))
    assert what(korat) == [(Duty.ROUND, over, 1)]
    assert what(scope(Role.CENTRE_OFFICER, world.centre)) == []


# --- the books --------------------------------------------------------------------------------------------------------
def enter(world, **said):
    entry = worlds.book(world, world.korat, "reservation", 1_000_00)
    return MovementFactory(allotment=entry.allotment, kind="reservation", **said)


def test_what_was_entered_waits_for_the_head_as_one_thing(world, head, korat):
    for days in (1, 3):
        enter(world, entered_at=ago(days))
    MovementFactory(kind="reservation")
    [one] = waiting(head, at=worlds.NOW)
    assert (one.duty, one.count, one.since) == (Duty.MOVEMENTS, 2, ago(3))
    assert what(korat) == []


def test_what_was_refused_waits_for_the_one_who_entered_it_for_a_fortnight(world):
    officer = scope(Role.FINANCE_OFFICER, world.offices["30"])
    refused = {"state": "refused", "decided_by_id": 1_000_002, "refused_because": "เอกสารไม่ครบ"}
    mine = enter(world, entered_by_id=officer.user_id, decided_at=ago(2), **refused)
    enter(world, entered_by_id=officer.user_id, decided_at=ago(15), **refused)
    enter(world, decided_at=ago(2), **refused)
    assert what(officer) == [(Duty.REFUSED, mine, 1)]


# --- lists ------------------------------------------------------------------------------------------------------------
def a_list(**said):
    """One that was looked at and left."""
    return ImportRunFactory(state="previewed", brought_in_at=None, **said)


def test_a_previewed_list_waits_at_the_office_that_brought_it(world, korat):
    mine = a_list(office=world.offices["30"], rows=7, accepted=7)
    a_list(office=world.offices["50"])
    ImportRunFactory(office=world.offices["30"])
    assert what(korat) == [(Duty.LIST, mine, 7)]
    assert what(scope(Role.OFFICE_HEAD, world.offices["30"])) == []


# --- together ---------------------------------------------------------------------------------------------------------
def test_what_waits_longest_stands_first_whatever_it_is(world, korat):
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat, on=dt.date(2025, 5, 3))
    a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    a_list(office=world.offices["30"], uploaded_at=ago(10))
    assert [duty for duty, _thing, _count in what(korat)] == [Duty.ROUND, Duty.APPLICATIONS, Duty.LIST]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, korat, count, django_assert_num_queries):
    for _number in range(count):
        worlds.apply(world, worlds.open_call(world, world.korat), world.korat)
        a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
        a_list(office=world.offices["30"])
    with django_assert_num_queries(5):
        assert len(waiting(korat, at=worlds.NOW)) == 3 * count
