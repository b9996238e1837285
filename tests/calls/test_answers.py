"""What was typed, read field by field; steps as data."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.calls import answers
from buranakan.calls.enums import CriterionKind
from buranakan.calls.steps import Asked, Field, FieldKind, Step, steps_of
from buranakan.lib import ids

TODAY = dt.date(2025, 5, 15)
KORAT, SURIN = (SimpleNamespace(pk=code, name=code) for code in ("30", "32"))
NUMBER = ids.made_up_citizen_number(1)
EVERY = Asked((KORAT, SURIN), (KORAT, SURIN), frozenset(CriterionKind))
ONE = Asked((KORAT,), (KORAT, SURIN))
ENTERPRISE = {"name": "บริษัท ทดสอบ จำกัด", "kind": "juristic", "province": "30", "part": "owner"}


def read_one(text, **said):
    """(value, code of the refusal) of one field."""
    given_field = {"name": "x", "kind": FieldKind.TEXT, "label": "", "is_required": False} | said
    steps = [Step("s", "", (Field(**given_field),)), Step("contact", "", ())]
    found = answers.read(steps, {"s": {given_field["name"]: text}}, today=TODAY)
    problem = found.problems["s"].get(given_field["name"])
    return found.value("s", given_field["name"]), problem and problem.code


@pytest.mark.parametrize(
    ("said", "text", "value", "code"),
    [
        ({}, "", None, None),
        ({"is_required": True}, "  ", None, "answer_missing"),
        ({}, " สวัสดี   ครับ ", "สวัสดี ครับ", None),
        ({}, "ก" * 301, None, "text_too_long"),
        ({}, NUMBER, None, "citizen_number_in_text"),
        ({"kind": FieldKind.LONG_TEXT}, "ก\nข", "ก\nข", None),
        ({"kind": FieldKind.LONG_TEXT}, "ก" * 2001, None, "text_too_long"),
        ({"kind": FieldKind.NUMBER}, "๑,๒๐๐", 1200, None),
        ({"kind": FieldKind.NUMBER}, "-1", None, "answer_not_a_number"),
        ({"kind": FieldKind.NUMBER}, "9" * 30, None, "answer_not_a_number"),
        ({"kind": FieldKind.YES_NO, "choices": (("yes", ""), ("no", ""))}, "no", False, None),
        ({"kind": FieldKind.YES_NO, "choices": (("yes", ""), ("no", ""))}, "maybe", None, "answer_not_offered"),
        ({"kind": FieldKind.CHOICE, "choices": (("0", "ก"),)}, "0", "0", None),
        ({"kind": FieldKind.CHOICE, "choices": (("0", "ก"),)}, "1", None, "answer_not_offered"),
        ({"kind": FieldKind.CONSENT}, "no", None, "answer_not_offered"),
        ({"kind": FieldKind.DATE}, "1 ม.ค. 2570", dt.date(2027, 1, 1), None),
        ({"kind": FieldKind.PAST_DATE}, "15 พ.ค. 2568", TODAY, None),
        ({"kind": FieldKind.PAST_DATE}, "16 พ.ค. 2568", None, "day_not_in_the_past"),
        ({"kind": FieldKind.PAST_DATE}, "เมื่อวาน", None, "date_not_understood"),
        ({"kind": FieldKind.CITIZEN_NUMBER}, ids.format_citizen_number(NUMBER), NUMBER, None),
        ({"kind": FieldKind.CITIZEN_NUMBER}, "123", None, "number_length"),
        ({"kind": FieldKind.PHONE}, "+66 81 234 5678", "0812345678", None),
        ({"kind": FieldKind.PHONE}, "1234", None, "phone_not_understood"),
        ({"kind": FieldKind.EMAIL}, " A@Example.com", "a@example.com", None),
        ({"kind": FieldKind.EMAIL}, "0812345678", None, "email_not_understood"),
        ({"kind": FieldKind.EMAIL}, "a@", None, "contact_not_understood"),
        ({"name": "first_name"}, "...", None, "name_missing"),
        ({"name": "title"}, "นาง", "นาง", None),
    ],
)
def test_a_field_is_read_or_refused(said, text, value, code):
    assert read_one(text, **said) == (value, code)


def test_what_is_known_or_needed_by_nothing_is_not_asked():
    assert [step.code for step in steps_of(ONE)] == [
        "person",
        "identity",
        "contact",
        "enterprise",
        "enterprise_details",
        "consent",
    ]
    assert [step.code for step in steps_of(EVERY)] == [
        "province",
        "person",
        "identity",
        "contact",
        "enterprise",
        "enterprise_details",
        "business",
        "questions",
        "consent",
    ]
    assert [one.name for one in steps_of(EVERY)[6].fields] == ["is_registered", "began_on", "employees"]


@pytest.mark.parametrize(("has", "asked"), [("yes", True), ("no", False), ("", False)])
def test_about_an_enterprise_only_those_who_have_one_are_asked(has, asked):
    found = answers.read(steps_of(EVERY), {"enterprise": {"has_enterprise": has}}, today=TODAY)
    assert [code in found.problems for code in ("enterprise_details", "business")] == [asked, asked]


@pytest.mark.parametrize(
    ("kind", "number", "value", "code"),
    [
        ("juristic", ids.made_up_juristic_number(7), ids.made_up_juristic_number(7), None),
        ("juristic", "123", "123", "number_length"),
        ("community", "1-30-01-01/1-0001", "130010110001", None),
        ("sole", "x-xxxx-xxxxx-45-8", None, None),
        ("group", "กข 12", "กข 12", None),
    ],
)
def test_a_registration_number_takes_the_form_of_its_kind(kind, number, value, code):
    typed = {
        "enterprise": {"has_enterprise": "yes"},
        "enterprise_details": ENTERPRISE | {"kind": kind, "number": number},
    }
    found = answers.read(steps_of(ONE), typed, today=TODAY)
    problem = found.problems["enterprise_details"].get("number")
    assert (found.value("enterprise_details", "number"), problem and problem.code) == (value, code)


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ({"phone": "0812345678"}, None),
        ({"phone": "044123456"}, "contact_not_mobile"),
        ({"phone": "044123456", "email": "a@example.com"}, None),
    ],
)
def test_letters_reach_a_mobile_or_an_email(contact, code):
    problem = answers.read(steps_of(ONE), {"contact": contact}, today=TODAY).problems["contact"].get("phone")
    assert (problem and problem.code) == code


@pytest.mark.parametrize("text", [NUMBER, ids.format_citizen_number(NUMBER), "เลข ๑๐๐๐๐๐๐๐๐๐๐๑๙ ครับ"])
def test_a_citizen_number_in_another_field_is_never_kept_in_clear(text):
    kept = answers.keepable(text)
    digits = "".join(character for character in kept if character.isdigit())
    assert len(digits) < 13 or digits == "".join(character for character in text if character.isdigit())
    assert NUMBER not in digits


def test_what_holds_no_citizen_number_is_kept_as_typed():
    for text in ["บ้านเลขที่ ๑๒/๓", "0105500000000", "1234567890123", "a\nb"]:
        assert answers.keepable(text) == text


@given(st.dictionaries(st.sampled_from(["person", "identity", "contact", "business", "consent"]),
                       st.dictionaries(st.sampled_from(["first_name", "citizen_number", "phone", "email", "began_on",
                                                        "employees", "consent"]), st.text())))
def test_nothing_typed_breaks_the_reading(typed):
    found = answers.read(steps_of(EVERY), typed, today=TODAY)
    assert found.is_complete is False


@given(st.text())
def test_keeping_twice_changes_nothing(text):
    assert answers.keepable(answers.keepable(text)) == answers.keepable(text)
