"""Days, numbers and money as people write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from buranakan.pages.ui.tags import filters

DAY = dt.date(2024, 12, 8)
LATE_IN_UTC = dt.datetime(2024, 12, 7, 18, 30, tzinfo=dt.UTC)


def test_days_are_buddhist_in_thai_and_common_in_english():
    with override("th"):
        assert (filters.day(DAY), filters.month(DAY)) == ("8 ธ.ค. 2567", "ธันวาคม 2567")
    with override("en"):
        assert (filters.day(DAY), filters.month(DAY)) == ("8 Dec 2024", "December 2024")


def test_the_day_of_a_moment_is_the_day_in_thailand():
    with override("th"):
        assert filters.day(LATE_IN_UTC) == "8 ธ.ค. 2567"
        assert filters.moment(LATE_IN_UTC) == "8 ธ.ค. 2567 01.30 น."
    with override("en"):
        assert filters.moment(LATE_IN_UTC) == "8 Dec 2024 01:30"


@pytest.mark.parametrize(
    "write",
    [filters.day, filters.month, filters.moment, filters.number, filters.baht, filters.million_baht, filters.percent],
)
def test_what_is_not_known_is_a_dash_and_never_a_nought(write):
    assert write(None) == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1342, "1,342"), (2180.0, "2,180"), (Decimal("12.5"), "12.5"), (1234.567, "1,234.57"), (-12, "-12")],
)
def test_numbers(value, text):
    assert filters.number(value) == text


def test_money_is_kept_in_satang_and_written_in_baht():
    assert filters.baht(915_000_000) == "9,150,000"
    assert filters.million_baht(915_000_000) == "9.15"
    assert filters.baht(0) == "0"


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (1342 / 2180, "61.6"),
        (0, "0"),
        (1, "100"),
        (0.5, "50"),
        (431 / 420, "102.6"),
        (2181 / 2180, "100"),
        (Decimal("0.9996"), "99.96"),
        (Decimal("0.0004"), "0.04"),
        (Decimal("0.0005"), "0.1"),
        (12.345, "1,234.5"),
    ],
)
def test_percents(ratio, text):
    assert filters.percent(ratio) == text


@given(st.decimals(min_value=0, max_value=2, places=6))
def test_a_percent_is_near_the_truth_and_never_claims_nothing_or_everything(ratio):
    text = filters.percent(ratio)
    assert abs(Decimal(text) - ratio * 100) <= Decimal("0.05")
    assert (text == "0") == (ratio == 0)
    assert text != "100" or ratio >= 1


def test_a_quantity_is_money_only_when_its_unit_is_the_baht():
    assert filters.quantity(915_000_000, "บาท") == "9,150,000"
    assert filters.quantity(2180, "คน") == "2,180"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Line/14.9",
            "LINE · Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari · iPhone"),
        ("curl/8", "–"),
    ],
)
def test_a_browsers_long_name_becomes_a_short_one(line, text):
    assert filters.browser(line) == text
