"""Forms of envelopes: receive one, hand part of it on, take back what is unused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.lib.money import BAHT
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm
from buranakan.pages.desk.forms.plans import (
    LONGEST_REASON,
    OWNER,
    PEOPLE,
    SERVER,
    WHOSE_KPI,
    QuantityField,
    office_offers,
)
from buranakan.pages.desk.plan_words import act_text

LONGEST_DOCUMENT = 300
AMOUNT_HINT = _("For example 250,000 or 0.25 ล้านบาท.")


class ReasonField(forms.CharField):
    """Why, in a few words."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class ReceiveForm(RefusableForm):
    """What came from outside: how much, of which act, by which paper."""

    amount_satang = QuantityField(label=_("Baht"), unit=BAHT, help_text=AMOUNT_HINT)
    places = QuantityField(label=_("Places for people"), unit=PEOPLE)
    act = OneOfField(label=_("Whose budget act"), help_text=_("The act may be of an earlier year than the plan."))
    document = forms.CharField(
        label=_("By which paper"), max_length=LONGEST_DOCUMENT, help_text=_("Its name and number, as it is filed.")
    )
    document_on = DayField(label=_("Day of the paper"))

    def __init__(self, *args, fiscal_year, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].offer(list(_acts(fiscal_year)), empty=None)

    def kept(self):
        """What the action takes."""
        said = dict(self.cleaned_data)
        return said | said.pop("act")


def _acts(fiscal_year):
    """This year's act, last year's until this year's is there, and what was carried over from earlier ones."""
    last = fiscal_year - 1
    for year, is_provisional, is_carried_over in [
        (fiscal_year, False, False),
        (last, True, False),
        (last, False, True),
        (last - 1, False, True),
    ]:
        act = {"budget_act_year": year, "is_provisional": is_provisional, "is_carried_over": is_carried_over}
        yield Offer(f"{year}-{is_provisional:d}{is_carried_over:d}", act, act_text(**act))


class HandOnForm(RefusableForm):
    """To whom an envelope is handed on, how much of it, and why."""

    office = OneOfField(label=_("Receiving office"))
    amount_satang = QuantityField(label=_("Baht"), unit=BAHT, help_text=AMOUNT_HINT)
    places = QuantityField(label=_("Places for people"), unit=PEOPLE)
    counts_for = forms.ChoiceField(
        label=_("Whose KPI counts the people"),
        choices=WHOSE_KPI,
        widget=forms.RadioSelect,
        help_text=_("New plan lines begin with this; a line may say otherwise."),
    )
    reason = ReasonField(label=_("Reason"))

    def __init__(self, *args, envelope, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.envelope = envelope
        self.fields["office"].offer(office_offers(offices), empty=_("Choose an office"))
        self.fields["counts_for"].initial = OWNER

    def kept(self):
        """What the action takes."""
        said = dict(self.cleaned_data)
        is_for_server = said["counts_for"] == SERVER
        owner = self.envelope.owner_after(said["office"])
        return said | {"counts_for": said["office"] if is_for_server else owner}


class TakeBackForm(RefusableForm):
    """How much goes up again, and why."""

    amount_satang = QuantityField(label=_("Baht"), unit=BAHT, help_text=AMOUNT_HINT)
    places = QuantityField(label=_("Places for people"), unit=PEOPLE)
    reason = ReasonField(label=_("Reason"))
