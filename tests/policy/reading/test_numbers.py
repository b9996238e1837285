"""Numbers as Thai writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.policy.reading import numbers
from tests.policy.reading.reading_of import read


def values(text):
    return [(number.low, number.high) for number in numbers.numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,180 คน", 2180),
        ("9.15 ล้านบาท", 9_150_000),
        ("9.15ล้านบาท", 9_150_000),
        ("5 หมื่นบาท", 50_000),
        ("6 แสนบาท", 600_000),
        ("1.2 พันล้านบาท", 1_200_000_000),
        ("3 หมื่นล้านบาท", 30_000_000_000),
        ("1 แสนล้านบาท", 100_000_000_000),
        ("2 ล้านล้านบาท", 2_000_000_000_000),
        ("4.9 พันราย", 4_900),
        ("12.5 %", Decimal("12.5")),
        ("167,279,936.80 บาท", Decimal("167279936.8")),
        ("ห้าแสนบาท", 500_000),
        ("สองหมื่นบาท", 20_000),
        ("สองพันหนึ่งร้อยแปดสิบคน", 2180),
        ("เก้าล้านหนึ่งแสนห้าหมื่นบาท", 9_150_000),
        ("ยี่สิบเอ็ดคน", 21),
        ("กว่าพันล้านบาท", 1_000_000_000),
        ("กว่าร้อยคน", 100),
        ("เงินสะพัดหมื่นล้านบาท", 10_000_000_000),
        ("1 ล้าน 5 แสนบาท", 1_500_000),
        ("1 หมื่น 5 พันล้านบาท", 15_000_000_000),
    ],
)
def test_a_number_is_worth_what_it_says(text, value):
    assert values(text) == [(value, None)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5,000 - 50,000 บาท", 5_000, 50_000),
        ("10-15 %", 10, 15),
        ("3 ถึง 5 ราย", 3, 5),
        ("3-5 ล้านบาท", 3_000_000, 5_000_000),
        ("5 แสน - 1 ล้านบาท", 500_000, 1_000_000),
    ],
)
def test_a_range_has_two_ends(text, low, high):
    assert values(text) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    ["โควิด-19", "COVID-19", "S4", "ร้อยเอ็ด", "ร้อยละ", "กว่าร้อยละ", "พันธมิตร", "ล้านนา", "หลายพันล้านบาท"],
)
def test_these_hold_no_number(text):
    assert values(text) == []


def test_a_partner_is_no_thousand():
    assert values("2 พันธมิตร") == [(2, None)]


def test_more_may_stand_behind_the_number():
    (number,) = numbers.numbers("อบรม 100 กว่าคน")
    assert (number.low, number.more) == (100, True)


@given(st.integers(min_value=1, max_value=10**12))
def test_separators_change_nothing(value):
    assert values(f"{value:,} คน") == values(f"{value} คน") == [(value, None)]


@given(st.integers(min_value=1, max_value=999), st.sampled_from([("ล้าน", 10**6), ("แสน", 10**5), ("พันล้าน", 10**9)]))
def test_a_magnitude_multiplies(count, magnitude):
    word, factor = magnitude
    assert values(f"{count} {word}บาท") == [(count * factor, None)]


def test_a_hyphen_that_ends_a_word_joins_no_range():
    assert [(figure.value, figure.high) for figure in read("จำนวน 4,500 คาดว่า-31 ราย").figures] == [(4500, None)]
