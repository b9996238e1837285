"""The plan of a province for its head: sourced sentences, a table that adds up, what must open, whom to ask."""

import datetime as dt

import pytest
from django.utils import translation

from buranakan.accounts.permissions import Role
from buranakan.accounts.queries import scope_of
from buranakan.accounts.scope import Scope
from buranakan.insight import province_plan, province_plan_paper
from buranakan.lib import clock
from tests.factories.accounts import MembershipFactory
from tests.factories.delivery import RoundFactory
from tests.factories.needs import NeedFactory, NeedsAnswerFactory, NeedsSurveyFactory
from tests.factories.planning import amended
from tests.insight import documents
from tests.insight import world as worlds
from tests.pages.papers import pages_of

EVERYTHING = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Korat also has a round of the centre in June, on the department's budget."""
    world = worlds.build()
    worlds.serve(world, world.korat, people=3)
    worlds.add_line(
        world, world.fair, world.korat, people=20, month=dt.date(2025, 6, 1), satang=80_000_00, serving=world.centre
    )
    return world


def head_of(office):
    return scope_of(MembershipFactory(role=Role.OFFICE_HEAD, office=office), on=worlds.TODAY)


def paper(world, scope, **said):
    return province_plan.paper(scope, world.portfolio, world.korat, at=worlds.NOW, **said)


def test_every_number_of_the_sentences_is_sourced_and_the_table_adds_up_to_them(world):
    scope = head_of(world.offices["30"])
    with translation.override("th"):
        found = paper(world, scope)
        assert documents.faults(found.sentences, scope=scope) == []
    planned, filled, _share, money = (one for sentence in found.sentences for one in sentence.numbers)
    assert (planned.value, filled.value, money.value) == (50, 3, 100_000_00)
    assert (found.people, found.satang) == (planned.value, money.value)


def test_money_is_of_the_offices_own_books_and_of_no_book_out_of_reach(world):
    own, of_centre = paper(world, head_of(world.offices["30"])).works
    assert (own.satang, of_centre.satang) == (100_000_00, None)
    # The centre prints the same page and doesn't see what the provincial office spends.
    seen = paper(world, head_of(world.centre))
    assert [one.satang for one in seen.works] == [None, None]
    assert "money_planned" not in {number.key for one in seen.sentences for number in one.numbers}


def test_lines_without_a_round_must_open_the_late_ones_first(world):
    found = paper(world, EVERYTHING)
    assert [(one.line.month.month, one.is_late) for one in found.openings] == [(2, True), (6, False)]


def test_a_round_held_before_the_plan_was_amended_has_begun_after_it_too(world):
    late = paper(world, EVERYTHING).openings[0].line
    RoundFactory(plan_line=late)
    amended(late.version)
    assert [one.line.month.month for one in paper(world, EVERYTHING).openings] == [6]


def test_budget_owners_and_the_centre_are_whom_to_ask(world):
    planner = MembershipFactory(role=Role.PLANNER, office=world.diprom)
    contacts = paper(world, EVERYTHING).contacts
    assert [(one.office, one.people) for one in contacts] == [(world.diprom, (planner.user,)), (world.centre, ())]


def test_need_stands_beside_what_the_plan_has(world):
    survey = NeedsSurveyFactory(portfolio=world.portfolio, office=world.diprom)
    answer = NeedsAnswerFactory(survey=survey, province=world.korat, confirmed=True)
    decided = {"state": "reduced", "granted": 50, "decided_because": "วงเงิน", "decided_at": worlds.NOW}
    NeedFactory(answer=answer, activity=world.training, people=80, **decided)
    numbers = paper(world, EVERYTHING).sentences[-1].numbers
    assert [(one.key, one.value) for one in numbers] == [
        ("needs_asked", 80), ("needs_granted", 50), ("people_planned", 50)
    ]  # fmt: skip


def test_each_province_is_one_page_also_with_a_long_plan(world):
    for month in range(1, 10):
        worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, month, 1))
    for place in range(8):
        activity = worlds.ActivityFactory(project=world.digital, name_th=f"พัฒนาผลิตภัณฑ์ชุมชนสู่ตลาดออนไลน์ ระดับที่ {place}")
        worlds.add_line(world, activity, world.korat, people=30, month=dt.date(2025, 8, 1))
    at, both = worlds.NOW, [world.korat, world.chaiyaphum]
    with clock.frozen_at(at):
        found = [province_plan.paper(EVERYTHING, world.portfolio, one, at=at, reason="เหตุผล") for one in both]
        printed = province_plan_paper.printed(found, by_office=world.diprom)
    assert pages_of(printed) == len(both)


def test_a_province_without_a_plan_has_a_page_that_says_so(world):
    world.portfolio.fiscal_year = 2570
    world.portfolio.save()
    found = province_plan.paper(EVERYTHING, world.portfolio, world.chiang_mai, at=worlds.NOW)
    assert [one.people for one in found.works] == [40]
