"""Boxes in which people name offices as they speak of them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OFFICES_LIST = "offices-known"  # the id of the datalist that these boxes suggest from
LONGEST_LIST = 4_000


class OfficesField(forms.CharField):
    """Offices as people name them, parted by commas; gives offices, and says which words it did not understand."""

    def __init__(self, *, directory=None, **kwargs):
        super().__init__(max_length=LONGEST_LIST, **kwargs)
        self.directory = directory
        self.widget.attrs |= {"autocomplete": "off"}

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else self.directory.written(value)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return []
        offices, unknown = self.directory.understand(text)
        if unknown:
            raise ValidationError(
                _("“%(words)s” was not understood as an office. Write it like ศภ.6 or สอจ.นครราชสีมา."),
                code="office_not_understood",
                params={"words": unknown[0][:80]},
            )
        return offices

    def run_validators(self, value):
        """The text was judged when it was read; a list of offices has no length."""


class OfficeField(OfficesField):
    """One office."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"list": OFFICES_LIST}

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else value.short

    def to_python(self, value):
        offices = super().to_python(value)
        if len(offices) > 1:
            raise ValidationError(
                _("Name one office here: it answers for the directive. The others are joint offices."),
                code="several_offices",
            )
        return offices[0] if offices else None
