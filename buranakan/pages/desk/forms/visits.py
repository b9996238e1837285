"""Forms of visits: the plan, a note, a directive on the spot."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.lib import clock, thai_dates, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm
from buranakan.pages.desk.forms.rounds import ClockTimeField
from buranakan.policy.directives.enums import Priority
from buranakan.policy.visits import rules
from buranakan.policy.visits.enums import Topic

LINE = re.compile(r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?: ?น\.)?[ \t]+(?P<what>.+)")
OFFICES = ("office", "second_office", "third_office")
USUAL_START, USUAL_END = dt.time(9), dt.time(16)
PHOTO_TAKES = "image/jpeg,image/png"


class VisitForm(RefusableForm):
    """Who goes where and when, with the programme as it is written in a letter: a time and what happens."""

    title = forms.CharField(label=_("What the visit is called"), max_length=rules.LONGEST_TITLE)
    visiting_office = OneOfField(label=_("In the name of"))
    visitors = forms.CharField(
        label=_("Who goes"), max_length=rules.LONGEST_VISITORS, help_text=_("Posts, no names of people.")
    )
    office = OneOfField(label=_("Office visited"), required=False)
    second_office = OneOfField(label=_("Another office"), required=False)
    third_office = OneOfField(label=_("A third office"), required=False)
    place = forms.CharField(
        label=_("Place"),
        max_length=rules.LONGEST_PLACE,
        required=False,
        help_text=_("A factory, a community or a meeting room."),
    )
    province = OneOfField(
        label=_("Province"), required=False, help_text=_("Left empty, it is the province of the first office.")
    )
    day = DayField(label=_("Day"))
    starts = ClockTimeField(label=_("Starts at"), initial=USUAL_START)
    ends = ClockTimeField(label=_("Ends at"), initial=USUAL_END)
    last_day = DayField(label=_("Last day, if it lasts longer"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("What to look at"),
        choices=Topic.choices,
        required=False,
        initial=Topic.values,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The brief has a part for each."),
    )
    look_at = forms.CharField(
        label=_("What else to look at"),
        required=False,
        max_length=rules.LONGEST_LOOK_AT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    programme = forms.CharField(
        label=_("Programme of the visit"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A line each, like: 09.00 what happens. Another day stands on a line of its own before its times."),
    )

    def __init__(self, *args, visiting_offices, offices, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        visiting = [Offer(one.code, one, one.name) for one in visiting_offices]
        self.fields["visiting_office"].offer(visiting, empty=None)
        visited = [Offer(one.code, one, one.name, one.get_kind_display()) for one in offices]
        for name in OFFICES:
            self.fields[name].offer(visited)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces])

    def clean(self):
        said = super().clean()
        said["offices"] = list(dict.fromkeys(filter(None, (said.get(name) for name in OFFICES))))
        if said.get("province") is None:
            said["province"] = next((one.seat for one in said["offices"] if one.seat), None)
        if said.get("province") is None and "province" not in self.errors:
            self.add_error("province", ValidationError(_("Choose the province of the place."), code="required"))
        if said.get("day") and said.get("starts"):
            self._read_programme(said)
        return said

    def _read_programme(self, said):
        try:
            said["items"] = list(read_programme(said.get("programme", ""), day=said["day"]))
        except ValidationError as problem:
            self.add_error("programme", problem)

    def visit(self):
        """What the actions take."""
        said = self.cleaned_data
        last = said["last_day"] or said["day"]
        names = "title visitors offices place province topics look_at"
        return {name: said[name] for name in names.split()} | {
            "starts_at": _moment(said["day"], said["starts"]),
            "ends_at": _moment(last, said["ends"]),
            "programme": said["items"],
        }


def read_programme(text, *, day):
    """Each line's moment and what happens; a line that is a day says of which day the next ones are."""
    for line in thai_text.clean(text).splitlines():
        written = line.strip()
        if not written:
            continue
        found = LINE.fullmatch(thai_text.arabic_digits(written))
        if found is None:
            day = _day_of(written)
            continue
        try:
            time = dt.time(int(found["hour"]), int(found["minute"]))
        except ValueError:
            raise _not_understood(written) from None
        yield _moment(day, time), written[found.start("what") :].strip()


def write_programme(items, *, day):
    """What `read_programme` reads back."""
    lines = []
    for item in items:
        if clock.local_day(item.starts_at) != day:
            day = clock.local_day(item.starts_at)
            lines.append(thai_dates.short(day))
        lines.append(f"{item.starts_at.astimezone(clock.BANGKOK):%H.%M} {item.what}")
    return "\n".join(lines)


def _day_of(line):
    try:
        return thai_dates.understand(line).day
    except RuleBroken:
        raise _not_understood(line) from None


def _not_understood(line):
    said = _("“%(line)s” was not understood. Write each line like: 09.00 what happens.")
    return ValidationError(said, code="programme_not_understood", params={"line": line[:80]})


def _moment(day, time):
    return dt.datetime.combine(day, time, clock.BANGKOK)


class NoteForm(RefusableForm):
    """What was seen. The key makes one note of whatever is sent twice."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you see or hear"),
        required=False,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("No citizen numbers here."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PHOTO_TAKES}),
        help_text=_("JPEG or PNG. Where and when the camera took it is not kept."),
    )
    is_directive = forms.BooleanField(label=_("This is a directive: I will complete it later"), required=False)
    noted_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)  # by the phone; without it, now


class OrderForm(RefusableForm):
    """A directive in as few words as one writes standing."""

    text = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 4}))
    responsible = OneOfField(label=_("Responsible office"))
    joint = forms.MultipleChoiceField(
        label=_("Together with"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    due_on = DayField(label=_("Due on"))
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, initial=Priority.NORMAL)

    def __init__(self, *args, near, others, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [Offer(one.code, one, one.name, str(_("Here"))) for one in near]
        offers += [Offer(one.code, one, one.name, str(_("Other offices"))) for one in others]
        self.fields["responsible"].offer(offers, empty=None)
        self.near = {one.code: one for one in near}
        self.fields["joint"].choices = [(one.code, one.short) for one in near]

    def order(self):
        """What giving a directive takes."""
        said = self.cleaned_data
        joint = [self.near[code] for code in said["joint"] if self.near[code] != said["responsible"]]
        return {
            "text": said["text"],
            "responsible": said["responsible"],
            "joint": joint,
            "due_on": said["due_on"],
            "priority": said["priority"],
        }
