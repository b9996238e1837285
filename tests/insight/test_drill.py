"""Opening a figure: within reach beside the whole, its slices, the rows behind it."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import addresses, drill
from buranakan.insight.figures import FIGURES
from buranakan.insight.slices import Dimension
from buranakan.lib.rules import RuleBroken
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory
from tests.insight import world as worlds

ALL = Scope.system("test")
DISTINCT = FIGURES["people_reached_distinct"]
MONEY = FIGURES["money_planned"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
    return world


@pytest.fixture
def korat(world):
    return scope(Role.PROVINCIAL_OFFICER, world.offices["30"])


def asked(asker=ALL, **query):
    return addresses.read(query, scope=asker, on=worlds.TODAY)


def numbers(opened):
    return opened.value, opened.total, opened.rows_seen, opened.rows_in_all


def test_a_province_sees_its_own_of_the_whole(korat):
    assert numbers(drill.opened(korat, DISTINCT, asked(korat, portfolio="joint-2568"))) == (3, 7, 3, 7)
    assert numbers(drill.opened(korat, DISTINCT, asked(korat, year="2568"))) == (3, 7, 3, 7)


@pytest.mark.parametrize("narrowed", [{"project": "joint-2568.2"}, {"office": "pio-50"}, {"month": "2025-02"}])
def test_of_anything_narrower_only_its_own_is_told(korat, narrowed):
    opened = drill.opened(korat, DISTINCT, asked(korat, year="2568", **narrowed))
    assert (opened.total, opened.rows_in_all) == (None, None)


def test_those_who_see_the_country_see_all_of_every_slice(world):
    opened = drill.opened(ALL, DISTINCT, asked(month="2025-02", province="50"))
    assert (numbers(opened), opened.sees_all) == ((4, 4, 4, 4), True)


def test_money_of_other_books_is_part_of_the_whole_only(world, korat):
    stranger = OfficeFactory(provincial=True, code="pio-99")
    worlds.add_line(
        world, world.fair, world.korat, people=20, month=dt.date(2025, 3, 1), owner=stranger, serving=stranger
    )
    opened = drill.opened(korat, MONEY, asked(korat, year="2568"))
    assert numbers(opened) == (100_000_00, 400_000_00, 1, 4)


def test_parts_stand_in_the_order_of_their_dimension_with_their_plan(world):
    parts = drill.parts(ALL, DISTINCT, Dimension.PROJECT, asked=asked(), plan=FIGURES["people_planned"])
    assert [(part.name.text, part.name.label, part.value, part.planned) for part in parts] == [
        ("joint-2568.1", "โครงการเกษตร", 3, 50),
        ("joint-2568.2", "โครงการดิจิทัล", 4, 40),
    ]


def test_parts_of_every_dimension_lead_back_to_themselves(world):
    for dimension in Dimension:
        for part in drill.parts(ALL, DISTINCT, dimension, asked=asked()):
            narrowed = asked(**{dimension.value: part.name.text})
            assert DISTINCT.value(ALL, narrowed.part) == part.value


def test_rows_of_services_are_the_newest_first_and_say_whether_they_have_evidence(world, korat):
    later = worlds.serve(world, world.korat, on=dt.date(2025, 3, 3))[0]
    rows = list(drill.rows(korat, DISTINCT, asked(korat)))
    assert (len(rows), rows[0].pk, rows[0].has_evidence) == (4, later.pk, False)
    assert {row.province_id for row in rows} == {"30"}


def test_rows_of_plans_are_lines_of_approved_versions(world, korat):
    worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 3, 1), approved=False)
    rows = list(drill.rows(korat, FIGURES["people_planned"], asked(korat)))
    assert [(row.province_id, row.people) for row in rows] == [("30", 30)]


def test_the_dimension_is_the_one_asked_for_or_the_first_that_is_open(world):
    assert drill.dimension("", asked=asked()) == Dimension.PROJECT
    assert drill.dimension("", asked=asked(project="joint-2568.1")) == Dimension.ACTIVITY
    assert drill.dimension("month", asked=asked()) == Dimension.MONTH
    with pytest.raises(RuleBroken) as refusal:
        drill.dimension("colour", asked=asked())
    assert refusal.value.code == "dimension_not_understood"
