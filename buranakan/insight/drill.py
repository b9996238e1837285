"""Opening a figure: its value within reach beside the whole, its slices, and the rows behind it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from buranakan.calls.models import Application
from buranakan.finance import queries as finance
from buranakan.finance.models import Commitment, Entry, Movement
from buranakan.insight import names
from buranakan.insight.addresses import PORTFOLIO, YEAR
from buranakan.insight.figures.registry import Rows
from buranakan.insight.progress import TOTALS
from buranakan.insight.slices import Dimension
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.planning import queries as planning
from buranakan.records.classification import Class
from buranakan.services.models import ServiceRecord

# Totals of a whole programme are told to everybody, as to the public. Of anything narrower, only what is in reach.
TOLD_OF_THE_WHOLE = {YEAR, PORTFOLIO}
PERSONAL = {Class.PERSONAL, Class.SENSITIVE}


@dataclass(frozen=True)
class Opened:
    """A figure over a slice: what the reader sees of it, and the whole where it may be told."""

    figure: object
    asked: object
    value: int
    total: int | None
    rows_seen: int
    rows_in_all: int | None

    @property
    def sees_all(self):
        """Is everything that makes the figure within reach?"""
        return self.total == self.value and self.rows_in_all == self.rows_seen


def opened(scope, figure, asked):
    """A figure over what was asked for, within reach and, where it may be told, in all."""
    value, rows_seen = figure.value(scope, asked.part), figure.rows_in(scope, asked.part).count()
    if _reaches_all(figure, scope):
        return Opened(figure, asked, value=value, total=value, rows_seen=rows_seen, rows_in_all=rows_seen)
    total = rows_in_all = None
    if asked.narrowed_by <= TOLD_OF_THE_WHOLE:
        total = figure.value(TOTALS, asked.part)
        rows_in_all = figure.rows_in(TOTALS, asked.part).count()
    return Opened(figure, asked, value=value, total=total, rows_seen=rows_seen, rows_in_all=rows_in_all)


def _reaches_all(figure, scope):
    return scope.sees_all_books if figure.unit == BAHT else scope.sees_all_provinces


@dataclass(frozen=True)
class Part:
    """One key's share of a figure, with what was planned for it where the figure says what happened."""

    name: object
    value: int
    planned: int | None


def parts(scope, figure, by, *, asked, plan=None):
    """The figure by a dimension, in the dimension's order; `plan` is the figure to set beside it."""
    values = figure.by(scope, by, asked.part)
    planned = plan.by(scope, by, asked.part) if plan else {}
    named = names.names(by, values.keys() | planned.keys())
    return [
        Part(name=name, value=values.get(name.key, 0), planned=planned.get(name.key, 0) if plan else None)
        for name in sorted(named.values(), key=lambda name: name.place)
    ]


def open_dimensions(asked):
    """Dimensions that the slice is not pinned on already."""
    return [one for one in Dimension if one.value not in asked.narrowed_by]


def dimension(text, *, asked):
    """The dimension that an address asks for; without one, the first that is open, or None where all are pinned."""
    if text and text not in Dimension.values:
        raise RuleBroken(
            "dimension_not_understood", _("“%(text)s” is nothing to slice by. Choose one of those offered."), text=text
        )
    return Dimension(text) if text else next(iter(open_dimensions(asked)), None)


def rows(scope, figure, asked):
    """The rows behind a figure within reach, with everything that a table of them names; never who was served."""
    return _FOR_A_TABLE[figure.opens_to](figure.rows_in(scope, asked.part))


def _lines(found):
    return planning.for_table(found).select_related("version__plan")


def _entries(found):
    """Who was paid stays in the books."""
    rows = finance.entries_for_list(found).order_by("-approved_at", "-pk")
    return rows.defer(*_personal(Entry), *_personal(Movement, "movement"), *_personal(Commitment, "commitment"))


def _applications(found):
    """Who applied stays on the application's own page."""
    return found.for_list().defer(*_personal(Application)).order_by("-submitted_at", "-pk")


def _personal(model, relation=""):
    """Columns of a table that no list of rows behind a figure needs to read."""
    fields = [name for name, kind in model.classified.by_field().items() if kind in PERSONAL]
    return [f"{relation}__{name}" for name in fields] if relation else fields


def _services(found):
    evidence = ServiceRecord.evidence.through.objects.filter(servicerecord_id=OuterRef("pk"))
    return (
        found.select_related("activity__project", "serving_office", "owner_office", "province")
        .defer("note")
        .annotate(has_evidence=Exists(evidence))
        .order_by("-served_on", "-pk")
    )


_FOR_A_TABLE = {
    Rows.SERVICES: _services,
    Rows.PLAN_LINES: _lines,
    Rows.ENTRIES: _entries,
    Rows.APPLICATIONS: _applications,
}
