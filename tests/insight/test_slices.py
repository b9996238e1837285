"""Slices: what narrows them, as values."""

import datetime as dt

import pytest
from django.db.models import Q

from buranakan.insight.slices import EVERYTHING, Announced, Dimension, Slice


def test_everything_narrows_nothing():
    assert EVERYTHING.condition() == Q()


def test_each_key_narrows_its_column():
    part = Slice(fiscal_year=2568, project=1, activity=2, owner=3, office=4, province="30", month=dt.date(2025, 2, 1))
    assert part.condition() == Q(
        activity__project__portfolio__fiscal_year=2568,
        activity__project_id=1,
        activity_id=2,
        owner_office_id=3,
        serving_office_id=4,
        province_id="30",
        month=dt.date(2025, 2, 1),
    )


def test_months_and_kinds_of_help_narrow_too():
    months = (dt.date(2025, 4, 1), dt.date(2025, 5, 1))
    assert Slice(months=months, kind="fairs", until=dt.date(2025, 4, 1)).condition() == Q(
        month__lte=dt.date(2025, 4, 1), month__in=months, activity__kind="fairs"
    )


@pytest.mark.parametrize(("until", "left"), [(None, 4), (3, 3), (4, 4), (5, 4)])
def test_up_to_a_month_never_widens(until, left):
    part = Slice(until=until and dt.date(2025, until, 1))
    assert part.up_to(dt.date(2025, 4, 1)) == Slice(until=dt.date(2025, left, 1))


def test_narrowing_to_a_key_keeps_the_rest():
    assert Slice(province="30").at(Dimension.MONTH, dt.date(2025, 2, 1)) == Slice(
        province="30", month=dt.date(2025, 2, 1)
    )


def test_announced_portfolios_hold_each_in_its_provinces():
    part = Slice(announced=(Announced(1), Announced(2, provinces=frozenset({"36", "30"}))))
    first = Q(activity__project__portfolio_id=1)
    second = Q(activity__project__portfolio_id=2) & Q(province_id__in=["30", "36"])
    assert part.condition() == Q() & (Q(pk__in=[]) | first | second)
