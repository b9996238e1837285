"""Everything every agency does in one province, as far as the reader may see it."""

from dataclasses import dataclass

from django.db.models import Count

from buranakan.areas import queries as areas
from buranakan.areas import wording
from buranakan.areas.models import Confidence
from buranakan.calls import queries as calls
from buranakan.delivery import queries as delivery
from buranakan.insight import drill, late, overview, progress
from buranakan.insight.figures.people import PLACES_FILLED, PLANNED, REACHED_PARTICIPATIONS
from buranakan.insight.slices import Dimension
from buranakan.lib import clock
from buranakan.planning import queries as planning
from buranakan.planning.enums import State


@dataclass(frozen=True)
class Report:
    """What a province's page shows."""

    here: overview.Here
    activities: list
    offices: list
    owners: list
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
    lines = asked.part.narrow(planning.lines(scope)).filter(version__state=State.APPROVED)
    return Report(
        here=overview.here(scope, asked, on=on),
        activities=drill.parts(scope, PLACES_FILLED, Dimension.ACTIVITY, asked=asked, plan=PLANNED),
        offices=drill.parts(scope, PLACES_FILLED, Dimension.OFFICE, asked=asked, plan=PLANNED),
        owners=drill.parts(scope, PLACES_FILLED, Dimension.OWNER, asked=asked, plan=PLANNED),
        lines=list(planning.for_table(lines).select_related("version__plan")),
        totals=planning.totals(lines),
        without_evidence=PLACES_FILLED.rows_in(scope, asked.part)
        .filter(evidence=None)
        .aggregate(services=Count("pk", distinct=True))["services"],
        responsible=[_responsible(one) for one in areas.responsibilities(on=on).filter(province=code)],
        projects=_projects(scope, asked, on=on),
        calls=list(calls.open_calls(at).filter(places__province=code, places__places__gt=0)),
        rounds=list(rounds.order_by("-last_on", "-pk")[:LATEST]),
        rounds_in_all=rounds.count(),
        services=list(drill.rows(scope, REACHED_PARTICIPATIONS, asked)[:LATEST]),
        late=late.counts(scope, asked, at=at),
    )


def _projects(scope, asked, *, on):
    """Projects of the year's portfolios with something planned or done here."""
    portfolios = planning.portfolios(scope).filter(fiscal_year=asked.part.fiscal_year)
    found = [one for portfolio in portfolios for one in progress.by_project(scope, portfolio, on=on, part=asked.part)]
    return [one for one in found if one.progress.planned or one.progress.reached or one.satang]


def _responsible(held):
    return Responsible(
        office=held.office,
        confidence=Confidence(held.confidence),
        source=held.source,
        note=wording.spoken(held, "note"),
    )
