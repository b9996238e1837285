"""Choices of the spine that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldType(models.TextChoices):
    """What a field of a kind takes. Numbers, hours and baht are kept in hundredths: whole, and alike everywhere."""

    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Text")
    NUMBER = "number", _("Number")
    HOURS = "hours", _("Hours")
    BAHT = "baht", _("Baht")
    DATE = "date", _("Day")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")


WRITTEN = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
IN_HUNDREDTHS = frozenset({FieldType.NUMBER, FieldType.HOURS, FieldType.BAHT})
