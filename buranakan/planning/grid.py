"""The grid of a plan as values: cells of a row and a month, what is wanted of them, rows with their sums. Pure."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from buranakan.lib import fiscal
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.lib.rules import RuleBroken


@dataclass(frozen=True, order=True)
class RowKey:
    """What stands beside each other over the months of a year: one row."""

    activity_id: int
    owner_office_id: int  # whose budget
    serving_office_id: int  # who spends and delivers
    counts_for_id: int  # whose KPI counts the people
    province_id: str

    @classmethod
    def of(cls, line):
        return cls(**{name: getattr(line, name) for name in cls.__dataclass_fields__})

    def grain(self, month):
        """What makes a line the same line as another; whose KPI counts it is not among it."""
        return (self.activity_id, self.owner_office_id, self.serving_office_id, self.province_id, month)


@dataclass(frozen=True)
class CellValue:
    """What a cell says. No money: in what is wanted it follows the people, in what is expected it is not compared
    (the books that hold it are not the writer's)."""

    people: int
    amount_satang: int | None = None


@dataclass(frozen=True)
class CellEdit:
    """One cell as its writer saw it and as they want it; None, like no people, is no line."""

    row: RowKey
    month: dt.date
    expected: CellValue | None
    wanted: CellValue | None


@dataclass(frozen=True)
class CellsSet:
    """What became of edits, in their order, and the number of the version's last change."""

    version: object
    values: tuple[CellValue | None, ...]
    last_change: int


class CellsRefused(RuleBroken):
    """Some of many edits were refused, so none was done: (place in the list, refusal) of each."""

    def __init__(self, refusals):
        self.refusals = list(refusals)
        super().__init__(
            "cells_refused",
            _("%(count)s cells could not be set, so nothing was changed. The first: %(first)s"),
            count=len(self.refusals),
            first=self.refusals[0][1],
        )


def is_as_expected(now, *, expected):
    """Does what its writer saw still stand there?"""
    if now is None or expected is None:
        return now is expected
    is_money_alike = expected.amount_satang is None or now.amount_satang == expected.amount_satang
    return now.people == expected.people and is_money_alike


def is_as_wanted(now, *, wanted):
    """Is there nothing to do?"""
    if now is None or not wanted or not wanted.people:
        return now is None and not (wanted and wanted.people)
    return now.people == wanted.people and wanted.amount_satang in {None, now.amount_satang}


# --- what follows from what -------------------------------------------------------------------------------------------
def rounds_for(people, *, activity):
    """The fewest whole rounds that hold so many people."""
    return -(-people // activity.round_largest)


def fits_rounds(people, *, activity):
    """Do so many people fill whole rounds of the activity's size?"""
    return people > 0 and rounds_for(people, activity=activity) * activity.round_smallest <= people


def nearest_that_fit(people, *, activity):
    """The next smaller and the next larger number that fill whole rounds; the smaller may be missing."""
    below = people // activity.round_largest * activity.round_largest  # as many full rounds as there are people for
    above = max(rounds_for(people, activity=activity), 1) * activity.round_smallest
    return tuple(number for number in (below, above) if number > 0)


def money_for(people, *, activity, before=None):
    """Satang for so many people: at the unit cost of what stood there, else in the middle of the activity's range.

    A whole baht where the range holds one.
    """
    low, high = activity.unit_cost_low_satang * people, activity.unit_cost_high_satang * people
    if before is None or before.amount_satang is None:
        satang = (low + high) // 2
    else:
        satang = before.amount_satang * people // before.people
    baht = (satang + SATANG_IN_A_BAHT // 2) // SATANG_IN_A_BAHT * SATANG_IN_A_BAHT
    return baht if low <= baht <= high else min(max(satang, low), high)


# --- the grid as it stands --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sums:
    """People and money of some lines; the money of `hidden` lines is in books that may not be seen."""

    people: int = 0
    satang: int = 0
    hidden: int = 0

    def __add__(self, other):
        return Sums(self.people + other.people, self.satang + other.satang, self.hidden + other.hidden)

    @classmethod
    def of(cls, line):
        return cls(line.people, line.shown_satang or 0, int(line.shown_satang is None))


@dataclass(frozen=True)
class Row:
    """One row: the line it was first met in names what it is of; its lines by month."""

    key: RowKey
    named_by: object
    lines: dict = field(default_factory=dict)

    @property
    def project(self):
        return self.named_by.activity.project

    @property
    def sums(self):
        return sums(self.lines.values())


def rows_of(lines):
    """Rows of lines that came from queries.for_table, by project, activity, province and serving office."""
    found = {}
    for line in lines:
        key = RowKey.of(line)
        found.setdefault(key, Row(key, line)).lines[line.month] = line
    return sorted(found.values(), key=_place)


def by_project(rows):
    """Projects with their rows, in the order of `rows_of`."""
    return [(project, list(held)) for project, held in groupby(rows, key=lambda row: row.project)]


def sums(lines):
    """Sums of lines as queries.lines gives them, money as far as it may be seen."""
    return sum(map(Sums.of, lines), Sums())


def sums_by_month(rows, *, fiscal_year):
    """Sums of each of the twelve months, October first."""
    return {month: sums(row.lines[month] for row in rows if month in row.lines) for month in months(fiscal_year)}


def sums_by_quarter(by_month):
    """Sums of the four quarters from those of the months."""
    found = dict.fromkeys(range(1, 5), Sums())
    for month, total in by_month.items():
        found[fiscal.quarter_of(month)] += total
    return found


def months(fiscal_year):
    return fiscal.months_of(fiscal_year)


def _place(row):
    line = row.named_by
    return (
        line.activity.project.number,
        line.activity.code,
        line.province.sort_key,
        line.serving_office.sort_order,
        row.key,
    )
