"""The language now spoken, and texts that rows keep in both."""

from django.utils.translation import get_language


def language():
    """The two languages of the product; anything but English reads Thai."""
    return "en" if get_language() == "en" else "th"


def spoken(row, name):
    """A text kept in both languages, in the one now spoken; Thai where English is missing."""
    return (getattr(row, f"{name}_en") if language() == "en" else "") or getattr(row, f"{name}_th")
