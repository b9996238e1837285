"""Who may be given a role where. Pure: no queries, no clock."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Office
from buranakan.lib.rules import RuleBroken

ONLY_AT = {
    Role.PROVINCIAL_OFFICER: {Office.Kind.PROVINCIAL},
    Role.CENTRE_OFFICER: {Office.Kind.CENTRE},
    Role.AUDITOR: {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT},
    Role.ADMINISTRATOR: {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT},
    Role.EXECUTIVE: {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT},
    Role.INSPECTOR: {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT},
    Role.STEWARD: {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT},
}


def check_can_hold(role, *, office):
    """A role is given only at the kinds of office where it means something."""
    kinds = ONLY_AT.get(role)
    if kinds and office.kind not in kinds:
        raise RuleBroken(
            "role_not_at_this_office", _("“%(role)s” can't be held at %(office)s."), role=role.label, office=office
        )


def check_can_end(membership, *, on):
    """A membership ends on or after the day it began."""
    if on < membership.valid_from:
        raise RuleBroken("ends_before_it_begins", _("A membership can't end before it begins."))


def check_can_sign(handover, *, by_id):
    """Whoever was appointed signs, once."""
    if handover is None:
        raise RuleBroken("nothing_to_take_over", _("There is no handover for this post, so there is nothing to sign."))
    if handover.membership.user_id != by_id:
        raise RuleBroken("handover_of_somebody_else", _("Only the head who was appointed signs this handover."))
    if handover.signed_at is not None:
        raise RuleBroken("handover_already_signed", _("This handover was signed already; the signed page is kept."))
