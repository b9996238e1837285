"""Days, years and amounts as officers write them."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.fields import DayField, FiscalYearField, as_error, read_quantity, write_quantity


class DayForm(forms.Form):
    on = DayField(label="วันที่")


class YearForm(forms.Form):
    year = FiscalYearField(label="ปี")


def code(form, field):
    assert not form.is_valid()
    return form.errors.as_data()[field][0].code


@pytest.mark.parametrize("typed", ["30 ก.ย. 2568", "30/9/2568", "๓๐ กันยายน ๒๕๖๘", "2025-09-30", "30 ก.ย. 68"])
def test_a_day_is_understood_and_echoed(typed):
    form = DayForm({"on": typed})
    assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2025, 9, 30)
    assert "30 กันยายน 2568" in form["on"].help_text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "required"),
        ("พรุ่งนี้", "date_not_understood"),
        ("31/2/2568", "date_impossible"),
        ("1/1/49", "year_two_digits"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_and_not_echoed(typed, expected):
    form = DayForm({"on": typed})
    assert code(form, "on") == expected
    assert form["on"].value() == typed
    assert form["on"].help_text == str(form.fields["on"].help_text)


@pytest.mark.parametrize(("spoken", "shown"), [("th", "30 ก.ย. 2568"), ("en", "30 Sep 2025")])
def test_a_known_day_is_filled_in_as_the_reader_writes_it(spoken, shown):
    with translation.override(spoken):
        assert DayForm(initial={"on": dt.date(2025, 9, 30)})["on"].value() == shown


@pytest.mark.parametrize("typed", ["2568", " ๒๕๖๘ "])
def test_a_fiscal_year_in_any_digits(typed):
    form = YearForm({"year": typed})
    assert form.is_valid()
    assert form.cleaned_data["year"] == 2568


@pytest.mark.parametrize("typed", ["2025", "68", "ปีหน้า", "-2568", "²568"])
def test_no_fiscal_year(typed):
    assert code(YearForm({"year": typed}), "year") == "year"


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("2,180", "คน", 2180),
        ("๒,๑๘๐ คน", "คน", 2180),
        ("1.5 ล้าน", "ราย", 1_500_000),
        ("9.15 ล้านบาท", "บาท", 915_000_000),
        ("9,150,000.25", "บาท", 915_000_025),
        ("61", "ร้อยละ", 61),
    ],
)
def test_an_amount_as_it_is_written(typed, unit, expected):
    assert read_quantity(typed, unit=unit) == expected


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("หลายคน", "คน", "number_not_understood"),
        ("2.5", "คน", "number_not_understood"),
        ("9.15 ล้านบาท", "คน", "money_for_another_unit"),
        ("ฟรี", "บาท", "money_not_understood"),
        ("0.001", "บาท", "money_finer_than_satang"),
    ],
)
def test_an_amount_that_is_refused(typed, unit, expected):
    with pytest.raises(ValidationError) as refusal:
        read_quantity(typed, unit=unit)
    assert refusal.value.code == expected


@given(st.integers(0, 10**15), st.sampled_from(["คน", "บาท", "ราย"]))
def test_what_is_written_is_read_back(value, unit):
    assert read_quantity(write_quantity(value, unit=unit), unit=unit) == value


@pytest.mark.parametrize("typed", ["68", "02568", "9" * 5000])
def test_what_is_no_year_of_four_digits_is_refused_however_long(typed):
    assert code(YearForm({"year": typed}), "year") == "year"


def test_a_refusal_beside_a_field_writes_its_days_as_people_do():
    refusal = RuleBroken("x", "not before %(first)s", first=dt.date(2025, 5, 16))
    assert as_error(refusal).message == "not before 16 พ.ค. 2568"
