import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import clock, fiscal

fiscal_years = st.integers(2400, 2699)
days = st.dates(min_value=fiscal.first_day(2400), max_value=fiscal.last_day(2699))


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (dt.date(2024, 9, 30), 2567, 4),
        (dt.date(2024, 10, 1), 2568, 1),
        (dt.date(2024, 12, 31), 2568, 1),
        (dt.date(2025, 1, 1), 2568, 2),
        (dt.date(2025, 3, 31), 2568, 2),
        (dt.date(2025, 4, 1), 2568, 3),
        (dt.date(2025, 5, 15), 2568, 3),
        (dt.date(2025, 7, 1), 2568, 4),
        (dt.date(2025, 9, 30), 2568, 4),
        (dt.date(2025, 10, 1), 2569, 1),
    ],
)
def test_october_belongs_to_the_next_fiscal_year(day, year, quarter):
    assert (fiscal.fiscal_year_of(day), fiscal.quarter_of(day)) == (year, quarter)


def test_the_months_run_from_october_to_september():
    months = fiscal.months_of(2568)

    assert [(month.year, month.month, month.day) for month in months] == [
        *[(2024, month, 1) for month in (10, 11, 12)],
        *[(2025, month, 1) for month in range(1, 10)],
    ]


@given(days)
def test_every_day_is_in_one_month_of_its_fiscal_year(day):
    year = fiscal.fiscal_year_of(day)

    assert fiscal.first_day(year) <= day <= fiscal.last_day(year)
    place = fiscal.months_of(year).index(fiscal.month_start(day))
    assert fiscal.quarter_of(day) == place // 3 + 1


@given(fiscal_years)
def test_fiscal_years_follow_each_other_without_a_gap(year):
    first, last = fiscal.first_day(year), fiscal.last_day(year)

    assert (fiscal.fiscal_year_of(first), fiscal.fiscal_year_of(last)) == (year, year)
    assert fiscal.fiscal_year_of(first - dt.timedelta(days=1)) == year - 1
    assert fiscal.fiscal_year_of(last + dt.timedelta(days=1)) == year + 1


@pytest.mark.parametrize("question", [fiscal.first_day, fiscal.last_day, fiscal.months_of])
def test_a_common_era_year_is_not_taken_for_a_fiscal_year(question):
    with pytest.raises(ValueError, match="2025"):
        question(2025)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2024, 12, 31), dt.date(2025, 1, 1)),
        (dt.date(2025, 1, 1), dt.date(2025, 2, 1)),
        (dt.date(2024, 2, 29), dt.date(2024, 3, 1)),
    ],
)
def test_the_month_after(day, expected):
    assert fiscal.next_month(day) == expected


@pytest.mark.parametrize("question", [fiscal.fiscal_year_of, fiscal.quarter_of, fiscal.month_start])
def test_a_moment_is_not_taken_for_a_day(question):
    with pytest.raises(TypeError):
        question(dt.datetime(2024, 9, 30, 20, tzinfo=clock.BANGKOK))
