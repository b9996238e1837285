"""The first day of a new head: what was promised, ordered, planned, spent and is late here, and what was left open."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.accounts.scope import Scope
from buranakan.areas.models import Office
from buranakan.delivery import queries as delivery
from buranakan.insight import addresses, late, names, overview, resting, statements, waiting
from buranakan.insight.addresses import Asked
from buranakan.insight.figures import FIGURES
from buranakan.insight.slices import Dimension
from buranakan.lib import clock, fiscal
from buranakan.policy.directives import queries as directives
from buranakan.records import queries as records

# Those of a province or of several deliver; those above give the money.
DELIVERING = {Office.Kind.CENTRE, Office.Kind.PROVINCIAL}
WORK = ("people_planned", "places_filled", "money_planned", "money_paid")
MOST_ACTS = 10


@dataclass(frozen=True)
class Work:
    """One activity of the office: places planned and filled, satang planned and paid within its books."""

    name: names.Name
    planned: int
    filled: int
    satang: int
    paid: int


@dataclass(frozen=True)
class Left:
    """What a predecessor left open: what waits, and their last acts in the post."""

    membership: object  # the predecessor's, or None
    waiting: list
    acts: list


@dataclass(frozen=True)
class FirstDay:
    """The one page that a new head opens and signs for."""

    membership: object
    on: dt.date
    own: Asked  # what the office delivers, or gives the money for
    area: Asked  # everything that is done where it reaches
    sentences: tuple
    promises: list
    directives: list
    work: list
    late: late.Lists
    colleagues: list
    left: Left


def first_day(scope, membership, *, at):
    """Everything on the page, as the new head sees it."""
    on = clock.local_day(at)
    own, area = own_part(scope, membership.office, on=on), overview.this_year(scope, on=on)
    is_late = late.lists(scope, _late_in(own, area, office=membership.office), at=at)
    ordered = list(directives.of_office(scope, membership.office).still_open())
    work = _work(scope, own)
    return FirstDay(
        membership=membership,
        on=on,
        own=own,
        area=area,
        sentences=_sentences(scope, membership.office, own=own, area=area, work=work, is_late=is_late, at=at),
        promises=resting.promises(scope, own, on=on, office_id=membership.office_id),
        directives=ordered,
        work=work,
        late=is_late,
        colleagues=list(accounts.colleagues(scope, on=on)),
        left=_left(scope, membership, at=at),
    )


def own_part(scope, office, *, on):
    """The work of the office itself this year: what it delivers; of an office that delivers nothing, what it pays for.

    The ministry has everything below it.
    """
    query = {addresses.YEAR: str(fiscal.fiscal_year_of(on))}
    if office.kind != Office.Kind.MINISTRY:
        role = Dimension.OFFICE if office.kind in DELIVERING else Dimension.OWNER
        query[role.value] = office.code
    return addresses.read(query, scope=scope, on=on)


def _late_in(own, area, *, office):
    """In its area everybody's lateness is an office's matter; above, only that of its own money."""
    return area if office.kind in DELIVERING else own


def _work(scope, own):
    values = {key: FIGURES[key].by(scope, Dimension.ACTIVITY, own.part) for key in WORK}
    keys = {key for found in values.values() for key in found}
    named = sorted(names.names(Dimension.ACTIVITY, keys).values(), key=lambda name: name.place)
    return [Work(name, *(values[key].get(name.key, 0) for key in WORK)) for name in named]


# --- in sentences -----------------------------------------------------------------------------------------------------
def _sentences(scope, office, *, own, area, work, is_late, at):
    on, counts = clock.local_day(at), is_late.counts
    # All four add up over activities: the table's sums are the figures.
    sums = {
        key: sum(getattr(row, column) for row in work)
        for key, column in zip(WORK, ("planned", "filled", "satang", "paid"), strict=True)
    }
    ours = statements.figures(WORK, scope=scope, asked=own, on=on, values=sums)
    here = {"scope": scope, "asked": area}
    late_here = {"scope": scope, "asked": _late_in(own, area, office=office), "at": at}
    return (
        statements.sentence(
            _(
                "The work of %(office)s this year: %(filled)s served of %(planned)s planned, "
                "%(paid)s paid of %(money)s planned."
            ),
            office=statements.Name(office.name),
            filled=ours["places_filled"],
            planned=ours["people_planned"],
            paid=ours["money_paid"],
            money=ours["money_planned"],
        ),
        statements.sentence(
            _("Where it reaches, all agencies have served %(people)s in %(times)s, and %(enterprises)s."),
            people=statements.figure("people_reached_distinct", on=on, **here),
            times=statements.figure("people_reached_participations", on=on, **here),
            enterprises=statements.tally("enterprises_served", at=at, **here),
        ),
        statements.sentence(
            _(
                "Late: %(lines)s behind plan, %(rounds)s not closed, %(movements)s waiting in the books, "
                "%(applications)s undecided."
            ),
            lines=statements.tally("lines_behind", value=counts.lines, **late_here),
            rounds=statements.tally("rounds_not_closed", value=counts.rounds, **late_here),
            movements=statements.tally("movements_waiting", value=counts.movements, **late_here),
            applications=statements.tally("applications_undecided", value=counts.applications, **late_here),
        ),
    )


# --- what was left open -----------------------------------------------------------------------------------------------
def _left(scope, membership, *, at):
    """What waits at the office for its head, with the rounds that nobody closed; and what the predecessor did last."""
    before = accounts.predecessor_of(membership)
    found = [one for one in waiting.waiting(scope, at=at) if one.duty != waiting.Duty.TAKE_OVER]
    return Left(
        membership=before,
        waiting=sorted([*found, *_rounds(scope, at=at)], key=lambda one: one.since),
        acts=_acts(before) if before else [],
    )


def _rounds(scope, *, at):
    over = delivery.for_list(delivery.rounds_run(scope)).filter(
        state__in=waiting.OPEN_ROUNDS, last_on__lt=clock.local_day(at)
    )
    return [waiting.Waiting(waiting.Duty.ROUND, waiting.end_of(one.last_on), one) for one in over]


def _acts(before):
    """The predecessor's last acts in that post: what happened to what, never what an event carried."""
    everything = records.events(Scope.system("what a predecessor did last in the post"))
    return list(everything.filter(by_id=before.user_id, by_post=before.post).defer("payload", "salt")[:MOST_ACTS])
