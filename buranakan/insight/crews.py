"""Whose trainers go to a province, and how many rounds they can give in a month: as scenarios assume it."""

from collections import Counter
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


def rounds_a_month(teams, *, folder=None):
    """{office id: rounds its trainers can give in a month}, by the provinces it serves (reference/allocation.toml)."""
    assumed = reference.document("allocation.toml", folder)["trainers"]
    served = Counter(office.pk for office in teams.values())
    return {
        office: max(assumed["at_least"], ceil(count * assumed["rounds_a_province"]))
        for office, count in served.items()
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
    most = rounds_a_month(teams)
    return {(office, month): count - planned[(office, month)] for office, count in most.items() for month in months}
