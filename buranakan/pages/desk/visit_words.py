"""When a visit is and what its programme says, in words: a day is said once."""

import datetime as dt
from dataclasses import dataclass

from buranakan.areas.wording import language
from buranakan.lib import clock, thai_dates
from buranakan.policy.visits.enums import PlanField, Topic


@dataclass(frozen=True)
class Line:
    """A line of the programme as it is read."""

    when: str
    what: str


def span(visit):
    """From when to when; the day once where it is one."""
    said = _time if _is_one_day(visit) else _moment
    return f"{_moment(visit.starts_at)} – {said(visit.ends_at)}"


def programme(visit, items):
    """Times only, where the whole visit is on one day."""
    said = _time if _is_one_day(visit) else _moment
    return [Line(said(one.starts_at), one.what) for one in items]


@dataclass(frozen=True)
class Edit:
    """A change of the plan as it is read."""

    at: dt.datetime
    field: str
    old: str
    new: str
    post: str


def history(edits):
    """What the plan said before, and what it said since."""
    return [
        Edit(one.at, one.get_field_display(), _told(one.field, one.old), _told(one.field, one.new), one.by_post)
        for one in edits
    ]


def _told(field, text):
    """Kept words as they are read: moments and topics in the reader's language."""
    if field in {PlanField.STARTS_AT, PlanField.ENDS_AT}:
        return _moment(dt.datetime.fromisoformat(text))
    if field == PlanField.TOPICS:
        return ", ".join(str(Topic(one).label) for one in text.split())
    if field == PlanField.PROGRAMME:
        lines = (line.partition(" ") for line in text.splitlines())
        return "\n".join(f"{_moment(dt.datetime.fromisoformat(moment))} {what}" for moment, _space, what in lines)
    return text


def _is_one_day(visit):
    return clock.local_day(visit.starts_at) == clock.local_day(visit.ends_at)


def _moment(at):
    return thai_dates.moment(at, language=language())


def _time(at):
    local = at.astimezone(clock.BANGKOK)
    return f"{local:%H.%M} น." if language() == "th" else f"{local:%H:%M}"
