"""What the public may see: totals of a programme, and tables whose small counts are hidden.

For each programme one count of people has tables: the counting rule of its first promise. The same people are never
tabled under two rules, because side by side the tables uncover small groups; of the other rule only the total is told.
What is hidden is decided by the number of distinct people, whichever way the table counts.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.insight import progress
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.money import MONEY_PAID, MONEY_PLANNED
from buranakan.insight.figures.people import PLANNED, REACHED_DISTINCT
from buranakan.insight.slices import Dimension
from buranakan.insight.small_counts import hidden_keys, points_shown
from buranakan.lib import fiscal
from buranakan.lib.money import BAHT
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy

# Public figures are totals over everything; the rows never leave this module.
WHOLE = Scope.system("public totals")


@dataclass(frozen=True)
class Cell:
    """One line of a public table. `reached` is None where the count is hidden."""

    key: object
    named: object  # the province or project
    planned: int
    reached: int | None
    satang: int | None = None

    @property
    def is_hidden(self):
        return self.reached is None

    @property
    def share(self):
        """Reached as a part of planned, where both are told."""
        return self.reached / self.planned if self.planned and self.reached is not None else None


@dataclass(frozen=True)
class Point:
    """The end of a month: planned so far, and reached so far where it may be told."""

    month: dt.date
    planned: int
    reached: int | None
    is_to_come: bool


@dataclass(frozen=True)
class Release:
    """Everything public about one programme."""

    portfolio: object
    figure: object
    other: object
    reached: int | None
    other_reached: int | None
    planned: int
    satang: int
    paid: int  # satang; money paid is told for the programme alone, not by office, project or province
    provinces: tuple[Cell, ...]
    projects: tuple[Cell, ...]
    months: tuple[Point, ...]

    @property
    def is_hidden(self):
        """Too few people to tell even the total."""
        return self.reached is None

    @property
    def hides_something(self):
        """Does any table leave a count out?"""
        return any(cell.is_hidden for cell in (*self.provinces, *self.projects))


def promises():
    """Promises meant for the public, newest year first, in the order they were confirmed."""
    return policy.promises(Scope.public()).order_by("-fiscal_year", "pk")


def promises_of_the_day(today):
    """Those in force of the fiscal year of a day; while it has none, those of the newest year that has."""
    found = list(promises().in_force())
    year = fiscal.fiscal_year_of(today)
    years = {promise.fiscal_year for promise in found}
    shown = year if year in years else max(years, default=year)
    return [promise for promise in found if promise.fiscal_year == shown]


def releases(promises_shown, *, on):
    """What is public about the programmes that these promises are served by, by the programme's key."""
    portfolios = {one.pk: one for promise in promises_shown for one in promise.portfolios.all()}
    return {pk: release(one, on=on) for pk, one in portfolios.items()}


def release(portfolio, *, on):
    """Everything public about one programme, hidden counts already gone."""
    part = progress.as_announced([portfolio], on=on)
    figure = figure_of(portfolio)
    other = FIGURES[figure.other]
    totals = {one.key: one.value(WHOLE, part) for one in (REACHED_DISTINCT, figure, other)}
    is_hidden = totals[REACHED_DISTINCT.key] < settings.SMALL_COUNT
    return Release(
        portfolio=portfolio,
        figure=figure,
        other=other,
        reached=None if is_hidden else totals[figure.key],
        other_reached=None if is_hidden else totals[other.key],
        planned=PLANNED.value(WHOLE, part),
        satang=MONEY_PLANNED.value(WHOLE, part),
        paid=MONEY_PAID.value(WHOLE, part),
        provinces=_provinces(figure, part),
        projects=_projects(figure, part, portfolio=portfolio),
        months=_months(figure, part, fiscal_year=portfolio.fiscal_year, on=on),
    )


def figure_of(portfolio):
    """The count of people that has public tables: its first public promise's, else each person once."""
    for promise in portfolio.promises.filter(is_public=True).order_by("pk"):
        figure = FIGURES[promise.figure_key]
        if figure.counts_people:
            return figure
    return REACHED_DISTINCT


# --- tables -----------------------------------------------------------------------------------------------------------
def _table(figure, dimension, *, named, part, satang=None):
    """Cells for every key, small counts of distinct people hidden with what would reveal them."""
    people = REACHED_DISTINCT.by(WHOLE, dimension, part)
    counted = figure.by(WHOLE, dimension, part)
    planned = PLANNED.by(WHOLE, dimension, part)
    hidden = hidden_keys(
        {key: people.get(key, 0) for key in named},
        threshold=settings.SMALL_COUNT,
        # The plan is public, so what is given up tells nothing; where least was planned, least is lost.
        given_up_first=sorted(named, key=lambda key: (planned.get(key, 0), str(key))),
    )
    return tuple(
        Cell(
            key=key,
            named=one,
            planned=planned.get(key, 0),
            reached=None if key in hidden else counted[key],
            satang=satang.get(key, 0) if satang is not None else None,
        )
        for key, one in named.items()
    )


def _provinces(figure, part):
    covered = [one.provinces for one in part.announced]
    named = {
        one.pk: one for one in areas.provinces() if any(codes is None or one.pk in codes for codes in covered)
    }
    return _table(figure, Dimension.PROVINCE, named=named, part=part)


def _projects(figure, part, *, portfolio):
    named = {one.pk: one for one in planning.projects(WHOLE, portfolio)}
    return _table(
        figure, Dimension.PROJECT, named=named, part=part, satang=MONEY_PLANNED.by(WHOLE, Dimension.PROJECT, part)
    )


def _months(figure, part, *, fiscal_year, on):
    months = fiscal.months_of(fiscal_year)
    parts = {month: replace(part, until=month) for month in months}
    begun = {month: parts[month] for month in months if month <= on}
    planned = PLANNED.values(WHOLE, parts)
    people = REACHED_DISTINCT.values(WHOLE, begun)
    counted = people if figure is REACHED_DISTINCT else figure.values(WHOLE, begun)
    shown = points_shown([people[month] for month in begun], threshold=settings.SMALL_COUNT)
    told = {month for place, month in enumerate(begun) if place in shown}
    return tuple(
        Point(
            month=month,
            planned=planned[month],
            reached=counted[month] if month in told else None,
            is_to_come=month not in begun,
        )
        for month in months
    )


# --- a promise --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PublicPromise:
    """A promise beside what is public about it."""

    promise: object
    figure: object
    releases: tuple[Release, ...]

    @property
    def release(self):
        """The programme that alone serves it; results of several are told apart, never as one total."""
        return self.releases[0] if len(self.releases) == 1 else None

    @property
    def is_money(self):
        return self.figure.unit == BAHT

    @property
    def planned(self):
        """What is planned for it, in its unit."""
        return sum(one.satang if self.is_money else one.planned for one in self.releases)

    @property
    def paid(self):
        """Satang paid in the programmes that serve it."""
        return sum(one.paid for one in self.releases)

    @property
    def paid_share(self):
        """What is paid as a part of the money that was promised."""
        return self.paid / self.promise.value if self.is_money else None

    @property
    def reached(self):
        """What is reached of it by its own counting rule; None where it is not told or nothing measures it yet."""
        return self._counts.get(self.figure.key)

    @property
    def other_figure(self):
        """The other counting rule."""
        return FIGURES.get(self.figure.other)

    @property
    def other_reached(self):
        """What is reached under the other counting rule, where it is told."""
        return self._counts.get(self.figure.other)

    @property
    def share(self):
        """What is reached as a part of what was promised."""
        return None if self.reached is None else self.reached / self.promise.value

    @property
    def planned_share(self):
        """What is planned as a part of what was promised."""
        return self.planned / self.promise.value

    @property
    def _counts(self):
        if self.release is None or self.is_money:
            return {}
        return {
            self.release.figure.key: self.release.reached,
            self.release.other.key: self.release.other_reached,
        }


def first_release(shown):
    """The programme whose tables stand on the front page: the first promise's that one programme alone serves."""
    return next((one.release for one in shown if one.release), None)


def value_of(figure, release):
    """What a programme tells of a figure; None where it is hidden or not told."""
    told = {
        release.figure.key: release.reached,
        release.other.key: release.other_reached,
        PLANNED.key: release.planned,
        MONEY_PLANNED.key: release.satang,
        MONEY_PAID.key: release.paid,
    }
    return told.get(figure.key)


def public_promises(promises_shown, *, on):
    """Promises beside what is public about them; each programme is read once."""
    promises_shown = list(promises_shown)
    found = releases(promises_shown, on=on)
    return [
        PublicPromise(
            promise=promise,
            figure=FIGURES[promise.figure_key],
            releases=tuple(found[one.pk] for one in promise.portfolios.all()),
        )
        for promise in promises_shown
    ]
