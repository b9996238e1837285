"""Forms of plans: start one, write a line, narrow the lines, say why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.lib import thai_dates, thai_text
from buranakan.lib.money import BAHT
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import RefusableForm, read_quantity, write_quantity
from buranakan.planning.values import PlannedLine

PEOPLE = "คน"
ROUND = "รุ่น"
LONGEST_REASON = 500
OWNER, SERVER = "owner", "server"
WHOSE_KPI = [(OWNER, _("The owner of the budget")), (SERVER, _("The serving office"))]


class QuantityField(forms.CharField):
    """Whole things or money (in satang), in Thai or Arabic digits, with or without the unit."""

    def __init__(self, *, unit, **kwargs):
        super().__init__(max_length=40, **kwargs)
        self.unit = unit
        self.widget.attrs["inputmode"] = "decimal" if unit == BAHT else "numeric"

    def prepare_value(self, value):
        return write_quantity(value, unit=self.unit) if isinstance(value, int) else value

    def to_python(self, value):
        text = super().to_python(value)
        return read_quantity(text, unit=self.unit) if text else None

    def run_validators(self, value):
        """The text was judged when it was read; a number has no length."""


class ReasonForm(forms.Form):
    """Why a plan is returned or amended."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class StartForm(forms.Form):
    """A new plan has a name; its lines come afterwards."""

    name_th = forms.CharField(
        label=_("Name of the plan"), max_length=300, help_text=_("As people will speak of it, in Thai.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)

    def clean(self):
        return {name: thai_text.clean(text) for name, text in self.cleaned_data.items()}


class LineForm(RefusableForm):
    """One line of a plan, on one page; what the rules refuse is said beside the answer it is about."""

    activity = OneOfField(label=_("Activity"))
    province = OneOfField(label=_("Province"))
    month = OneOfField(label=_("Month"))
    serving_office = OneOfField(label=_("Serving office"), help_text=_("Who spends the money and delivers."))
    owner_office = OneOfField(label=_("Owner office (whose budget)"))
    rounds = QuantityField(label=_("Rounds"), unit=ROUND)
    people = QuantityField(label=_("People, all rounds together"), unit=PEOPLE)
    amount_satang = QuantityField(label=_("Baht"), unit=BAHT, help_text=_("For example 120,000."))
    counts_for = forms.ChoiceField(label=_("Whose KPI counts the people"), choices=WHOSE_KPI, widget=forms.RadioSelect)

    def __init__(self, *args, activities, provinces, months, servers, owners, **kwargs):
        super().__init__(*args, **kwargs)
        offers = {
            "activity": [Offer(str(one.pk), one, _activity_text(one), one.project.name) for one in activities],
            "province": [Offer(one.pk, one, one.name) for one in provinces],
            "month": month_offers(months),
            "serving_office": office_offers(servers),
            "owner_office": office_offers(owners),
        }
        for name, found in offers.items():
            self.fields[name].offer(found, empty=_("Choose"))

    def planned(self):
        """The line as the actions take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "counts_for"}
        is_for_server = self.cleaned_data["counts_for"] == SERVER
        return PlannedLine(**said, counts_for=said["serving_office"] if is_for_server else said["owner_office"])

    @staticmethod
    def initial_of(line):
        """What the form shows of a line that is there."""
        return {
            "activity": line.activity_id,
            "province": line.province_id,
            "month": f"{line.month:%Y-%m}",
            "serving_office": line.serving_office_id,
            "owner_office": line.owner_office_id,
            "rounds": line.rounds,
            "people": line.people,
            "amount_satang": line.amount_satang,
            "counts_for": OWNER if line.counts_for_id == line.owner_office_id else SERVER,
        }


class LinesForm(forms.Form):
    """Which lines of a version are shown; the address holds the choice."""

    project = OneOfField(label=_("Project"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    serving_office = OneOfField(label=_("Serving office"), required=False)
    month = OneOfField(label=_("Month"), required=False)

    def __init__(self, *args, lines, **kwargs):
        """`lines` are all lines in reach: what none of them has can't be chosen."""
        super().__init__(*args, **kwargs)
        offices = sorted({one.serving_office for one in lines}, key=lambda one: one.sort_order)
        offers = {
            "project": project_offers(lines),
            "province": province_offers(lines),
            "serving_office": [Offer(one.code, one, one.short) for one in offices],
            "month": month_offers(sorted({one.month for one in lines})),
        }
        for name, found in offers.items():
            self.fields[name].offer(found, empty=_("All"))

    def wanted(self):
        """What the query narrows by."""
        return {name: self.cleaned_data.get(name) for name in self.fields}


def project_offers(lines):
    """Projects that any of the lines is of."""
    projects = sorted({one.activity.project for one in lines}, key=lambda one: one.number)
    return [Offer(str(one.number), one, one.name) for one in projects]


def province_offers(lines):
    """Provinces that any of the lines is for."""
    provinces = sorted({one.province for one in lines}, key=lambda one: one.sort_key)
    return [Offer(one.pk, one, one.name) for one in provinces]


def month_offers(months):
    """Months by their year and month, in the reader's words."""
    return [Offer(f"{one:%Y-%m}", one, thai_dates.month(one, language=language())) for one in months]


def office_offers(offices):
    """Offices under the heading of their kind."""
    return [Offer(str(one.pk), one, one.name, one.get_kind_display()) for one in offices]


def _activity_text(activity):
    """The activity with what the rules will ask of the line."""
    return _("%(activity)s (rounds of %(smallest)s–%(largest)s, %(low)s–%(high)s baht a person)") % {
        "activity": activity.name,
        "smallest": activity.round_smallest,
        "largest": activity.round_largest,
        "low": write_quantity(activity.unit_cost_low_satang, unit=BAHT),
        "high": write_quantity(activity.unit_cost_high_satang, unit=BAHT),
    }
