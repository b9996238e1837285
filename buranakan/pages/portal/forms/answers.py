"""The form of one page of an application: its fields as the call's steps say, its errors as the rules say."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from buranakan.calls.steps import YES, FieldKind
from buranakan.pages.portal.forms.refusals import as_error

MOST_SHOWN_CHOICES = 12  # more than that is a list to choose from
INPUT_TYPES = {FieldKind.PHONE: "tel", FieldKind.EMAIL: "email"}
TYPED_IN_DIGITS = {FieldKind.NUMBER, FieldKind.CITIZEN_NUMBER}
WRITTEN_IN_DIGITS = {"number"}


class AnswerForm(forms.Form):
    """Shows what was typed, right or wrong, and beside it what is wrong. The rules have read it already."""

    def __init__(self, page, *, texts, problems):
        super().__init__({name: text for name, text in texts.items()})
        for one in page.fields:
            self.fields[one.name] = _field(one, label=page.title if page.is_one_question else one.label)
        self.problems = problems

    def full_clean(self):
        """Nothing is judged here: only put where it is read."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for name, refusal in self.problems.items():
            self.add_error(name, as_error(refusal))


def texts_of(page, sent):
    """What somebody sent for each field of a page: a ticked box is a yes."""
    return {
        one.name: (YES if one.name in sent else "") if one.kind == FieldKind.CONSENT else sent.get(one.name, "")
        for one in page.fields
    }


def _field(one, *, label):
    said = {"label": label, "required": one.is_required, "help_text": one.hint}
    if one.kind == FieldKind.CONSENT:
        return forms.BooleanField(**said)
    if one.choices:
        return _choices(one, said)
    return forms.CharField(widget=_input(one), **said)


def _choices(one, said):
    if len(one.choices) <= MOST_SHOWN_CHOICES:
        return forms.ChoiceField(choices=one.choices, widget=forms.RadioSelect, **said)
    return forms.ChoiceField(choices=[("", _("Choose")), *one.choices], **said)


def _input(one):
    if one.kind == FieldKind.LONG_TEXT:
        return forms.Textarea(attrs={"rows": 6})
    attributes = {"autocomplete": one.autocomplete or "off"}
    if one.kind in TYPED_IN_DIGITS or one.name in WRITTEN_IN_DIGITS:
        attributes["inputmode"] = "numeric"
    widget = forms.TextInput(attrs=attributes)
    widget.input_type = INPUT_TYPES.get(one.kind, "text")
    return widget
