"""The form that a link on the phone opens: one number for each question, each of which may be left out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.portal.forms.refusals import refuse
from buranakan.pages.ui.quantity_field import HundredthsField


class AnswersForm(forms.Form):
    """What somebody tells, in any digits."""

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        for one in indicators:
            self.fields[one.code] = HundredthsField(
                label=f"{one.question} ({one.unit})",
                is_money=one.is_money,
                required=False,
                help_text=_("Leave it empty if you don't know."),
            )
            if one.is_whole:
                self.fields[one.code].widget.attrs["inputmode"] = "numeric"

    def refuse(self, refusal):
        """Beside the question it is about; False where it is about none."""
        return refuse(self, refusal)
