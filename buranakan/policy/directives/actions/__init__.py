"""Everything that changes directives: give, hand on, report, ask for more, accept, withdraw, change, follow up."""

from buranakan.policy.directives.actions.closing import accept, close_reached, withdraw
from buranakan.policy.directives.actions.following import escalate, remind
from buranakan.policy.directives.actions.giving import change, delegate, give, give_all
from buranakan.policy.directives.actions.reporting import ask_more, report_done, report_progress, store_evidence

__all__ = [
    "accept",
    "ask_more",
    "change",
    "close_reached",
    "delegate",
    "escalate",
    "give",
    "give_all",
    "remind",
    "report_done",
    "report_progress",
    "store_evidence",
    "withdraw",
]
