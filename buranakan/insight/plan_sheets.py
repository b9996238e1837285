"""Plan sheets of twelve months from October, in the shape of the Budget Bureau's forms 301 and 302.

The Bureau's own layout was not at hand: rows, columns and fixed lines follow what is known of the forms, and each sheet
says that the agency must confirm it. Every cell is a figure over one slice, so it equals what the figure's page shows.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Office
from buranakan.insight.figures.money import MONEY_PAID, MONEY_PLANNED
from buranakan.insight.figures.people import PEOPLE, PLACES_FILLED, PLANNED
from buranakan.insight.slices import Announced, Dimension, Slice
from buranakan.lib import fiscal
from buranakan.lib.money import BAHT
from buranakan.planning import queries as planning
from buranakan.planning.models import Activity

MONTHS_IN_A_QUARTER = 3


class Form(StrEnum):
    """Which sheet: of agencies (301), or of projects and their main activities (302)."""

    AGENCIES = "301"
    PROJECTS = "302"


class Level(StrEnum):
    """How far in a row stands."""

    WHOLE = "whole"
    GROUP = "group"
    PART = "part"
    FIXED = "fixed"


@dataclass(frozen=True)
class Column:
    """One column of numbers: a month, a quarter or the year, as the slice's months."""

    key: str
    months: tuple[dt.date, ...]

    @property
    def is_month(self):
        return len(self.months) == 1

    @property
    def is_year(self):
        return len(self.months) == 12


@dataclass(frozen=True)
class Line:
    """One declared line of each row: its words, its unit, the figure that fills it; plan or result."""

    label: object
    unit: str
    figure: object
    is_plan: bool


LINES = (
    Line(_("Plan"), PEOPLE, PLANNED, is_plan=True),
    Line(_("Result"), PEOPLE, PLACES_FILLED, is_plan=False),
    Line(_("Plan"), BAHT, MONEY_PLANNED, is_plan=True),
    Line(_("Result"), BAHT, MONEY_PAID, is_plan=False),
)
CARRIED_OVER = _("Of this: budget carried over from former years")
OFF_BUDGET = _("Money from outside the budget")


@dataclass(frozen=True)
class Row:
    """A row of the form in one of its lines: numbers by column key; None where nothing is known at all."""

    level: Level
    label: str
    line: Line
    numbers: dict | None
    part: Slice | None  # of which slice; None for a fixed line that no figure counts


@dataclass(frozen=True)
class Sheet:
    """A plan sheet of a year, of an owner office or a serving office or all within reach."""

    form: Form
    portfolio: object
    owner: object
    server: object
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def columns(fiscal_year):
    """October to September, each quarter's sum behind its months, and the year."""
    months = fiscal.months_of(fiscal_year)
    found = []
    for start in range(0, len(months), MONTHS_IN_A_QUARTER):
        quarter = months[start : start + MONTHS_IN_A_QUARTER]
        found += [Column(f"{month:%Y-%m}", (month,)) for month in quarter]
        found.append(Column(f"q{start // MONTHS_IN_A_QUARTER + 1}", tuple(quarter)))
    return (*found, Column("year", tuple(months)))


def sheet(scope, portfolio, *, form, owner=None, server=None):
    """The sheet as far as the reader sees people and books."""
    part = Slice(
        announced=(Announced(portfolio.pk),),
        owner=owner.pk if owner else None,
        office=server.pk if server else None,
    )
    across = columns(portfolio.fiscal_year)
    rows = _agencies(scope, part, across) if form == Form.AGENCIES else _projects(scope, part, across, portfolio)
    fixed = _fixed(scope, part, across)
    return Sheet(form=form, portfolio=portfolio, owner=owner, server=server, columns=across, rows=(*rows, *fixed))


def offices(scope, portfolio):
    """Offices with approved lines in reach: (those whose budget it is, those who deliver)."""
    lines = planning.approved_lines(scope, portfolio).order_by()
    return tuple(
        list(Office.objects.filter(pk__in=lines.values(column)).order_by("sort_order"))
        for column in ("owner_office_id", "serving_office_id")
    )


# --- rows -------------------------------------------------------------------------------------------------------------
def _agencies(scope, part, across):
    """The whole, then each office whose budget it is."""
    yield from _row(Level.WHOLE, "", part, _whole(scope, part, across))
    found = [_by(scope, line.figure, Dimension.OWNER, part, across) for line in LINES]
    keys = {key for numbers in found for key in numbers}
    for office in Office.objects.filter(pk__in=keys).order_by("sort_order"):
        numbers = [of_line.get(office.pk, {}) for of_line in found]
        yield from _row(Level.PART, office.name, part.at(Dimension.OWNER, office.pk), numbers)


def _projects(scope, part, across, portfolio):
    """The whole, then each project with its main activities."""
    yield from _row(Level.WHOLE, "", part, _whole(scope, part, across))
    of_project = [_by(scope, line.figure, Dimension.PROJECT, part, across) for line in LINES]
    of_activity = [_by(scope, line.figure, Dimension.ACTIVITY, part, across) for line in LINES]
    keys = {key for numbers in of_activity for key in numbers}
    activities = Activity.objects.filter(pk__in=keys).select_related("project").order_by("project__number", "code")
    project = None
    for activity in activities:
        if activity.project_id != project:
            project = activity.project_id
            numbers = [of_line.get(project, {}) for of_line in of_project]
            here = part.at(Dimension.PROJECT, project)
            yield from _row(Level.GROUP, f"{activity.project.number}. {activity.project.name}", here, numbers)
        numbers = [of_line.get(activity.pk, {}) for of_line in of_activity]
        yield from _row(Level.PART, activity.name, part.at(Dimension.ACTIVITY, activity.pk), numbers)


def _row(level, label, part, numbers):
    for line, of_line in zip(LINES, numbers, strict=True):
        yield Row(level=level, label=label, line=line, numbers=of_line, part=part)


def _fixed(scope, part, across):
    """Two lines that the form always has. Of money outside the budget nothing is kept here, and the row says so."""
    plan = LINES[2]
    carried = part.narrow(planning.approved_money_lines(scope)).filter(version__plan__envelope__is_carried_over=True)
    by_month = dict(carried.order_by().values_list("month").annotate(satang=Sum("amount_satang")))
    numbers = {one.key: sum(by_month.get(month, 0) for month in one.months) for one in across}
    yield Row(Level.FIXED, str(CARRIED_OVER), plan, {key: value for key, value in numbers.items() if value}, None)
    yield Row(Level.FIXED, str(OFF_BUDGET), plan, None, None)


# --- numbers ----------------------------------------------------------------------------------------------------------
def _whole(scope, part, across):
    """Each line's numbers over everything: one query for each."""
    return [_shown(line.figure.values(scope, _parts(part, across))) for line in LINES]


def _parts(part, across):
    return {one.key: replace(part, months=one.months) for one in across}


def _by(scope, figure, dimension, part, across):
    """{key of the dimension: {column: number}}. Where months don't add up - a person served in two of them - each
    quarter and the year is asked for itself."""
    found = {}
    by_month = figure.crossed(scope, (dimension, Dimension.MONTH), part=part)
    keys = {month: one.key for one in across if one.is_month for month in one.months}
    for (key, month), value in by_month.items():
        if value and month in keys:
            found.setdefault(key, {})[keys[month]] = value
    for one in across:
        if one.is_month:
            continue
        for key, value in _of_column(scope, figure, dimension, part, one, found).items():
            if value:
                found.setdefault(key, {})[one.key] = value
    return found


def _of_column(scope, figure, dimension, part, column, by_month):
    if Dimension.MONTH in figure.adds_up_over:
        names = [f"{month:%Y-%m}" for month in column.months]
        return {key: sum(numbers.get(name, 0) for name in names) for key, numbers in by_month.items()}
    return figure.by(scope, dimension, replace(part, months=column.months))


def _shown(numbers):
    """Nothing planned and nothing done is an empty cell, as officers write it."""
    return {key: value for key, value in numbers.items() if value}
