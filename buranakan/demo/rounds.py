"""Which rounds of the approved lines were held by the demo's day, and how many came. Pure, the same every time."""

import datetime as dt
from dataclasses import dataclass

from buranakan.lib import fiscal

# Part of a round's places that were filled. Provinces that fell behind are picked by code, so that they stay the same.
USUAL = (0.98, 1.1)
BEHIND = (0.35, 0.6)
SLIPPED = (0.7, 0.77)  # one activity alone: late by our rule, and no more
SATURDAY = 5
MINUTES = {
    "training": 360,
    "advice": 120,
    "itc": 180,
    "establishments": 240,
    "products": 240,
    "standards": 180,
    "fairs": 480,
}
LATEST_DAY_OF_A_ROUND = 16


@dataclass(frozen=True)
class Round:
    """One round held: the plan line it fills, its day and places, how many came, whether the sign-in sheet was kept."""

    line: object
    held_on: dt.date
    places: int
    attended: int
    minutes: int
    has_evidence: bool


def rounds_held(lines, *, until, behind, nothing_yet, chance):
    """Rounds of the lines held before `until`, by day.

    `behind` and `nothing_yet` are codes of provinces; a pair of a province and an activity slipped in that alone.
    """
    held = []
    for line in lines:
        if line.province_id in nothing_yet:
            continue
        for number in range(line.rounds):
            day = _weekday(line.month, chance)
            places = line.people // line.rounds + (number < line.people % line.rounds)
            low, high = _part_filled(line, behind)
            round_held = Round(
                line=line,
                held_on=day,
                places=places,
                attended=max(3, round(places * chance.uniform(low, high))),
                minutes=MINUTES[line.activity.kind],
                has_evidence=chance.random() < 0.9,
            )
            if day < until:
                held.append(round_held)
    return sorted(held, key=lambda one: (one.held_on, one.line.pk))


def _part_filled(line, behind):
    if line.province_id in behind:
        return BEHIND
    return SLIPPED if (line.province_id, line.activity.code) in behind else USUAL


def _weekday(month, chance):
    day = fiscal.month_start(month) + dt.timedelta(days=chance.randrange(2, LATEST_DAY_OF_A_ROUND))
    while day.weekday() >= SATURDAY:
        day += dt.timedelta(days=1)
    return day
