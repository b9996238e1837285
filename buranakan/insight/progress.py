"""Plan against reality: promised, planned, planned to date, reached; and who is behind."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.scope import Scope
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.money import MONEY_PAID, MONEY_PLANNED, MONEY_SPENT
from buranakan.insight.figures.people import PLACES_FILLED, PLANNED
from buranakan.insight.slices import EVERYTHING, Announced, Dimension, Slice
from buranakan.lib import clock, fiscal
from buranakan.lib.money import BAHT
from buranakan.planning import queries as planning

# Behind: less than four fifths of the places planned up to the end of last month are filled. Our own rule, not law.
BEHIND_BELOW = 0.8

# Totals are the same for everybody who may see the desk; rows stay within each reader's scope.
TOTALS = Scope.system("totals beside a promise")


# --- which part of the whole ------------------------------------------------------------------------------------------
def as_announced(portfolios, *, on):
    """The slice of these portfolios, each in the provinces that its announcement is read to cover."""
    return Slice(announced=tuple(_announced(one, on=on) for one in portfolios))


def _announced(portfolio, *, on):
    return Announced(portfolio.pk, provinces=planning.provinces_read(portfolio, on=on))


def parts_of(promises, *, on):
    """What each promise is measured over: the portfolios that serve it; without one, all of its fiscal year."""
    serving = {promise.pk: list(promise.portfolios.all()) for promise in promises}
    announced = {one.pk: one for portfolios in serving.values() for one in portfolios}
    announced = {pk: _announced(one, on=on) for pk, one in announced.items()}
    return {
        promise.pk: Slice(announced=tuple(announced[one.pk] for one in serving[promise.pk]))
        if serving[promise.pk]
        else Slice(fiscal_year=promise.fiscal_year)
        for promise in promises
    }


def part_of(promise, *, on=None):
    """What one promise is measured over."""
    return parts_of([promise], on=on or clock.today())[promise.pk]


# --- plan against reality ---------------------------------------------------------------------------------------------
class State(models.TextChoices):
    """How reality stands to the plan."""

    BEHIND = "behind", _("Behind plan")
    ON_PLAN = "on_plan", _("On plan (people)")
    NOT_DUE = "not_due", _("Not due yet")
    NO_PLAN = "no_plan", _("No plan")


@dataclass(frozen=True)
class Progress:
    """One key's standing in places; `planned_to_date` ends with last month."""

    key: object
    planned: int
    planned_to_date: int
    reached: int

    @property
    def state(self):
        """Behind is known only of what was due by the end of last month."""
        if not self.planned:
            return State.NO_PLAN
        if not self.planned_to_date:
            return State.NOT_DUE
        return State.BEHIND if self.is_behind else State.ON_PLAN

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
    """Progress of each key of a dimension, in places, which is how plans count."""
    planned = PLANNED.by(scope, dimension, part)
    planned_to_date = PLANNED.by(scope, dimension, part.up_to(last_full_month(on)))
    reached = PLACES_FILLED.by(scope, dimension, part)
    wanted = keys if keys is not None else sorted(planned.keys() | reached.keys(), key=str)
    return [
        Progress(
            key=key,
            planned=planned.get(key, 0),
            planned_to_date=planned_to_date.get(key, 0),
            reached=reached.get(key, 0),
        )
        for key in wanted
    ]


def progress_of(scope, *, on, part=EVERYTHING):
    """Progress of a slice as a whole, in places."""
    planned = PLANNED.values(scope, {"all": part, "to_date": part.up_to(last_full_month(on))})
    return Progress(
        key=None,
        planned=planned["all"],
        planned_to_date=planned["to_date"],
        reached=PLACES_FILLED.value(scope, part),
    )


# --- a promise beside its evidence ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """A promise beside what is planned and reached, each in the promise's unit (people or satang), and the money."""

    promise: object
    figure: object
    planned: int
    reached: int | None  # None of what was planned: of money, what is paid and spent says what came of it
    other_figure: object | None
    other_reached: int | None
    paid: int  # satang, over the same part of the whole
    spent: int

    @property
    def is_money(self):
        return self.figure.unit == BAHT

    @property
    def paid_share(self):
        """What is paid as a part of the money that was promised."""
        return self.paid / self.promise.value if self.is_money else None

    @property
    def share(self):
        """What is reached as a part of what was promised."""
        return None if self.reached is None else self.reached / self.promise.value

    @property
    def planned_share(self):
        """What is planned as a part of what was promised."""
        return self.planned / self.promise.value


def standing(promise, *, on=None):
    """One promise beside its evidence."""
    return standings([promise], on=on)[0]


def standings(promises, *, on=None, parts=None):
    """Promises beside their evidence, each figure asked once for all of them; `parts` where they are known already."""
    promises = list(promises)
    parts = parts or parts_of(promises, on=on or clock.today())
    wanted = {}
    for promise in promises:
        figure = FIGURES[promise.figure_key]
        for key in {figure.key, figure.plan, figure.other, MONEY_PAID.key, MONEY_SPENT.key} - {""}:
            part = parts[promise.pk]
            wanted.setdefault(key, {})[part] = part
    found = {key: FIGURES[key].values(TOTALS, slices) for key, slices in wanted.items()}
    return [_standing(promise, found, part=parts[promise.pk]) for promise in promises]


def _standing(promise, found, *, part):
    figure = FIGURES[promise.figure_key]
    other = FIGURES.get(figure.other)
    return Standing(
        promise=promise,
        figure=figure,
        planned=found[figure.plan][part],
        reached=None if figure.is_plan else found[figure.key][part],
        other_figure=other,
        other_reached=found[other.key][part] if other else None,
        paid=found[MONEY_PAID.key][part],
        spent=found[MONEY_SPENT.key][part],
    )


# --- month by month ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Month:
    """Where plan and reality stood at the end of a month; nothing is reached yet in months to come."""

    month: dt.date
    planned: int
    reached: int | None


def by_month(scope, fiscal_year, *, figure, on, part=EVERYTHING):
    """Cumulative plan and reality at the end of each month of the fiscal year, counted as the figure counts.

    Of a plan, reality is the figure that says what came of it: of money planned, money paid.
    """
    months = fiscal.months_of(fiscal_year)
    parts = {month: replace(part, until=month) for month in months}
    planned = FIGURES[figure.plan].values(scope, parts)
    begun = [month for month in months if month <= on]
    happened = FIGURES.get(figure.result) if figure.is_plan else figure
    reached = happened.values(scope, {month: parts[month] for month in begun}) if happened else {}
    return [Month(month=month, planned=planned[month], reached=reached.get(month)) for month in months]


@dataclass(frozen=True)
class ProjectStanding:
    """A project of a portfolio: places planned and filled, and the baht that this scope may see."""

    project: object
    progress: Progress
    satang: int


def by_project(scope, portfolio, *, on, part):
    """Every project of a portfolio, in its order."""
    projects = list(planning.projects(scope, portfolio))
    for project in projects:
        project.portfolio = portfolio  # known already; its code is part of a project's address
    progress = progress_by(scope, Dimension.PROJECT, on=on, part=part, keys=[one.pk for one in projects])
    satang = MONEY_PLANNED.by(scope, Dimension.PROJECT, part)
    return [
        ProjectStanding(project=project, progress=standing, satang=satang.get(project.pk, 0))
        for project, standing in zip(projects, progress, strict=True)
    ]
