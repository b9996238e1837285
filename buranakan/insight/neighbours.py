"""A province beside those it plans together with: how much of each plan is filled and paid. Nobody is ranked.

Totals are told to every desk, rows to none: of a province out of reach a small number of people stays untold, and of
money only the paid part of what is planned. Where few places were due, a share says little and is not compared.
"""

from dataclasses import dataclass, replace

from django.conf import settings

from buranakan.accounts.scope import Kind, Scope
from buranakan.areas import queries as areas
from buranakan.insight.figures.money import MONEY_PAID, MONEY_PLANNED
from buranakan.insight.progress import Progress, progress_by
from buranakan.insight.slices import Dimension

# About one round: with fewer places due, one round more or less turns the picture over. Our own rule.
FEW = 30


@dataclass(frozen=True)
class Neighbour:
    """One province of the comparison."""

    province: object
    progress: Progress
    paid_share: float | None  # of the money planned; None where nothing is
    is_here: bool
    is_in_reach: bool

    @property
    def is_untold(self):
        """A small number of people in a province out of reach."""
        return not self.is_in_reach and 0 < self.progress.reached < settings.SMALL_COUNT

    @property
    def is_few(self):
        """Too few places were due by the end of last month to compare."""
        return self.progress.planned_to_date < FEW

    @property
    def due_share(self):
        """Filled as a part of what was due by the end of last month; None where it says little or may not be told."""
        if self.is_few or self.is_untold:
            return None
        return self.progress.reached / self.progress.planned_to_date


def neighbours(scope, asked, *, on):
    """The slice's province and those beside it, in dictionary order."""
    here = areas.provinces().get(pk=asked.part.province)
    found = list(areas.neighbours(here, on=on))
    codes = [one.pk for one in found]
    part = replace(asked.part, province=None)
    # People are counted for these provinces alone; the books are summed for all, a line for each.
    totals = Scope(kind=Kind.SYSTEM, provinces=frozenset(codes), books=None, reason="totals of neighbouring provinces")
    standings = progress_by(totals, Dimension.PROVINCE, on=on, part=part, keys=codes)
    planned, paid = (figure.by(totals, Dimension.PROVINCE, part) for figure in (MONEY_PLANNED, MONEY_PAID))
    return [
        Neighbour(
            province=one,
            progress=standing,
            paid_share=paid.get(one.pk, 0) / planned[one.pk] if planned.get(one.pk) else None,
            is_here=one.pk == here.pk,
            is_in_reach=scope.sees_all_provinces or one.pk in scope.provinces,
        )
        for one, standing in zip(found, standings, strict=True)
    ]
