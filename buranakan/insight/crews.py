"""Whose trainers go to a province, and how many rounds they can give in a month: the same as scenarios assume."""

from collections import Counter
from functools import cache
from math import ceil

from buranakan import reference
from buranakan.areas import queries as areas
from buranakan.areas.models import Office

# The centre of a province; where it has none, the department; its provincial office at last.
ORDER = {Office.Kind.CENTRE: 0, Office.Kind.DEPARTMENT: 1, Office.Kind.PROVINCIAL: 2}


def crews(*, on):
    """{province code: the office whose trainers go there} on a day."""
    held = sorted(areas.responsibilities(on=on), key=lambda one: (ORDER.get(one.office.kind, 3), one.office.sort_order))
    found = {}
    for one in held:
        found.setdefault(one.province_id, one.office)
    return found


@cache  # read once a process, as all that a page looks at each time
def _assumed():
    """What trainers give a month (allocation.toml), and the part of each month in the year (activities.toml)."""
    seasons = reference.document("activities.toml")["seasons"]
    return reference.document("allocation.toml")["trainers"], seasons["parts"]


def most(teams, *, months):
    """{(office id, month): rounds its trainers can give}, by the provinces it serves and by the season."""
    assumed, parts = _assumed()
    busiest = max(parts.values())
    served = Counter(office.pk for office in teams.values())
    return {
        (office, month): max(
            assumed["at_least"],
            ceil(count * assumed["rounds_a_province"] * parts.get(str(month.month), 0) / busiest),
        )
        for office, count in served.items()
        for month in months
    }


def of_lines(lines):
    """(province code, month, rounds) of lines as they stand."""
    return [(one.line.province_id, one.line.month, one.line.rounds) for one in lines]


def spare(teams, *, rounds, months):
    """{(office id, month): rounds its trainers still have to give}; `rounds` are (province code, month, how many)."""
    planned = Counter()
    for province, month, count in rounds:
        if province in teams:
            planned[(teams[province].pk, month)] += count
    return {key: count - planned[key] for key, count in most(teams, months=months).items()}
