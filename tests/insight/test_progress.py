"""Plan against reality: who is behind, and promises beside their evidence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.accounts.scope import Scope
from buranakan.insight import progress
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import Progress, State
from buranakan.insight.slices import Dimension, Slice
from buranakan.planning.enums import Reading
from tests.insight import world as worlds

ALL = Scope.system("test")
NUMBERS = st.integers(0, 5000)


# --- pure -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("planned", "to_date", "reached", "state"),
    [
        (0, 0, 0, State.NO_PLAN),
        (0, 0, 5, State.NO_PLAN),
        (100, 0, 0, State.NOT_DUE),
        (100, 50, 39, State.BEHIND),
        (100, 50, 40, State.ON_PLAN),
        (100, 50, 120, State.ON_PLAN),
    ],
)
def test_states(planned, to_date, reached, state):
    assert Progress(key="30", planned=planned, planned_to_date=to_date, reached=reached).state == state


@given(NUMBERS, NUMBERS, NUMBERS)
def test_reaching_one_more_never_makes_a_province_behind(planned, to_date, reached):
    before = Progress(key=1, planned=planned, planned_to_date=to_date, reached=reached)
    after = Progress(key=1, planned=planned, planned_to_date=to_date, reached=reached + 1)
    assert before.is_behind or not after.is_behind


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (dt.date(2025, 5, 15), dt.date(2025, 4, 1)),
        (dt.date(2025, 5, 31), dt.date(2025, 4, 1)),
        (dt.date(2025, 6, 1), dt.date(2025, 5, 1)),
        (dt.date(2025, 1, 1), dt.date(2024, 12, 1)),
    ],
)
def test_the_last_full_month_is_the_one_before(on, month):
    assert progress.last_full_month(on) == month


# --- on rows ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def world(db):
    return worlds.build()


def test_progress_by_province(world):
    worlds.serve(world, world.korat, people=24)
    worlds.serve(world, world.chaiyaphum, people=15)
    found = progress.progress_by(ALL, Dimension.PROVINCE, on=worlds.TODAY, keys=["30", "36", "50", "41"])
    assert [(one.key, one.planned, one.planned_to_date, one.reached, one.state) for one in found] == [
        ("30", 30, 30, 24, State.ON_PLAN),
        ("36", 20, 20, 15, State.BEHIND),
        ("50", 40, 0, 0, State.NOT_DUE),
        ("41", 0, 0, 0, State.NO_PLAN),
    ]


def test_the_whole_is_the_sum_of_what_adds_up(world):
    worlds.serve(world, world.korat, people=5)
    whole = progress.progress_of(ALL, on=worlds.TODAY)
    assert (whole.planned, whole.planned_to_date, whole.reached) == (90, 50, 5)


def test_by_project_with_money_in_the_order_of_the_portfolio(world):
    worlds.serve(world, world.korat, people=5)
    part = Slice(fiscal_year=2568)
    found = progress.by_project(ALL, world.portfolio, on=worlds.TODAY, part=part)
    assert [(one.project.number, one.progress.planned, one.progress.reached, one.satang) for one in found] == [
        (1, 50, 5, 200_000_00),
        (2, 40, 0, 100_000_00),
    ]


# --- promises ---------------------------------------------------------------------------------------------------------
def test_a_promise_beside_both_counts_and_the_plan(world):
    promise = worlds.promise(world)
    [first, *_rest] = worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.korat, persons=[first.person], serving=world.centre)
    standing = progress.standing(promise, on=worlds.TODAY)
    assert (standing.figure.key, standing.planned, standing.reached) == ("people_reached_distinct", 90, 3)
    assert (standing.other_figure.key, standing.other_reached) == ("people_reached_participations", 4)
    assert (standing.share, standing.planned_share) == (3 / 2180, 90 / 2180)


def test_a_promise_of_money_is_planned_paid_and_spent(world):
    worlds.keep_books(world, world.korat)
    standing = progress.standing(worlds.money_promise(world), on=worlds.TODAY)
    assert (standing.planned, standing.reached, standing.share) == (300_000_00, None, None)
    assert (standing.other_figure, standing.other_reached) == (None, None)
    assert (standing.paid, standing.spent, standing.paid_share) == (30_000_00, 70_000_00, 30_000 / 9_150_000)


def test_money_stands_beside_a_promise_of_people_too(world):
    worlds.keep_books(world, world.korat)
    standing = progress.standing(worlds.promise(world), on=worlds.TODAY)
    assert (standing.is_money, standing.paid, standing.paid_share) == (False, 30_000_00, None)


def test_a_promise_moves_by_exactly_the_people_who_completed(world):
    """Somebody served before is not counted again; a reopened round takes its people back."""
    promise = worlds.promise(world)
    [before] = worlds.serve(world, world.korat, on=dt.date(2025, 1, 20))
    services = worlds.complete(world, world.korat, people=25)
    worlds.serve(world, world.korat, persons=[before.person], on=dt.date(2025, 2, 15))
    assert progress.standing(promise, on=worlds.TODAY).reached == 1 + 25
    for service in services:
        service.taken_back_at, service.taken_back_because = service.recorded_at, "เปิดรุ่นใหม่เพื่อแก้การลงเวลา"
        service.save()
    assert progress.standing(promise, on=worlds.TODAY).reached == 1


def test_the_reading_narrows_what_a_promise_is_measured_over(world):
    promise = worlds.promise(world)
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chiang_mai, people=4)
    world.portfolio.reading = Reading.CENTRE_6
    world.portfolio.save()
    standing = progress.standing(promise, on=worlds.TODAY)
    assert (standing.planned, standing.reached) == (50, 3)


def test_a_promise_without_a_portfolio_is_measured_over_its_year(world):
    worlds.serve(world, world.korat, people=3)
    assert progress.standing(worlds.promise(world, portfolio=False), on=worlds.TODAY).reached == 3
    other_year = worlds.promise(world, portfolio=False, fiscal_year=2569)
    assert progress.standing(other_year, on=worlds.TODAY).reached == 0


@pytest.mark.parametrize("count", [1, 3])
def test_standings_ask_each_figure_once(world, count, django_assert_num_queries):
    promises = [worlds.promise(world) for _ in range(count)]
    promises = list(type(promises[0]).objects.prefetch_related("portfolios").order_by("pk"))
    with django_assert_num_queries(5):
        found = progress.standings(promises, on=worlds.TODAY)
    assert [one.promise for one in found] == promises


# --- months -----------------------------------------------------------------------------------------------------------
def test_months_add_up_and_stop_at_the_present(world):
    [first] = worlds.serve(world, world.korat, on=dt.date(2025, 1, 20))
    worlds.serve(world, world.korat, persons=[first.person], on=dt.date(2025, 3, 1))
    worlds.serve(world, world.korat, people=2, on=dt.date(2025, 5, 14))
    months = progress.by_month(ALL, 2568, figure=FIGURES["people_reached_distinct"], on=worlds.TODAY)
    assert [one.planned for one in months] == [0, 0, 0, 0, 30, 30, 50, 50, 50, 90, 90, 90]
    assert [one.reached for one in months] == [0, 0, 0, 1, 1, 1, 1, 3, None, None, None, None]


def test_money_by_month_is_what_was_paid(world):
    worlds.keep_books(world, world.korat, on=dt.date(2025, 2, 20))
    worlds.keep_books(world, world.korat, on=dt.date(2025, 4, 20))
    months = progress.by_month(ALL, 2568, figure=FIGURES["money_planned"], on=worlds.TODAY)
    paid = [None if one.reached is None else one.reached // 100 for one in months]
    assert paid == [0, 0, 0, 0, 30_000, 30_000, 60_000, 60_000, None, None, None, None]


def test_a_plan_of_people_by_month_has_nothing_reached(world):
    months = progress.by_month(ALL, 2568, figure=FIGURES["people_planned"], on=worlds.TODAY)
    assert {one.reached for one in months} == {None}
