"""Envelopes as a page shows them: the tree, what came when, and what should have been sent on."""

import datetime as dt
from dataclasses import dataclass

from buranakan.areas.models import Office
from buranakan.lib import clock
from buranakan.planning import queries, rules
from buranakan.planning.enums import MoveKind
from buranakan.planning.models import Envelope, EnvelopeMove
from buranakan.planning.values import Held

HANDS_ON = {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT}
NOTHING = Held(0, 0)


@dataclass(frozen=True)
class Branch:
    """An envelope in its tree, and how far down it hangs; `due_on` is when what is left should have been sent on."""

    envelope: Envelope
    depth: int
    due_on: dt.date | None

    def days_late(self, *, on):
        """How long money has waited to be sent on, by a day; 0 where it need not be sent on or is in time."""
        return max((on - self.due_on).days, 0) if self.due_on else 0


def tree(scope, portfolio):
    """Envelopes in reach, each followed by what came down from it; at the top are those whose giver is out of reach."""
    found = list(queries.envelopes(scope, portfolio))
    received = _last_received(found)
    below = {}
    for envelope in found:
        below.setdefault(envelope.parent_id, []).append(envelope)
    known = {one.pk for one in found}
    waiting = [(one, 0) for one in reversed(found) if one.parent_id not in known]
    branches = []
    while waiting:
        envelope, depth = waiting.pop()
        branches.append(Branch(envelope, depth, due_on=_due(envelope, received.get(envelope.pk))))
        waiting.extend((one, depth + 1) for one in reversed(below.get(envelope.pk, [])))
    return branches


def _last_received(envelopes):
    """The last day each received something: its paper's, or else the day it was written down."""
    rows = EnvelopeMove.objects.filter(envelope__in=envelopes).exclude(kind=MoveKind.TAKEN_BACK)
    found = {}
    for pk, document_on, made_at in rows.values_list("envelope_id", "document_on", "made_at"):
        day = document_on or clock.local_day(made_at)
        found[pk] = max(day, found.get(pk, day))
    return found


def _due(envelope, received_on):
    """Only offices that others spend for send money on; what they plan with themselves has its place."""
    if received_on is None or envelope.office.kind not in HANDS_ON or not envelope.left.satang:
        return None
    return received_on + dt.timedelta(days=rules.DAYS_TO_HAND_ON)


@dataclass(frozen=True)
class TreeTotals:
    """What a tree received at its tops, and where that is now."""

    received: Held
    planned: Held
    left: Held


def totals(branches):
    """Sums over a tree. What was handed on out of reach is neither planned nor left here."""
    tops = [one.envelope for one in branches if one.depth == 0]
    everything = [one.envelope for one in branches]
    return TreeTotals(
        received=sum((Held(one.amount_satang, one.places) for one in tops), NOTHING),
        planned=sum((Held(one.taken_satang, one.taken_places) for one in everything), NOTHING),
        left=sum((one.left for one in everything), NOTHING),
    )


def moves(scope, portfolio):
    """Who gave what to whom, when and why, the latest first."""
    reach = queries.envelopes(scope, portfolio).order_by().values("pk")
    named = "envelope__office", "envelope__parent__office", "envelope__portfolio"
    return EnvelopeMove.objects.filter(envelope__in=reach).select_related(*named).order_by("-made_at", "-pk")
