"""Everything that changes the books: what is entered, and what becomes of it.

Locks are always taken in one order - accounts of a grain by their keys, commitment, movement - so that nobody waits in
a circle.
"""

from buranakan.finance.actions.deciding import approve, refuse, withdraw
from buranakan.finance.actions.entering import (
    enter_allotment,
    enter_commitment,
    enter_payment,
    enter_reduction,
    enter_release,
    enter_reservation,
    enter_return,
    reverse,
)
from buranakan.finance.actions.targets import load_targets
from buranakan.services.actions import store_evidence

__all__ = [
    "approve",
    "enter_allotment",
    "enter_commitment",
    "enter_payment",
    "enter_reduction",
    "enter_release",
    "enter_reservation",
    "enter_return",
    "load_targets",
    "refuse",
    "reverse",
    "store_evidence",
    "withdraw",
]
