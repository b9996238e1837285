"""Forms of scorecards: which framework, on which day, and which part of the whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.insight import names
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField


class ScorecardForm(forms.Form):
    """Everything stands in the address, so that a scorecard can be sent to somebody."""

    framework = forms.CharField(required=False, widget=forms.HiddenInput)
    pillar = forms.CharField(required=False, widget=forms.HiddenInput)
    by = forms.CharField(required=False, widget=forms.HiddenInput)
    on = DayField(label=_("As of the day"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    office = OneOfField(label=_("Serving office"), required=False)
    month = OneOfField(label=_("Month"), required=False)

    def __init__(self, *args, provinces, offices, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=_("All"))
        self.fields["office"].offer([Offer(one.code, one, one.short) for one in offices], empty=_("All"))
        of_year = [Offer(names.month_text(one), one, names.month_label(one)) for one in months]
        self.fields["month"].offer(of_year, empty=_("The whole year so far"))
