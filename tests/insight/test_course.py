"""Where a promise is heading: the states, the forecast, and what no forecast may do."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buranakan.insight.course import DRAWS, FEWEST_MONTHS, PromiseState, course
from buranakan.lib import fiscal

YEAR = fiscal.months_of(2568)
TODAY, DUE = dt.date(2025, 5, 15), dt.date(2025, 9, 30)  # seven full months, five to come
PLAN = dict(zip(YEAR, [0, 80, 110, 240, 270, 290, 220, 280, 280, 250, 160, 0], strict=True))
REACHED = dict(zip(YEAR, [0, 79, 115, 230, 237, 257, 191, 141], strict=False))


def at(planned=PLAN, reached=REACHED, *, on=TODAY, due_on=DUE, target=2181, **said):
    return course(planned, reached, on=on, due_on=due_on, target=target, **said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, PromiseState.OFF_COURSE),
        ({"target": 1500}, PromiseState.ON_COURSE),
        ({"target": 2010}, PromiseState.UNCERTAIN),
        ({"target": 1250}, PromiseState.REACHED),
        ({"due_on": dt.date(2025, 5, 14)}, PromiseState.LATE),
        ({"due_on": dt.date(2025, 5, 14), "target": 1250}, PromiseState.REACHED),
        ({"due_on": TODAY}, PromiseState.OFF_COURSE),
        ({"on": dt.date(2024, 11, 30), "reached": {}}, PromiseState.PLANNED),
        ({"on": dt.date(2024, 12, 1), "reached": {}, "target": 2000}, PromiseState.UNCERTAIN),
        ({"planned": {}}, PromiseState.NOT_MEASURABLE),
        ({"planned": {dt.date(2025, 10, 1): 3000}}, PromiseState.NOT_MEASURABLE),
        ({"planned": {}, "target": 1250}, PromiseState.REACHED),
        ({"reached": None}, PromiseState.NOT_MEASURABLE),
        ({"target": 3000, "is_ceiling": True}, PromiseState.ON_COURSE),
        ({"target": 2010, "is_ceiling": True}, PromiseState.UNCERTAIN),
        ({"target": 1500, "is_ceiling": True}, PromiseState.OFF_COURSE),
        ({"target": 1249, "is_ceiling": True}, PromiseState.OFF_COURSE),
        ({"target": 1250, "is_ceiling": True, "due_on": dt.date(2025, 5, 14)}, PromiseState.REACHED),
        ({"target": 1249, "is_ceiling": True, "due_on": dt.date(2025, 5, 14)}, PromiseState.OFF_COURSE),
    ],
)
def test_each_state(said, expected):
    assert at(**said).state == expected


def test_the_forecast_is_what_was_reached_and_the_pace_times_the_rest_of_the_plan():
    found = at()
    assert (found.reached, found.reached_in_full, found.planned_to_date, found.planned_ahead) == (1250, 1109, 1210, 970)
    assert (found.months, found.pace) == (6, 1109 / 1210)
    assert found.likely == round(1109 + 970 * 1109 / 1210)
    assert found.low < found.likely < found.high < 2181


def test_the_same_months_give_the_same_interval():
    assert at() == at()


def test_a_pace_that_never_differs_has_no_width():
    steady = {month: number // 2 for month, number in PLAN.items() if month < dt.date(2025, 5, 1)}
    found = at(reached=steady)
    assert (found.low, found.likely, found.high) == (1090, 1090, 1090)


def test_where_nothing_more_is_planned_nothing_more_is_foretold():
    early = {month: number for month, number in PLAN.items() if month < dt.date(2025, 5, 1)}
    found = at(early)
    assert (found.low, found.likely, found.high, found.state) == (1250, 1250, 1250, PromiseState.OFF_COURSE)


@pytest.mark.parametrize(("target", "expected"), [(2181, PromiseState.OFF_COURSE), (1500, PromiseState.UNCERTAIN)])
def test_too_few_months_tell_no_pace_only_what_the_plan_could_bring(target, expected):
    on = YEAR[FEWEST_MONTHS]  # one full month of the plan less than needed, since nothing was planned in October
    found = at(on=on, reached={dt.date(2024, 11, 1): 40}, target=target)
    assert (found.months, found.tells_a_pace, found.state) == (FEWEST_MONTHS - 1, False, expected)
    assert (found.low, found.high) == (40, 40 + found.planned_ahead)


# --- properties -------------------------------------------------------------------------------------------------------
counts = st.lists(st.integers(0, 400), min_size=12, max_size=12)
days = st.dates(YEAR[0], dt.date(2025, 9, 30))


def tables(planned, reached, *, on):
    return dict(zip(YEAR, planned, strict=True)), {
        month: number for month, number in zip(YEAR, reached, strict=True) if month <= on
    }


@settings(max_examples=60)
@given(planned=counts, reached=counts, on=days, target=st.integers(1, 5000))
def test_the_interval_holds_what_is_likely_and_never_less_than_what_is_reached(planned, reached, on, target):
    found = at(*tables(planned, reached, on=on), on=on, target=target)
    if found.is_estimated:
        assert found.reached <= found.low <= found.likely <= found.high
    else:
        assert found.state in {PromiseState.REACHED, PromiseState.PLANNED, PromiseState.NOT_MEASURABLE}
    assert (found.state == PromiseState.REACHED) is (found.reached >= target)


@settings(max_examples=60)
@given(planned=counts, reached=counts, on=days, place=st.integers(0, 11), more=st.integers(0, 300))
def test_more_reached_never_lowers_a_forecast_nor_its_ends(planned, reached, on, place, more):
    better = [number + more * (place == at_) for at_, number in enumerate(reached)]
    less, more_ = (at(*tables(planned, one, on=on), on=on, target=10**6) for one in (reached, better))
    assert less.is_estimated is more_.is_estimated
    if less.is_estimated:
        assert (more_.low >= less.low, more_.likely >= less.likely, more_.high >= less.high) == (True, True, True)


@settings(max_examples=40)
@given(planned=counts, reached=counts, on=days, target=st.integers(1, 5000), harder=st.integers(0, 3000))
def test_a_harder_target_is_never_nearer(planned, reached, on, target, harder):
    order = [PromiseState.OFF_COURSE, PromiseState.UNCERTAIN, PromiseState.ON_COURSE, PromiseState.REACHED]
    wanted = tables(planned, reached, on=on)
    easy, hard = (at(*wanted, on=on, target=one).state for one in (target, target + harder))
    if {easy, hard} <= set(order):
        assert order.index(hard) <= order.index(easy)


@given(reached=counts, on=days)
def test_without_a_plan_nothing_is_measurable(reached, on):
    assert at(*tables([0] * 12, reached, on=on), on=on, target=10**6).state == PromiseState.NOT_MEASURABLE


def test_in_simulated_years_the_interval_holds_about_eight_outcomes_in_ten():
    chance, held, years = random.Random(68), 0, 400  # noqa: S311 - the same simulated years every time
    for _year in range(years):
        planned = [chance.randint(60, 300) for _month in range(10)]
        pace = chance.uniform(0.6, 1.1)
        came = [round(number * pace * chance.gammavariate(9, 1 / 9)) for number in planned]
        found = at(
            dict(zip(YEAR, planned, strict=False)),
            dict(zip(YEAR[:6], came, strict=False)),
            on=YEAR[6],
            due_on=dt.date(2025, 7, 31),
            target=10**6,
        )
        held += found.low <= sum(came) <= found.high
    assert 0.75 <= held / years <= 0.9
    assert DRAWS == 1_000
