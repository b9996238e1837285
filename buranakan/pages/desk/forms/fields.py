"""Fields that take what Thai officers write: days of the Buddhist era, years, counts and money in any digits."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.lib import fiscal, money, thai_dates, thai_text
from buranakan.lib.money import BAHT, SATANG_IN_A_BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.pages.ui.tags.surfaces import refusal_sentence

DIGITS_OF_A_YEAR = 4
DAY_HINT = _("For example 30 ก.ย. 2568 or 30/9/2568.")
YEAR_HINT = _("For example 2568: October 2567 to September 2568.")


def as_error(refusal):
    """A refusal of a pure floor as the error of a field."""
    return ValidationError(refusal_sentence(refusal), code=refusal.code)


class RefusableForm(forms.Form):
    """A form that says a rule's refusal beside the field it is about."""

    def refuse(self, refusal):
        """Put a refusal beside the field it speaks of; False where it speaks of none, or nothing was typed yet."""
        field = refusal.params.get("field", "")
        if not self.is_bound or field not in self.fields:
            return False
        self.add_error(field, as_error(refusal))
        return True


class FormOfParts:
    """Several forms on one page: valid together, refused together. `parts` are its forms, in the order of the page.

    Of parts alike, each says its `row_name`: the summary of errors on top names the row with it.
    """

    parts = ()

    def is_valid(self):
        # Every part is judged, so that all that is wrong is said at once.
        return all([part.is_valid() for part in self.parts])

    # The summary of errors on top asks a form these three; here every part answers.
    @property
    def errors(self):
        return [part.errors for part in self.parts if part.errors]

    def non_field_errors(self):
        return [text for part in self.parts for text in part.non_field_errors()]

    def __iter__(self):
        return (field for part in self.parts for field in part)


class TimeOfDayField(forms.CharField):
    """A time as Thai offices write it: 8.30, 16:30 น., ๐๘.๓๐; gives a time."""

    written = re.compile(r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})\s*(?:น\.)?")
    message = _("Write the time like 08.30 or 16.30.")

    def __init__(self, *, max_length=20, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def prepare_value(self, value):
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value

    def to_python(self, value):
        text = thai_text.arabic_digits(thai_text.clean(super().to_python(value)))
        if not text:
            return None
        found = self.written.fullmatch(text)
        try:
            return dt.time(int(found["hour"]), int(found["minute"] or 0))
        except (TypeError, ValueError):
            raise ValidationError(self.message, code="time_not_understood", params={"text": text[:40]}) from None

    def run_validators(self, value):
        """The text was judged when it was read; a time has no length."""


class _DayBoundField(BoundField):
    """Says under the label which day was understood, once something understandable is typed."""

    @property
    def help_text(self):
        day = self.field.understood(self.value())
        said = gettext("Understood as %(day)s.") % {"day": thai_dates.long(day, language=language())} if day else ""
        return " ".join(filter(None, [str(self._help_text), said]))

    @help_text.setter
    def help_text(self, text):
        self._help_text = text


class DayField(forms.CharField):
    """A day as people write it; gives a date, and echoes in words what it understood."""

    bound_field_class = _DayBoundField

    def __init__(self, *, help_text=DAY_HINT, **kwargs):
        super().__init__(help_text=help_text, max_length=80, **kwargs)

    def prepare_value(self, value):
        return thai_dates.short(value, language=language()) if isinstance(value, dt.date) else value

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return thai_dates.understand(text, language=language(), short_years=True).day
        except RuleBroken as refusal:
            raise as_error(refusal) from None

    def run_validators(self, value):
        """The text was judged when it was understood; a day has no length."""

    def understood(self, text):
        try:
            return thai_dates.understand(text, short_years=True).day if text else None
        except RuleBroken:
            return None


class FiscalYearField(forms.CharField):
    """A fiscal year of the Buddhist era, in Thai or Arabic digits."""

    def __init__(self, *, help_text=YEAR_HINT, **kwargs):
        super().__init__(help_text=help_text, max_length=20, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value):
        text = thai_text.arabic_digits(thai_text.clean(super().to_python(value)))
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) == DIGITS_OF_A_YEAR and int(text) in fiscal.YEARS):
            raise ValidationError(
                _("Write the year in the Buddhist era with four digits, for example 2568."), code="year"
            )
        return int(text)

    def run_validators(self, value):
        """The year was judged when it was read; a number has no length."""


def read_quantity(text, *, unit):
    """Satang where the unit is the baht, else whole things: "๒,๑๘๐ คน", "1.5 ล้าน", "9.15 ล้านบาท"."""
    written = thai_text.clean(text).removesuffix(unit).strip() if unit != BAHT else text
    if unit != BAHT and (BAHT in written or "฿" in written):
        raise ValidationError(
            _("This is an amount of money, but “%(unit)s” is counted. Correct the number or the unit."),
            code="money_for_another_unit",
            params={"unit": unit},
        )
    try:
        satang = money.parse_baht(written)
    except RuleBroken as refusal:
        raise as_error(refusal) if unit == BAHT else _no_number(text) from None
    if unit == BAHT:
        return satang
    whole, rest = divmod(satang, SATANG_IN_A_BAHT)
    if rest:
        raise _no_number(text)
    return whole


def _no_number(text):
    return ValidationError(
        _("“%(text)s” was not understood as a whole number. Write it like 2,180."),
        code="number_not_understood",
        params={"text": text[:80]},
    )


def write_quantity(value, *, unit):
    """What `read_quantity` reads back; nothing where there is no number."""
    if value is None:
        return ""
    return money.format_baht(value) if unit == BAHT else f"{value:,}"
