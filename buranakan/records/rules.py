"""What the trail and the files accept. Pure: no queries, no clock."""

import re

from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken

EVENT_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*\.([a-z]+(?:_[a-z]+)*)")
# English verbs whose past participle doesn't end in -ed; add one when an event needs it.
IRREGULAR = frozenset(
    ["begun", "bound", "bought", "brought", "built", "chosen", "cut", "drawn", "found", "given", "held", "kept", "left"]
    + ["lent", "lost", "made", "met", "paid", "put", "read", "sent", "set", "shown", "sold", "spent", "split", "taken"]
    + ["told", "undone", "withdrawn", "won", "worn", "written"]
)
SHORTEST_REASON = 5


def check_event_name(name):
    """An event is named noun.past_tense. Names are written by programmers, so this is a fault and not a refusal."""
    shape = EVENT_NAME.fullmatch(name)
    verb_words = shape.group(1).split("_") if shape else []
    if not any(word.endswith("ed") or word in IRREGULAR for word in verb_words):
        raise ValueError(f"{name!r} is no event name: they are noun.past_tense, like plan.submitted")


def check_reason(text):
    """An act that needs a reason gets one that somebody can later understand."""
    if len(text.strip()) < SHORTEST_REASON:
        raise RuleBroken("reason_missing", _("Say why, in a few words: the reason is kept in the trail."))


def check_can_erase(event):
    """A payload is erased once."""
    if event.payload is None:
        raise RuleBroken("payload_already_erased", _("What this event carried has been erased already."))
