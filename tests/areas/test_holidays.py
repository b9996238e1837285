"""Holidays: the file becomes rows, and a day that left the file is a working day again."""

import datetime as dt

import pytest

from buranakan import reference
from buranakan.areas import actions, imports, queries
from buranakan.areas.models import Holiday
from buranakan.lib import clock, workdays
from tests.constraints import refused_as_second_by
from tests.factories.areas import HolidayFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 5, 15, 12, tzinfo=clock.BANGKOK)
SONGKRAN = (dt.date(2025, 4, 11), dt.date(2025, 4, 17))


def test_the_file_tells_songkran_of_2568_with_the_day_that_makes_up_for_the_sunday():
    imports.load(by=None, at=NOON)
    found = queries.holidays_between(*SONGKRAN)
    assert [(one.on.day, one.kind) for one in found] == [
        (13, Holiday.Kind.PUBLIC),
        (14, Holiday.Kind.PUBLIC),
        (15, Holiday.Kind.PUBLIC),
        (16, Holiday.Kind.SUBSTITUTION),
    ]
    assert workdays.working_days_between(*SONGKRAN, holidays={one.on for one in found}) == 2
    assert queries.holiday_years() == {2024, 2025, 2026}


def test_every_weekend_holiday_is_told_whether_it_is_made_up_for():
    """A holiday that no working day makes up for is one that the next day is a holiday of, or offices close anyway."""
    rows = reference.rows("holidays.csv")
    days = {dt.date.fromisoformat(row["date"]): row for row in rows}
    assert len(days) == len(rows)
    weekends = [day for day, row in days.items() if row["kind"] == "public" and day.weekday() >= workdays.SATURDAY]
    made_up = [day for day, row in days.items() if row["kind"] == "substitution"]
    assert weekends
    for day in weekends:
        assert any(dt.timedelta(0) < one - day <= dt.timedelta(days=3) for one in made_up), day
    assert all(workdays.is_working_day(one, holidays=days.keys() - {one}) for one in made_up)


def test_what_nobody_announced_says_so():
    imports.load(by=None, at=NOON)
    ploughing = Holiday.objects.get(on__year=2026, kind=Holiday.Kind.GOVERNMENT_ONLY, on__month=5)
    assert ploughing.is_assumed
    assert not Holiday.objects.get(on=dt.date(2025, 6, 2)).is_assumed


def test_a_day_that_left_the_file_is_a_working_day_again():
    rows = reference.rows("holidays.csv")
    actions.load_holidays(holidays=rows, by=None, at=NOON)
    actions.load_holidays(holidays=[row for row in rows if row["date"] != "2025-06-02"], by=None, at=NOON)
    assert [one.on.day for one in queries.holidays_between(dt.date(2025, 6, 1), dt.date(2025, 6, 30))] == [3]


def test_a_day_has_a_holiday_of_a_name_once():
    HolidayFactory(on=dt.date(2025, 6, 2))
    refused_as_second_by("one_holiday_per_day_and_name", lambda: HolidayFactory(on=dt.date(2025, 6, 2)))
