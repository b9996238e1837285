"""Forms that give directives: where they were ordered, each order, and its change."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.insight import addresses
from buranakan.insight.directives import CLOSING
from buranakan.lib import fiscal
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import (
    DayField,
    FiscalYearField,
    RefusableForm,
    read_quantity,
    write_quantity,
)
from buranakan.pages.desk.forms.offices import OfficeField, OfficesField
from buranakan.pages.ui import phrases
from buranakan.policy.directives import rules
from buranakan.policy.directives.enums import Priority, SourceKind

ROUNDS_OF_A_YEAR = 4


# --- where it was ordered ---------------------------------------------------------------------------------------------
class SourceForm(RefusableForm):
    """The visit, meeting, document or round of inspection, and the text with its numbered items."""

    source_kind = forms.ChoiceField(label=_("Ordered at a"), choices=SourceKind, widget=forms.RadioSelect)
    source_title = forms.CharField(
        label=_("Which one"),
        help_text=_("The visit, the meeting and its number, or the document and its number."),
        max_length=rules.LONGEST_TITLE,
    )
    ordered_on = DayField(label=_("Day of the order"))
    ordered_by_post = forms.CharField(
        label=_("Who ordered"), help_text=_("The post, not the person's name."), max_length=200
    )
    inspection_year = FiscalYearField(
        label=_("Fiscal year of the round of inspection"), help_text=_("Of a round of inspection only."), required=False
    )
    inspection_round = forms.TypedChoiceField(
        label=_("Number of the round of inspection"),
        choices=[("", "–"), *((str(one), str(one)) for one in range(1, ROUNDS_OF_A_YEAR + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    text = forms.CharField(
        label=_("The orders, as they are written"),
        help_text=_("Paste the numbered items: each becomes a directive. Left empty, you write one yourself."),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=100_000,
        required=False,
    )

    def source(self):
        """What `give` takes of it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "text"}
        if said["source_kind"] != SourceKind.INSPECTION_ROUND:
            said |= {"inspection_year": None, "inspection_round": None}
        return said


# --- an order ---------------------------------------------------------------------------------------------------------
class Over(models.TextChoices):
    """What of the figure counts for a directive."""

    ALL = "all", _("Everything")
    OFFICE = "office", _("What the responsible office delivers")
    PROVINCE = "province", _("What is delivered in its province")


class OrderForm(RefusableForm):
    """One order: who, what, by when, and what it is tied to."""

    number = forms.CharField(label=_("Item number"), max_length=40, required=False)
    text = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4_000)
    responsible = OfficeField(label=_("Responsible office"))
    joint = OfficesField(
        label=_("Joint offices"),
        help_text=_("Parted by commas, for example ศภ.6, สอจ. นครราชสีมา ชัยภูมิ; or สอจ. ทุกจังหวัด."),
        required=False,
    )
    due_on = DayField(label=_("Due on"))
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority, initial=Priority.NORMAL)
    promise = OneOfField(label=_("Promise it serves"), required=False)
    project = OneOfField(label=_("Project"), required=False)
    figure_key = forms.ChoiceField(
        label=_("Figure that closes it by itself"),
        choices=lambda: [("", _("None: the one who ordered accepts it")), *_figures()],
        required=False,
    )
    target_value = forms.CharField(label=_("Closed at the value"), max_length=80, required=False)
    figure_over = forms.ChoiceField(label=_("Counted over"), choices=Over, initial=Over.ALL, required=False)
    figure_portfolio = OneOfField(label=_("Of the programme"), required=False)

    PLAIN = ("number", "text", "joint", "due_on", "priority", "promise", "figure_key")
    OPENING = ("number", "text", "responsible", "joint", "due_on", "priority")
    TIED = ("promise", "project", "figure_key", "target_value", "figure_over", "figure_portfolio")

    def __init__(self, *args, directory, promises, projects, portfolios, responsible=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.responsible_office = responsible
        for name in ("responsible", "joint"):
            self.fields[name].directory = directory
        if responsible is not None:
            del self.fields["responsible"]
        offers = [Offer(key=one.reference, thing=one, text=str(one)) for one in promises]
        self.fields["promise"].offer(offers, empty=_("None"))
        # Two years' programmes have projects of the same names.
        are_many = len(portfolios) > 1
        offers = [Offer(text, text, str(one), str(one.portfolio) if are_many else "") for text, one in projects]
        self.fields["project"].offer(offers, empty=_("None"))
        self.fields["figure_portfolio"].offer(
            [Offer(key=one.code, thing=one, text=str(one)) for one in portfolios], empty=_("All programmes")
        )

    @property
    def opening(self):
        return [self[name] for name in self.OPENING if name in self.fields]

    @property
    def tied(self):
        return [self[name] for name in self.TIED]

    @property
    def is_tied(self):
        """Is anything of it tied to something, or to be put right there?"""
        return any(self[name].value() not in {None, "", Over.ALL} or self[name].errors for name in self.TIED)

    def clean(self):
        key, written = self.cleaned_data.get("figure_key"), self.cleaned_data.get("target_value")
        if key and written:
            try:
                self.cleaned_data["target_value"] = read_quantity(written, unit=CLOSING[key].unit)
            except ValidationError as error:
                self.add_error("target_value", error)
        return self.cleaned_data

    def refuse(self, refusal):
        """A figure that is reached already stands at a value in its unit."""
        if refusal.code == "figure_reached_already":
            unit = CLOSING[refusal.params["figure_key"]].value_unit
            refusal.params["present"] = phrases.amount(refusal.params["present"], unit)
        return super().refuse(refusal)

    def order(self):
        """What `give` and `change` take of it."""
        said = self.cleaned_data
        order = {name: said[name] for name in self.PLAIN}
        order |= {"responsible": said["responsible"]} if "responsible" in said else {}
        target = said["target_value"]
        return order | {
            "target_value": target if isinstance(target, int) else None,
            "figure_slice": self._slice() if said["figure_key"] else "",
            "project_code": said["project"] or "",
        }

    def _slice(self):
        """The figure's slice as its address writes it."""
        office = self.cleaned_data.get("responsible") or self.responsible_office
        over, portfolio = self.cleaned_data["figure_over"], self.cleaned_data["figure_portfolio"]
        wanted = {
            # What was done in the years before is no answer to the order.
            addresses.YEAR: fiscal.fiscal_year_of(self.cleaned_data["due_on"]),
            addresses.PORTFOLIO: portfolio.code if portfolio else "",
            "office": office.code if over == Over.OFFICE else "",
            "province": office.seat_id if over == Over.PROVINCE else "",
        }
        return urlencode({name: text for name, text in wanted.items() if text})


def _figures():
    return [(key, one.name) for key, one in CLOSING.items()]


def written(directive):
    """The initial values of an order that is to be changed."""
    terms = dict(parse_qsl(directive.figure_slice))
    over = Over.OFFICE if "office" in terms else Over.PROVINCE if "province" in terms else Over.ALL
    unit = CLOSING[directive.figure_key].unit if directive.figure_key in CLOSING else ""
    return {
        "number": directive.number,
        "text": directive.text,
        "joint": list(directive.joint_offices.all()),
        "due_on": directive.due_on,
        "priority": directive.priority,
        "promise": directive.promise.reference if directive.promise else "",
        "project": directive.project_code,
        "figure_key": directive.figure_key,
        "target_value": write_quantity(directive.target_value, unit=unit) if unit else "",
        "figure_over": over,
        "figure_portfolio": terms.get(addresses.PORTFOLIO, ""),
    }


def amount(directive):
    """The value that closes it, in words."""
    return phrases.amount(directive.target_value, CLOSING[directive.figure_key].value_unit)


class PastedOrderForm(OrderForm):
    """One item of a pasted text, which a person corrects and confirms."""

    keep = forms.BooleanField(label=_("Give this directive"), initial=True, required=False)

    def full_clean(self):
        """What is left out needs not be right."""
        super().full_clean()
        if self.is_bound and not self._errors_matter():
            self._errors = type(self._errors)()

    def _errors_matter(self):
        return self.data.get(self.add_prefix("keep")) is not None


class ChangeForm(OrderForm):
    """An order that is still open, changed on the record, and how many changes the one who changes it has seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    because = forms.CharField(
        label=_("Why it is changed"),
        help_text=_("The old words stay in its course, with this reason."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=rules.LONGEST_REASON,
    )


