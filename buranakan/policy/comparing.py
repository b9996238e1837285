"""What an announcement says against what is already promised: the same, changed, new, no longer mentioned. Pure.

It proposes; a person judges. Two figures are taken for the same matter by their unit and by how much of their words
they share, never by their value alone.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME, CHANGED, NEW, UNMENTIONED = "same", "changed", "new", "unmentioned"
VALUE, COMPARISON, DUE = "value", "comparison", "due"

_GRAM = 3
# Of the shorter words, how much the other must hold: words before the figure, and the sentence it stands in.
_ALIKE, _ALIKE_WHERE_VALUES_ARE = 0.45, 0.3
_OWN_WORDS, _SENTENCE = 0.6, 0.4


@dataclass(frozen=True)
class Said:
    """A figure as said somewhere; `value` in whole things, money in satang, None where it can't be kept so."""

    value: int | None
    unit: str
    comparison: str
    due_on: dt.date | None
    words: str  # what it is about
    sentence: str  # the words around it
    source: object  # what it was read from: given back, never looked into
    announcement: object  # which announcement said it, to know what else that one promised


@dataclass(frozen=True)
class Difference:
    """One matter: what is said now, what was promised before, and which of value, comparison and due day differ."""

    kind: str
    now: Said | None
    before: Said | None
    fields: tuple[str, ...] = ()


def differences(now: Sequence[Said], before: Sequence[Said]) -> list[Difference]:
    """Every figure of an announcement against every promise, changes first, then what is new, same, unmentioned."""
    pairs = _pairs(now, before)
    found = [_difference(one, pairs[at]) for at, one in enumerate(now) if at in pairs]
    new = [Difference(NEW, one, None) for at, one in enumerate(now) if at not in pairs]
    return [*_of(found, CHANGED), *new, *_of(found, SAME), *_unmentioned(before, pairs.values())]


def _of(found: Iterable[Difference], kind: str) -> list[Difference]:
    return [one for one in found if one.kind == kind]


def _pairs(now: Sequence[Said], before: Sequence[Said]) -> dict[int, Said]:
    """The likest two first, each only once."""
    scored = [
        (score, at, other_at)
        for at, one in enumerate(now)
        for other_at, other in enumerate(before)
        if (score := _likeness(one, other)) is not None
    ]
    pairs: dict[int, Said] = {}
    taken: set[int] = set()
    for _score, at, other_at in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and other_at not in taken:
            pairs[at] = before[other_at]
            taken.add(other_at)
    return pairs


def _likeness(one: Said, other: Said) -> float | None:
    """How alike two are, or None where they are not of one matter."""
    if one.unit != other.unit:
        return None
    alike = _OWN_WORDS * _shared(one.words, other.words) + _SENTENCE * _shared(one.sentence, other.sentence)
    same_value = one.value is not None and one.value == other.value
    if alike < (_ALIKE_WHERE_VALUES_ARE if same_value else _ALIKE):
        return None
    return alike + same_value


def _shared(one: str, other: str) -> float:
    first, second = _grams(one), _grams(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _grams(words: str) -> set[str]:
    letters = "".join(words.split())
    return {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}


def _difference(now: Said, before: Said) -> Difference:
    """A due day that the announcement does not say is no change."""
    fields = (
        *((VALUE,) if now.value != before.value else ()),
        *((COMPARISON,) if now.comparison != before.comparison else ()),
        *((DUE,) if now.due_on and now.due_on != before.due_on else ()),
    )
    return Difference(CHANGED if fields else SAME, now, before, fields)


def _unmentioned(before: Sequence[Said], repeated: Iterable[Said]) -> list[Difference]:
    """What the announcements that this one repeats in part promised besides."""
    repeated = list(repeated)
    spoken_of = {one.announcement for one in repeated}
    left = (one for one in before if one.announcement in spoken_of and not any(one is other for other in repeated))
    return [Difference(UNMENTIONED, None, one) for one in left]
