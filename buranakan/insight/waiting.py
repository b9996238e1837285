"""What waits for the one who asks, from every link of the chain, longest first."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import Permission
from buranakan.calls import queries as calls
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Call
from buranakan.delivery import queries as delivery
from buranakan.delivery.enums import RoundState
from buranakan.finance import queries as finance
from buranakan.finance.enums import State as MovementState
from buranakan.lib import clock
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy
from buranakan.policy.directives import following as follow_up
from buranakan.policy.directives import queries as orders
from buranakan.policy.directives.enums import TO_BE_DONE
from buranakan.registry.enums import ImportState
from buranakan.registry.imports import queries as imports

OPEN_ROUNDS = [RoundState.PLANNED, RoundState.RUNNING]
# What was refused stays in sight of the one who entered it for so long; then it is history.
REFUSED_IN_SIGHT = dt.timedelta(days=14)


class Duty(models.TextChoices):
    """What is to be done."""

    TAKE_OVER = "take_over", _("Take over the office: read its page and sign")
    PLAN = "plan", _("Decide, mend or submit a plan")
    ANNOUNCEMENT = "announcement", _("Confirm or reject what was read")
    APPLICATIONS = "applications", _("Decide applications")
    ROUND = "round", _("Close a round whose last session is over")
    MOVEMENTS = "movements", _("Approve or refuse what was entered in the books")
    REFUSED = "refused", _("Mend what was refused in the books")
    LIST = "list", _("Bring in a previewed list, or leave it")
    DIRECTIVE = "directive", _("Answer a directive")
    ACCEPTANCE = "acceptance", _("Accept what was reported of a directive, or ask for more")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, since when; `count` is how many wait behind it together."""

    duty: Duty
    since: dt.datetime
    thing: object = None
    count: int = 1


def waiting(scope, *, at):
    """Everything that waits for the one who asks, longest first; before all else a new head takes the office over."""
    found = [one for look in LOOKS for one in look(scope, at=at)]
    return sorted(found, key=lambda one: (one.duty != Duty.TAKE_OVER, one.since))


def _handover(scope, *, at):
    """The office itself, on its new head's first day."""
    found = accounts.handover_waiting(scope, on=clock.local_day(at))
    return [Waiting(Duty.TAKE_OVER, found.opened_at, found)] if found else []


def _plans(scope, *, at):
    return [Waiting(Duty.PLAN, one.since, one) for one in planning.waiting_for(scope)]


def _announcements(scope, *, at):
    """With proposals that nobody has decided on."""
    if not scope.may(Permission.CONFIRM_PROMISES):
        return []
    found = policy.announcements(scope).filter(waiting__gt=0).defer("text")
    return [Waiting(Duty.ANNOUNCEMENT, one.added_at, one, count=one.waiting) for one in found]


def _applications(scope, *, at):
    """To calls of the office, one thing for each call."""
    if not scope.may(Permission.DECIDE_APPLICATIONS):
        return []
    rows = calls.applications_to_decide(scope).of_state(ApplicationState.SUBMITTED).order_by()
    found = list(rows.values_list("call").annotate(since=Min("submitted_at"), count=Count("pk")))
    named = Call.objects.in_bulk([call for call, _since, _count in found])
    return [Waiting(Duty.APPLICATIONS, since, named[call], count=count) for call, since, count in found]


def _rounds(scope, *, at):
    """Of the office itself, once the last session's day is over."""
    if not scope.may(Permission.RUN_ROUNDS):
        return []
    found = delivery.for_list(delivery.rounds_run(scope)).filter(
        state__in=OPEN_ROUNDS, last_on__lt=clock.local_day(at)
    )
    return [Waiting(Duty.ROUND, end_of(one.last_on), one) for one in found]


def _movements(scope, *, at):
    """All that one may approve or refuse, as one thing."""
    rows = finance.waiting_for(scope).order_by().aggregate(since=Min("entered_at"), count=Count("pk"))
    return [Waiting(Duty.MOVEMENTS, rows["since"], count=rows["count"])] if rows["count"] else []


def _refused(scope, *, at):
    """What one entered oneself, and somebody refused lately."""
    if not scope.may(Permission.ENTER_MONEY):
        return []
    rows = finance.movements(scope).filter(
        state=MovementState.REFUSED, entered_by_id=scope.user_id, decided_at__gte=at - REFUSED_IN_SIGHT
    )
    found = rows.select_related("allotment__activity").defer("payee")
    return [Waiting(Duty.REFUSED, one.decided_at, one) for one in found]


def _lists(scope, *, at):
    """Of the office itself, looked at and then left."""
    if not scope.may(Permission.IMPORT_LISTS):
        return []
    found = imports.runs(scope).filter(office=scope.office_id, state=ImportState.PREVIEWED, asked_at=None)
    return [Waiting(Duty.LIST, one.uploaded_at, one, count=one.accepted) for one in found]


def _directives(scope, *, at):
    """Of the office itself: overdue, or due within the time in which it is reminded."""
    if not scope.may(Permission.ANSWER_DIRECTIVES):
        return []
    soon = clock.local_day(at) + follow_up.longest_reminder()
    found = orders.inbox(scope).filter(responsible_office=scope.office_id, state__in=TO_BE_DONE, due_on__lte=soon)
    return [Waiting(Duty.DIRECTIVE, one.given_at, one) for one in found]


def _acceptances(scope, *, at):
    """Reported to the office."""
    return [Waiting(Duty.ACCEPTANCE, one.reported_at, one) for one in orders.to_accept(scope)]


def end_of(day):
    """The last moment of a day."""
    return dt.datetime.combine(day, dt.time.max, clock.BANGKOK)


LOOKS = (
    *(_handover, _plans, _announcements, _applications, _rounds, _movements, _refused, _lists),
    *(_directives, _acceptances),
)
