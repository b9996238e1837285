"""When a visit is and what its programme says, in words: a day is said once."""

from dataclasses import dataclass

from buranakan.areas.wording import language
from buranakan.lib import clock, thai_dates


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


def _is_one_day(visit):
    return clock.local_day(visit.starts_at) == clock.local_day(visit.ends_at)


def _moment(at):
    return thai_dates.moment(at, language=language())


def _time(at):
    local = at.astimezone(clock.BANGKOK)
    return f"{local:%H.%M} น." if language() == "th" else f"{local:%H:%M}"
