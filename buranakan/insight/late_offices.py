"""Whose it is late, and why: everything late, by the office that has to act."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from buranakan.insight.slices import Dimension
from buranakan.lib import clock


@dataclass(frozen=True)
class LateOffice:
    """An office with everything that is late at it."""

    office: int
    places: int = 0  # planned, due and not filled
    where: tuple = ()  # (province, places not filled there), most first
    applications: int = 0
    rounds: int = 0
    reopened: int = 0
    movements: int = 0
    satang: int = 0  # of those movements
    directives: int = 0
    since: dt.date | None = None  # of what waits longest; unfilled places have no day

    @property
    def people(self):
        """How many places and applicants it concerns."""
        return self.places + self.applications


def by_office(lists):
    """Offices with something late, the one that concerns most people first; then the one with most money."""
    found = defaultdict(lambda: LateOffice(office=0), _with_places(lists))
    for office, said, since in _items(lists):
        one = found[office]
        counted = {name: getattr(one, name) + value for name, value in said.items()}
        days = [day for day in (one.since, since) if day]
        found[office] = replace(one, office=office, **counted, since=min(days, default=None))
    return sorted(found.values(), key=lambda one: (-one.people, -one.satang, -one.directives, one.since or dt.date.max))


def _with_places(lists):
    """By office: how many places miss in which province."""
    found = defaultdict(lambda: defaultdict(int))
    for row in lists.lines:
        found[row.names[Dimension.OFFICE].key][row.names[Dimension.PROVINCE]] += row.missing
    return {
        office: LateOffice(
            office=office,
            places=sum(places.values()),
            where=tuple(sorted(places.items(), key=lambda one: (-one[1], one[0].place))),
        )
        for office, places in found.items()
    }


def _items(lists):
    """(office, what of it is late, since when) of each other thing."""
    for row in lists.applications:
        yield row.call.office_id, {"applications": row.count}, clock.local_day(row.call.closes_at)
    for row in lists.rounds:
        yield row.serving_office_id, {"rounds": 1}, row.last_on
    for row in lists.reopened:
        yield row.serving_office_id, {"reopened": 1}, None
    for row in lists.movements:
        said = {"movements": 1, "satang": row.amount_satang}
        yield row.allotment.serving_office_id, said, clock.local_day(row.entered_at)
    for row in lists.directives:
        yield row.responsible_office_id, {"directives": 1}, row.due_on
