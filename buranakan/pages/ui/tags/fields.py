"""Forms: a field with its label, hint and error; the summary of errors; a whole form."""

from django import template
from django.forms import CheckboxInput

register = template.Library()


@register.inclusion_tag("ui/form.html", takes_context=True)
def ui_form(context, form, *, submit="", action="", kind="primary", cancel=""):
    """A whole form with its summary of errors (unless `ui_errors` has shown it already) and its one button."""
    return {"form": form, "submit": submit, "action": action, "kind": kind, "cancel": cancel, **_token(context)}


@register.inclusion_tag("ui/errors.html")
def ui_errors(form):
    """The summary on top: every error once, in the words beside the field, linking to it."""
    if not form or not form.errors or getattr(form, "errors_are_summarised", False):
        return {"problems": []}
    # A form and the summary above it may both be asked to show the errors; they appear once.
    form.errors_are_summarised = True
    problems = [{"text": text, "target": ""} for text in form.non_field_errors()]
    problems += [
        {"text": text, "target": "" if field.is_hidden else first_input_id(field)} for field in form for text in field.errors
    ]
    return {"problems": problems}


@register.inclusion_tag("ui/field.html")
def ui_field(field, *, label="", hint=""):
    """Label, hint, error, input: in that order, tied together for those who listen."""
    hint = hint or field.help_text
    return {
        "field": field,
        "label": label or field.label,
        "hint": hint,
        "widget": field.as_widget(attrs=_attributes(field, hint=hint)),
        "is_tick": isinstance(field.field.widget, CheckboxInput),
        "is_group": field.use_fieldset,
        "is_optional": not field.field.required,
        "first_input_id": first_input_id(field),
    }


def first_input_id(field):
    """Where a link in the summary leads: a group of choices has no id of its own, its first choice has."""
    return field.id_for_label or f"{field.auto_id}_0"


def _attributes(field, *, hint):
    # A placeholder is no label and vanishes while typing: hints stand above the input.
    attributes = {"placeholder": False}
    described = [f"{field.auto_id}_helptext"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    if described and not field.use_fieldset:
        attributes["aria-describedby"] = " ".join(described)
    return attributes


def _token(context):
    return {"csrf_token": context["csrf_token"]} if "csrf_token" in context else {}
