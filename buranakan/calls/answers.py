"""What was typed, read: values where it can be understood, a refusal beside each field where it can't. Pure."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from buranakan.calls.criteria import Applicant
from buranakan.calls.steps import YES, FieldKind, is_asked
from buranakan.lib import ids, phones, thai_dates, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.registry import details
from buranakan.registry.enums import EnterpriseKind
from buranakan.registry.rules import check_says_no_citizen_number

LONGEST_TYPED = 4_000  # kept of one field, whatever it is
LONGEST_TEXT, LONGEST_LONG_TEXT = 300, 2_000
LARGEST_NUMBER = 10**9
CITIZEN_NUMBER = "citizen_number"
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_MAYBE_CITIZEN_NUMBER = re.compile(r"(?<![0-9])[1-8](?:[ \-\u2010-\u2015.]?[0-9]){12}(?![0-9])")


@dataclass(frozen=True)
class Reading:
    """Values by step and field, and what is wrong by step and field."""

    values: dict = field(default_factory=dict)
    problems: dict = field(default_factory=dict)

    def value(self, step, name):
        return self.values.get(step, {}).get(name)

    @property
    def is_complete(self):
        return not any(self.problems.values())


def read(steps, typed, *, today):
    """Read everything that is asked. `typed` is {step: {field: text}}, the citizen number among it."""
    values, problems = {}, {}
    for step in steps:
        if not is_asked(step, typed):
            continue
        values[step.code], problems[step.code] = _read_step(step, typed.get(step.code, {}), today=today)
    _check_letters_arrive(values, problems)
    _read_enterprise_number(values, problems)
    return Reading(values, problems)


def keepable(text):
    """As it was typed, in one spelling, with no citizen number in clear: that has its own field."""
    text = thai_text.clean(text)[:LONGEST_TYPED]
    digits = thai_text.arabic_digits(text)
    masked = _MAYBE_CITIZEN_NUMBER.sub(_masked, digits)
    return text if masked == digits else masked


def applicant_of(reading, *, provinces, is_supported):
    """What criteria ask about. `provinces` are rows by code."""
    has_enterprise = reading.value("enterprise", "has_enterprise")
    return Applicant(
        home_province=provinces.get(reading.value("person", "home_province")),
        has_enterprise=has_enterprise,
        enterprise_province=provinces.get(reading.value("enterprise_details", "province")),
        enterprise_kind=reading.value("enterprise_details", "kind") or "",
        is_registered=reading.value("business", "is_registered"),
        business_began_on=reading.value("business", "began_on"),
        employees=reading.value("business", "employees"),
        birth_on=reading.value("identity", "birth_on"),
        attends_all=reading.value("questions", "attends_all"),
        is_supported=is_supported,
    )


def _read_step(step, typed, *, today):
    values, problems = {}, {}
    for one in step.fields:
        text = thai_text.clean(typed.get(one.name, ""))
        try:
            values[one.name] = _read_field(one, text, today=today)
        except RuleBroken as refusal:
            problems[one.name] = refusal
    return values, problems


def _read_field(one, text, *, today):
    if not text:
        if one.is_required:
            raise RuleBroken("answer_missing", _("Answer this, please."), field=one.name)
        return None
    if one.kind == FieldKind.PAST_DATE:
        return _past_day(text, today=today)
    return READERS[one.kind](one, text)


def _text(one, text):
    check_says_no_citizen_number(text, field=one.name)
    if one.name == "title":
        return details.tidied(text, field="title")
    if one.name in {"first_name", "last_name", "name"}:
        return details.named(text, field=one.name)
    return _short(" ".join(text.split()), most=LONGEST_TEXT, name=one.name)


def _long_text(one, text):
    check_says_no_citizen_number(text, field=one.name)
    return _short(text, most=LONGEST_LONG_TEXT, name=one.name)


def _short(text, *, most, name):
    if len(text) > most:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=most, field=name)
    return text


def _number(one, text):
    written = thai_text.arabic_digits(text).replace(" ", "")
    number = int(written.replace(",", "")) if _NUMBER.fullmatch(written) and len(written) < 20 else LARGEST_NUMBER
    if number >= LARGEST_NUMBER:
        raise RuleBroken("answer_not_a_number", _("Write a whole number in digits, such as 12."), field=one.name)
    return number


def _choice(one, text):
    if text not in {str(value) for value, _label in one.choices}:
        raise RuleBroken("answer_not_offered", _("Choose one of the answers offered."), field=one.name)
    return text


def _yes_no(one, text):
    return _choice(one, text) == YES


def _consent(one, text):
    if text != YES:
        raise RuleBroken("answer_not_offered", _("Choose one of the answers offered."), field=one.name)
    return True


def _date(one, text):
    return thai_dates.understand(text).day


def _past_day(text, *, today):
    day = thai_dates.understand(text).day
    if not dt.date(1900, 1, 1) <= day <= today:
        raise RuleBroken("day_not_in_the_past", _("Write a day that has been, with its year."))
    return day


def _citizen_number(one, text):
    return ids.citizen_number(text)


def _phone(one, text):
    return phones.phone_number(text)


def _email(one, text):
    if "@" not in text:
        raise RuleBroken("email_not_understood", _("Write an e-mail address, such as name@example.com."), field="email")
    return contacts.contact(text)


def _check_letters_arrive(values, problems):
    """Without an e-mail, letters are text messages, which only a mobile number receives."""
    contact = values.get("contact", {})
    if contact.get("phone") and not contact.get("email") and "email" not in problems["contact"]:
        try:
            contacts.contact(contact["phone"])
        except RuleBroken as refusal:
            problems["contact"]["phone"] = refusal


def _read_enterprise_number(values, problems):
    """The number in the form of its kind. A sole proprietor's is the owner's own, which has its field."""
    enterprise = values.get("enterprise_details", {})
    kind = enterprise.get("kind")
    if not kind or not enterprise.get("number"):
        return
    if kind == EnterpriseKind.SOLE:
        enterprise["number"] = None
        return
    try:
        enterprise["number"] = details.enterprise_number(enterprise["number"], kind=kind)
    except RuleBroken as refusal:
        problems["enterprise_details"]["number"] = refusal


def _masked(found):
    try:
        return ids.mask_citizen_number(ids.citizen_number(found.group()))
    except RuleBroken:
        return found.group()


READERS = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
    FieldKind.CITIZEN_NUMBER: _citizen_number,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.CONSENT: _consent,
}
