"""A refusal of the domain as the error of a field."""

from django.core.exceptions import ValidationError
from django.forms import Field

from buranakan.pages.ui.tags.surfaces import refusal_sentence


def as_error(refusal):
    """In the reader's language; what was simply left out is said by the field itself."""
    if refusal.code == "answer_missing":
        return ValidationError(Field.default_error_messages["required"], code="required")
    return ValidationError(refusal_sentence(refusal), code=refusal.code)


def refuse(form, refusal, *, field=""):
    """Show a refusal beside the field it is about; False where the form has no such field."""
    name = field or refusal.params.get("field", "")
    if name not in form.fields:
        return False
    form.add_error(name, as_error(refusal))
    return True
