"""What one who decides has to know, in a minute: promises, what to decide, where it is late, money, orders, news."""

from dataclasses import dataclass

from buranakan.accounts.permissions import Permission
from buranakan.areas.models import Office
from buranakan.finance import queries as finance
from buranakan.finance.values import Totals
from buranakan.insight import changes, decisions, gaps, headings, late, late_offices, overview, statements
from buranakan.insight.addresses import Asked
from buranakan.insight.course import PromiseState
from buranakan.insight.figures.money import MONEY_PLANNED
from buranakan.lib import clock, fiscal
from buranakan.planning import queries as planning

# What stands on a page that is read in a minute; the rest is a link away.
MOST_PROMISES, MOST_OFFICES, MOST_DIRECTIVES = 3, 4, 3
# In this order: what is worst stands first. The others are on their way.
NEED = (PromiseState.LATE, PromiseState.OFF_COURSE, PromiseState.UNCERTAIN)


@dataclass(frozen=True)
class Money:
    """What the plans and the books in reach say of a slice, in satang."""

    planned: int
    books: Totals

    @property
    def allotted(self):
        """Less what was given back."""
        return self.books.held

    @property
    def committed(self):
        """Bound, and not paid yet."""
        return self.books.outstanding

    @property
    def paid(self):
        return self.books.paid


@dataclass(frozen=True)
class Minute:
    """Everything the page says."""

    on: object
    fiscal_year: int
    asked: Asked
    reaches: dict  # the words of the reader's reach, of money and of the rest
    portfolios: list
    promises: list  # where each is heading, those that need a decision first
    ground: decisions.Ground
    money: Money
    target: finance.TargetsNow
    provinces: list
    late: late.Lists
    offices: list  # (office, what is late at it)
    changes: changes.Changes
    proposals: list

    @property
    def needing(self):
        """Promises that need a decision: late, off course, or uncertain."""
        return [row for row in self.promises if row.state in NEED]

    @property
    def overdue(self):
        """Directives whose day is over."""
        return self.late.directives

    @property
    def people(self):
        """The promise about people that the page opens with."""
        return next((row for row in self.promises if row.standing.figure.counts_people), None)

    @property
    def baht(self):
        """The promise about money that the page opens with."""
        return next((row for row in self.promises if row.standing.is_money), None)

    @property
    def verdict(self):
        """Will both be kept?"""
        return gaps.verdict(self.people, self.baht, on=self.on)

    @property
    def behind(self):
        """Provinces in reach that are behind plan, the furthest first."""
        found = [one for one in self.provinces if one.progress.is_behind]
        return sorted(found, key=lambda one: one.progress.reached / one.progress.planned_to_date)


def minute(scope, *, since, at):
    """The page of one reader; changes are told since a moment."""
    on = clock.local_day(at)
    year = fiscal.fiscal_year_of(on)
    portfolios = list(planning.portfolios(scope).filter(fiscal_year=year))
    asked = overview.this_year(scope, on=on, portfolios=portfolios)
    provinces = overview.provinces(scope, asked, on=on)
    promises = sorted(headings.of_year(scope, year, on=on), key=_need)
    money = Money(MONEY_PLANNED.value(scope, asked.part), _books(scope, asked))
    lists = late.lists(scope, asked, at=at)
    reaches = statements.reaches(scope)
    ground = _ground(scope, asked, promises, money, at=at, reaches=reaches)
    standings = [one.progress for one in provinces]
    news = changes.changes(scope, asked, since=since, at=at, standings=standings, reaches=reaches)
    return Minute(
        on=on,
        fiscal_year=year,
        asked=asked,
        reaches=reaches,
        portfolios=portfolios,
        promises=promises,
        ground=ground,
        money=money,
        target=finance.target_of(year, quarter=fiscal.quarter_of(on), **overview.TARGET),
        provinces=provinces,
        late=lists,
        offices=_offices(lists, behind={one.province.pk for one in provinces if one.progress.is_behind}),
        changes=changes.Changes(since, (*changes.of_promises(promises, since=since), *news.found)),
        proposals=decisions.proposals(scope, asked, at=at, ground=ground, lists=lists, reaches=reaches),
    )


def _need(row):
    place = NEED.index(row.state) if row.state in NEED else len(NEED)
    return place, not row.standing.figure.counts_people, row.due_on, row.promise.pk


def _books(scope, asked):
    if not scope.may(Permission.SEE_MONEY):
        return Totals()
    return finance.totals(asked.part.narrow(finance.entries(scope)))


def _ground(scope, asked, promises, money, *, at, reaches):
    """The whole country is measured against its promise about people, an area against its plan."""
    promise = next((row.promise for row in promises if row.standing.figure.counts_people), None)
    known = {"money_paid": money.paid, "money_allotted": money.allotted}
    promise = promise if scope.sees_all_provinces else None
    return decisions.ground_of(scope, asked, at=at, promise=promise, known=known, reaches=reaches)


def _offices(lists, *, behind):
    """Those of provinces that are behind as a whole stand first, as the page's first sentence counts these."""
    found = late_offices.by_office(lists)
    found = sorted(found, key=lambda one: not any(place.key in behind for place, _missing in one.where))[:MOST_OFFICES]
    named = Office.objects.in_bulk([one.office for one in found])
    return [(named[one.office], one) for one in found]
