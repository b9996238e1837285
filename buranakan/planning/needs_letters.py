"""Letters to those who speak for provinces: they are asked, they get more days, they hear what was decided."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import GRANTS, Permission
from buranakan.lib import clock, thai_dates
from buranakan.messages import actions as messages
from buranakan.planning.enums import GRANTED, NeedState

# Pages are floors above: here their address is only written.
PATH = "/desk/plans/needs/%(reference)s/"
LANGUAGE = "th"
MAY_PROPOSE = [role for role, permissions in GRANTS.items() if Permission.PROPOSE_NEEDS in permissions]


def asked(survey, offices, *, by, at):
    """What does your province need?"""
    _send(survey, dict.fromkeys(offices, ()), _asked, by=by, at=at)


def extended(survey, offices, *, because, by, at):
    """There are more days."""
    _send(survey, dict.fromkeys(offices, ()), _extended, by=by, at=at, because=because)


def settled(survey, needs_of, *, by, at):
    """What each province got, line by line; `needs_of` maps offices to their needs."""
    _send(survey, needs_of, _settled, by=by, at=at)


def _send(survey, needs_of, write, *, by, at, **said):
    people = accounts.memberships_on(clock.local_day(at)).filter(office__in=list(needs_of), role__in=MAY_PROPOSE)
    addresses = {}
    for one in people.order_by("pk"):
        addresses.setdefault(one.user.email, one.office)
    for address, office in addresses.items():
        with override(LANGUAGE):
            subject, sentences = write(_facts(survey) | said, needs_of[office])
            body = "\n\n".join([*sentences, _see_it(survey)])
        messages.send(
            to=address, subject=subject, body=body, about=survey, language=LANGUAGE, office=survey.office, by=by, at=at
        )


def _facts(survey):
    return {
        "programme": survey.portfolio.name_th,
        "office": survey.office.name_th,
        "opens": thai_dates.long(survey.opens_on, language=LANGUAGE),
        "closes": thai_dates.long(survey.closes_on, language=LANGUAGE),
        "asks": survey.asks,
    }


def _see_it(survey):
    address = settings.PUBLIC_ADDRESS + PATH % {"reference": survey.reference}
    return _("Write it, or see what was decided: %(address)s") % {"address": address}


def _asked(facts, _needs):
    told = [
        _("%(office)s asks what your province needs for %(programme)s.") % facts,
        _("Write it from %(opens)s to %(closes)s. The head of the office confirms it.") % facts,
    ]
    return _("What does your province need? Answer by %(closes)s") % facts, [*told, *filter(None, [facts["asks"]])]


def _extended(facts, _needs):
    told = _("There are more days to say what your province needs for %(programme)s: until %(closes)s.") % facts
    return _("More days for your province's needs: until %(closes)s") % facts, [
        told,
        _("Reason: %(because)s") % facts,
    ]


def _settled(facts, needs):
    told = [_("It is decided what counts as needed for %(programme)s.") % facts]
    lines = [_line(need) for need in needs]
    return _("Decided: what your province needs for %(programme)s") % facts, [*told, *filter(None, ["\n".join(lines)])]


def _line(need):
    facts = {"activity": need.activity.name_th, "people": f"{need.people:,}", "granted": f"{need.granted or 0:,}"}
    if need.state == NeedState.ACCEPTED:
        return _("- %(activity)s: all %(people)s people") % facts
    said = _("- %(activity)s: %(granted)s of %(people)s people") % facts
    if need.state in GRANTED or need.state == NeedState.REFUSED:
        said = f"{said} ({need.decided_because})"
    return said
