"""Working days of offices: Monday to Friday, without the holidays that are handed in."""

import datetime as dt
from collections.abc import Collection

from buranakan.lib import clock

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date, *, holidays: Collection[dt.date] = ()) -> bool:
    """Are offices open on this day?"""
    clock.check_is_day(day)
    return day.weekday() < SATURDAY and day not in holidays


def working_days_between(first: dt.date, last: dt.date, *, holidays: Collection[dt.date] = ()) -> int:
    """How many working days there are from the first day to the last, both counted; none where the last is earlier."""
    days = max(0, (last - first).days + 1)
    return sum(is_working_day(first + dt.timedelta(days=one), holidays=holidays) for one in range(days))


def working_day_after(day: dt.date, *, count: int, holidays: Collection[dt.date] = ()) -> dt.date:
    """The working day that comes so many working days after a day: with 1 the next one."""
    if count < 1:
        raise ValueError(f"{count} working days after a day is no day after it.")
    while count:
        day += ONE_DAY
        count -= is_working_day(day, holidays=holidays)
    return day
