"""Forms: a field with its label, hint and error; the summary of errors; a whole form."""

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, ChoiceField, Field, FileInput, RadioSelect, Select
from django.utils.translation import gettext as _

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
    for field in form:
        target = "" if field.is_hidden else first_input_id(field)
        # Of many rows alike, the summary says which one.
        row = getattr(field.form, "row_name", "")
        problems += [{"text": f"{row}: {text}" if row else text, "target": target} for text in error_texts(field)]
    return {"problems": problems}


@register.inclusion_tag("ui/field.html")
def ui_field(field, *, hint="", is_heading=False):
    """Label, hint, error, input: in that order, tied together for those who listen.

    A page that asks one thing has its question as its heading.
    """
    hint = hint or field.help_text
    return {
        "field": field,
        "errors": error_texts(field),
        "hint": hint,
        "widget": field.as_widget(attrs=_attributes(field, hint=hint)),
        "is_tick": isinstance(field.field.widget, CheckboxInput),
        "is_group": field.use_fieldset,
        "is_optional": not field.field.required,
        "is_heading": is_heading,
    }


def first_input_id(field):
    """Where a link in the summary leads: a group of choices has no id of its own, its first choice has."""
    return field.id_for_label or f"{field.auto_id}_0"


def error_texts(field):
    """The field's errors; what the framework says of any field becomes what to do with this one."""
    return [text for error in field.errors.as_data() for text in _texts(field, error)]


def _texts(field, error):
    if error.code == "required" and error.message == Field.default_error_messages["required"]:
        return [_required_text(field)]
    if error.code == "invalid_choice" and error.message == ChoiceField.default_error_messages["invalid_choice"]:
        return [_("Choose one from the list: %(field)s") % {"field": field.label}]
    if error.code == "max_length" and "limit_value" in (error.params or {}):
        said = _("Shorten it to %(longest)s characters, %(written)s are written: %(field)s")
        longest, written = error.params["limit_value"], error.params["show_value"]
        return [said % {"longest": f"{longest:,}", "written": f"{written:,}", "field": field.label}]
    return error.messages


def _required_text(field):
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return _("Tick the box: %(field)s") % {"field": field.label}
    if isinstance(widget, FileInput):
        return _("Choose a file: %(field)s") % {"field": field.label}
    if isinstance(widget, (Select, RadioSelect, CheckboxSelectMultiple)):
        return _("Choose: %(field)s") % {"field": field.label}
    return _("Fill in: %(field)s") % {"field": field.label}


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
