"""Numbers in hundredths: read exactly, refused clearly, written so that they are read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import hundredths
from buranakan.lib.rules import RuleBroken


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 1200), ("๑,๒๓๔.๕", 123450), (" 0.05 ", 5), ("2.5 ล้าน", 250_000_000), ("-3", -300), ("0", 0)],
)
def test_numbers_as_people_write_them(text, value):
    assert hundredths.parse(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_not_understood"),
        ("สิบ", "number_not_understood"),
        ("1.2.3", "number_not_understood"),
        ("1 2", "number_not_understood"),
        ("1.234", "number_too_fine"),
        ("9" * 30, "number_too_large"),
        ("12 บาท", "number_is_money"),
        ("฿12", "number_is_money"),
    ],
)
def test_what_is_no_number_says_why(text, code):
    with pytest.raises(RuleBroken) as refusal:
        hundredths.parse(text)
    assert refusal.value.code == code


def test_money_is_read_where_money_is_asked_for():
    assert hundredths.parse("9.15 ล้านบาท", is_money=True) == 915_000_000
    with pytest.raises(RuleBroken) as refusal:
        hundredths.parse("เก้าบาท", is_money=True)
    assert refusal.value.code == "money_not_understood"


@pytest.mark.parametrize(("value", "text"), [(123450, "1,234.5"), (1200, "12"), (5, "0.05"), (-150, "-1.5"), (0, "0")])
def test_numbers_are_written_without_needless_noughts(value, text):
    assert hundredths.write(value) == text


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_what_is_written_is_read_back(value):
    assert hundredths.parse(hundredths.write(value)) == value
