"""The same figure said again, as headlines and closings do: one figure with more than one place."""

from collections.abc import Sequence

from buranakan.policy.reading import cues
from buranakan.policy.reading.figures import Found
from buranakan.policy.reading.roles import Role

_CONTEXT_LENGTH, _GRAM = 40, 3
# Conditions repeat their words for one loan after another, so they are one only when nearly the same.
_ALIKE, _ALIKE_RULES = 0.3, 0.8
Read = tuple[Found, Role]


def groups(text: str, read: Sequence[Read]) -> list[list[Read]]:
    """Figures that are one, together; the one that says most comes first, the groups in order of place."""
    found: list[list[Read]] = []
    by_value: dict[tuple, list[list[Read]]] = {}
    for one in read:
        key = (one[0].value, one[0].high, one[0].unit, one[0].per)
        home = next((group for group in by_value.get(key, []) if _is_same(text, group, one)), None)
        if home is None:
            home = []
            found.append(home)
            by_value.setdefault(key, []).append(home)
        home.append(one)
    return [sorted(group, key=_says_most) for group in found]


def _says_most(one: Read) -> tuple[bool, int]:
    return one[1].cue is cues.UNSAID, one[0].start


def _is_same(text: str, group: Sequence[Read], one: Read) -> bool:
    return any(
        (one[1].cue.role == other[1].cue.role or cues.UNSAID in (one[1].cue, other[1].cue))
        and (_is_rare(one[0]) or _likeness(text, one[0], other[0]) >= _enough(one[1]))
        for other in group
    )


def _is_rare(found: Found) -> bool:
    """2,180 and 4,900 are hardly said of two things; 50 or 1,000 may be."""
    digits = len(str(found.value).replace(".", "").strip("0"))
    return digits >= 3 or (digits == 2 and found.value >= 1_000)


def _enough(role: Role) -> float:
    return _ALIKE_RULES if role.cue.role == cues.RULE else _ALIKE


def _likeness(text: str, one: Found, other: Found) -> float:
    """How much of the shorter phrase before two figures the other one shares."""
    first, second = _grams_before(text, one), _grams_before(text, other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _grams_before(text: str, found: Found) -> set[str]:
    words = text[max(0, found.start - _CONTEXT_LENGTH) : found.start].replace(" ", "")
    return {words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1)}
