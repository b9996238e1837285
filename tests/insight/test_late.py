"""What is late, within reach: each kind by its rule, and what is not late yet."""

import datetime as dt

import pytest
from django.db import transaction

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import addresses, late
from buranakan.insight.slices import Dimension
from buranakan.lib import clock
from buranakan.records.actions import record
from tests.factories.accounts import scope
from tests.factories.delivery import RoundFactory
from tests.factories.finance import MovementFactory
from tests.factories.planning import ActivityFactory
from tests.insight import world as worlds
from tests.insight.test_waiting import a_round

ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Korat is 30 places behind since February, Chaiyaphum 20 since April."""
    return worlds.build()


def asked(asker=ALL):
    return addresses.read({"year": "2568"}, scope=asker, on=worlds.TODAY)


def see(what, asker=ALL):
    return list(getattr(late, what)(asker, asked(asker), at=worlds.NOW))


def lines(asker=ALL):
    return [(row.names[Dimension.PROVINCE].key, row.missing) for row in see("lines", asker)]


# --- lines ------------------------------------------------------------------------------------------------------------
def test_lines_behind_are_those_that_miss_more_than_a_fifth_the_most_missing_first(world):
    assert lines() == [("30", 30), ("36", 20)]
    worlds.serve(world, world.korat, people=23)
    assert lines() == [("36", 20), ("30", 7)]
    worlds.serve(world, world.korat, people=1)
    assert lines() == [("36", 20)]


def test_months_of_an_activity_in_a_province_are_taken_together(world):
    worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, 3, 1))
    worlds.serve(world, world.korat, people=48)
    assert lines() == [("36", 20)]


def test_what_another_office_did_does_not_fill_a_line(world):
    worlds.serve(world, world.chaiyaphum, people=20, serving=world.centre)
    assert lines() == [("30", 30), ("36", 20)]


def test_lines_are_named_and_a_province_sees_its_own(world):
    [row] = see("lines", scope(Role.PROVINCIAL_OFFICER, world.offices["36"]))
    assert {one.value: name.label for one, name in row.names.items()} == {
        "activity": "อบรม",
        "owner": "diprom",
        "office": "pio-36",
        "province": "ชัยภูมิ",
    }


# --- rounds -----------------------------------------------------------------------------------------------------------
def test_a_round_is_late_a_week_after_its_last_session(world):
    overdue = a_round(world, world.korat, last_on=dt.date(2025, 5, 7))
    a_round(world, world.korat, last_on=dt.date(2025, 5, 8))
    a_round(world, world.chiang_mai, last_on=dt.date(2025, 4, 1), state="closed", closed_at=worlds.NOW)
    assert see("rounds") == [overdue]
    assert see("rounds", scope(Role.PROVINCIAL_OFFICER, world.offices["50"])) == []


# --- movements --------------------------------------------------------------------------------------------------------
def test_a_movement_is_late_after_a_week_in_the_books_in_reach(world):
    allotment = worlds.book(world, world.korat, "reservation", 1_000_00).allotment
    old, _new = (
        MovementFactory(allotment=allotment, entered_at=worlds.NOW - dt.timedelta(days=days)) for days in (8, 6)
    )
    assert see("movements") == [old]
    assert see("movements", scope(Role.FINANCE_OFFICER, world.offices["30"])) == [old]
    assert see("movements", scope(Role.FINANCE_OFFICER, world.offices["50"])) == []


# --- applications -----------------------------------------------------------------------------------------------------
def test_applications_are_late_once_their_call_has_closed(world):
    closed = worlds.open_call(world, world.korat, closes_at=worlds.NOW)
    worlds.apply(world, closed, world.korat, people=2)
    worlds.accept(world, closed, world.korat)
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat)
    assert [(row.call, row.count) for row in see("applications")] == [(closed, 2)]


# --- reopened though paid for -----------------------------------------------------------------------------------------
def test_a_reopened_round_is_late_once_its_line_was_paid_for_after_that(world):
    line = worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, 5, 1))
    paid, other, untouched = (RoundFactory(plan_line=line, state="running") for _ in range(3))
    for held in (paid, other):
        with transaction.atomic():
            record("round.reopened", on=held, by=None, at=worlds.NOW - dt.timedelta(days=3))
    pay = {"satang": 5_000_00, "round": paid}
    worlds.book(world, world.korat, "payment", approved_at=worlds.NOW - dt.timedelta(days=4), **pay)
    assert see("reopened") == []
    worlds.book(world, world.korat, "payment", approved_at=worlds.NOW - dt.timedelta(days=1), **pay)
    assert see("reopened") == [paid]
    assert see("reopened", scope(Role.PROVINCIAL_OFFICER, world.offices["50"])) == []
    worlds.book(world, world.korat, "payment", 1_00, approved_at=worlds.NOW)  # names no round: it may be either
    assert (see("reopened"), untouched.state) == ([paid, other], "running")


# --- together ---------------------------------------------------------------------------------------------------------
def everything(world):
    a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    closed = worlds.open_call(world, world.korat, closes_at=worlds.NOW)
    worlds.apply(world, closed, world.korat, people=2)
    allotment = worlds.book(world, world.korat, "reservation", 1_000_00).allotment
    MovementFactory(allotment=allotment, entered_at=worlds.NOW - dt.timedelta(days=8))


def test_counts_are_those_of_the_lists(world):
    everything(world)
    counts = late.counts(ALL, asked(), at=worlds.NOW)
    lists = late.lists(ALL, asked(), at=worlds.NOW)
    assert counts == lists.counts == late.Counts(lines=2, rounds=1, movements=1, applications=2)


def test_another_year_has_nothing_late(world):
    everything(world)
    far = addresses.read({"year": "2567"}, scope=ALL, on=worlds.TODAY)
    assert not late.counts(ALL, far, at=worlds.NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, count, django_assert_num_queries):
    for number in range(count):
        everything(world)
        activity = ActivityFactory(project=world.farms, code=f"more-{number}")
        worlds.add_line(world, activity, world.korat, people=20, month=dt.date(2025, 2, 1))
    with clock.frozen_at(worlds.NOW), django_assert_num_queries(10):
        for name in ("lines", "rounds", "movements", "applications"):
            assert len(see(name)) >= count
