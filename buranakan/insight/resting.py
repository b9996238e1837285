"""Promises that rest on a part of the whole: what of each is planned and done there."""

from dataclasses import dataclass, replace

from django.db.models import Q

from buranakan.insight import progress
from buranakan.insight.addresses import PORTFOLIO, YEAR
from buranakan.insight.figures import FIGURES
from buranakan.lib import fiscal
from buranakan.lib.money import BAHT
from buranakan.policy import queries as policy


@dataclass(frozen=True)
class Resting:
    """A promise, and what of it is planned and done in this part of the whole, in its unit (people or satang)."""

    promise: object
    figure: object
    planned: int
    done: int  # of money planned: what is paid
    is_own: bool  # the office itself promised it

    @property
    def is_money(self):
        return self.figure.unit == BAHT

    @property
    def share(self):
        """Done as a part of what is planned here; None where nothing is."""
        return self.done / self.planned if self.planned else None


def promises(scope, asked, *, on, office_id=None):
    """Promises in force of the slice's year that something here serves, or that the office itself made, by their day.

    Of one that was made for a programme only that programme's part counts, as for the whole promise.
    """
    year = asked.part.fiscal_year or fiscal.fiscal_year_of(on)
    # One that falls due in the year may have been made for an earlier one.
    days = (fiscal.first_day(year), fiscal.last_day(year))
    found = policy.promises_in_force(scope).filter(Q(fiscal_year=year) | Q(due_on__range=days)).order_by("due_on", "pk")
    parts = _narrowed(progress.parts_of(found, on=on), asked)
    planned, done = {}, {}
    for figure in {FIGURES[one.figure_key].key: FIGURES[one.figure_key] for one in found}.values():
        of_figure = {one.pk: parts[one.pk] for one in found if one.figure_key == figure.key}
        planned |= FIGURES[figure.plan].values(scope, of_figure) if figure.plan else {}
        done |= FIGURES.get(figure.result, figure).values(scope, of_figure)
    rows = [
        Resting(
            promise=one,
            figure=FIGURES[one.figure_key],
            planned=planned.get(one.pk, 0),
            done=done[one.pk],
            is_own=office_id is not None and one.office_id == office_id,
        )
        for one in found
    ]
    return [one for one in rows if one.planned or one.done or one.is_own]


def _narrowed(parts, asked):
    """The parts that the promises are measured over, each narrowed as the slice is; a programme narrows no promise."""
    narrowing = {term.field: term.value for term in asked.terms if term.name not in {YEAR, PORTFOLIO}}
    return {pk: replace(part, **narrowing) for pk, part in parts.items()}
