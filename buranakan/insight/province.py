"""Everything every agency does in one province, as far as the reader may see it."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language

from buranakan.areas import queries as areas
from buranakan.areas.models import Confidence
from buranakan.insight import drill, overview
from buranakan.insight.figures.people import PLACES_FILLED, PLANNED
from buranakan.insight.slices import Dimension
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


def report(scope, asked, *, on):
    """The page of the province that the slice is narrowed to."""
    code = asked.part.province
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
    )


def _responsible(held):
    return Responsible(
        office=held.office,
        confidence=Confidence(held.confidence),
        source=held.source,
        note=(held.note_en if get_language() == "en" else "") or held.note_th,
    )
