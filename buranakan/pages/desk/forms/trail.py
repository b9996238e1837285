"""Forms of the trail: what narrows the list, and the reason for a look."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.pages.desk.forms.fields import DayField
from buranakan.pages.desk.trail_words import event_words, thing_words

ONE_DAY = dt.timedelta(days=1)
ANY = ("", _("Any"))


class NarrowForm(forms.Form):
    """Every field may stay empty."""

    name = forms.ChoiceField(label=_("What happened"), required=False)
    on_type = forms.ChoiceField(label=_("To what"), required=False)
    on_id = forms.CharField(label=_("Its number"), required=False, max_length=40)
    role = forms.ChoiceField(label=_("By which role"), required=False, choices=[ANY, *Role.choices])
    office = forms.ChoiceField(label=_("At which office"), required=False)
    first_day = DayField(label=_("From day"), required=False)
    last_day = DayField(label=_("To day"), required=False)

    def __init__(self, *args, names, types, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [ANY, *((one, event_words(one)) for one in names)]
        self.fields["on_type"].choices = [ANY, *((one, thing_words(one)) for one in types)]
        self.fields["office"].choices = [ANY, *offices.items()]

    def clean(self):
        typed = super().clean()
        first_day, last_day = typed.get("first_day"), typed.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error(
                "last_day", forms.ValidationError(_("The last day is before the first."), code="days_reversed")
            )
        return typed

    def wanted(self):
        """What to narrow by; the days as moments, since a day in Thailand begins at its own midnight."""
        typed = self.cleaned_data
        by_text = {field: typed[field] for field in ["name", "on_type", "on_id", "role", "office"]}
        return by_text | {
            "first_day_at": clock.day_starts_at(typed["first_day"]) if typed["first_day"] else None,
            "end_at": clock.day_starts_at(typed["last_day"] + ONE_DAY) if typed["last_day"] else None,
        }


class LookForm(forms.Form):
    """Why somebody wants to see what an event carries; the rule judges the reason."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("What an event carries may be personal. Your look and its reason are written into the trail."),
    )
