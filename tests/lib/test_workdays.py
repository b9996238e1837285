"""Working days: weekends and holidays are none, both ends count, and the day after so many of them is one itself."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from buranakan.lib import workdays

SONGKRAN = frozenset({dt.date(2025, 4, 14), dt.date(2025, 4, 15), dt.date(2025, 4, 16)})
days = some.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
holidays = some.frozensets(days, max_size=30)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2025, 4, 11), True),
        (dt.date(2025, 4, 12), False),
        (dt.date(2025, 4, 13), False),
        (dt.date(2025, 4, 14), False),
        (dt.date(2025, 4, 17), True),
    ],
    ids=["friday", "saturday", "sunday", "holiday", "thursday"],
)
def test_offices_are_closed_on_weekends_and_holidays(day, expected):
    assert workdays.is_working_day(day, holidays=SONGKRAN) is expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.date(2025, 4, 11), dt.date(2025, 4, 17), 2),
        (dt.date(2025, 4, 11), dt.date(2025, 4, 11), 1),
        (dt.date(2025, 4, 12), dt.date(2025, 4, 16), 0),
        (dt.date(2025, 4, 17), dt.date(2025, 4, 11), 0),
    ],
    ids=["both-ends-count", "one-day", "closed-throughout", "backwards"],
)
def test_working_days_are_counted(first, last, expected):
    assert workdays.working_days_between(first, last, holidays=SONGKRAN) == expected


@given(day=days, count=some.integers(1, 60), holidays=holidays)
def test_so_many_working_days_lie_between_a_day_and_the_one_so_many_after_it(day, count, holidays):
    after = workdays.working_day_after(day, count=count, holidays=holidays)
    assert workdays.is_working_day(after, holidays=holidays)
    assert workdays.working_days_between(day + workdays.ONE_DAY, after, holidays=holidays) == count


def test_no_working_day_after_a_day_is_a_fault():
    with pytest.raises(ValueError, match="no day after it"):
        workdays.working_day_after(dt.date(2025, 4, 11), count=0)
