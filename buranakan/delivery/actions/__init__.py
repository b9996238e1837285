"""Everything that changes rounds: opening, meeting, enrolling, marking, closing; each module one part of it."""

from buranakan.delivery.actions.attendance import mark_attendance
from buranakan.delivery.actions.closing import add_evidence, close_round, reopen_round
from buranakan.delivery.actions.roster import bring_back, enrol, enrol_walk_in, leave
from buranakan.delivery.actions.rounds import cancel_round, edit_round, note_printed, open_round
from buranakan.delivery.actions.sessions import (
    add_session,
    add_trainer,
    add_trainer_to,
    call_off_session,
    edit_session,
    take_off_trainer,
)

__all__ = [
    "add_evidence",
    "add_session",
    "add_trainer",
    "add_trainer_to",
    "bring_back",
    "call_off_session",
    "cancel_round",
    "close_round",
    "edit_round",
    "edit_session",
    "enrol",
    "enrol_walk_in",
    "leave",
    "mark_attendance",
    "note_printed",
    "open_round",
    "reopen_round",
    "take_off_trainer",
]
