"""The same figure said again, as headlines and closings do: one figure with more than one place."""

from collections.abc import Sequence

from buranakan.policy.reading import cues
from buranakan.policy.reading.cues import contexts, promises
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
        alike = (group for group in by_value.get(key, []) if _agrees(group, one) and _is_same(text, group, one))
        home = next(alike, None)
        if home is None:
            home = []
            found.append(home)
            by_value.setdefault(key, []).append(home)
        home.append(one)
    return [sorted(group, key=_says_most) for group in found]


def _says_most(one: Read) -> tuple[bool, bool, int]:
    return one[1].cue is contexts.UNSAID, _is_unsure(one), one[0].start


def _is_unsure(one: Read) -> bool:
    """A headline's verb decides only where the body does not say more."""
    return one[1].cue.strength == cues.FAINT


def _agrees(group: Sequence[Read], one: Read) -> bool:
    """A promise and a result of one size are two, even where an unsure headline is like both."""
    return _is_unsure(one) or all(_is_unsure(other) or other[1].cue.role == one[1].cue.role for other in group)


def _is_same(text: str, group: Sequence[Read], one: Read) -> bool:
    return any(
        _is_rare(one[0]) or _is_one_envelope(one, other) or _likeness(text, one[0], other[0]) >= _enough(one[1])
        for other in group
    )


def _is_one_envelope(one: Read, other: Read) -> bool:
    """The headline's budget and the body's are one: a release speaks of one envelope of a size."""
    return one[1].cue.rule == other[1].cue.rule == promises.ENVELOPES[0].rule


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
