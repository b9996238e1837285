"""Forms of a directive's course: what is told, asked, accepted, handed on and withdrawn; and what a list shows."""

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, RefusableForm
from buranakan.pages.desk.forms.offices import OfficesField
from buranakan.pages.desk.forms.services import TAKES, ManyFilesField, ManyFilesInput
from buranakan.policy.directives import rules
from buranakan.policy.directives.enums import Standing


class Told(models.TextChoices):
    """What an office tells of a directive."""

    PROGRESS = "progress", _("How far it is")
    DONE = "done", _("It is done: please accept it")


MOST_NAMED = 8


class TellForm(RefusableForm):
    """Progress, or the report that it is done, with what proves it."""

    what = forms.ChoiceField(label=_("What you tell"), choices=Told, initial=Told.PROGRESS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=rules.LONGEST_SAID
    )
    evidence = ManyFilesField(
        label=_("Evidence"),
        help_text=_("Photos, PDF or text files. Every office that it concerns opens them: no lists of names in them."),
        widget=ManyFilesInput(attrs={"accept": TAKES}),
        required=False,
    )

    def __init__(self, *args, may_report, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_report:
            del self.fields["what"]


class AcceptForm(RefusableForm):
    """Accepting what was reported; a reason is asked for where something handed on is still open."""

    because = forms.CharField(
        label=_("Why it is done although some of it is still open"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=rules.LONGEST_REASON,
    )

    def __init__(self, *args, is_open_below, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_open_below:
            del self.fields["because"]


class MoreForm(RefusableForm):
    """What is missing in a report."""

    text = forms.CharField(
        label=_("What is missing"), widget=forms.Textarea(attrs={"rows": 2}), max_length=rules.LONGEST_SAID
    )
    due_on = DayField(label=_("New day"), help_text=_("Left empty, the day stays as it is."), required=False)


class WithdrawForm(RefusableForm):
    """Why an order is taken back."""

    because = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=rules.LONGEST_REASON
    )


class HandOnForm(RefusableForm):
    """To which offices it is handed on, in what words, by when."""

    offices = OfficesField(label=_("Handed on to"))
    text = forms.CharField(
        label=_("What they are to do"),
        help_text=_("Left empty, the order goes on in its own words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=rules.LONGEST_ORDER,
        required=False,
    )
    due_on = DayField(label=_("Due on"))

    def __init__(self, *args, directory, reach, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offices"].directory = directory
        reach = list(reach)
        if len(reach) <= MOST_NAMED:
            said = gettext("Offices below yours, or joint offices of this directive: %(offices)s.")
            self.fields["offices"].help_text = said % {"offices": directory.written(reach)}
        else:
            said = gettext(
                "One of the %(count)s offices below yours or joint in this directive, for example ศภ.6, "
                "สอจ. นครราชสีมา ชัยภูมิ."
            )
            self.fields["offices"].help_text = said % {"count": len(reach)}


class ListForm(forms.Form):
    """What a list or a register of directives is narrowed to."""

    standing = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Standing.choices], required=False)
    office = OneOfField(label=_("Office"), required=False)
    round = forms.ChoiceField(label=_("Round of inspection"), required=False)

    def __init__(self, *args, offices, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offer([Offer(key=one.code, thing=one, text=one.short) for one in offices], empty=_("All"))
        named = [(f"{year}-{number}", round_words(year, number)) for year, number in rounds]
        self.fields["round"].choices = [("", _("All")), *named]
        if not rounds:
            del self.fields["round"]

    def wanted(self):
        """What `queries.narrowed` takes."""
        said = self.cleaned_data
        year, _dash, number = said.get("round", "").partition("-")
        return {
            "standing": said["standing"],
            "office": said["office"],
            "inspection": (int(year), int(number)) if number else None,
        }


def round_words(year, number):
    """A round of inspection in words."""
    return gettext("Round %(number)s of fiscal year %(year)s") % {"number": number, "year": year}
