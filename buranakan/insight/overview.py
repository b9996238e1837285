"""What a desk opens with: promises beside evidence, provinces, projects, money, pillars, and what is late."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.areas import queries as areas
from buranakan.finance import queries as finance
from buranakan.finance.enums import Category, Measure
from buranakan.insight import addresses, late, pillars, progress
from buranakan.insight.addresses import Asked
from buranakan.insight.figures.money import MONEY_ALLOTTED, MONEY_PAID, MONEY_PLANNED, MONEY_SPENT
from buranakan.insight.figures.people import REACHED_DISTINCT, REACHED_PARTICIPATIONS
from buranakan.insight.slices import Dimension
from buranakan.lib import clock, fiscal
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy

# What the government watches first: all expenses, disbursed.
TARGET = {"measure": Measure.DISBURSEMENT, "category": Category.OVERALL}


def this_year(scope, *, on, portfolios=None):
    """What the desk of a day is about: the year's portfolio as announced for those who see the whole country.

    Others see everything done in their provinces that year, however the announcement is read. `portfolios` are the
    year's, where they are known.
    """
    year = fiscal.fiscal_year_of(on)
    if portfolios is None:
        portfolios = list(planning.portfolios(scope).filter(fiscal_year=year)[:2])
    if scope.sees_all_provinces and len(portfolios) == 1:
        return Asked((addresses.of_portfolio(portfolios[0], on=on),))
    return addresses.read({addresses.YEAR: str(year)}, scope=scope, on=on)


def read(query, *, scope, on):
    """Any slice that an address asks for; without one, what the desk is about."""
    asked = addresses.read(query, scope=scope, on=on)
    return asked if asked.terms else this_year(scope, on=on)


def read_year(query, *, scope, on):
    """The year or portfolio that an address asks for; without one, what the desk is about."""
    wanted = {name: query.get(name, "") for name in (addresses.YEAR, addresses.PORTFOLIO)}
    return addresses.read(wanted, scope=scope, on=on) if any(wanted.values()) else this_year(scope, on=on)


# --- provinces --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ProvinceStanding:
    """A province with its progress in places."""

    province: object
    progress: progress.Progress


def provinces(scope, asked, *, on):
    """Every province in reach that the slice covers, in dictionary order."""
    covered = [one.provinces for one in asked.part.announced or ()]
    found = [
        one
        for one in areas.provinces()
        if (scope.sees_all_provinces or one.pk in scope.provinces)
        and (not covered or any(codes is None or one.pk in codes for codes in covered))
    ]
    standings = progress.progress_by(
        scope, Dimension.PROVINCE, on=on, part=asked.part, keys=[one.pk for one in found]
    )
    return [ProvinceStanding(province, standing) for province, standing in zip(found, standings, strict=True)]


def with_standing(found, text):
    """Those of the provinces that stand as an address asks for; "" asks for all."""
    if text and text not in progress.State.values:
        raise RuleBroken(
            "standing_not_understood", _("“%(text)s” is no standing. Choose one of those offered."), text=text
        )
    return [one for one in found if not text or one.progress.state == text]


# --- what a slice comes to within reach -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Money:
    """What the plans and the books in reach say of a slice, in satang."""

    planned: int
    allotted: int
    spent: int
    paid: int

    @property
    def paid_share(self):
        """Paid as a part of what was allotted, as the government's targets count; None where nothing was."""
        return self.paid / self.allotted if self.allotted else None

    @property
    def spent_share(self):
        """Spent as a part of what was allotted."""
        return self.spent / self.allotted if self.allotted else None


@dataclass(frozen=True)
class Here:
    """What a slice comes to within reach."""

    people: int
    participations: int
    progress: progress.Progress
    money: Money


def here(scope, asked, *, on):
    """People reached, places and money of a slice within reach."""
    return Here(
        people=REACHED_DISTINCT.value(scope, asked.part),
        participations=REACHED_PARTICIPATIONS.value(scope, asked.part),
        progress=progress.progress_of(scope, on=on, part=asked.part),
        money=money(scope, asked),
    )


def money(scope, asked):
    """Money of a slice within the books in reach."""
    return Money(
        planned=MONEY_PLANNED.value(scope, asked.part),
        allotted=MONEY_ALLOTTED.value(scope, asked.part),
        spent=MONEY_SPENT.value(scope, asked.part),
        paid=MONEY_PAID.value(scope, asked.part),
    )


# --- the home page ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Overview:
    """Everything the home page says."""

    fiscal_year: int
    asked: Asked
    portfolios: list
    standings: list
    here: Here
    provinces: list
    projects: list
    target: finance.TargetsNow
    pillars: pillars.FrameworkStanding | None
    late: late.Counts

    @property
    def people(self):
        """The promise about people that the page opens with."""
        return next((one for one in self.standings if one.figure.counts_people), None)

    @property
    def money(self):
        """The promise about money that the page opens with."""
        return next((one for one in self.standings if one.figure.unit == BAHT), None)

    @property
    def projects_here(self):
        """All of them for the whole country, even those that nothing is planned for; in an area those that reach it."""
        if self.asked.narrowed_by == {addresses.PORTFOLIO}:
            return self.projects
        return [one for one in self.projects if one.progress.planned or one.progress.reached or one.satang]

    @property
    def behind(self):
        """Provinces in reach that are behind plan."""
        return [one for one in self.provinces if one.progress.is_behind]


def overview(scope, *, at):
    """The home page of those who see figures."""
    on = clock.local_day(at)
    year, asked = fiscal.fiscal_year_of(on), this_year(scope, on=on)
    portfolios = list(planning.portfolios(scope).filter(fiscal_year=year))
    return Overview(
        fiscal_year=year,
        asked=asked,
        portfolios=portfolios,
        standings=progress.standings(policy.promises_in_force(scope).filter(fiscal_year=year), on=on),
        here=here(scope, asked, on=on),
        provinces=provinces(scope, asked, on=on),
        projects=[
            one for portfolio in portfolios for one in progress.by_project(scope, portfolio, on=on, part=asked.part)
        ],
        target=finance.target_of(year, quarter=fiscal.quarter_of(on), **TARGET),
        pillars=pillars.standing(scope, on=on),
        late=late.counts(scope, asked, at=at),
    )
