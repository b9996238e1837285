"""Decisions that would change the most, each with its reason and an effect computed from figures: at most three.

A proposal is a sentence about what stands in the records; nothing is decided by it. It speaks only of rows within the
reader's reach, and of what the reader may do or may ask an office to do. One file for each kind of matter: what could
be decided (`candidates`), and how it is said; `rules.py` puts them in order.
"""

from dataclasses import replace

from buranakan.insight import late, statements
from buranakan.insight.decisions import applications, directives, money, places, rounds
from buranakan.insight.decisions.asking import Asking, Ground, Proposal, ground_of
from buranakan.insight.decisions.rules import Kind, ranked

__all__ = ["Ground", "Kind", "Proposal", "ground_of", "proposals"]

LOOKS = (directives.candidates, money.candidates, rounds.candidates, applications.candidates, places.candidates)
WORDS = {
    Kind.ACCEPT: directives.accept,
    Kind.PRESS: directives.press,
    Kind.APPROVE: money.proposal,
    Kind.CLOSE: rounds.proposal,
    Kind.DECIDE: applications.proposal,
    Kind.MOVE: places.move,
    Kind.RECRUIT: places.recruit,
}


def proposals(scope, asked, *, at, ground=None, lists=None, reaches=None):
    """At most three proposals to the one who asks; what is given of the ground and of what is late is not asked for."""
    reaches = reaches or statements.reaches(scope)
    asking = Asking(scope, asked, at, ground or ground_of(scope, asked, at=at, reaches=reaches), reaches)
    lists = lists or late.lists(scope, asked, at=at)
    found = [one for look in LOOKS for one in look(asking, lists)]
    return [replace(WORDS[one.kind](asking, one), since=one.since) for one in ranked(found)]
