"""What the public may see: promises' own totals, tables without small counts, one counting rule a table."""

import datetime as dt

import pytest

from buranakan.insight import publish
from buranakan.planning.enums import Reading
from tests.factories.planning import PortfolioFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    world.promise = worlds.promise(world)
    return world


@pytest.fixture
def busy(world):
    """Korat 40 (one of them twice), Chaiyaphum 3, Chiang Mai 12; few in January, many in February."""
    [first] = worlds.serve(world, world.korat, on=dt.date(2025, 1, 20))
    worlds.serve(world, world.korat, persons=[first.person], on=dt.date(2025, 2, 3), serving=world.centre)
    worlds.serve(world, world.korat, people=39, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=3, on=dt.date(2025, 3, 14))
    worlds.serve(world, world.chiang_mai, people=12, on=dt.date(2025, 4, 14), activity=world.fair)
    return world


def released(world):
    return publish.release(world.portfolio, on=worlds.TODAY)


def reached(cells):
    return {cell.key: cell.reached for cell in cells}


def test_totals_by_the_promises_rule_and_the_other_one(busy):
    release = released(busy)
    assert (release.figure.key, release.reached) == ("people_reached_distinct", 55)
    assert (release.other.key, release.other_reached) == ("people_reached_participations", 56)
    assert (release.planned, release.satang) == (90, 300_000_00)


def test_a_small_province_is_hidden_with_the_ones_that_would_reveal_it(busy):
    """Three in Chaiyaphum; Korat has the next smallest plan, and Chiang Mai alone stays."""
    assert reached(released(busy).provinces) == {"36": None, "30": None, "50": 12}


def test_projects_have_money_and_no_small_counts(busy):
    release = released(busy)
    assert reached(release.projects) == {busy.farms.pk: 43, busy.digital.pk: 12}
    assert [cell.satang for cell in release.projects] == [200_000_00, 100_000_00]


def test_a_month_of_few_is_told_with_the_months_after_it(busy):
    """One in January is told with February's 39; March's three with April's twelve; May adds nobody, so April waits."""
    months = {point.month.month: point.reached for point in released(busy).months if not point.is_to_come}
    assert months == {10: None, 11: None, 12: None, 1: None, 2: 40, 3: None, 4: None, 5: 55}


def test_months_to_come_have_a_plan_alone(busy):
    to_come = [(point.month.month, point.planned, point.reached) for point in released(busy).months if point.is_to_come]
    assert to_come == [(6, 50, None), (7, 90, None), (8, 90, None), (9, 90, None)]


def test_too_few_people_in_all_hide_even_the_total(world):
    worlds.serve(world, world.korat, people=9)
    release = released(world)
    assert (release.is_hidden, release.reached, release.other_reached) == (True, None, None)
    assert {*reached(release.provinces).values(), *reached(release.projects).values()} == {None}
    assert {point.reached for point in release.months} == {None}


def test_few_people_who_came_often_are_still_few(world):
    """Participations are tabled, but two people who came thirty times are two people."""
    world.promise.figure_key = "people_reached_participations"
    world.promise.save()
    served = worlds.serve(world, world.korat, people=2)
    for day in range(15, 28):
        worlds.serve(world, world.korat, persons=[one.person for one in served], on=dt.date(2025, 2, day))
    worlds.serve(world, world.chaiyaphum, people=30)
    worlds.serve(world, world.chiang_mai, people=30)
    release = released(world)
    assert (release.figure.key, release.reached, release.other_reached) == ("people_reached_participations", 88, 62)
    assert reached(release.provinces) == {"36": None, "30": None, "50": 30}


def test_the_reading_as_center_6_tells_of_its_provinces_only(busy):
    busy.portfolio.reading = Reading.CENTRE_6
    release = released(busy)
    assert (release.reached, release.planned, {cell.key for cell in release.provinces}) == (43, 50, {"30", "36"})


def test_services_outside_the_portfolio_are_not_its(busy):
    other = PortfolioFactory(code="other-2568")
    assert publish.release(other, on=worlds.TODAY).reached is None


# --- promises ---------------------------------------------------------------------------------------------------------
def shown(*promises):
    return publish.public_promises(promises, on=worlds.TODAY)


def test_a_promise_beside_its_release(busy):
    money = worlds.money_promise(busy)
    people, baht = shown(busy.promise, money)
    assert (people.reached, people.other_reached, people.planned, people.share) == (55, 56, 90, 55 / 2180)
    assert (baht.reached, baht.planned, baht.planned_share) == (None, 300_000_00, 300_000_00 / 9_150_000_00)
    assert (baht.paid, baht.paid_share, people.paid_share) == (0, 0, None)
    assert people.release is baht.release


def test_money_paid_is_told_for_the_programme(busy):
    worlds.keep_books(busy, busy.korat)
    worlds.keep_books(busy, busy.chiang_mai)
    [baht] = shown(worlds.money_promise(busy))
    assert (baht.paid, baht.release.paid) == (60_000_00, 60_000_00)


def test_a_promise_bound_to_another_rule_shows_the_same_tables(busy):
    second = worlds.promise(busy, figure_key="people_reached_participations")
    first_shown, second_shown = shown(busy.promise, second)
    assert (first_shown.reached, second_shown.reached) == (55, 56)
    assert second_shown.release.figure.key == "people_reached_distinct"


def test_a_promise_that_only_desks_see_does_not_choose_the_rule(busy):
    busy.promise.is_public = False
    busy.promise.save()
    worlds.promise(busy, figure_key="people_reached_participations")
    assert released(busy).figure.key == "people_reached_participations"
    assert busy.promise not in publish.promises()


def test_a_promise_of_no_programme_or_of_several_has_no_total(busy):
    alone = worlds.promise(busy, portfolio=False)
    both = worlds.promise(busy)
    PortfolioFactory(code="other-2568").promises.add(both)
    first, second = shown(alone, both)
    assert (first.release, first.reached, first.planned) == (None, None, 0)
    assert (second.release, second.reached, len(second.releases)) == (None, None, 2)


def test_the_day_shows_its_years_promises_else_the_newest(world):
    older = worlds.promise(world, fiscal_year=2567)
    assert publish.promises_of_the_day(worlds.TODAY) == [world.promise]
    assert publish.promises_of_the_day(dt.date(2024, 5, 1)) == [older]
    assert publish.promises_of_the_day(dt.date(2030, 5, 1)) == [world.promise]


@pytest.mark.parametrize("count", [1, 3])
def test_a_programme_is_read_once_however_many_promises_it_serves(busy, count, django_assert_max_num_queries):
    promises = [busy.promise, *(worlds.promise(busy) for _ in range(count - 1))]
    with django_assert_max_num_queries(21 + count):
        found = shown(*promises)
    assert len({id(one.release) for one in found}) == 1
