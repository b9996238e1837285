"""Forms of rounds: open and change one, its sessions and trainers, its roster, attendance, closing."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.delivery import rules
from buranakan.delivery.enums import RoundState
from buranakan.lib import thai_dates, thai_text
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm, TimeOfDayField
from buranakan.pages.desk.forms.services import TAKES, DurationField, ManyFilesField

USUAL_PERCENT = 80


class ClockTimeField(TimeOfDayField):
    """A time of day in which the minutes may be left out: 9, 9.00 น."""

    written = re.compile(r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))? ?(?:น\.?)?")
    message = _("“%(text)s” was not understood as a time of day. Write it like 9.00 or 13.30.")


class CountField(forms.IntegerField):
    """A whole number in Thai or Arabic digits."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value):
        written = thai_text.arabic_digits(thai_text.clean(value)).replace(",", "") if isinstance(value, str) else value
        return super().to_python(written)


# --- rounds -----------------------------------------------------------------------------------------------------------
class ListForm(forms.Form):
    """What the list of rounds shows."""

    activity = OneOfField(label=_("Activity"), required=False)
    serving_office = OneOfField(label=_("Serving office"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *RoundState.choices])

    def __init__(self, *args, activities, offices, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        everything = _("All")
        self.fields["activity"].offer([Offer(str(one.pk), one, one.name) for one in activities], empty=everything)
        self.fields["serving_office"].offer([Offer(str(one.pk), one, one.short) for one in offices], empty=everything)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=everything)

    def wanted(self):
        """What the query narrows by."""
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


class LineForm(forms.Form):
    """Which line of the plan the new round is of; in the address, so that a link may name it."""

    line = OneOfField(label=_("Plan line"))

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].offer([Offer(str(one.pk), one, _line_text(one)) for one in lines], empty=None)


class RoundForm(RefusableForm):
    """A round as the officer plans it."""

    call = OneOfField(
        label=_("Call whose accepted applicants come"), required=False, help_text=_("Others may walk in too.")
    )
    title = forms.CharField(
        label=_("Name of the course"),
        max_length=rules.LONGEST_TITLE,
        help_text=_("It is printed on the sign-in sheet and the certificate."),
    )
    venue = forms.CharField(label=_("Where it is held"), max_length=rules.LONGEST_TITLE)
    places = CountField(label=_("Places"))
    completion_percent = CountField(
        label=_("Share of the hours one must attend (percent)"),
        initial=USUAL_PERCENT,
        help_text=_("Who attends less gets no certificate and is not counted."),
    )

    def __init__(self, *args, calls, most_places, **kwargs):
        super().__init__(*args, **kwargs)
        calls = list(calls)
        self.fields["call"].offer([Offer(str(one.reference), one, one.title) for one in calls])
        self.fields["places"].help_text = _("At most %(most)s: what the plan line still has.") % {"most": most_places}
        if not calls:
            del self.fields["call"]

    def round(self):
        """What the actions take."""
        return {"call": None} | self.cleaned_data


# --- sessions and trainers --------------------------------------------------------------------------------------------
class SessionForm(RefusableForm):
    """One meeting of a round."""

    held_on = DayField(label=_("Day"))
    starts_at = ClockTimeField(label=_("Begins at"), max_length=20, help_text=_("For example 9.00 or 13.30."))
    ends_at = ClockTimeField(label=_("Ends at"), max_length=20)
    break_minutes = DurationField(
        label=_("Breaks that don't count"),
        required=False,
        max_length=40,
        help_text=_("For example 1 ชม. for lunch. Left empty, there is none."),
    )
    topic = forms.CharField(label=_("Topic"), max_length=rules.LONGEST_TOPIC)
    venue = forms.CharField(
        label=_("Where it is held"),
        required=False,
        max_length=rules.LONGEST_TITLE,
        help_text=_("Left empty, it is where the round is held."),
    )

    def session(self):
        """What the actions take."""
        return self.cleaned_data | {"break_minutes": self.cleaned_data["break_minutes"] or 0}


class TrainerForm(RefusableForm):
    """Who teaches, and in which sessions."""

    user = OneOfField(
        label=_("Expert with an account"),
        required=False,
        help_text=_("They find the session among their own and mark attendance on their phone."),
    )
    name = forms.CharField(label=_("Or the trainer's name"), required=False, max_length=rules.LONGEST_TITLE)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=rules.LONGEST_TITLE)
    minutes = DurationField(
        label=_("How long they teach"),
        required=False,
        max_length=40,
        help_text=_("In each session. Left empty, all of it."),
    )
    sessions = forms.MultipleChoiceField(label=_("Sessions"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, sessions, experts, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_reference = {str(one.reference): one for one in sessions}
        self.fields["sessions"].choices = [(key, session_text(one)) for key, one in self.by_reference.items()]
        self.fields["sessions"].initial = list(self.by_reference)
        self.fields["user"].offer([Offer(str(one.pk), one, one.display_name) for one in experts])
        if not experts:
            del self.fields["user"]
            self.fields["name"].label = _("The trainer's name")

    def clean(self):
        typed = super().clean()
        if not typed.get("user") and not typed.get("name"):
            said = _("Choose an expert or write a name.") if "user" in self.fields else _("Write the trainer's name.")
            self.add_error("name", ValidationError(said, code="required"))
        return typed

    def trainer(self):
        """What the action takes besides the sessions."""
        return {name: self.cleaned_data.get(name) for name in ("user", "name", "organisation", "minutes")}

    def chosen(self):
        return [self.by_reference[key] for key in self.cleaned_data["sessions"]]


# --- roster -----------------------------------------------------------------------------------------------------------
class EnrolForm(forms.Form):
    """Accepted applicants who come on the roster; all of them unless some are left out."""

    applications = forms.MultipleChoiceField(
        label=_("Accepted applicants"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, applications, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_reference = {str(one.reference): one for one in applications}
        self.fields["applications"].choices = [(key, _applicant_text(one)) for key, one in self.by_reference.items()]
        self.fields["applications"].initial = list(self.by_reference)

    def chosen(self):
        return [self.by_reference[key] for key in self.cleaned_data["applications"]]


class CloseForm(forms.Form):
    """What proves the round: the signed sheets, photographs."""

    evidence = ManyFilesField(
        label=_("Evidence"), required=False, help_text=_("The signed sheets, photographs. PDF, PNG, JPEG or text.")
    )
    evidence.widget.attrs["accept"] = TAKES


def session_text(session):
    """A session in a choice: the day first, a phone cuts the end."""
    return f"{thai_dates.short(session.held_on, language=language())} {session.starts_at:%H.%M} · {session.topic}"


def _applicant_text(application):
    enterprise = f" · {application.enterprise.name}" if application.enterprise else ""
    return f"{application.person.full_name}{enterprise} · {application.number_shown}"


def _line_text(line):
    month = thai_dates.month(line.month, language=language(), shortened=True)
    return f"{month} · {line.province.name} · {line.activity.name}"
