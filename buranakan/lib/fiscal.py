"""The Thai fiscal year: 1 October to 30 September, named by the Buddhist-era year in which it ends.

What is computed here is the year of execution, from the day a thing was done. The year of the budget act that pays
for it may be an earlier one (money carried over); that is a fact of the envelope and is stored, never computed.
"""

import datetime as dt

from buranakan.lib import clock

BUDDHIST_ERA = 543
FIRST_MONTH = 10
YEARS = range(2400, 2700)


def fiscal_year_of(day: dt.date) -> int:
    """October, November and December belong to the fiscal year named after the next calendar year."""
    clock.check_is_day(day)
    return day.year + BUDDHIST_ERA + (1 if day.month >= FIRST_MONTH else 0)


def quarter_of(day: dt.date) -> int:
    """1 is October to December, 4 is July to September."""
    clock.check_is_day(day)
    return (day.month - FIRST_MONTH) % 12 // 3 + 1


def month_start(day: dt.date) -> dt.date:
    clock.check_is_day(day)
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The first day of the month after the one that a day is in."""
    return (month_start(month) + dt.timedelta(days=31)).replace(day=1)


def months_of(fiscal_year: int) -> list[dt.date]:
    """The first days of its twelve months, October to September."""
    start = first_day(fiscal_year)
    return [dt.date(start.year, month, 1) for month in range(FIRST_MONTH, 13)] + [
        dt.date(start.year + 1, month, 1) for month in range(1, FIRST_MONTH)
    ]


def first_day(fiscal_year: int) -> dt.date:
    _check_is_a_fiscal_year(fiscal_year)
    return dt.date(fiscal_year - BUDDHIST_ERA - 1, FIRST_MONTH, 1)


def last_day(fiscal_year: int) -> dt.date:
    _check_is_a_fiscal_year(fiscal_year)
    return dt.date(fiscal_year - BUDDHIST_ERA, 9, 30)


def _check_is_a_fiscal_year(fiscal_year: int) -> None:
    if fiscal_year not in YEARS:
        raise ValueError(f"{fiscal_year} is not a Buddhist-era fiscal year.")
