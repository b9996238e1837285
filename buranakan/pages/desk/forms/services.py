"""Forms of the spine: find who was served, record the service, narrow the list, take back, add evidence."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.lib import thai_dates, thai_text
from buranakan.pages.desk.forms import service_details
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm
from buranakan.planning.enums import Kind
from buranakan.services import rules
from buranakan.services.details import form_name

MINUTES_IN_AN_HOUR = 60
# 6 ชม. 30 นาที, 6.5 ชั่วโมง, 6h, 390: a number alone is minutes.
_DURATION = re.compile(
    r"(?:(?P<hours>[0-9]{1,4}(?:\.[0-9]{1,2})?) ?(?:ชั่วโมง|ชม\.?|hours?|hrs?\.?|h) ?)?"
    r"(?:(?P<minutes>[0-9]{1,6}) ?(?:นาที|minutes?|mins?\.?|m)?)?"
)
CLOSING = ("note", "evidence")
TAKES = ".pdf,.png,.jpg,.jpeg,.txt,.csv"


class DurationField(forms.CharField):
    """Minutes, written as minutes or as hours and minutes."""

    def to_python(self, value):
        text = thai_text.arabic_digits(thai_text.clean(super().to_python(value))).casefold()
        if not text:
            return None
        found = _DURATION.fullmatch(text)
        if found is None:
            raise ValidationError(
                _("“%(text)s” was not understood as a length of time. Write it like 6 ชม. 30 นาที, or 390."),
                code="duration_not_understood",
                params={"text": text[:40]},
            )
        return round(float(found["hours"] or 0) * MINUTES_IN_AN_HOUR) + int(found["minutes"] or 0)

    def run_validators(self, value):
        """The text was judged when it was read; the rule judges the length."""


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; what they are is judged where they are stored."""

    widget = ManyFilesInput

    def clean(self, value, initial=None):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        return value


class ServiceForm(RefusableForm):
    """A service as the one who gave it knows it. A plan line brings its activity, province and owner office along."""

    what = OneOfField(label=_("Activity"))
    counterpart = OneOfField(label="", required=False)
    served_on = DayField(label=_("Day of the service"), help_text=_("For example 14 พ.ค. 2568 or 14/5/2568."))
    minutes = DurationField(label=_("How long"), max_length=40, help_text=_("For example 6 ชม. or 390 (minutes)."))
    province = OneOfField(
        label=_("Province of the service"),
        required=False,
        help_text=_("Left empty, it is the province of the plan line."),
    )
    owner_office = OneOfField(
        label=_("Owner office (whose budget)"),
        required=False,
        help_text=_("Left empty, it is the owner of the plan line."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No citizen numbers here."),
    )
    evidence = ManyFilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("A sign-in sheet, a photo or a report: PDF, PNG, JPEG or text. Without a file the record says so."),
    )

    def __init__(
        self, *args, lines, activities, provinces, owners, counterparts, counterpart_label, fields_asked, **kwargs
    ):
        """`fields_asked` tells the fields of a kind; those of the chosen activity's kind are asked too."""
        super().__init__(*args, **kwargs)
        self.fields["what"].offer(line_offers(lines) + activity_offers(activities), empty=_("Choose an activity"))
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces])
        self.fields["owner_office"].offer([Offer(str(one.pk), one, one.name) for one in owners])
        self.fields["evidence"].widget.attrs["accept"] = TAKES
        if counterparts:
            self.fields["counterpart"].label = counterpart_label
            self.fields["counterpart"].offer([Offer(str(one.reference), one, str(one)) for one in counterparts])
        else:
            del self.fields["counterpart"]
        activity = self.activity_chosen
        self.asked = fields_asked(activity.kind) if activity else []
        self.fields |= {form_name(one): service_details.form_field(one) for one in self.asked}

    @property
    def activity_chosen(self):
        """The activity that was chosen, on this page or the one before; None where nothing was, or nothing offered."""
        key = self.data.get("what") if self.is_bound else self.initial.get("what")
        _kind, thing = self.fields["what"].things.get(key, ("", None))
        return getattr(thing, "activity", thing)

    @property
    def kind(self):
        """The kind of the activity chosen, or ""."""
        return self.activity_chosen.kind if self.activity_chosen else ""

    @property
    def opening(self):
        """The fields that every service has, up to what matters of its kind."""
        return [self[name] for name in self.fields if name not in CLOSING and self[name] not in self.matters]

    @property
    def matters(self):
        """What matters of the kind."""
        return [self[form_name(one)] for one in self.asked]

    @property
    def closing(self):
        return [self[name] for name in CLOSING]

    @property
    def is_assumed(self):
        """Are some of the kind's fields our assumption, which no agency confirmed?"""
        return any(one.is_assumed for one in self.asked)

    def ask_anew(self, *, shown_for):
        """Were required fields of the kind not shown yet, since another kind (or none) was chosen before? Then they
        are asked for, without reproach."""
        if shown_for == self.kind or not any(one.is_required for one in self.asked):
            return False
        for one in self.asked:
            self.errors.pop(form_name(one), None)
        return True

    def clean(self):
        """Outside a plan line the province and the owner office have to be said."""
        for name in ("province", "owner_office"):
            if self.cleaned_data.get(name) is not None or name in self.errors or "what" in self.errors:
                continue
            if self.line:
                self.cleaned_data[name] = getattr(self.line, name)
            else:
                said = _("Choose one: this activity is not a line of your plan.")
                self.add_error(name, ValidationError(said, code="required"))
        return self.cleaned_data

    @property
    def line(self):
        """The plan line that was chosen, or None where an activity was."""
        kind, chosen = self.cleaned_data.get("what") or ("", None)
        return chosen if kind == "line" else None

    def service(self):
        """What `record_service` takes, but the receivers and the evidence."""
        written = {name: self.cleaned_data[name] for name in "served_on minutes province owner_office note".split()}
        chosen = self.cleaned_data["what"][1]
        activity = chosen.activity if self.line else chosen
        details = service_details.told(self.asked, self.cleaned_data)
        return written | {"activity": activity, "plan_line": self.line, "details": details}


class ListForm(forms.Form):
    """What the list of services shows; each key of the grain, and a look at what needs care."""

    STANDING, UNPROVED, TAKEN_BACK = "", "without_evidence", "taken_back"
    SHOW = ((STANDING, _("Standing records")), (UNPROVED, _("No evidence yet")), (TAKEN_BACK, _("Taken back")))

    project = OneOfField(label=_("Project"), required=False)
    activity = OneOfField(label=_("Activity"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False)
    owner_office = OneOfField(label=_("Owner office"), required=False)
    serving_office = OneOfField(label=_("Serving office"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    month = OneOfField(label=_("Month"), required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOW, required=False)

    def __init__(self, *args, activities, offices, provinces, months, **kwargs):
        super().__init__(*args, **kwargs)
        activities, offices = list(activities), [Offer(str(one.pk), one, one.short) for one in offices]
        projects = {one.project_id: one.project for one in activities}.values()
        everything = _("All")
        offers = {
            "project": [Offer(str(one.pk), one, one.name) for one in projects],
            "activity": [Offer(str(one.pk), one, one.name, one.project.name) for one in activities],
            "owner_office": offices,
            "serving_office": offices,
            "province": [Offer(one.pk, one, one.name) for one in provinces],
            "month": [Offer(f"{one:%Y-%m}", one, thai_dates.month(one, language=language())) for one in months],
        }
        for name, found in offers.items():
            self.fields[name].offer(found, empty=everything)

    def wanted(self):
        """What the query narrows by."""
        return {name: self.cleaned_data.get(name) or None for name in self.fields if name != "show"}


class EvidenceForm(forms.Form):
    """Files for a record that stands."""

    evidence = ManyFilesField(label=_("Evidence"), help_text=_("PDF, PNG, JPEG or text."))
    evidence.widget.attrs["accept"] = TAKES


def line_offers(lines):
    """Plan lines to choose from, under the plan's heading."""
    lines = list(lines)
    names_provinces = len({one.province_id for one in lines}) > 1
    return [
        Offer(
            f"line:{one.pk}",
            ("line", one),
            _line_text(one, names_province=names_provinces),
            _in_plan(one.activity.project.portfolio),
        )
        for one in lines
    ]


def _line_text(line, *, names_province):
    """The month first: a phone cuts the end of a long choice."""
    month = thai_dates.month(line.month, language=language(), shortened=True)
    place = f" · {line.province.name}" if names_province else ""
    return f"{month}{place} · {line.activity.name}"


def _in_plan(portfolio):
    return _("In this office's plan, fiscal year %(year)s") % {"year": portfolio.fiscal_year}


def activity_offers(activities):
    """Activities outside the plan to choose from."""
    return [
        Offer(f"activity:{one.pk}", ("activity", one), one.name, _outside_plan(one.project.portfolio))
        for one in activities
    ]


def _outside_plan(portfolio):
    return _("Other activities, fiscal year %(year)s") % {"year": portfolio.fiscal_year}
