"""The letter to a new head: the page that tells what the office is handed over with, and where it is signed."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from buranakan.accounts import actions as accounts
from buranakan.accounts import queries
from buranakan.lib import clock, thai_dates
from buranakan.messages import actions

FIRST_DAY_PATH = "/desk/first-day/"
LANGUAGE = "th"


def tell_new_heads(at):
    """Write to each head whose first day has come, once. Returns how many were told."""
    return sum(_tell(one, at=at) for one in queries.handovers_to_tell(on=clock.local_day(at)))


@transaction.atomic
def _tell(handover, *, at):
    if not accounts.note_told(handover, at=at):
        return False
    membership = handover.membership
    with override(LANGUAGE):
        facts = {
            "office": membership.office.name,
            "day": thai_dates.short(membership.valid_from, language=LANGUAGE),
            "address": settings.PUBLIC_ADDRESS + FIRST_DAY_PATH,
        }
        subject = _("%(office)s: what you take over") % facts
        body = _(
            "You are head of %(office)s from %(day)s. One page tells what was promised, ordered, planned, spent and is "
            "late here, and what your predecessor left open. Read it and sign that you received it: %(address)s"
        ) % facts
    actions.send(
        to=membership.user.email,
        subject=subject,
        body=body,
        about=handover,
        language=LANGUAGE,
        office=membership.office,
        at=at,
    )
    return True
