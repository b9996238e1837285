"""One rule in the open: which words, near what kind of figure, say which role, and why."""

from dataclasses import dataclass

from buranakan.policy.reading.unit_words import BODIES, MEASURES, MONEY, OTHER, PEOPLE, PLACES, SHARE, THINGS

PROMISE, RESULT, RULE, CONTEXT = "promise", "result", "rule", "context"

# A strong word decides from afar, and one that names an amount set aside (วงเงิน) as well, unless a strong one reports a
# result. A weak word counts where neither speaks, a faint one where nothing else does.
STRONG, NAMED, WEAK, FAINT = 4, 3, 2, 1

RATES = frozenset({MONEY, SHARE})
COUNTED = frozenset({PEOPLE, BODIES, THINGS, PLACES, MEASURES, OTHER, MONEY})


@dataclass(frozen=True)
class Cue:
    """Words that stand before a figure in the same thought, or right behind it."""

    rule: str
    role: str
    why: str  # a message id
    words: str
    strength: int
    reach: int  # characters between the words and the figure
    kinds: frozenset[str] | None = None  # only for figures of these kinds
