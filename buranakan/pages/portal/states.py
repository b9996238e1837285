"""An application's state and its story in words for the one who applied."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from buranakan.calls import rules
from buranakan.calls.enums import ApplicationState

S = ApplicationState


@dataclass(frozen=True)
class Happened:
    """One line of an application's story."""

    at: dt.datetime
    what: str
    why: str = ""


def story(application):
    """What happened, oldest first; what officers thought in between is theirs."""
    told = [Happened(application.begun_at, _("You began the application"))]
    if application.submitted_at:
        told.append(Happened(application.submitted_at, _("You sent the application")))
    if application.decided_at:
        told.append(Happened(application.decided_at, _decision(application), application.decided_because))
    if application.withdrawn_at:
        by_applicant = application.withdrawn_by_id is None
        what = _("You withdrew the application") if by_applicant else _("The office withdrew it for you")
        told.append(Happened(application.withdrawn_at, what, application.withdrawn_because))
    return told


def may_withdraw(application):
    """Is there anything left to take back?"""
    return S.WITHDRAWN in rules.MOVES[S(application.state)]


def _decision(application):
    decided = {
        S.ACCEPTED: _("You were given a place"),
        S.WAITING: _("You were put on the waiting list"),
        S.DECLINED: _("The office decided: not this time"),
    }
    return decided.get(application.state, _("The office decided"))
