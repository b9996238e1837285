"""Which decisions are proposed, and in which order. Pure: candidates in, at most three out."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

MOST_PROPOSED = 3


class Kind(StrEnum):
    """What is decided."""

    ACCEPT = "accept"  # a directive whose completion was reported to the reader
    PRESS = "press"  # a directive that is overdue
    APPROVE = "approve"  # payments that wait in the books
    CLOSE = "close"  # rounds whose people count nowhere yet
    DECIDE = "decide"  # applications to calls that have closed
    MOVE = "move"  # places that stay empty here, and people who wait for the same there
    RECRUIT = "recruit"  # places that stay empty, and nobody asked for


# No figure says what a directive is worth, so these stand behind those that a figure speaks for.
WITHOUT_FIGURE = {Kind.ACCEPT, Kind.PRESS}


@dataclass(frozen=True)
class Candidate:
    """A decision that somebody could take: what it gains, of how much, in the same unit."""

    kind: Kind
    gain: int = 0
    of: int = 0
    is_own: bool = False  # the reader does it; everything else is asked of an office
    since: dt.date | None = None
    name: str = ""  # only to put equals in an order that stays
    thing: object = field(default=None, compare=False)

    @property
    def part(self):
        """What it moves, as a part of what was promised, planned or allotted."""
        return self.gain / self.of if self.of > 0 else 0

    @property
    def is_worth_saying(self):
        """A decision without an effect is no decision."""
        return self.kind in WITHOUT_FIGURE or (self.gain > 0 and self.of > 0)


def ranked(candidates):
    """The best three: the strongest of each kind before the second of any; the reader's own before what they ask for.

    So three decisions of one kind never hide another, and what nobody else can do stands in front.
    """
    by_kind = defaultdict(list)
    for one in sorted((one for one in candidates if one.is_worth_saying), key=_strength):
        by_kind[one.kind].append(one)
    turns = [(turn, one) for ones in by_kind.values() for turn, one in enumerate(ones)]
    turns.sort(key=lambda found: (found[0], *_strength(found[1])))
    return [one for _turn, one in turns[:MOST_PROPOSED]]


def _strength(one):
    return (not one.is_own, -one.part, one.since or dt.date.max, one.kind, one.name)


# --- places that stay empty -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Empty:
    """Places of an activity in a province that should be filled by now: how many miss, and how many people come."""

    activity: int
    province: str
    missing: int
    coming: int = 0
    thing: object = field(default=None, compare=False)

    @property
    def unused(self):
        """Places that nobody is on the way to."""
        return max(0, self.missing - self.coming)


@dataclass(frozen=True)
class Crowd:
    """People who wait for a place of an activity in a province where none is left."""

    activity: int
    province: str
    people: int
    thing: object = field(default=None, compare=False)


def moves(empties, crowds):
    """Pairs of unused places and people who wait for the same elsewhere, with how many could move: the most first."""
    found = [
        (min(empty.unused, crowd.people), empty, crowd)
        for empty in empties
        for crowd in crowds
        if empty.activity == crowd.activity and empty.province != crowd.province
    ]
    worth = [one for one in found if one[0] > 0]
    return sorted(worth, key=lambda one: (-one[0], one[1].activity, one[1].province, one[2].province))
