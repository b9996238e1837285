"""A form field for a number that is kept in hundredths, written in any digits."""

from django import forms
from django.core.exceptions import ValidationError

from buranakan.lib import hundredths
from buranakan.lib.rules import RuleBroken
from buranakan.pages.ui.tags.surfaces import refusal_sentence


class HundredthsField(forms.CharField):
    """Gives whole hundredths, or None where nothing is written."""

    def __init__(self, *, is_money=False, **kwargs):
        super().__init__(**kwargs)
        self.is_money = is_money
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return hundredths.write(value) if isinstance(value, int) else value

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return hundredths.parse(text, is_money=self.is_money)
        except RuleBroken as refusal:
            raise ValidationError(refusal_sentence(refusal), code=refusal.code) from None

    def run_validators(self, value):
        """The text was judged when it was read; the rule judges the number."""
