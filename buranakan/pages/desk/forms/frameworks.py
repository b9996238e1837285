"""Forms of frameworks: one page for a framework with its pillars, its last day, its indicators."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.outcomes.enums import CountedFor, Direction, EvidenceLevel, Method
from buranakan.outcomes.written import WrittenIndicator
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FormOfParts, RefusableForm
from buranakan.pages.ui.quantity_field import HundredthsField
from buranakan.policy.enums import SURENESS, FrameworkLevel
from buranakan.policy.framework_rules import MOST_PILLARS
from buranakan.policy.written import WrittenFramework, WrittenPillar

ROWS_OFFERED = 4
LONG = forms.Textarea(attrs={"rows": 2})
BECAUSE = {"label": _("Why"), "max_length": 500, "help_text": _("It stands in the trail.")}


class FrameworkForm(RefusableForm):
    """What a framework says of itself."""

    name_th = forms.CharField(label=_("Name of the framework"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    level = forms.ChoiceField(label=_("Whose it is"), choices=FrameworkLevel.choices)
    owner_th = forms.CharField(
        label=_("The post that announced it"), max_length=200, help_text=_("The post, not the person's name.")
    )
    owner_en = forms.CharField(label=_("The post in English"), max_length=200, required=False)
    pillar_label_th = forms.CharField(
        label=_("What its pillars are called"), max_length=60, help_text=_("For example มิติ, แนวทาง, ด้าน.")
    )
    pillar_label_en = forms.CharField(label=_("The same in English"), max_length=60, required=False)
    valid_from = DayField(label=_("In force from"))
    last_day = DayField(label=_("Last day in force"), required=False)
    source = forms.CharField(
        label=_("Where it was announced"),
        max_length=300,
        help_text=_("The address of the page, or the order's number."),
    )
    confidence = forms.ChoiceField(label=_("How sure"), choices=SURENESS)
    aliases = forms.CharField(
        label=_("Other names texts use for it"), required=False, widget=LONG, help_text=_("One a line.")
    )
    note_th = forms.CharField(label=_("Note"), required=False, max_length=500, widget=LONG)
    note_en = forms.CharField(label=_("Note in English"), required=False, max_length=500, widget=LONG)
    worded_from = DayField(
        label=_("Other words of its pillars hold from"),
        help_text=_("The words before stay for the days before. For example 30 ก.ย. 2568 or 30/9/2568."),
    )
    because = forms.CharField(**BECAUSE)

    def __init__(self, *args, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("worded_from", "because") if is_new else ("last_day",):
            del self.fields[name]

    def written(self):
        said = self.cleaned_data
        names = WrittenFramework.__dataclass_fields__.keys() - {"aliases"}
        aliases = tuple(filter(None, map(thai_text.one_line, said["aliases"].splitlines())))
        return WrittenFramework(aliases=aliases, **{name: _tidy(said[name]) for name in names})


class PillarForm(forms.Form):
    """One pillar's words; an empty row says nothing."""

    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name_th = forms.CharField(label=_("Words"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Words in English"), max_length=300, required=False)

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, prefix=f"pillar-{number}", **kwargs)
        self.number = number

    def pillar(self):
        """The pillar as written, or None where nothing was."""
        said = {name: _tidy(text) for name, text in self.cleaned_data.items()}
        return WrittenPillar(**said) if any(said.values()) else None


class WholeFrameworkForm(FormOfParts):
    """A framework and its rows of pillars on one page: valid together, refused together, longer by a row when asked."""

    def __init__(self, posted=None, *, initial=None, pillars=(), is_new):
        self.asks_for_a_row = posted is not None and "more" in posted
        self.rows = self._rows(posted, kept=len(pillars))
        bound = (posted,) if posted is not None and not self.asks_for_a_row else ()
        if self.asks_for_a_row:
            # What was typed stays typed, and nothing of it is judged yet.
            initial, pillars = posted.dict(), [self._typed(posted, number) for number in range(1, self.rows + 1)]
        self.framework = FrameworkForm(*bound, initial=initial, is_new=is_new)
        self.pillars = [
            PillarForm(*bound, initial=pillars[number - 1] if number <= len(pillars) else None, number=number)
            for number in range(1, self.rows + 1)
        ]

    def _rows(self, posted, *, kept):
        if posted is None:
            return max(ROWS_OFFERED, kept + 1)
        typed = thai_text.arabic_digits(posted.get("rows", ""))
        rows = int(typed) if typed.isdecimal() and len(typed) < 3 else ROWS_OFFERED
        return max(1, min(rows + self.asks_for_a_row, MOST_PILLARS))

    @staticmethod
    def _typed(posted, number):
        return {name: posted.get(f"pillar-{number}-{name}", "") for name in ("code", "name_th", "name_en")}

    @property
    def may_grow(self):
        return self.rows < MOST_PILLARS

    def is_valid(self):
        return super().is_valid() and not self.asks_for_a_row

    def written_pillars(self):
        return [one for form in self.pillars if (one := form.pillar())]

    def refuse(self, refusal):
        return self.framework.refuse(refusal)

    @property
    def parts(self):
        return [self.framework, *self.pillars]


class EndForm(RefusableForm):
    """Until when a framework is in force."""

    last_day = DayField(
        label=_("Last day in force"),
        required=False,
        help_text=_("Left empty: no end is known. For example 30 ก.ย. 2568."),
    )
    because = forms.CharField(**BECAUSE)


class IndicatorForm(RefusableForm):
    """What is measured for a pillar, how, and what shows it."""

    name_th = forms.CharField(label=_("Name of the indicator"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    unit_th = forms.CharField(label=_("Unit"), max_length=60, help_text=_("For example บาทต่อเดือน, ร้อยละ, เรื่อง."))
    unit_en = forms.CharField(label=_("Unit in English"), max_length=60, required=False)
    direction = forms.ChoiceField(label=_("Which way is better"), choices=Direction.choices, widget=forms.RadioSelect)
    counted_for = forms.ChoiceField(label=_("Whose value it is"), choices=CountedFor.choices, widget=forms.RadioSelect)
    method = forms.ChoiceField(label=_("How its values are taken"), choices=Method.choices)
    evidence_level = forms.ChoiceField(
        label=_("The evidence aimed at"),
        choices=EvidenceLevel.choices,
        help_text=_("Each value says for itself what it was; this says what is expected."),
    )
    highest_hundredths = HundredthsField(
        label=_("Largest value it can have"), help_text=_("A larger one is taken for a slip.")
    )
    is_whole = forms.BooleanField(label=_("Counted in whole numbers"), required=False)
    is_asked_by_link = forms.BooleanField(label=_("Asked of those who were helped, by a link"), required=False)
    question_th = forms.CharField(label=_("The question they are asked"), max_length=300, required=False)
    question_en = forms.CharField(label=_("The question in English"), max_length=300, required=False)
    pillars = forms.MultipleChoiceField(label=_("Pillars it speaks of"), widget=forms.CheckboxSelectMultiple)
    source = forms.CharField(
        label=_("Where it comes from"), max_length=300, help_text=_("A handbook, an order, a paper.")
    )
    confidence = forms.ChoiceField(label=_("How sure"), choices=SURENESS)
    is_used = forms.BooleanField(label=_("New values are taken"), required=False, initial=True)

    def __init__(self, *args, pillars, **kwargs):
        super().__init__(*args, **kwargs)
        self._pillars = {f"{one.pillar.framework.code}.{one.pillar.code}": one.pillar for one in pillars}
        self.fields["pillars"].choices = [
            (key, f"{wording.pillar.framework.name}: {wording.name}")
            for key, wording in zip(self._pillars, pillars, strict=True)
        ]

    def written(self):
        names = WrittenIndicator.__dataclass_fields__
        return WrittenIndicator(**{name: _tidy(self.cleaned_data[name]) for name in names})

    def chosen_pillars(self):
        return [self._pillars[key] for key in self.cleaned_data["pillars"]]


REFUSED_FIELDS = {"highest": "highest_hundredths"}


class TagForm(RefusableForm):
    """A project or one of its activities serves a pillar."""

    holder = OneOfField(
        label=_("Project or activity"), help_text=_("An activity tagged itself no longer follows its project.")
    )
    pillar = OneOfField()
    weight_percent = forms.CharField(
        label=_("Weight (per cent)"), max_length=10, help_text=_("It splits money only; people are counted whole.")
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Left empty: as long as the framework."))
    because = forms.CharField(max_length=500)

    def __init__(self, *args, activities, pillars, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pillar"].label = label
        self.fields["because"].label = why_it_serves(label)
        self.fields["weight_percent"].widget.attrs["inputmode"] = "numeric"
        self.fields["holder"].offer(holder_offers(activities), empty=_("Choose"))
        self.fields["pillar"].offer(pillar_offers(pillars), empty=_("Choose"))

    def clean_weight_percent(self):
        return read_percent(self.cleaned_data["weight_percent"])


class EndTagForm(RefusableForm):
    """The last day of a tag."""

    valid_to = DayField(label=_("Last day"))
    because = forms.CharField(**BECAUSE)


def read_percent(text):
    """A whole number of per cent in any digits; anything else is out of range for the rule that looks at it."""
    plain = thai_text.arabic_digits(thai_text.clean(text)).removesuffix("%").strip()
    return int(plain) if plain.isdecimal() and plain.isascii() else 0


def holder_offers(activities):
    """Projects, each with its activities under it."""
    found = {}
    for activity in activities:
        project = activity.project
        found.setdefault(
            project.pk, [Offer(f"project:{project.pk}", project, _whole(project), group=project.name)]
        ).append(Offer(f"activity:{activity.pk}", activity, activity.name, group=project.name))
    return [offer for offers in found.values() for offer in offers]


def _whole(project):
    return _("The whole project: %(name)s") % {"name": project.name}


def why_it_serves(label):
    """What is asked of a tag, by the framework's own word for its pillars."""
    return gettext("Why it serves this pillar (%(label)s)") % {"label": label}


def pillar_offers(wordings):
    return [Offer(str(one.pillar_id), one.pillar, one.name) for one in wordings]


def _tidy(value):
    return thai_text.clean(value) if isinstance(value, str) else value
