"""Forms of the books: what is entered from a document, what is narrowed, why something is refused."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from buranakan.finance.enums import CommitmentKind, MovementKind
from buranakan.finance.rules import LONGEST
from buranakan.finance.values import Document
from buranakan.lib import money
from buranakan.lib.money import BAHT
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FiscalYearField, RefusableForm
from buranakan.pages.desk.forms.plans import QuantityField
from buranakan.pages.desk.forms.services import TAKES, ManyFilesField
from buranakan.registry.rules import LONGEST_REASON

Kind = MovementKind
AMOUNT_HINT = _("For example 12,500.50 or 0.25 ล้านบาท.")
# What each kind asks besides the amount, the number and the day of its document, in the order asked.
ASKED = {
    Kind.ALLOTMENT: ["grain", "what", "budget_act_year", "is_provisional", "evidence"],
    Kind.RETURN: ["reason", "evidence"],
    Kind.RESERVATION: ["what", "evidence"],
    Kind.RELEASE: ["reason", "evidence"],
    Kind.COMMITMENT: ["commitment_kind", "what", "payee", "reserved_used_satang", "evidence"],
    Kind.REDUCTION: ["reason", "evidence"],
    Kind.PAYMENT: ["what", "payee", "round", "is_advance", "evidence"],
    Kind.REVERSAL: ["reason", "evidence"],
}
WAYS = [("", _("All")), ("yes", _("Spent on another department's behalf")), ("no", _("Inside the department"))]
FIRST = ["grain", "commitment_kind"]
PAPER = ["amount_satang", "number", "on"]
# What the actions take besides the document.
BESIDES = {
    Kind.ALLOTMENT: ["budget_act_year", "is_provisional"],
    Kind.COMMITMENT: ["commitment_kind", "reserved_used_satang"],
    Kind.PAYMENT: ["round", "is_advance"],
}
NUMBER_HINTS = {
    Kind.ALLOTMENT: _("The letter or the allotment document, as it is numbered."),
    Kind.PAYMENT: _("The withdrawal request or payment voucher, as it is numbered."),
}


class MovementForm(RefusableForm):
    """What one kind of movement asks; fields are named as the refusals of the rules name them."""

    grain = OneOfField(label=_("For which activity, province and office"))
    commitment_kind = forms.ChoiceField(label=_("What binds the money"), choices=CommitmentKind)
    amount_satang = QuantityField(label=_("Amount (baht)"), unit=BAHT, help_text=AMOUNT_HINT)
    number = forms.CharField(label=_("Number of the document"), max_length=LONGEST["number"])
    on = DayField(label=_("Day of the document"))
    what = forms.CharField(label=_("What for"), max_length=LONGEST["what"])
    payee = forms.CharField(
        label=_("Who receives the money"),
        max_length=LONGEST["payee"],
        help_text=_("The name on the document. No citizen numbers here."),
    )
    reserved_used_satang = QuantityField(
        label=_("Of this, from what was reserved"), unit=BAHT, required=False, help_text=AMOUNT_HINT
    )
    round = OneOfField(label=_("For which round of training"), required=False)
    is_advance = forms.BooleanField(label=_("This is an advance: the round is not over yet"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    budget_act_year = FiscalYearField(
        label=_("Year of the budget act"), help_text=_("Whose money it is: it may be an earlier year than this one.")
    )
    is_provisional = forms.BooleanField(
        label=_("Spent under last year's act, until this year's is in force"), required=False
    )
    evidence = ManyFilesField(
        label=_("Evidence"), required=False, help_text=_("The document itself, receipts: PDF, PNG, JPEG or text.")
    )

    def __init__(self, *args, kind, grains=(), rounds=(), reserved_satang=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        asked = ASKED[self.kind]
        order = [name for name in asked if name in FIRST] + PAPER + [name for name in asked if name not in FIRST]
        self.fields = {name: self.fields[name] for name in order if self._is_needed(name, rounds, reserved_satang)}
        self.fields["evidence"].widget.attrs["accept"] = TAKES
        self.fields["number"].help_text = NUMBER_HINTS.get(self.kind, "")
        if self.kind == Kind.ALLOTMENT:
            self.fields["grain"].offer(grain_offers(grains), empty=_("Choose"))
            self.fields["what"].required = False
        if "round" in self.fields:
            offers = [Offer(str(one.reference), one, _round_text(one)) for one in rounds]
            self.fields["round"].offer(offers, empty=_("Not for a round"))

    def _is_needed(self, name, rounds, reserved_satang):
        """Nothing is asked that has only one answer."""
        if name in {"round", "is_advance"}:
            return bool(rounds)
        if name == "reserved_used_satang":
            return bool(reserved_satang)
        return name != "amount_satang" or self.kind != Kind.REVERSAL

    def ask_for_files(self, kept):
        """A payment is proved by a file; one that was stored a moment ago is not asked for again."""
        self.fields["evidence"].required = self.kind == Kind.PAYMENT and not kept

    def document(self, *, evidence):
        """The paper as the actions take it."""
        said = self.cleaned_data
        words = {name: said.get(name, "") for name in ("number", "what", "payee", "reason")}
        amount = said.get("amount_satang", 0)
        return Document(on=said["on"], amount_satang=amount, evidence=tuple(evidence), **words)

    def besides(self):
        """What else this kind's action takes; what was not asked is not said."""
        names = [name for name in BESIDES.get(self.kind, []) if name in self.fields]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name] is not None}


class RefusalForm(RefusableForm):
    """Why what was entered is refused."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class BooksForm(forms.Form):
    """Which accounts are shown; the address holds the choice."""

    project = OneOfField(label=_("Project"), required=False)
    activity = OneOfField(label=_("Activity"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    serving_office = OneOfField(label=_("Serving office"), required=False)
    on_behalf = forms.ChoiceField(
        label=_("How the money comes"),
        required=False,
        choices=WAYS,
    )

    def __init__(self, *args, accounts, **kwargs):
        """`accounts` are all accounts of the book: what none of them has can't be chosen."""
        super().__init__(*args, **kwargs)
        accounts = list(accounts)
        activities = sorted({one.activity for one in accounts}, key=lambda one: (one.project.number, one.code))
        offers = {
            "project": [Offer(str(one.pk), one, one.name) for one in dict.fromkeys(one.project for one in activities)],
            "activity": [Offer(str(one.pk), one, one.name, one.project.name) for one in activities],
            "province": _offers({one.province for one in accounts}, order="sort_key"),
            "serving_office": _offers({one.serving_office for one in accounts}, order="sort_order"),
        }
        for name, found in offers.items():
            self.fields[name].offer(found, empty=_("All"))

    def wanted(self):
        """What the query narrows by."""
        keys = ("project", "activity", "province", "serving_office")
        chosen = self.cleaned_data.get("on_behalf", "")
        return {name: self.cleaned_data.get(name) for name in keys} | {
            "is_on_behalf": chosen == "yes" if chosen else None
        }


def grain_key(grain):
    """What the browser sends for a grain: of an account as of a plan."""
    return f"{grain.activity.pk}-{grain.serving_office.pk}-{grain.province.pk}"


def grain_offers(grains):
    return [Offer(grain_key(one), one, _grain_text(one), one.activity.project.name) for one in grains]


def _grain_text(grain):
    """The grain, and how much of what the plan gives it is not allotted yet."""
    return _now("%(activity)s · %(province)s · %(office)s (%(left)s of %(planned)s baht not allotted yet)") % {
        "activity": grain.activity.name,
        "province": grain.province.name,
        "office": grain.serving_office.short,
        "left": money.format_baht(grain.left_satang),
        "planned": money.format_baht(grain.planned_satang),
    }


def _round_text(round_):
    return _now("Round %(number)s: %(title)s (%(state)s)") % {
        "number": round_.number,
        "title": round_.title,
        "state": round_.get_state_display(),
    }


def _offers(things, *, order):
    return [Offer(str(one.pk), one, one.name) for one in sorted(things, key=lambda one: getattr(one, order))]
