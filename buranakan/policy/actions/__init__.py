"""Everything that changes announcements, proposals, promises and frameworks."""

from buranakan.policy.actions.announcements import propose, take_in, take_in_file
from buranakan.policy.actions.frameworks import load_frameworks
from buranakan.policy.actions.promises import confirm, reject, take_up_again

__all__ = ["confirm", "load_frameworks", "propose", "reject", "take_in", "take_in_file", "take_up_again"]
