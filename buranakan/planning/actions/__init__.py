"""Everything that changes portfolios, envelopes, plans, versions, lines, tags and needs.

Locks are always taken in one order - parent envelope, envelope, plan, version - so that nobody waits in a circle.
"""

from buranakan.planning.actions.cells import set_cells
from buranakan.planning.actions.comments import comment_line, resolve_comment
from buranakan.planning.actions.envelopes import hand_on, open_envelope, take_back
from buranakan.planning.actions.lines import add_line, add_lines, change_line, remove_line
from buranakan.planning.actions.needs import (
    Placed,
    confirm_answer,
    decide_needs,
    draft_from_needs,
    extend_survey,
    open_survey,
    settle_survey,
    take_back_answer,
    undo_decisions,
    write_needs,
)
from buranakan.planning.actions.portfolio import copy_portfolio, load_portfolio, read_portfolio_as, serve_promise
from buranakan.planning.actions.proposals import draft_proposal
from buranakan.planning.actions.replanning import draft_moves
from buranakan.planning.actions.scenarios import (
    adopt_scenario,
    change_inputs,
    pin_cell,
    pin_province,
    solve_scenario,
    start_scenario,
    unpin,
)
from buranakan.planning.actions.tags import end_tag, retag_many, tag, take_back_tag, undo_retagging
from buranakan.planning.actions.uploads import apply_upload, keep_upload, preview_upload
from buranakan.planning.actions.versions import amend, approve, reopen, return_version, start_plan, submit

__all__ = [
    "Placed",
    "add_line",
    "add_lines",
    "adopt_scenario",
    "amend",
    "apply_upload",
    "approve",
    "change_inputs",
    "change_line",
    "confirm_answer",
    "comment_line",
    "copy_portfolio",
    "decide_needs",
    "draft_from_needs",
    "draft_moves",
    "draft_proposal",
    "end_tag",
    "extend_survey",
    "hand_on",
    "keep_upload",
    "load_portfolio",
    "open_envelope",
    "open_survey",
    "pin_cell",
    "pin_province",
    "preview_upload",
    "read_portfolio_as",
    "remove_line",
    "reopen",
    "resolve_comment",
    "retag_many",
    "return_version",
    "serve_promise",
    "set_cells",
    "settle_survey",
    "solve_scenario",
    "start_plan",
    "start_scenario",
    "submit",
    "tag",
    "take_back",
    "take_back_answer",
    "take_back_tag",
    "undo_decisions",
    "undo_retagging",
    "unpin",
    "write_needs",
]
