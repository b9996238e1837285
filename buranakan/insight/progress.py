"""Plan against reality: promised, planned, planned to date, reached; and who is behind."""

import datetime as dt
from dataclasses import dataclass, replace

from buranakan.accounts.scope import Scope
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.people import PLANNED, REACHED_DISTINCT, REACHED_PARTICIPATIONS
from buranakan.insight.slices import EVERYTHING, Dimension
from buranakan.lib import fiscal

# Behind: less than four fifths of the places planned up to the end of last month were filled. Our own rule, not law.
BEHIND_BELOW = 0.8


@dataclass(frozen=True)
class Progress:
    """One key's standing, in people; `planned_to_date` ends with last month."""

    key: object
    planned: int
    planned_to_date: int
    reached: int

    @property
    def is_behind(self):
        return self.planned_to_date > 0 and self.reached < BEHIND_BELOW * self.planned_to_date

    @property
    def share(self):
        """Reached as a part of planned, or None where nothing is planned."""
        return self.reached / self.planned if self.planned else None


def last_full_month(on):
    """First day of the month before the one that `on` is in."""
    return fiscal.month_start(fiscal.month_start(on) - dt.timedelta(days=1))


def progress_by(scope, dimension, *, on, part=EVERYTHING, keys=None):
    """Progress of each key of a dimension, counting participations, which are what places are filled by."""
    to_date = replace(part, until=last_full_month(on))
    planned = PLANNED.by(scope, dimension, part)
    planned_to_date = PLANNED.by(scope, dimension, to_date)
    reached = REACHED_PARTICIPATIONS.by(scope, dimension, part)
    wanted = keys if keys is not None else sorted(planned.keys() | reached.keys(), key=str)
    return [
        Progress(key=key, planned=planned.get(key, 0), planned_to_date=planned_to_date.get(key, 0), reached=reached.get(key, 0))
        for key in wanted
    ]



@dataclass(frozen=True)
class Standing:
    """A promise beside what is planned and reached, each in the promise's unit (people or satang)."""

    promise: object
    figure: object
    planned: int
    reached: int | None  # None where no figure of what happened exists yet (money is paid in the books to come)
    other_figure: object | None
    other_reached: int | None

    @property
    def share(self):
        """What is reached as a part of what was promised."""
        return None if self.reached is None else self.reached / self.promise.value


PLANNED_FOR = {"คน": FIGURES["people_planned"], "บาท": FIGURES["money_planned"]}
TOTALS = Scope.system("totals beside a promise")


def standing(promise):
    """Totals are the same for everyone who may see the promise; rows stay within each reader's scope."""
    part = _part_of(promise)
    figure = FIGURES[promise.figure_key]
    planned = PLANNED_FOR[figure.unit].value(TOTALS, part)
    is_plan = figure.key == PLANNED_FOR[figure.unit].key
    other = FIGURES.get(figure.other)
    return Standing(
        promise=promise,
        figure=figure,
        planned=planned,
        reached=None if is_plan else figure.value(TOTALS, part),
        other_figure=other,
        other_reached=other.value(TOTALS, part) if other else None,
    )


def _part_of(promise):
    """A promise is measured over the portfolio that serves it; without one, over everything."""
    portfolio = next(iter(promise.portfolios.all()), None)
    return replace(EVERYTHING, portfolio=portfolio.pk) if portfolio else EVERYTHING


def by_month(scope, fiscal_year, *, part=EVERYTHING):
    """Cumulative places planned and people reached (each once) at the end of each month of the fiscal year."""
    planned = PLANNED.by(scope, Dimension.MONTH, part)
    points, planned_so_far = [], 0
    for month in fiscal.months_of(fiscal_year):
        planned_so_far += planned.get(month, 0)
        reached = REACHED_DISTINCT.value(scope, replace(part, until=month))
        points.append((month, planned_so_far, reached))
    return points
