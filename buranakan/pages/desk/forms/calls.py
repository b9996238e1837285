"""Forms of calls: what it is, places by province, criteria, questions; narrowing applications; a decision's words."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.calls import rules, wording
from buranakan.calls.enums import ApplicationState, CriterionKind, QuestionKind
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import clock, thai_text
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FormOfParts, RefusableForm, TimeOfDayField, as_error
from buranakan.pages.desk.forms.plans import PEOPLE, QuantityField
from buranakan.pages.desk.forms.services import activity_offers, line_offers
from buranakan.registry.enums import EnterpriseKind

QUESTIONS_OFFERED = 6
MOMENTS = ("opens_on", "opens_time", "closes_on", "closes_time")
NOT_USED, REQUIRED, PREFERRED = "", "required", "preferred"
USES = ((NOT_USED, _("Not asked")), (REQUIRED, _("Required")), (PREFERRED, _("Preferred")))


class CallForm(forms.Form):
    """What a call is and when it takes applications."""

    what = OneOfField(label=_("Activity"), help_text=_("A line of your plan brings its owner office along."))
    owner_office = OneOfField(
        label=_("Owner office (whose budget)"),
        required=False,
        help_text=_("Left empty, it is the owner of the plan line, else your own office."),
    )
    title_th = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE)
    title_en = forms.CharField(label=_("Title in English"), max_length=rules.LONGEST_TITLE, required=False)
    about_th = forms.CharField(
        label=_("What it is about"),
        max_length=rules.LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What participants learn or get, when and where it takes place, what it costs them."),
    )
    about_en = forms.CharField(
        label=_("What it is about, in English"),
        max_length=rules.LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens_on = DayField(label=_("Opens on"))
    opens_time = TimeOfDayField(label=_("Opens at"), help_text=_("For example 08.30."))
    closes_on = DayField(label=_("Closes on"))
    closes_time = TimeOfDayField(label=_("Closes at"), help_text=_("For example 16.30."))

    def __init__(self, *args, lines, activities, owners, is_draft=True, **kwargs):
        super().__init__(*args, **kwargs)
        if is_draft:
            self.fields["what"].offer(line_offers(lines) + activity_offers(activities), empty=_("Choose an activity"))
            self.fields["owner_office"].offer([Offer(str(one.pk), one, one.name) for one in owners])
        else:
            del self.fields["what"], self.fields["owner_office"]

    def text(self):
        """What both actions take."""
        written = {name: self.cleaned_data[name] for name in ("title_th", "title_en", "about_th", "about_en")}
        return written | {
            "opens_at": self._moment("opens"),
            "closes_at": self._moment("closes"),
        }

    def chosen(self, *, office):
        """The activity, whose budget, and the plan line where there is one."""
        kind, chosen = self.cleaned_data["what"]
        line = chosen if kind == "line" else None
        owner = self.cleaned_data["owner_office"] or (line.owner_office if line else office)
        return {"activity": line.activity if line else chosen, "owner_office": owner, "plan_line": line}

    def _moment(self, name):
        day, time = self.cleaned_data[f"{name}_on"], self.cleaned_data[f"{name}_time"]
        return dt.datetime.combine(day, time, tzinfo=clock.BANGKOK)


class PlacesForm(forms.Form):
    """Places for each province the office answers for."""

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.provinces = {f"places_{one.pk}": one for one in provinces}
        for name, province in self.provinces.items():
            self.fields[name] = QuantityField(label=province.name, unit=PEOPLE, required=False)

    def places(self):
        return {province: self.cleaned_data[name] or 0 for name, province in self.provinces.items()}


class CriterionForm(forms.Form):
    """One kind of criterion: whether it is asked, and the number it needs."""

    use = forms.ChoiceField(choices=USES, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, prefix=f"criterion-{kind.value}", **kwargs)
        self.kind, self.wording = kind, wording.wordings()[kind]
        self.fields["use"].label = kind.label
        if self.wording.parameter == "kinds":
            self.fields["kinds"] = forms.MultipleChoiceField(
                label=_("Which kinds"),
                choices=EnterpriseKind.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self.wording.default,
            )
        elif self.wording.parameter:
            label = PARAMETER_LABELS[self.wording.parameter]
            self.fields[self.wording.parameter] = QuantityField(
                label=label, unit=PARAMETER_UNITS[self.wording.parameter], required=False, initial=self.wording.default
            )

    def clean(self):
        name = self.wording.parameter
        if self.cleaned_data.get("use") and name and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(_("Fill this in, or choose “Not asked”."), code="required"))
        return self.cleaned_data

    def criterion(self):
        """The criterion as written, or None where it is not asked."""
        use, name = self.cleaned_data["use"], self.wording.parameter
        parameters = {name: self.cleaned_data[name]} if name else {}
        return WrittenCriterion(self.kind.value, parameters, is_required=use == REQUIRED) if use else None


PARAMETER_LABELS = {"years": _("How many years"), "employees": _("How many people")}
PARAMETER_UNITS = {"years": "ปี", "employees": PEOPLE}


class QuestionForm(forms.Form):
    """One question; without its words it is not asked."""

    label_th = forms.CharField(label=_("Question"), max_length=rules.LONGEST_SENTENCE, required=False)
    label_en = forms.CharField(label=_("Question in English"), max_length=rules.LONGEST_SENTENCE, required=False)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=QuestionKind.choices, required=False)
    is_required = forms.BooleanField(label=_("It has to be answered"), required=False)
    choices = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, Thai and English parted by a bar: ตลาดนัด | Market."),
    )

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, prefix=f"question-{number}", **kwargs)
        self.number = number

    def question(self):
        """The question as written, or None where nothing was written."""
        written = self.cleaned_data
        if not thai_text.search_key(written["label_th"] + written["label_en"] + written["choices"]):
            return None
        return WrittenQuestion(
            label_th=thai_text.clean(written["label_th"]),
            label_en=thai_text.clean(written["label_en"]),
            kind=written["kind"] or QuestionKind.TEXT.value,
            is_required=written["is_required"],
            choices=_pairs(written["choices"]),
        )


def _pairs(text):
    found = [[part.strip() for part in line.partition("|")[::2]] for line in thai_text.clean(text).split("\n")]
    return tuple((thai, english) for thai, english in found if thai)


class WholeCallForm(FormOfParts):
    """All the forms of a call's page together: valid together, refused together."""

    def __init__(self, posted=None, *, initial=None, is_draft=True, provinces, **offers):
        given = initial or {}
        bound = (posted,) if posted is not None else ()
        self.is_draft = is_draft
        self.call = CallForm(*bound, initial=given.get("call"), is_draft=is_draft, **offers)
        self.places = PlacesForm(*bound, initial=given.get("places"), provinces=provinces)
        self.criteria, self.questions = [], []
        if is_draft:
            asked, questions = given.get("criteria", {}), given.get("questions", [])
            self.criteria = [CriterionForm(*bound, initial=asked.get(kind), kind=kind) for kind in CriterionKind]
            self.questions = [
                QuestionForm(*bound, initial=questions[place] if place < len(questions) else None, number=place + 1)
                for place in range(QUESTIONS_OFFERED)
            ]

    @property
    def parts(self):
        return [self.call, self.places, *self.criteria, *self.questions]

    @property
    def words(self):
        """Fields of the call but its moments."""
        return [field for field in self.call if field.name not in MOMENTS]

    @property
    def moments(self):
        """A day and its time, twice."""
        opens_on, opens_time, closes_on, closes_time = (self.call[name] for name in MOMENTS)
        return [(opens_on, opens_time), (closes_on, closes_time)]

    def written(self):
        """What the actions take of it, `what` apart."""
        written = self.call.text() | {"places": self.places.places()}
        if self.is_draft:
            written["criteria"] = [one.criterion() for one in self.criteria if one.criterion()]
            written["questions"] = [one.question() for one in self.questions if one.question()]
        return written

    def refuse(self, refusal):
        """Put a refusal beside the field it speaks of; False where it speaks of none."""
        name = REFUSED_FIELDS.get(refusal.params.get("field"), refusal.params.get("field"))
        if name not in self.call.fields:
            return False
        self.call.add_error(name, as_error(refusal))
        return True


REFUSED_FIELDS = {"closes_at": "closes_on", "opens_at": "opens_on"}


class NarrowForm(forms.Form):
    """Which applications of a call are shown."""

    state = forms.ChoiceField(label=_("State"), required=False)
    province = OneOfField(label=_("Province"), required=False)

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        states = [one for one in ApplicationState.choices if one[0] != ApplicationState.DRAFT]
        self.fields["state"].choices = [("", _("All")), *states]
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=_("All"))

    def wanted(self):
        return {name: value for name, value in self.cleaned_data.items() if value}


class FindApplicationForm(forms.Form):
    """Posted, because a name is typed and addresses are kept."""

    text = forms.CharField(label=_("Name, telephone or number of the application"), max_length=200)
    text.widget.attrs.update({"autocomplete": "off", "inputmode": "search"})


class DecisionForm(RefusableForm):
    """What the applicant is told with the decision."""

    reason = forms.CharField(
        label=_("What the applicant is told"),
        required=False,
        max_length=rules.LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the answer is no; it stands in the letter. No citizen numbers here."),
    )
