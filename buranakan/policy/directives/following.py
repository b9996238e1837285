"""When directives are reminded of and raised: the steps of reference/escalation.toml, an assumption of ours."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from buranakan import reference
from buranakan.policy.directives.enums import Level, Priority

FILE = "escalation.toml"


@dataclass(frozen=True)
class Step:
    """From so many days after the day on, raised to this level."""

    days_late: int
    level: int
    to: Level


@dataclass(frozen=True)
class FollowUp:
    """How a directive of a priority is followed up, and how sure we are that the ministry wants it so."""

    priority: Priority
    remind_days_before: tuple[int, ...]
    steps: tuple[Step, ...]
    confidence: str


@lru_cache(maxsize=4)
def follow_ups(folder=None):
    """How each priority is followed up."""
    rows = reference.document(FILE, folder)["follow_up"]
    return {Priority(row["priority"]): _read(row) for row in rows}


def follow_up(priority):
    """How a directive of this priority is followed up."""
    return follow_ups()[Priority(priority)]


def longest_reminder():
    """The longest time before a day at which anybody is reminded."""
    return dt.timedelta(days=max(days for one in follow_ups().values() for days in one.remind_days_before))


def _read(row):
    return FollowUp(
        priority=Priority(row["priority"]),
        remind_days_before=tuple(row["remind_days_before"]),
        steps=tuple(Step(days_late=one["days_late"], level=one["level"], to=Level(one["to"])) for one in row["steps"]),
        confidence=row["confidence"],
    )
