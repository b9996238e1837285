"""Plan sheets of twelve months: every cell is its figure, for whoever looks."""

import datetime as dt
from dataclasses import replace

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.queries import scope_of
from buranakan.accounts.scope import Scope
from buranakan.insight import plan_sheets
from buranakan.insight.plan_sheets import Form, Level
from tests.factories.accounts import MembershipFactory
from tests.insight import world as worlds

EVERYTHING = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Somebody is served in two months of one activity: months don't add up to the year."""
    world = worlds.build()
    served = worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.korat, persons=[served[0].person], on=dt.date(2025, 4, 3))
    worlds.serve(world, world.chiang_mai, people=2, activity=world.fair, on=dt.date(2025, 4, 4))
    return world


def wrong_cells(sheet, *, scope):
    """Cells that are not what their figure says."""
    return [
        (row.label, column.key)
        for row in sheet.rows
        if row.part is not None
        for column in sheet.columns
        if row.numbers.get(column.key, 0) != row.line.figure.value(scope, replace(row.part, months=column.months))
    ]


@pytest.mark.parametrize("form", list(Form))
def test_every_cell_equals_its_figure(world, form):
    sheet = plan_sheets.sheet(EVERYTHING, world.portfolio, form=form)
    assert wrong_cells(sheet, scope=EVERYTHING) == []


def test_the_year_runs_from_october_with_each_quarter_behind_its_months(world):
    sheet = plan_sheets.sheet(EVERYTHING, world.portfolio, form=Form.PROJECTS)
    assert [one.key for one in sheet.columns][:5] == ["2024-10", "2024-11", "2024-12", "q1", "2025-01"]
    assert [one.key for one in sheet.columns][-2:] == ["q4", "year"]
    people = next(row for row in sheet.rows if row.level == Level.WHOLE)
    assert people.numbers == {
        "2025-02": 30, "q2": 30, "2025-04": 20, "q3": 20, "2025-07": 40, "q4": 40, "year": 90
    }  # fmt: skip


def test_somebody_served_in_two_months_counts_once_in_the_year(world):
    sheet = plan_sheets.sheet(EVERYTHING, world.portfolio, form=Form.PROJECTS)
    result = next(row for row in sheet.rows if row.label == "อบรม" and not row.line.is_plan)
    assert result.numbers == {"2025-02": 3, "q2": 3, "2025-04": 1, "q3": 1, "year": 3}


def test_the_two_fixed_lines_stand_below_and_what_is_not_kept_is_not_a_nought(world):
    version = world.envelope.plans.first().versions.get()
    world.envelope.is_carried_over = True
    world.envelope.save()
    sheet = plan_sheets.sheet(EVERYTHING, world.portfolio, form=Form.AGENCIES)
    carried, off_budget = sheet.rows[-2:]
    assert (carried.level, off_budget.level, off_budget.numbers) == (Level.FIXED, Level.FIXED, None)
    assert carried.numbers["year"] == 300_000_00
    assert version.state == "approved"


def test_a_sheet_of_one_office_and_a_reader_of_one_province(world):
    pio = world.offices["30"]
    sheet = plan_sheets.sheet(EVERYTHING, world.portfolio, form=Form.PROJECTS, owner=world.diprom, server=pio)
    whole = [row.numbers.get("year") for row in sheet.rows[:3]]
    assert whole == [30, 3, 100_000_00]
    scope = scope_of(MembershipFactory(role=Role.OFFICE_HEAD, office=pio), on=worlds.TODAY)
    seen = plan_sheets.sheet(scope, world.portfolio, form=Form.PROJECTS)
    assert wrong_cells(seen, scope=scope) == []
    assert [row.label for row in seen.rows if row.level == Level.PART][:1] == ["อบรม"]
    assert [row.numbers.get("year") for row in seen.rows[:3]] == [30, 3, 100_000_00]


def test_offices_to_choose_from_are_those_with_lines_in_reach(world):
    owners, servers = plan_sheets.offices(EVERYTHING, world.portfolio)
    assert (owners, servers) == ([world.diprom], [world.offices[code] for code in ("30", "36", "50")])
