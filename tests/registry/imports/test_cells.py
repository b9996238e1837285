import datetime as dt

import pytest

from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.registry.imports import cells

REAL = "0105558189338"  # a number of the public registry
DAY = dt.date(2015, 12, 25)


def refused(read, cell, **asked):
    with pytest.raises(RuleBroken) as refusal:
        read(cell, **asked)
    return refusal.value.code


@pytest.mark.parametrize(
    "cell",
    [REAL, 105558189338, 105558189338.0, "105558189338", "0-10-5-558-18933-8", "'0105558189338", '="0105558189338"']
    + ["๐๑๐๕๕๕๘๑๘๙๓๓๘", "0105558189338.0", "1.05558189338E+11", " 0105558189338\u00a0"],
)
def test_a_juristic_number_is_found_under_what_spreadsheets_did_to_it(cell):
    assert cells.juristic_number(cell) == REAL


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "number_missing"),
        ("", "number_missing"),
        ("0105558189339", "number_check_digit"),
        ("105558189339", "number_length"),
        ("1.05558E+11", "number_rounded"),
        ("1E+12", "number_rounded"),
        ("1105558189331", "juristic_number_first_digit"),
        ("01055581893380", "number_length"),
        ("0105A58189338", "number_not_digits"),
        (True, "number_not_digits"),
        (DAY, "number_not_digits"),
    ],
)
def test_what_is_no_juristic_number_is_refused(cell, code):
    assert refused(cells.juristic_number, cell) == code


@pytest.mark.parametrize(
    "cell",
    [DAY, dt.datetime(2015, 12, 25, 0, 0), dt.date(2558, 12, 25), 42363, 42363.0, "42363", "25/12/2558", "๒๕/๑๒/๒๕๕๘"]  # noqa: DTZ001
    + ["25 ธ.ค. 2558", "25 ธันวาคม พ.ศ. 2558", "2015-12-25", "2015-12-25 00:00:00", "25-12-2015"],
)
def test_a_day_is_read_in_both_eras_and_as_excel_keeps_it(cell):
    assert cells.day(cell) == DAY


@pytest.mark.parametrize("cell", ["25/12/58", "25/12/15", "25 ธ.ค. 58"])
def test_two_digits_of_a_year_are_the_titles(cell):
    assert cells.day(cell, year=2558) == DAY
    assert refused(cells.day, cell) == "year_two_digits"
    assert refused(cells.day, cell, year=2560) == "year_two_digits"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "date_missing"),
        (None, "date_missing"),
        ("31/2/2559", "date_impossible"),
        (dt.date(2560, 2, 29), "date_impossible"),
        ("ไม่ทราบ", "date_not_understood"),
        (7, "date_not_understood"),
        ("1/1/2300", "year_not_understood"),
    ],
)
def test_what_is_no_day_is_refused(cell, code):
    assert refused(cells.day, cell) == code


@pytest.mark.parametrize(
    ("cell", "title", "satang"),
    [
        (" 16,225,000,000 ", "ทุนจดทะเบียน (บาท)", 1_622_500_000_000),
        (1_000_000.5, "", 100_000_050),
        ("1,000,000.-", "", 100_000_000),
        ("5.5", "ทุน (ล้านบาท)", 550_000_000),
        ("250", "ทุน (พันบาท)", 25_000_000),
        ("0", "", 0),
        ("", "", None),
        ("-", "", None),
        (None, "", None),
    ],
)
def test_an_amount_is_read_in_the_unit_of_its_heading(cell, title, satang):
    assert cells.satang(cell, title=title) == satang


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("สิบบาท", "money_not_understood"),
        ("-5", "amount_negative"),
        ("1.234", "money_finer_than_satang"),
        ("9" * 20, "money_too_large"),
    ],
)
def test_what_is_no_amount_is_refused(cell, code):
    assert refused(cells.satang, cell) == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (812345678, "0812345678"),
        (812345678.0, "0812345678"),
        ("66812345678", "0812345678"),
        (66812345678, "0812345678"),
        ("+66 81-234-5678", "0812345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        ("661234567", "0661234567"),
        (44123456, "044123456"),
        ("044-123456 ต่อ 12", "044123456"),
        ("081-234-5678, 044-123456", "0812345678"),
        ("โทร. 0812345678 / 02-1234567", "0812345678"),
        ("", ""),
        ("-", ""),
        (None, ""),
    ],
)
def test_a_telephone_number_has_its_zero_again(cell, number):
    assert cells.phone(cell) == number


@pytest.mark.parametrize("cell", ["12", "ไม่มี", "081234567890", "1112"])
def test_what_is_no_telephone_number_is_refused(cell):
    assert refused(cells.phone, cell) == "phone_not_understood"


@pytest.mark.parametrize("form", [str, int, float, lambda number: f"{number[0]}-{number[1:5]}-{number[5:]}"])
def test_a_citizen_number_is_found_under_what_spreadsheets_did_to_it(form):
    number = ids.made_up_citizen_number(7)
    assert cells.citizen_number(form(number)) == number


def test_no_citizen_number_is_none_and_a_wrong_one_is_refused():
    assert (cells.citizen_number(None), cells.citizen_number("-")) == ("", "")
    assert refused(cells.citizen_number, "1.10170E+12") == "number_rounded"
    assert refused(cells.citizen_number, "1234567890123") == "number_check_digit"
    assert refused(cells.citizen_number, ids.made_up_citizen_number(7)[1:]) == "number_length"


def test_text_is_one_line_short_enough_and_whole():
    assert cells.text(" ก\nข  ", longest=5) == "ก ข"
    assert cells.text("-", longest=5) == ""
    assert refused(cells.text, "ก" * 6, longest=5) == "text_too_long"
    assert refused(cells.text, "ก\ufffd", longest=5) == "text_damaged"
