from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import bahttext

from buranakan.lib import money
from buranakan.lib.rules import RuleBroken

amounts = st.integers(-money.LARGEST, money.LARGEST)


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("9.15 ล้านบาท", 915_000_000),
        ("๙.๑๕ล้านบาท", 915_000_000),
        ("9,150,000", 915_000_000),
        ("๙,๑๕๐,๐๐๐.๕๐ บาท", 915_000_050),
        ("9150000.5", 915_000_050),
        ("฿ 1,200.-", 120_000),
        ("1,200 บาทถ้วน", 120_000),
        ("THB 0.25", 25),
        ("1.23456789 ล้านบาท", 123_456_789),
        ("2 แสนบาท", 20_000_000),
        ("3.5 พันล้านบาท", 350_000_000_000),
        ("1 million baht", 100_000_000),
        ("-5", -500),
        ("\u2212 5.05 บาท", -505),
        ("(1,200.00)", -120_000),
        ("0", 0),
        ("\u200b9,\u200b150,000\u00a0บาท", 915_000_000),
        ("90,071,992,547,409.93", 9_007_199_254_740_993),
    ],
)
def test_amounts_are_read_exactly(text, satang):
    assert money.parse_baht(text) == satang


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money_not_understood"),
        ("บาท", "money_not_understood"),
        ("เก้าล้าน", "money_not_understood"),
        ("9,15", "money_not_understood"),
        ("9,1500", "money_not_understood"),
        ("1.2.3", "money_not_understood"),
        ("9 150", "money_not_understood"),
        ("(100", "money_not_understood"),
        ("100)", "money_not_understood"),
        ("1e6", "money_not_understood"),
        ("nan", "money_not_understood"),
        ("9" * 5000, "money_not_understood"),
        ("1.005", "money_finer_than_satang"),
        ("1.500", "money_finer_than_satang"),
        ("0.123456789 ล้านบาท", "money_finer_than_satang"),
        ("1,000,000,000,000,000.01", "money_too_large"),
        ("1001 ล้านล้านบาท", "money_too_large"),
    ],
)
def test_what_is_not_exactly_an_amount_is_refused(text, code):
    with pytest.raises(RuleBroken) as refusal:
        money.parse_baht(text)
    assert refusal.value.code == code
    assert str(refusal.value)


@given(amounts, st.booleans(), st.booleans())
def test_what_is_written_is_read_back(satang, always_satang, thai_digits):
    text = money.format_baht(satang, always_satang=always_satang, thai_digits=thai_digits)

    assert money.parse_baht(text) == satang
    assert money.parse_baht(f"{text} บาท") == satang


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        assert abs(money.parse_baht(text)) <= money.LARGEST
    except RuleBroken as refusal:
        assert refusal.code in {"money_not_understood", "money_finer_than_satang", "money_too_large"}


@pytest.mark.parametrize(
    ("satang", "options", "text"),
    [
        (915_000_000, {}, "9,150,000"),
        (915_000_050, {}, "9,150,000.50"),
        (915_000_000, {"always_satang": True}, "9,150,000.00"),
        (915_000_000, {"thai_digits": True}, "๙,๑๕๐,๐๐๐"),
        (-5, {}, "-0.05"),
        (0, {}, "0"),
    ],
)
def test_baht_are_written(satang, options, text):
    assert money.format_baht(satang, **options) == text


@pytest.mark.parametrize(
    ("satang", "options", "text"),
    [
        (915_000_000, {}, "9.15"),
        (1_000_000_000, {}, "10"),
        (915_000_000_000, {}, "9,150"),
        (915_499_999, {}, "9.15"),
        (915_500_000, {}, "9.16"),
        (-915_500_000, {}, "-9.16"),
        (400_000, {}, "0.004"),
        (1, {}, "0.00000001"),
        (0, {}, "0"),
        (1_000_000_000, {"fixed_decimals": True}, "10.00"),
        (915_000_000, {"decimals": 0}, "9"),
        (2_000_000_000, {"decimals": 0}, "20"),
        (915_000_000, {"thai_digits": True}, "๙.๑๕"),
    ],
)
def test_millions_are_written(satang, options, text):
    assert money.format_million_baht(satang, **options) == text


@given(amounts, st.integers(0, 8))
def test_millions_are_never_further_off_than_half_their_last_decimal(satang, decimals):
    shown = Decimal(money.format_million_baht(satang, decimals=decimals).replace(",", ""))

    assert abs(shown * 100_000_000 - satang) * 2 <= 100_000_000 / Decimal(10) ** decimals
    assert (shown == 0) is (satang == 0)


@given(amounts)
def test_millions_with_all_decimals_are_read_back(satang):
    assert money.parse_baht(money.format_million_baht(satang, decimals=8) + " ล้านบาท") == satang


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (100, "หนึ่งบาทถ้วน"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_100, "ยี่สิบเอ็ดบาทถ้วน"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (915_000_000, "เก้าล้านหนึ่งแสนห้าหมื่นบาทถ้วน"),
        (915_000_025, "เก้าล้านหนึ่งแสนห้าหมื่นบาทยี่สิบห้าสตางค์"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (1_100_000_000, "สิบเอ็ดล้านบาทถ้วน"),
        (100_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
        (50, "ห้าสิบสตางค์"),
        (1, "หนึ่งสตางค์"),
        (-2_050, "ลบยี่สิบบาทห้าสิบสตางค์"),
    ],
)
def test_baht_in_words(satang, words):
    assert money.baht_in_words(satang) == words


@given(st.integers(1, 10**12 - 1), st.integers(0, 99))
def test_words_are_those_of_an_independent_judge(baht, satang):
    # The judge computes in floating point, so it is asked for whole baht and for satang apart.
    whole = bahttext(baht).removesuffix("ถ้วน")
    part = bahttext(100 + satang).removesuffix("บาทถ้วน") if satang else ""
    part = bahttext(satang).removesuffix("บาทถ้วน") + "สตางค์" if part else "ถ้วน"

    assert money.baht_in_words(baht * 100 + satang) == whole + part
