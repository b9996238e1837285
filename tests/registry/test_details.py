"""What is written about people and enterprises: one spelling, checked numbers, keys that find. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids, phones
from buranakan.lib.rules import RuleBroken
from buranakan.registry import details
from buranakan.registry.details import EnterpriseDetails, PersonDetails
from buranakan.registry.enums import EnterpriseKind

CITIZEN = ids.made_up_citizen_number(7)
JURISTIC = ids.made_up_juristic_number(7)


def refused(call, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        call(*args, **kwargs)
    return refusal.value.code, refusal.value.params.get("field")


def test_names_are_kept_in_one_spelling():
    written = PersonDetails.read(title=" นาง ", first_name="สม\u200bศรี", last_name="ชํา  นาญ", phone="๐๘๑-๒๓๔-๕๖๗๘")
    assert vars(written) == {"title": "นาง", "first_name": "สมศรี", "last_name": "ชำ นาญ", "phone": "0812345678"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("สมศรี", "สม\u200bศรี"), ("ชำนาญ", "ชํานาญ"), ("แก้ว", "เเก้ว"), ("ทดสอบ ๑๒", "ทดสอบ12"), ("Somsri", "SOMSRI")],
    ids=["zero-width", "sara-am", "doubled-e", "thai-digits", "case"],
)
def test_spellings_that_look_the_same_share_their_key(first, second):
    assert PersonDetails.read(first_name=first).search_key == PersonDetails.read(first_name=second).search_key


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "-", "..."])
def test_a_person_has_a_name(name):
    assert refused(PersonDetails.read, first_name=name) == ("name_missing", "first_name")


def test_a_name_fits_its_column():
    assert refused(PersonDetails.read, first_name="ก" * 121) == ("text_too_long", "first_name")


def test_a_citizen_number_is_not_a_name():
    assert refused(PersonDetails.read, first_name=f"สมศรี {CITIZEN}") == ("citizen_number_in_text", "first_name")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("081-234-5678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("+66 (0)81 234 5678", "0812345678"),
        ("66812345678", "0812345678"),
        ("๐๒ ๑๒๓ ๔๕๖๗", "021234567"),
        ("044.123.456", "044123456"),
    ],
)
def test_telephone_numbers_are_kept_in_one_form(written, kept):
    assert phones.phone_number(written) == kept


@pytest.mark.parametrize("written", ["", "12", "0512345678", "08123456789", "081-234-567", "โทร 0812345678"])
def test_what_is_no_telephone_number_is_refused(written):
    assert refused(phones.phone_number, written) == ("phone_not_understood", "phone")


@given(st.from_regex("0[689][0-9]{8}|0[2-7][0-9]{7}", fullmatch=True))
def test_a_telephone_number_shown_is_read_back_the_same(number):
    assert phones.phone_number(phones.shown(number)) == number


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        (EnterpriseKind.JURISTIC, f"{JURISTIC[:4]}-{JURISTIC[4:]}", JURISTIC),
        (EnterpriseKind.COMMUNITY, "๑-๓๐-๐๑-๐๑/๑-๐๐๐๑", "130010110001"),
        (EnterpriseKind.COOPERATIVE, " กขค 12 ", "กขค 12"),
        (EnterpriseKind.GROUP, "", ""),
        (EnterpriseKind.SOLE, "", ""),
    ],
)
def test_each_kind_keeps_its_own_number(kind, written, kept):
    assert EnterpriseDetails.read(name="กลุ่มทอผ้า", kind=kind, number=written).number == kept


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (EnterpriseKind.JURISTIC, CITIZEN, "juristic_number_first_digit"),
        (EnterpriseKind.JURISTIC, JURISTIC[:-1] + str((int(JURISTIC[-1]) + 1) % 10), "number_check_digit"),
        (EnterpriseKind.COMMUNITY, "123", "number_length"),
        (EnterpriseKind.SOLE, CITIZEN, "citizen_number_in_text"),
        (EnterpriseKind.SOLE, "12", "number_not_kept"),
        (EnterpriseKind.GROUP, CITIZEN, "citizen_number_in_text"),
        (EnterpriseKind.COOPERATIVE, "1" * 21, "text_too_long"),
    ],
)
def test_a_number_its_kind_can_not_have_is_refused(kind, written, code):
    assert refused(EnterpriseDetails.read, name="กลุ่มทอผ้า", kind=kind, number=written)[0] == code


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("สมศรี ใจดี", [["สมศรี", "ใจดี"]]),
        ("นางสาวสมศรี ใจดี", [["นางสาวสมศรี", "ใจดี"], ["สมศรี", "ใจดี"]]),
        ("น.ส. สมศรี", [["นส", "สมศรี"], ["สมศรี"]]),
        ("นาง", [["นาง"]]),
        (" - ", []),
        ("", []),
        ("ก " * 500, [["ก"] * 8]),
    ],
)
def test_a_title_before_the_name_may_be_looked_for_or_not(text, keys):
    assert details.name_keys(text) == keys
