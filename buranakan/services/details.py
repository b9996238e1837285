"""What is told of a service beyond the spine: the fields of its kind, checked and put into storable form. Pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from buranakan.lib import clock, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.registry.rules import check_says_no_citizen_number
from buranakan.services.enums import IN_HUNDREDTHS, WRITTEN, FieldType

LONGEST = {FieldType.TEXT: 300, FieldType.LONG_TEXT: 2000}
HUNDREDTHS = 100
# Above any sale of a booth or reading of a machine, and a digit short of a citizen number.
LARGEST_HUNDREDTHS = (10**12 - 1) * HUNDREDTHS


@dataclass(frozen=True)
class Told:
    """One field of a kind with what was told for it."""

    field: object
    value: object

    @property
    def is_number(self):
        return self.field.type in IN_HUNDREDTHS

    @property
    def number(self):
        """In the field's unit."""
        return Decimal(self.value) / HUNDREDTHS


def form_name(field):
    """What the field is called where somebody fills it in; refusals name it so."""
    return f"detail_{field.code}"


def stored(fields, given, *, may_be_missing=False):
    """What was given, in the order and form it is stored in; empty values are left out.

    `fields` are those of the kind. `may_be_missing` is for records of a round, which tells what matters itself.
    """
    known = {field.code: field for field in fields}
    for code in given:
        if code not in known:
            raise RuleBroken("detail_unknown", _("“%(code)s” is no field of this kind of service."), code=code)
    kept = {code: _stored_value(field, given.get(code)) for code, field in known.items()}
    if not may_be_missing:
        for code, field in known.items():
            check_is_told(field, kept[code])
    return {code: value for code, value in kept.items() if value not in (None, "")}


def told(fields, details):
    """Fields with what a record tells for each, in their order; what is not told is left out."""
    return [Told(field, _shown_value(field, details[field.code])) for field in fields if field.code in details]


def check_is_told(field, value):
    """A required field is told."""
    if field.is_required and value in (None, ""):
        raise RuleBroken("detail_missing", _("Fill in “%(label)s”."), field=form_name(field), label=field.name)


def _stored_value(field, value):
    if value is None or value == "":
        return None
    kind = FieldType(field.type)
    if kind in WRITTEN:
        return _written(field, value)
    if kind in IN_HUNDREDTHS:
        return _number(field, value)
    if kind == FieldType.DATE:
        return _day(field, value)
    return _choice(field, value) if kind == FieldType.CHOICE else _yes_or_no(field, value)


def _written(field, value):
    if not isinstance(value, str):
        raise _wrong_kind(field)
    value = thai_text.clean(value)
    value = value if field.type == FieldType.LONG_TEXT else " ".join(value.split())
    longest = LONGEST[FieldType(field.type)]
    if len(value) > longest:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=longest, field=form_name(field))
    check_says_no_citizen_number(value, field=form_name(field))
    return value


def _number(field, value):
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong_kind(field)
    lowest = -LARGEST_HUNDREDTHS if field.type == FieldType.NUMBER else 0
    if not lowest <= value <= LARGEST_HUNDREDTHS:
        raise RuleBroken(
            "detail_out_of_range", _("This number can't be right. Check its digits."), field=form_name(field)
        )
    return value


def _day(field, value):
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise _wrong_kind(field) from None
    if not isinstance(value, dt.date):
        raise _wrong_kind(field)
    clock.check_is_day(value)
    return value.isoformat()


def _choice(field, value):
    if value not in [one["code"] for one in field.choices]:
        raise RuleBroken(
            "detail_not_offered",
            _("Choose one from the list for “%(label)s”."),
            field=form_name(field),
            label=field.name,
        )
    return value


def _yes_or_no(field, value):
    if not isinstance(value, bool):
        raise _wrong_kind(field)
    return value


def _wrong_kind(field):
    return RuleBroken(
        "detail_of_wrong_kind", _("What was given does not fit this field. Fill it in again."), field=form_name(field)
    )


def _shown_value(field, value):
    if field.type == FieldType.DATE:
        return dt.date.fromisoformat(value)
    if field.type == FieldType.CHOICE:
        return next((field.choice_name(one) for one in field.choices if one["code"] == value), value)
    return value
