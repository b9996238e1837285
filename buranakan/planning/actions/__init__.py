"""Everything that changes portfolios, envelopes, plans, versions, lines and tags.

Locks are always taken in one order - parent envelope, envelope, plan, version - so that nobody waits in a circle.
"""

from buranakan.planning.actions.envelopes import hand_on, open_envelope
from buranakan.planning.actions.lines import add_line, add_lines, change_line, remove_line
from buranakan.planning.actions.portfolio import load_portfolio, read_portfolio_as, serve_promise
from buranakan.planning.actions.proposals import draft_proposal
from buranakan.planning.actions.tags import end_tag, retag_many, tag, take_back_tag, undo_retagging
from buranakan.planning.actions.versions import amend, approve, reopen, return_version, start_plan, submit

__all__ = [
    "add_line",
    "add_lines",
    "amend",
    "approve",
    "change_line",
    "draft_proposal",
    "end_tag",
    "hand_on",
    "load_portfolio",
    "open_envelope",
    "read_portfolio_as",
    "remove_line",
    "reopen",
    "retag_many",
    "return_version",
    "serve_promise",
    "start_plan",
    "submit",
    "tag",
    "take_back_tag",
    "undo_retagging",
]
