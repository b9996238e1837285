"""What a call's page says in plain words: places, the time that is left, what to have at hand."""

import datetime as dt

from django.utils.translation import gettext as _

from buranakan.calls.enums import CriterionKind
from buranakan.lib import clock

K = CriterionKind
SOON = dt.timedelta(days=3)


def places(row):
    """How many a province takes, and whether there is room."""
    said = {"places": row.places, "left": row.places_left}
    if row.places_left <= 0:
        return _("All %(places)s places are given. You can still apply for the waiting list.") % said
    if row.places_left == row.places:
        return _("%(places)s places") % said
    return _("%(left)s of %(places)s places left") % said


def time_left(call, *, at):
    """How long one may still apply, where that is worth saying."""
    days = (clock.local_day(call.closes_at) - clock.local_day(at)).days
    if days <= 0:
        return _("closes today")
    if call.closes_at - at <= SOON:
        return _("closes in %(days)s days") % {"days": days}
    return ""


def at_hand(call):
    """What an applicant should have beside them, by what the call asks."""
    kinds = {one.kind for one in call.criteria.all()}
    needed = [
        _("Your citizen number"),
        _("A mobile number or an e-mail address that you can read now: a code comes there"),
        _("If you have an enterprise: its name and registration number, where it has one"),
    ]
    if kinds & {K.BUSINESS_AGE_AT_LEAST, K.BUSINESS_AGE_AT_MOST}:
        needed.append(_("The day since when the business has run"))
    if K.EMPLOYEES_AT_MOST in kinds:
        needed.append(_("How many people work there"))
    return needed
