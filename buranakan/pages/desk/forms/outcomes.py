"""Forms of outcomes: which pillars to look at, a value with how it is known, whom to ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.outcomes.enums import EvidenceLevel, Method, Stage
from buranakan.outcomes.rules import LONGEST_HOW
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm
from buranakan.pages.desk.forms.services import TAKES, ManyFilesField
from buranakan.pages.ui.quantity_field import HundredthsField


class PlaceForm(forms.Form):
    """Where to look: one province, or all in reach."""

    framework = forms.CharField(required=False, widget=forms.HiddenInput)
    province = OneOfField(label=_("Province"), required=False)

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=_("All"))


class MeasurementForm(RefusableForm):
    """A value as whoever took it knows it."""

    indicator = OneOfField(label=_("Indicator"))
    stage = forms.ChoiceField(label=_("Before or after the help"), choices=Stage.choices, widget=forms.RadioSelect)
    value = HundredthsField(label=_("Value"), help_text=_("In the unit that stands beside the indicator."))
    measured_on = DayField(label=_("Day it was taken"), help_text=_("For example 14 พ.ค. 2568 or 14/5/2568."))
    method = forms.ChoiceField(
        label=_("How the value came to be"),
        choices=Method.choices,
        widget=forms.RadioSelect,
        help_text=_("Values of different methods are never added up, so say what it really was."),
    )
    evidence_level = forms.ChoiceField(
        label=_("How sure it is"),
        choices=EvidenceLevel.choices,
        widget=forms.RadioSelect,
        help_text=_("Documented needs a file; verified needs the name of the register."),
    )
    how = forms.CharField(
        label=_("How it was measured, computed or verified"),
        required=False,
        max_length=LONGEST_HOW,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A computed value shows its formula here. No citizen numbers."),
    )
    evidence = ManyFilesField(
        label=_("Evidence"), required=False, help_text=_("An invoice, a meter reading, a certificate: PDF, PNG, JPEG.")
    )
    evidence.widget.attrs["accept"] = TAKES

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [Offer(one.code, one, f"{one.name} ({one.unit})") for one in indicators]
        self.fields["indicator"].offer(offers, empty=_("Choose an indicator"))
        chosen = self.fields["indicator"].things.get(self.data.get("indicator"))
        self.fields["value"].is_money = bool(chosen and chosen.is_money)

    def measurement(self):
        """What `record_measurement` takes, but the receiver and the evidence."""
        written = {name: self.cleaned_data[name] for name in "stage measured_on method evidence_level how".split()}
        return written | {"value_hundredths": self.cleaned_data["value"]}


class AskForm(forms.Form):
    """When an enterprise is asked by a link on the phone."""

    stage = forms.ChoiceField(label=_("Before or after the help"), choices=Stage.choices, widget=forms.RadioSelect)
    due_on = DayField(label=_("Day to ask"))
