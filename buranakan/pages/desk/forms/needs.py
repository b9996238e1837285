"""Forms of needs: ask provinces, give more days, write what a province needs, decide many needs at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.insight import needs_evidence
from buranakan.lib import fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import needs_words
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FormOfParts, RefusableForm, as_error, read_quantity
from buranakan.pages.desk.forms.plans import PEOPLE, QuantityField
from buranakan.planning import needs_rules
from buranakan.planning.enums import NeedState
from buranakan.planning.values import NeedDecision, WrittenNeed

LONGEST = 500
LONGEST_NOTE = 1000
MONTHS_IN_A_QUARTER = 3
# Rows for a second time of an activity, or for one that stands above already.
MORE_ROWS = 2
TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class SurveyForm(RefusableForm):
    """From which day to which provinces say what they need."""

    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"))
    asks = forms.CharField(
        label=_("What provinces should bear in mind"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExtendForm(RefusableForm):
    """More days for everybody."""

    closes_on = DayField(label=_("New last day"))
    because = forms.CharField(label=_("Reason"), max_length=LONGEST)


# --- writing ----------------------------------------------------------------------------------------------------------
class NeedRowForm(RefusableForm):
    """One need: of the activity it stands at, or of one that is chosen. Without people it is no need."""

    activity = OneOfField(label=_("Activity"), required=False)
    time = OneOfField(label=_("When"), required=False)
    people = QuantityField(label=_("How many people"), unit=PEOPLE, required=False)
    reason = forms.CharField(label=_("Why"), max_length=LONGEST, required=False, widget=TWO_ROWS)
    evidence = forms.CharField(
        label=_("What shows that people ask for it"), max_length=LONGEST, required=False, widget=TWO_ROWS
    )

    def __init__(self, *args, fixed=None, known="", activities=(), times=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fixed, self.known = fixed, known
        self.fields["time"].offer(times, empty=_("Choose"))
        if fixed is None:
            offers = [Offer(str(one.pk), one, one.name, one.project.name) for one in activities]
            self.fields["activity"].offer(offers, empty=_("Choose"))
        else:
            del self.fields["activity"]

    def clean_people(self):
        people = self.cleaned_data["people"]
        if people:
            try:
                needs_rules.check_people(people)
            except RuleBroken as refusal:
                raise as_error(refusal) from None
        return people

    @property
    def row_name(self):
        return self.fixed.name if self.fixed else ""

    @property
    def hint(self):
        """What is said of a number that is smaller than a round."""
        try:
            people = read_quantity(str(self["people"].value() or 0), unit=PEOPLE)
        except ValidationError:
            return ""
        return needs_words.hint(people, activity=self.fixed) if self.fixed else ""

    def clean(self):
        said = self.cleaned_data
        if said.get("people") and not said.get("time"):
            self.add_error("time", gettext("Choose a month or a quarter."))
        if said.get("people") and not self.fixed and not said.get("activity"):
            self.add_error("activity", gettext("Choose an activity."))
        if said.get("people") and not said.get("reason") and not said.get("evidence"):
            self.add_error("reason", gettext("Say why, or what shows that people ask for it."))
        return said

    def need(self):
        """What is written, or None."""
        said = self.cleaned_data
        if not said.get("people"):
            return None
        month, is_whole_quarter = said["time"]
        return WrittenNeed(
            activity=self.fixed or said["activity"],
            month=month,
            is_whole_quarter=is_whole_quarter,
            people=said["people"],
            reason=said["reason"],
            evidence=said["evidence"],
        )


class NoteForm(forms.Form):
    """What else the committee should know; and which edition of the answer the writer saw."""

    note = forms.CharField(
        label=_("Anything else the committee should know"),
        help_text=_("Where the province needs nothing, write why."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AnswerForm(FormOfParts):
    """A province's whole answer: what it says so far; where it says nothing yet, last year's plan."""

    def __init__(self, posted=None, *, activities, known, answer, kept, fiscal_year):
        bound, times = (posted,) if posted is not None else (), time_offers(fiscal_year)
        self.rows = []
        for activity in activities:
            of_it = [need for need in kept if need.activity_id == activity.pk]
            starts = [_as_typed(need) for need in of_it] or _from_last_year(known[activity.pk], is_new=answer is None)
            starts += [{}] * (_posted_rows(posted, activity) - len(starts))
            for number, initial in enumerate(starts):
                row = {"prefix": f"a{activity.pk}-{number}", "initial": initial, "times": times}
                self.rows.append(NeedRowForm(*bound, fixed=activity, known=str(known[activity.pk]), **row))
        self.more = [
            NeedRowForm(*bound, prefix=f"more-{number}", activities=activities, times=times)
            for number in range(MORE_ROWS)
        ]
        initial = {"note": answer.note if answer else "", "expected": answer.edition if answer else 0}
        self.note = NoteForm(*bound, initial=initial)
        self.expected = posted.get("expected", "") if posted is not None else initial["expected"]

    @property
    def parts(self):
        return [*self.rows, *self.more, self.note]

    @property
    def by_project(self):
        """Rows under the project of their activity."""
        found = {}
        for row in self.rows:
            found.setdefault(row.fixed.project, []).append(row)
        return [{"project": project, "rows": rows} for project, rows in found.items()]

    def needs(self):
        return [need for row in [*self.rows, *self.more] if (need := row.need()) is not None]


def _posted_rows(posted, activity):
    """How many rows of an activity were sent: none of them is lost, also where another one saved fewer."""
    begins = f"a{activity.pk}-"
    return len({name.split("-")[1] for name in posted or () if name.startswith(begins)})


def _as_typed(need):
    return {
        "time": _time_key(need.month, need.is_whole_quarter),
        "people": need.people,
        "reason": need.reason,
        "evidence": need.evidence,
    }


def _from_last_year(known, *, is_new):
    """Rows that begin as last year's plan, with what is known as evidence; once something was written, empty ones."""
    evidence = str(known)
    if not is_new or not known.planned:
        return [{"evidence": evidence}]
    return [
        {
            "time": _time_key(needs_evidence.a_year_later(month), is_whole_quarter=False),
            "people": people,
            "evidence": evidence,
        }
        for month, people in sorted(known.planned.items())
    ]


def time_offers(fiscal_year):
    """Quarters, then months of a fiscal year."""
    months = fiscal.months_of(fiscal_year)
    quarters = months[::MONTHS_IN_A_QUARTER]
    return [
        Offer(_time_key(month, whole), (month, whole), needs_words.when(month, is_whole_quarter=whole), str(group))
        for whole, those, group in [(True, quarters, _("Whole quarters")), (False, months, _("Months"))]
        for month in those
    ]


def _time_key(month, is_whole_quarter):
    return f"{month:%Y-%m}{'-q' if is_whole_quarter else ''}"


# --- deciding ---------------------------------------------------------------------------------------------------------
class DecideRowForm(forms.Form):
    """One need: chosen or not, how many are granted, and why it is less."""

    asked = forms.IntegerField(widget=forms.HiddenInput, required=False)  # how many the page said were asked for
    chosen = forms.BooleanField(label=_("Decide this one"), required=False)
    granted = QuantityField(label=_("People granted"), unit=PEOPLE, required=False)
    because = forms.CharField(label=_("Reason, where it is less"), max_length=LONGEST, required=False)

    def __init__(self, *args, need, **kwargs):
        initial = {"granted": need.people, "asked": need.people}
        super().__init__(*args, prefix=f"need-{need.pk}", initial=initial, **kwargs)
        self.need, self.shown = need, needs_words.row(need)

    def clean(self):
        said = self.cleaned_data
        if said.get("chosen") and said.get("granted") is None and "granted" not in self.errors:
            self.add_error("granted", gettext("Write how many people are granted; 0 refuses it."))
        # What somebody else decided on first is told as that, whatever was typed here.
        if said.get("chosen") and said.get("granted") is not None and self.need.state == NeedState.PROPOSED:
            self._check(granted=said["granted"], because=said.get("because", ""))
        return said

    def _check(self, *, granted, because):
        try:
            needs_rules.check_within_asked(self.need, granted=granted)
            needs_rules.check_says_why(self.need, granted=granted, because=because)
        except RuleBroken as refusal:
            self.add_error(refusal.params["field"], as_error(refusal))

    @property
    def row_name(self):
        return f"{self.need.answer.province.name} · {self.need.activity.name}"


class DecideForm(FormOfParts):
    """All needs shown that wait; those ticked are decided together, or all of them are granted in full."""

    def __init__(self, posted=None, *, needs):
        bound, self.posted = (posted,) if posted is not None else (), posted or {}
        self.rows = [DecideRowForm(*bound, need=need) for need in needs]

    @property
    def parts(self):
        return self.rows

    def chosen(self):
        """Decisions on what is ticked."""
        return [
            NeedDecision(row.need.pk, row.cleaned_data["granted"], row.cleaned_data["because"])
            for row in self.rows
            if row.cleaned_data["chosen"]
        ]

    def in_full(self):
        """Decisions that grant everything that was shown, as it was shown."""
        said = [(row.need.pk, row.cleaned_data["asked"]) for row in self.rows]
        return [NeedDecision(pk, people) for pk, people in said if people is not None]

    def sent(self, name):
        """How many needs said something in this field, be they waiting still or not."""
        return sum(field.startswith("need-") and field.endswith(f"-{name}") for field in self.posted)
