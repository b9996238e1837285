"""Everything that changes calls and applications.

Locks are always taken in one order - the places of a province, the application, the person - so that nobody waits in a
circle.
"""

from buranakan.calls.actions.applying import (
    ask_to_confirm_contact,
    begin,
    confirm_contact,
    fill_in,
    forget_drafts,
    reseal,
    resume,
    submit,
)
from buranakan.calls.actions.calls import close, edit_call, make_call, publish, reopen
from buranakan.calls.actions.deciding import (
    accept,
    decline,
    leave_round,
    note_opening,
    place_in_round,
    put_on_waiting_list,
    reconsider,
    withdraw,
)
from buranakan.calls.actions.returning import ask_for_way_back, come_back

__all__ = [
    "accept",
    "ask_for_way_back",
    "ask_to_confirm_contact",
    "begin",
    "close",
    "come_back",
    "confirm_contact",
    "decline",
    "edit_call",
    "fill_in",
    "forget_drafts",
    "leave_round",
    "make_call",
    "note_opening",
    "place_in_round",
    "publish",
    "put_on_waiting_list",
    "reconsider",
    "reopen",
    "reseal",
    "resume",
    "submit",
    "withdraw",
]
