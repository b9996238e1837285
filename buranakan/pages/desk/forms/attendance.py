"""The form of a session's attendance: for each on the roster a tick, and minutes where it was not all of it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.delivery import rules
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.fields import as_error
from buranakan.pages.desk.forms.services import DurationField

ABSENT = 0


@dataclass(frozen=True)
class Row:
    """One person of the page: who, the tick, the minutes, and what the page was opened with."""

    participant: object
    there: object
    part: object
    seen: object

    @property
    def is_part(self):
        """Are the minutes worth showing at once?"""
        return bool(self.part.value() or self.part.errors)


class AttendanceForm(forms.Form):
    """Built from (participant, mark or None) pairs of one session."""

    def __init__(self, *args, marks, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session, self.people = session, [participant for participant, _mark in marks]
        for participant, mark in marks:
            self._add(participant, minutes=mark.minutes if mark else ABSENT)

    def _add(self, participant, *, minutes):
        key, whole = participant.reference, self.session.minutes
        label = participant.person.full_name
        self.fields[f"there-{key}"] = forms.BooleanField(label=label, required=False, initial=minutes > ABSENT)
        self.fields[f"part-{key}"] = DurationField(
            label=_("How long %(name)s was there") % {"name": label},
            required=False,
            max_length=40,
            initial=minutes if ABSENT < minutes < whole else "",
        )
        self.fields[f"seen-{key}"] = forms.IntegerField(
            required=False, min_value=0, initial=minutes, widget=forms.HiddenInput
        )

    def rows(self):
        return [
            Row(one, self[f"there-{one.reference}"], self[f"part-{one.reference}"], self[f"seen-{one.reference}"])
            for one in self.people
        ]

    def clean(self):
        """What is wrong with somebody's minutes is said beside their name."""
        typed = super().clean()
        for one in self.people:
            part = f"part-{one.reference}"
            if typed.get(part) is None:
                continue
            if typed.get(f"there-{one.reference}"):
                self._check_minutes(part, typed[part])
            elif part in self.changed_data:
                # Minutes typed for somebody who is not ticked: one of the two is a slip.
                said = _("Tick the name too, or clear how long it was.")
                self.add_error(part, ValidationError(said, code="not_ticked"))
        return typed

    def _check_minutes(self, part, minutes):
        try:
            rules.check_minutes([minutes], session=self.session)
        except RuleBroken as refusal:
            self.add_error(part, as_error(refusal))

    def present(self):
        return {one for one in self.people if self.cleaned_data[f"there-{one.reference}"]}

    def minutes(self):
        """Those who were not there all the time."""
        found = {one: self.cleaned_data[f"part-{one.reference}"] for one in self.present()}
        return {one: minutes for one, minutes in found.items() if minutes is not None}

    def seen(self):
        """What the page showed when it was opened; somebody else may have marked since."""
        return {one: self.cleaned_data[f"seen-{one.reference}"] or ABSENT for one in self.people}
