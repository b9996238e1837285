"""What is late: lines behind their plan, rounds nobody closed, money and applications undecided, directives."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from buranakan.calls import queries as calls
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Call
from buranakan.delivery import queries as delivery
from buranakan.finance import queries as finance
from buranakan.insight import addresses, names
from buranakan.insight.figures.people import PLACES_FILLED, PLANNED
from buranakan.insight.figures.training import OF_A_CALL
from buranakan.insight.progress import Progress, last_full_month
from buranakan.insight.slices import Dimension, Grain
from buranakan.insight.waiting import OPEN_ROUNDS
from buranakan.lib import clock
from buranakan.policy.directives import queries as orders

# Rules of this system, not law: a week to close a round, and a week to decide on what was entered.
PATIENCE = dt.timedelta(days=7)
OF_AN_ACCOUNT = Grain(
    activity="allotment__activity",
    owner="allotment__owner_office",
    office="allotment__serving_office",
    province="allotment__province",
)
# A directive of whichever year is late until it is done.
OF_DIRECTIVES = {addresses.YEAR, addresses.PORTFOLIO, Dimension.OFFICE.value, Dimension.PROVINCE.value}
LINE = (Dimension.ACTIVITY, Dimension.OWNER, Dimension.OFFICE, Dimension.PROVINCE)
MOST_LISTED = 100

RULES = {
    "lines": _(
        "Less than four fifths of the places planned up to the end of last month are filled, all months of an activity "
        "in a province taken together."
    ),
    "rounds": _("The last session was more than a week ago, and the round is not closed: nobody is counted yet."),
    "movements": _("Entered in the books more than a week ago, and neither approved nor refused."),
    "applications": _("The call has closed, and the applicants have no decision."),
    "reopened": _(
        "The round was reopened, so nobody is counted for it, and money was paid for its plan line after that."
    ),
    "directives": _("The day of the directive is over, and the responsible office has not reported it as done."),
}

MISSING = _("Places planned up to the end of last month less those filled, of activities behind plan.")


@dataclass(frozen=True)
class LineBehind:
    """An activity that an office gives in a province on some office's budget, and how far it is behind."""

    names: dict  # by dimension
    progress: Progress

    @property
    def missing(self):
        """Places that should be filled by now and are not."""
        return self.progress.planned_to_date - self.progress.reached


@dataclass(frozen=True)
class Undecided:
    """A call that has closed, and how many of its applications have no decision."""

    call: Call
    count: int
    since: dt.datetime


@dataclass(frozen=True)
class Counts:
    """How much is late of each kind."""

    lines: int
    rounds: int
    movements: int
    applications: int
    reopened: int = 0
    directives: int = 0

    def __bool__(self):
        return any(vars(self).values())


def counts(scope, asked, *, at):
    """How much is late of each kind, within reach."""
    return Counts(
        lines=count_lines(scope, asked, at=at),
        rounds=rounds(scope, asked, at=at).count(),
        movements=movements(scope, asked, at=at).count(),
        applications=count_applications(scope, asked, at=at),
        reopened=reopened(scope, asked, at=at).count(),
        directives=directives(scope, asked, at=at).count(),
    )


def count_lines(scope, asked, *, at):
    """How many lines are behind their plan."""
    return len(_behind(scope, asked, at=at))


def count_applications(scope, asked, *, at):
    """How many applications to closed calls have no decision."""
    return _undecided(scope, asked, at=at).count()


@dataclass(frozen=True)
class Lists:
    """Everything late within reach, each kind in its order."""

    lines: list
    rounds: list
    movements: list
    applications: list
    reopened: list
    directives: list

    @property
    def counts(self):
        """How much is late of each kind."""
        return Counts(
            lines=len(self.lines),
            rounds=len(self.rounds),
            movements=len(self.movements),
            applications=sum(row.count for row in self.applications),
            reopened=len(self.reopened),
            directives=len(self.directives),
        )


def lists(scope, asked, *, at):
    """What is late of each kind, within reach."""
    return Lists(
        lines=lines(scope, asked, at=at),
        rounds=list(rounds(scope, asked, at=at)),
        movements=list(movements(scope, asked, at=at)),
        applications=applications(scope, asked, at=at),
        reopened=list(reopened(scope, asked, at=at)),
        directives=list(directives(scope, asked, at=at)),
    )


# --- each kind --------------------------------------------------------------------------------------------------------
def lines(scope, asked, *, at):
    """Lines behind their plan, those that miss most first."""
    found = _behind(scope, asked, at=at)
    named = {
        dimension: names.names(dimension, {key[place] for key in found}) for place, dimension in enumerate(LINE)
    }
    rows = [
        LineBehind({one: named[one][key[place]] for place, one in enumerate(LINE)}, progress)
        for key, progress in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.missing, row.names[Dimension.PROVINCE].place))


def rounds(scope, asked, *, at):
    """Rounds that should be closed, oldest first."""
    found = asked.part.narrow(delivery.for_list(delivery.rounds(scope)))
    return found.filter(state__in=OPEN_ROUNDS, last_on__lt=clock.local_day(at - PATIENCE)).order_by("last_on", "pk")


def reopened(scope, asked, *, at):
    """Rounds reopened and not closed again, though their line was paid for after that, oldest first."""
    found = delivery.reopened(asked.part.narrow(delivery.rounds(scope)))
    found = found.filter(finance.payments_of_grain(scope, after="reopened_at"))
    return delivery.for_list(found).order_by("reopened_at", "pk")


def directives(scope, asked, *, at):
    """Directives past their day, the one due first in front.

    They are of offices and places, and of no activity, budget or month.
    """
    found, part = orders.overdue(scope, on=clock.local_day(at)), asked.part
    if asked.narrowed_by - OF_DIRECTIVES:
        return found.none()
    if part.office:
        found = found.answered_by(part.office)
    return found.in_province(part.province) if part.province else found


def movements(scope, asked, *, at):
    """What waits long in the books in reach, oldest first."""
    found = asked.part.narrow(finance.waiting(scope), OF_AN_ACCOUNT)
    return finance.movements_for_list(found.filter(entered_at__lt=at - PATIENCE)).defer("payee")


def applications(scope, asked, *, at):
    """Closed calls with applications that nobody decided on, the one that closed first in front."""
    rows = _undecided(scope, asked, at=at).order_by()
    found = list(rows.values_list("call").annotate(n=Count("pk"), first=Min("submitted_at")))
    named = Call.objects.select_related("office").in_bulk([call for call, _count, _first in found])
    rows = [Undecided(named[call], count=count, since=first) for call, count, first in found]
    return sorted(rows, key=lambda row: row.call.closes_at)


def _undecided(scope, asked, *, at):
    rows = calls.applications(scope).of_state(ApplicationState.SUBMITTED).filter(call__closes_at__lte=at)
    return asked.part.narrow(rows, OF_A_CALL)


def _behind(scope, asked, *, at):
    """Progress of what is behind, by the keys of a line; the same months are compared as for provinces."""
    due = asked.part.up_to(last_full_month(clock.local_day(at)))
    planned = PLANNED.crossed(scope, LINE, part=due)
    reached = PLACES_FILLED.crossed(scope, LINE, part=asked.part)
    standings = {
        key: Progress(key=key, planned=count, planned_to_date=count, reached=reached.get(key, 0))
        for key, count in planned.items()
    }
    return {key: progress for key, progress in standings.items() if progress.is_behind}
