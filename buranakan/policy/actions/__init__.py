"""Everything that changes announcements, proposals, promises and frameworks."""

from buranakan.policy.actions.announcements import propose, take_in, take_in_file
from buranakan.policy.actions.frameworks import change_framework, end_framework, enter_framework, load_frameworks
from buranakan.policy.actions.promises import (
    confirm,
    edit_promise,
    reject,
    restore_promise,
    take_up_again,
    withdraw_promise,
)

__all__ = [
    "change_framework",
    "confirm",
    "edit_promise",
    "end_framework",
    "enter_framework",
    "load_frameworks",
    "propose",
    "reject",
    "restore_promise",
    "take_in",
    "take_in_file",
    "take_up_again",
    "withdraw_promise",
]
