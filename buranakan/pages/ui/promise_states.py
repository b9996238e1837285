"""How a promise stands, and what was edited in it, in the words that every page uses."""

import datetime as dt

from django.utils.translation import gettext

from buranakan.areas import queries as areas
from buranakan.insight.course import PromiseState
from buranakan.insight.figures import FIGURES
from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters
from buranakan.policy.enums import Comparison, PromiseField

TONES = {
    PromiseState.REACHED: "good",
    PromiseState.ON_COURSE: "good",
    PromiseState.UNCERTAIN: "warn",
    PromiseState.OFF_COURSE: "bad",
    PromiseState.LATE: "bad",
}


def badge(state):
    """A state in a word with its tone."""
    return {"text": PromiseState(state).label, "tone": TONES.get(state, "plain")}


def history(promise, edits, *, on):
    """What was edited and why, the latest first; `edit` is the row itself, for pages that say more."""
    held = list(edits)
    offices = {office.code: office.name for office in areas.offices(on=on)} if held else {}
    return [
        {
            "edit": one,
            "field": one.get_field_display(),
            "old": _value(one.field, one.old, unit=units[0], offices=offices),
            "new": _value(one.field, one.new, unit=units[1], offices=offices),
            "because": one.because,
            "at": one.at,
        }
        for one, units in _with_units(promise, held)
    ]


def _with_units(promise, edits):
    """Each edit, latest first, with the unit before and after its act: a number means nothing without."""
    changed = {one.at: (one.old, one.new) for one in edits if one.field == PromiseField.UNIT}
    unit, at, units = promise.unit, None, None
    for one in reversed(edits):
        if one.at != at:
            at, units = one.at, changed.get(one.at, (unit, unit))
            unit = units[0]
        yield one, units


def _value(field, text, *, unit, offices):
    """What the history kept as text, as readers write it; nothing is a dash."""
    if field == PromiseField.IS_PUBLIC:
        return gettext("Everybody: on the public site") if text else gettext("The desks only")
    if field == PromiseField.WITHDRAWN:
        return gettext("Withdrawn promise") if text else gettext("In force")
    words = {
        PromiseField.OFFICE: lambda: offices.get(text, text),
        PromiseField.COMPARISON: lambda: Comparison(text).label,
        PromiseField.FIGURE_KEY: lambda: FIGURES[text].name if text in FIGURES else text,
        PromiseField.UNIT: lambda: phrases.unit(text),
        PromiseField.DUE_ON: lambda: filters.day(dt.date.fromisoformat(text)),
        PromiseField.VALUE: lambda: phrases.amount(int(text), unit),
    }
    return words.get(PromiseField(field), lambda: text)() if text else filters.NOTHING
