"""What is known of a province before it says what it needs: last year's plan, who applied, who was served."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.utils.translation import gettext

from buranakan.calls import queries as calls
from buranakan.insight.figures.people import PLACES_FILLED
from buranakan.insight.slices import Dimension, Slice
from buranakan.planning import queries as planning
from buranakan.planning.models import Activity


@dataclass
class Known:
    """Of one activity in one province in the year before: places by month, applications, places filled."""

    fiscal_year: int
    planned: dict = field(default_factory=dict)
    applied: int = 0
    served: int = 0

    @property
    def people(self):
        """Everybody planned for in that year."""
        return sum(self.planned.values())

    def __str__(self):
        """One sentence, which may stand as evidence; nothing where nothing is known."""
        said = []
        if self.planned:
            said.append(gettext("fiscal year %(year)s planned for %(people)s people") % self._said(self.people))
        if self.applied:
            said.append(gettext("%(people)s applied") % self._said(self.applied))
        if self.served:
            said.append(gettext("%(people)s have been served") % self._said(self.served))
        return ", ".join(said)

    def _said(self, people):
        return {"year": self.fiscal_year, "people": f"{people:,}"}


def known(scope, portfolio, province):
    """{activity id of this portfolio: Known} for the same activities, by series and code, of the year before."""
    year = portfolio.fiscal_year - 1
    ids, before = {}, Activity.objects.filter(project__portfolio__fiscal_year=year)
    for pk, series, code in before.values_list("pk", "project__series", "code"):
        ids.setdefault((series, code), []).append(pk)
    part = Slice(fiscal_year=year, province=province.pk)
    lines = part.narrow(planning.approved_lines(scope)).order_by()
    planned = {}
    for activity, month, people in lines.values_list("activity_id", "month").annotate(people=Sum("people")):
        planned.setdefault(activity, {})[month] = people
    sent = calls.applications(scope).filter(province=province, call__activity__project__portfolio__fiscal_year=year)
    applied = dict(sent.order_by().values_list("call__activity_id").annotate(count=Count("pk")))
    served = PLACES_FILLED.by(scope, Dimension.ACTIVITY, part)
    found = {}
    for activity in planning.activities(scope, portfolio):
        known = Known(fiscal_year=year)
        for pk in ids.get((activity.project.series, activity.code), ()):
            for month, people in planned.get(pk, {}).items():
                known.planned[month] = known.planned.get(month, 0) + people
            known.applied += applied.get(pk, 0)
            known.served += served.get(pk, 0)
        found[activity.pk] = known
    return found


def a_year_later(month):
    """The same month of the next fiscal year."""
    return dt.date(month.year + 1, month.month, 1)
