"""What the desk opens with, for the whole country and for a province."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.insight import overview
from buranakan.insight.progress import State
from buranakan.insight.slices import Announced, Slice
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Reading
from tests.factories.accounts import scope
from tests.factories.finance import DisbursementTargetFactory
from tests.factories.planning import PortfolioFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
    return world


@pytest.fixture
def executive(world):
    return scope(Role.EXECUTIVE, world.ministry)


@pytest.fixture
def korat(world):
    return scope(Role.PROVINCIAL_OFFICER, world.offices["30"])


def see(asker):
    return overview.overview(asker, at=worlds.NOW)


def test_the_country_is_about_what_was_announced(world, executive):
    people, money = worlds.promise(world), worlds.money_promise(world)
    seen = see(executive)
    assert seen.asked.part == Slice(announced=(Announced(world.portfolio.pk),))
    assert (seen.people.promise, seen.people.reached) == (people, 7)
    assert (seen.money.promise, seen.money.planned) == (money, 300_000_00)
    assert [(one.province.pk, one.progress.state) for one in seen.provinces] == [
        ("36", State.BEHIND),
        ("50", State.NOT_DUE),
        ("30", State.BEHIND),
    ]
    assert [one.province.pk for one in seen.behind] == ["36", "30"]
    assert [one.project.number for one in seen.projects_here] == [1, 2]


def test_a_province_is_about_everything_done_there(world, korat):
    world.portfolio.reading = Reading.CENTRE_6
    world.portfolio.save()
    seen = see(korat)
    assert seen.asked.part == Slice(fiscal_year=2568)
    assert (seen.here.people, seen.here.progress.planned, seen.here.money.planned) == (3, 30, 100_000_00)
    assert [one.province.pk for one in seen.provinces] == ["30"]
    assert [one.project.number for one in seen.projects_here] == [1]


def test_the_reading_as_center_6_leaves_the_others_off_the_map(world, executive):
    world.portfolio.reading = Reading.CENTRE_6
    world.portfolio.save()
    seen = see(executive)
    assert (sorted(one.province.pk for one in seen.provinces), seen.here.people) == (["30", "36"], 3)


def test_two_portfolios_of_a_year_are_seen_together(world, executive):
    PortfolioFactory(code="second-2568")
    assert see(executive).asked.part == Slice(fiscal_year=2568)


def test_a_year_without_anything_is_still_a_page(executive):
    seen = overview.overview(executive, at=worlds.NOW.replace(year=2035))
    assert (seen.people, seen.money, seen.projects, seen.here.people, seen.behind) == (None, None, [], 0, [])


def test_standings_are_chosen_by_their_name(world, executive):
    found = see(executive).provinces
    assert [one.province.pk for one in overview.with_standing(found, "not_due")] == ["50"]
    assert overview.with_standing(found, "") == found
    with pytest.raises(RuleBroken) as refusal:
        overview.with_standing(found, "late")
    assert refusal.value.code == "standing_not_understood"


def test_money_is_of_the_books_in_reach(world, executive, korat):
    worlds.keep_books(world, world.korat)
    worlds.keep_books(world, world.chiang_mai)
    wide, narrow = see(executive).here.money, see(korat).here.money
    assert (wide.planned, wide.allotted, wide.spent, wide.paid) == (300_000_00, 180_000_00, 140_000_00, 60_000_00)
    assert (narrow.planned, narrow.allotted, narrow.spent, narrow.paid) == (100_000_00, 90_000_00, 70_000_00, 30_000_00)
    assert (narrow.paid_share, narrow.spent_share) == (30 / 90, 70 / 90)


def test_without_an_allotment_there_is_no_share_of_it(world, korat):
    assert (see(korat).here.money.paid_share, see(korat).here.money.spent_share) == (None, None)


def test_the_targets_of_the_government_stand_beside_the_money(world, executive):
    target = DisbursementTargetFactory()
    assert (see(executive).target.now, see(executive).target.following) == (None, target)
