"""Where a promise is heading, for everybody: told from the public tables, so that hidden counts stay hidden."""

import datetime as dt

import pytest

from buranakan.insight import public_course, publish
from buranakan.insight.course import PromiseState
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def told(promise, *, on=worlds.TODAY):
    [shown] = publish.public_promises([promise], on=on)
    return public_course.of(shown, on=on)


def test_it_is_told_from_the_months_that_are_told(world):
    promise = worlds.promise(world, value=100)
    worlds.serve(world, world.korat, people=20, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=12, on=dt.date(2025, 4, 14))
    worlds.serve(world, world.korat, people=10, on=dt.date(2025, 5, 14))
    course = told(promise).course
    assert (course.reached, course.reached_in_full, course.planned_to_date, course.planned_ahead) == (42, 32, 50, 40)
    assert (course.state, "42 คน" in str(told(promise).why)) == (PromiseState.OFF_COURSE, True)


def test_a_hidden_month_is_counted_with_the_next_one_told(world):
    """Three people in April can be told neither in the table nor by a forecast that would need April's total."""
    promise = worlds.promise(world, value=100)
    worlds.serve(world, world.korat, people=20, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=3, on=dt.date(2025, 4, 14))
    worlds.serve(world, world.korat, people=15, on=dt.date(2025, 5, 14))
    [shown] = publish.public_promises([promise], on=worlds.TODAY)
    by_month = {point.month.month: point.reached for point in shown.release.months if not point.is_to_come}
    course = told(promise).course
    assert (by_month[2], by_month[4], by_month[5]) == (20, None, 38)
    # Up to February 20 of 30 planned; the rest of the plan, April's 20 too, is still ahead.
    assert (course.reached, course.reached_in_full, course.planned_to_date, course.planned_ahead) == (38, 20, 30, 60)


def test_too_few_people_tell_nothing(world):
    promise = worlds.promise(world)
    worlds.serve(world, world.korat, people=3)
    assert told(promise) == public_course.NOTHING


def test_money_and_another_counting_rule_and_no_programme_tell_nothing(world):
    worlds.promise(world)
    worlds.serve(world, world.korat, people=20)
    others = [
        worlds.money_promise(world),
        worlds.promise(world, figure_key="people_reached_participations"),
        worlds.promise(world, portfolio=False),
    ]
    assert [told(one) for one in others] == [public_course.NOTHING] * 3


def test_a_day_that_has_passed_and_a_promise_reached(world):
    worlds.serve(world, world.korat, people=20)
    late, reached = worlds.promise(world, due_on=dt.date(2025, 4, 30)), worlds.promise(world, value=19)
    assert [told(one).state for one in (late, reached)] == [PromiseState.LATE, PromiseState.REACHED]


def test_a_withdrawn_promise_says_so(world):
    assert told(worlds.promise(world, withdrawn=True)).state == PromiseState.WITHDRAWN
