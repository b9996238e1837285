"""The words that decide a role, a file for each family; here they are gathered."""

from buranakan.policy.reading.cues import contexts, promises, results, rules
from buranakan.policy.reading.cues.cue import (
    CONTEXT,
    COUNTED,
    FAINT,
    NAMED,
    PROMISE,
    RESULT,
    RULE,
    STRONG,
    WEAK,
    Cue,
)

# Families looked for apart, so that the words of one never hide those of another.
BEFORE = (
    promises.BEFORE, promises.ENVELOPES, results.BEFORE, rules.BEFORE, rules.OF_RATES,
    contexts.BEFORE, contexts.FORECASTS, contexts.OF_PLACES, contexts.OF_THOSE,
)  # fmt: skip
AFTER = (promises.AFTER, results.AFTER, rules.AFTER, contexts.AFTER)

__all__ = [
    "AFTER", "BEFORE", "CONTEXT", "COUNTED", "FAINT", "NAMED", "PROMISE", "RESULT", "RULE", "STRONG", "WEAK", "Cue",
    "contexts", "promises", "results", "rules",
]  # fmt: skip
