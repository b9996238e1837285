"""Everything that changes announcements, proposals, promises and frameworks."""

from buranakan.policy.actions.announcements import propose, take_in, take_in_file
from buranakan.policy.actions.frameworks import load_frameworks
from buranakan.policy.actions.promises import (
    confirm,
    edit_promise,
    reject,
    restore_promise,
    take_up_again,
    withdraw_promise,
)

__all__ = [
    "confirm",
    "edit_promise",
    "load_frameworks",
    "propose",
    "reject",
    "restore_promise",
    "take_in",
    "take_in_file",
    "take_up_again",
    "withdraw_promise",
]
