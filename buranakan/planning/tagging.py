"""Weights of pillars over days, and who a project's tags speak for. Pure: no queries, no clock."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A pillar's weight from a day to a day; without a last day it goes on."""

    pillar: int
    weight: int
    first: dt.date
    last: dt.date | None = None

    def holds_on(self, day):
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other):
        """Is there a day on which both hold?"""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)


def heaviest_day(spans):
    """The day on which the spans weigh most together, with that weight; weights rise only on first days."""
    days = sorted({span.first for span in spans})
    weighed = [(sum(span.weight for span in spans if span.holds_on(day)), day) for day in days]
    weight, day = max(weighed, key=lambda one: one[0])
    return day, weight


@dataclass(frozen=True)
class Choice:
    """What a person confirmed while re-tagging: a project or an activity serves a new pillar so much, and why."""

    holder: object
    pillar: object
    weight_percent: int
    because: str


def merged(choices):
    """Choices of one holder for one pillar together: the weights add up, and every reason is kept."""
    found = {}
    for one in choices:
        key = (type(one.holder), one.holder.pk, one.pillar.pk)
        before = found.get(key)
        if before is None:
            found[key] = one
            continue
        reasons = before.because if one.because == before.because else f"{before.because} {one.because}"
        found[key] = Choice(one.holder, one.pillar, before.weight_percent + one.weight_percent, reasons)
    return list(found.values())


def weights_by_activity(tags, *, activities):
    """{activity id: {pillar id: percent}} of one framework's tags on one day.

    An activity that is tagged itself follows its own tags, any other those of its project; `activities` are
    (activity id, project id) pairs.
    """
    own, of_project = defaultdict(dict), defaultdict(dict)
    for tag in tags:
        if tag.activity_id is not None:
            own[tag.activity_id][tag.pillar_id] = tag.weight_percent
        else:
            of_project[tag.project_id][tag.pillar_id] = tag.weight_percent
    return {activity: dict(own.get(activity) or of_project.get(project) or {}) for activity, project in activities}
