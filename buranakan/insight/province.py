"""Everything every agency does in one province, as far as the reader may see it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from buranakan.areas import queries as areas
from buranakan.areas import wording
from buranakan.areas.models import Confidence
from buranakan.calls import queries as calls
from buranakan.delivery import queries as delivery
from buranakan.insight import calendar, drill, late, neighbours, overview, resting, works
from buranakan.insight.figures.money import MONEY_ALLOTTED, MONEY_SPENT
from buranakan.insight.figures.people import PLACES_FILLED, REACHED_DISTINCT, REACHED_PARTICIPATIONS
from buranakan.insight.figures.registry import together
from buranakan.insight.works import Planned
from buranakan.lib import clock
from buranakan.planning import queries as planning
from buranakan.planning.enums import State
from buranakan.policy.directives import queries as directives


@dataclass(frozen=True)
class Report:
    """What a province's page shows."""

    on: dt.date
    here: overview.Here
    works: list
    promises: list
    directives: list
    calendar: list
    neighbours: list
    lines: list
    totals: object
    without_evidence: int
    responsible: list
    projects: list
    calls: list
    rounds: list
    rounds_in_all: int
    services: list
    late: late.Counts


@dataclass(frozen=True)
class Responsible:
    """An office that answers for the province, and how sure the source makes us."""

    office: object
    confidence: object
    source: str
    note: str

    @property
    def is_doubtful(self):
        """Follows a rule of ours or a guess, and waits for the agency's word."""
        return self.confidence in {Confidence.CLUSTER, Confidence.ASSUMED}


# The latest of each stand on the page; the rest are a link away.
LATEST = 10


def report(scope, asked, *, at):
    """The page of the province that the slice is narrowed to, in the slice's year."""
    code, on = asked.part.province, clock.local_day(at)
    rounds = asked.part.narrow(delivery.for_list(delivery.rounds(scope)))
    planned = Planned(_lines(scope, asked), on=on)
    work = works.works(scope, asked, planned)
    promises, ordered = resting.promises(scope, asked, on=on), _ordered(scope, code)
    announced = list(calls.closing_from(scope, clock.day_starts_at(calendar.span(on)[0]), province=code))
    known = {"promises": promises, "directives": ordered, "calls": announced}
    return Report(
        on=on,
        here=_here(scope, asked, planned=planned, paid=sum(one.paid or 0 for one in work)),
        works=work,
        promises=promises,
        directives=ordered,
        calendar=calendar.months(scope, code, on=on, **known),
        neighbours=neighbours.neighbours(scope, asked, on=on),
        lines=planned.lines,
        totals=planned.totals,
        without_evidence=PLACES_FILLED.rows_in(scope, asked.part)
        .filter(evidence=None)
        .aggregate(services=Count("pk", distinct=True))["services"],
        responsible=[_responsible(one) for one in areas.responsibilities(on=on).filter(province=code)],
        projects=works.projects(scope, asked, planned),
        calls=[one for one in announced if one.is_open(at)],
        rounds=list(rounds.order_by("-last_on", "-pk")[:LATEST]),
        rounds_in_all=rounds.count(),
        services=list(drill.rows(scope, REACHED_PARTICIPATIONS, asked)[:LATEST]),
        late=late.counts(scope, asked, at=at),
    )


def _lines(scope, asked):
    found = asked.part.narrow(planning.lines(scope)).filter(version__state=State.APPROVED)
    return list(planning.for_table(found).select_related("version__plan"))


def _here(scope, asked, *, planned, paid):
    """What the page opens with; of the money, what lines and rows on the page add up to is not asked again."""
    people = together((REACHED_DISTINCT, REACHED_PARTICIPATIONS, PLACES_FILLED), scope, part=asked.part)
    return overview.Here(
        people=people[REACHED_DISTINCT.key],
        participations=people[REACHED_PARTICIPATIONS.key],
        progress=planned.progress(people[PLACES_FILLED.key]),
        money=overview.Money(
            planned=planned.totals.satang,
            allotted=MONEY_ALLOTTED.value(scope, asked.part),
            spent=MONEY_SPENT.value(scope, asked.part),
            paid=paid,
        ),
    )


def _ordered(scope, code):
    """Open directives that concern the province: written for it, or to an office there, alone or with others."""
    concerned = directives.in_province(scope, code)
    shared = directives.directives(scope).filter(joint_offices__seat=code).values("pk")
    found = directives.directives(scope).filter(Q(pk__in=concerned.values("pk")) | Q(pk__in=shared))
    return list(found.still_open().for_list())


def _responsible(held):
    return Responsible(
        office=held.office,
        confidence=Confidence(held.confidence),
        source=held.source,
        note=wording.spoken(held, "note"),
    )
