"""Forms of announcements, proposals, promises and frameworks."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buranakan.insight.course import PromiseState
from buranakan.insight.figures import MEASURES
from buranakan.insight.promise_register import Due, Seen
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FiscalYearField, RefusableForm, as_error, read_quantity
from buranakan.pages.ui import phrases
from buranakan.policy.enums import Comparison
from buranakan.policy.rules import LONGEST_REASON
from buranakan.records import files

LONGEST_SENTENCE = 500


class AnnouncementForm(forms.Form):
    """An announcement pasted, or brought as a text file; never both."""

    text = forms.CharField(
        label=_("The announcement's text"),
        help_text=_("Paste all of it as it was published, dates and headline included."),
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
    )
    file = forms.FileField(
        label=_("Or its file"),
        help_text=_("A text file (.txt). Copy the words out of a PDF or a picture and paste them above."),
        required=False,
    )
    source = forms.CharField(
        label=_("Where it was published"),
        help_text=_("The address of the page, or the name of the document."),
        max_length=300,
    )
    title = forms.CharField(
        label=_("Title"), help_text=_("Left empty, the first line is taken."), max_length=500, required=False
    )
    published_on = DayField(
        label=_("Day of publication"),
        help_text=_("Only where the text does not say it. For example 10 ธ.ค. 2567."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not self.files.get("file")

    def clean_file(self):
        """The words of the file; what can't be read as text is refused with what to do instead."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        try:
            files.check_size(file.size)
        except RuleBroken as refusal:
            raise as_error(refusal) from None
        content = file.read()
        if files.encoding_of(content) is None:
            raise ValidationError(
                _("“%(name)s” is not a text file. Open it, copy its words and paste them above."),
                code="not_a_text_file",
                params={"name": file.name},
            )
        return BroughtFile(name=file.name, content=content)

    def clean(self):
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.get("file")
        if text.strip() and file:
            self.add_error("file", ValidationError(_("Paste the text or choose a file, not both."), code="both"))
        elif not text.strip() and not file and not self.errors.keys() & {"text", "file"}:
            self.add_error("text", ValidationError(_("Paste the text, or choose its file."), code="neither"))
        if file:
            self.cleaned_data["text"] = files.text_of(file.content)
            self._keep_its_words()
        return self.cleaned_data

    def _keep_its_words(self):
        """A browser forgets a chosen file when a form comes back: its words then stand in the box."""
        self.data = self.data.copy()
        self.data[self.add_prefix("text")] = self.cleaned_data["text"]


@dataclass(frozen=True)
class BroughtFile:
    """A text file as it came."""

    name: str
    content: bytes


class PromiseForm(RefusableForm):
    """What a promise says, of which number, by when, whose it is, and who sees it."""

    statement_th = forms.CharField(
        label=_("What was promised, in one Thai sentence"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    statement_en = forms.CharField(
        label=_("The same in English"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    comparison = forms.ChoiceField(label=_("How the number binds"), choices=Comparison)
    value = forms.CharField(
        label=_("Number"), help_text=_("In any digits, for example 2,180 or ๒,๑๘๐ or 9.15 ล้านบาท."), max_length=80
    )
    unit = forms.ChoiceField(label=_("Unit"))
    figure_key = forms.ChoiceField(
        label=_("The figure that measures it"),
        choices=lambda: [(key, figure.name) for key, figure in MEASURES.items()],
        widget=forms.RadioSelect,
    )
    fiscal_year = FiscalYearField(label=_("Fiscal year"))
    due_on = DayField(label=_("To be reached by"))
    promised_by = forms.CharField(
        label=_("Who promised"), help_text=_("The post, not the person's name."), max_length=300
    )
    promised_by_en = forms.CharField(label=_("Who promised, in English"), max_length=300, required=False)
    office = OneOfField(
        label=_("The office whose promise it is"),
        help_text=_("Its head answers for it; the register lists it under this office."),
        required=False,
    )
    is_public = forms.TypedChoiceField(
        label=_("Who sees it"),
        choices=[("yes", _("Everybody: on the public site")), ("no", _("The desks only"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, offices, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].offer([Offer(key=one.code, thing=one, text=one.name) for one in offices])
        self.fields["unit"].choices = [(one, phrases.unit(one)) for one in units_offered(unit)]

    def clean(self):
        value, unit = self.cleaned_data.get("value"), self.cleaned_data.get("unit")
        if value and unit:
            try:
                self.cleaned_data["value"] = read_quantity(value, unit=unit)
            except ValidationError as error:
                self.add_error("value", error)
        return self.cleaned_data


class ConfirmForm(PromiseForm):
    """What makes a promise of a proposal, filled in from the reading; a person answers for it."""

    portfolio = OneOfField(
        label=_("The programme that serves it"),
        help_text=_("What this programme plans and reaches is counted for the promise."),
        required=False,
    )

    def __init__(self, *args, portfolios, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [Offer(key=str(one.pk), thing=one, text=str(one)) for one in portfolios]
        self.fields["portfolio"].offer(offers, empty=_("No programme: count everything of the fiscal year"))


class BecauseForm(RefusableForm):
    """Why a promise is withdrawn, or holds again."""

    because = forms.CharField(
        label=_("Why"),
        help_text=_(
            "Write it for everybody: of a public promise this reason stands on the public site. No names of people, "
            "no numbers of persons."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EditForm(PromiseForm, BecauseForm):
    """What is edited in a promise, why, and how many edits the one who edits has seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    field_order = [*PromiseForm.base_fields, "because", "seen"]


def choices_of(offers):
    """Codes with their words, and all of them first."""
    return [("", _("All")), *offers]


class RegisterForm(forms.Form):
    """What of the register is shown; only what there are promises of is offered."""

    year = forms.ChoiceField(label=_("Fiscal year"))
    state = forms.ChoiceField(label=_("State"), choices=choices_of(PromiseState.choices))
    due = forms.ChoiceField(label=_("To be reached by"), choices=choices_of(Due.choices))
    framework = forms.ChoiceField(label=_("Policy framework"))
    office = forms.ChoiceField(label=_("Office"))
    project = forms.ChoiceField(label=_("Project"))
    province = forms.ChoiceField(label=_("Province"))
    seen = forms.ChoiceField(label=_("Who sees it"), choices=choices_of(Seen.choices))

    def __init__(self, *, chosen, offered):
        super().__init__(initial=chosen)
        for name, offers in offered.items():
            self.fields[name].choices = choices_of(offers)


def units_offered(unit):
    """The proposal's own unit, then those that figures count."""
    return list(dict.fromkeys([*filter(None, [unit]), *(figure.unit for figure in MEASURES.values())]))


class FrameworkDayForm(forms.Form):
    """The day on which frameworks are looked at."""

    on = DayField(label=_("In force on"), required=False)
