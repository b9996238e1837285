"""The fields of a kind of service as fields of a form: what each type takes, in any digits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.fields import DayField
from buranakan.pages.ui.quantity_field import HundredthsField
from buranakan.services.details import LONGEST, form_name
from buranakan.services.enums import FieldType

YES, NO = "yes", "no"


def form_field(field):
    """The form field that takes what a field of a kind asks."""
    said = {"label": _labelled(field), "required": field.is_required}
    match FieldType(field.type):
        case FieldType.TEXT:
            return forms.CharField(max_length=LONGEST[FieldType.TEXT], **said)
        case FieldType.LONG_TEXT:
            return forms.CharField(
                max_length=LONGEST[FieldType.LONG_TEXT],
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("No citizen numbers here."),
                **said,
            )
        case FieldType.NUMBER | FieldType.HOURS:
            return HundredthsField(help_text=_("For example 1.5."), **said)
        case FieldType.BAHT:
            return HundredthsField(is_money=True, help_text=_("For example 12,500 or 1.2 ล้าน."), **said)
        case FieldType.DATE:
            return DayField(**said)
        case FieldType.YES_NO:
            return forms.TypedChoiceField(
                choices=[(YES, _("Yes")), (NO, _("No"))],
                coerce=lambda chosen: chosen == YES,
                empty_value=None,
                widget=forms.RadioSelect,
                **said,
            )
        case FieldType.CHOICE:
            offered = [(one["code"], field.choice_name(one)) for one in field.choices]
            return forms.ChoiceField(choices=[("", _("Choose")), *offered], **said)


def told(fields, cleaned):
    """What was filled in, by the fields' codes, as `record_service` takes it."""
    written = {field.code: cleaned.get(form_name(field)) for field in fields}
    return {code: value for code, value in written.items() if value not in (None, "")}


def _labelled(field):
    """With its unit, so that nobody has to guess."""
    return f"{field.name} ({field.unit})" if field.unit else field.name
