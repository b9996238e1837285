"""The books of an office: sums by project and activity, whose book it is, and the government's target beside them."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.finance import imports
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.pages.desk.money_desk import NOW, MoneyDesk, address, main_text

URL = "/desk/money/"
QUERIES = 13

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield MoneyDesk.opened()


def spent(desk):
    """100,000 baht allotted, 60,000 committed, 20,000 of them paid."""
    ground = desk.ground
    allotment = ground.allotted(100_000_00)
    ground.paid(ground.committed(allotment, 60_000_00), 20_000_00)
    return allotment


def stats(answer):
    return answer.context["totals"]


def test_the_serving_office_sees_what_it_spends(desk):
    spent(desk)
    answer = desk.clerk.get(URL)
    assert (answer.context["book"], stats(answer).held, stats(answer).spent, stats(answer).paid) == (
        "serving",
        100_000_00,
        60_000_00,
        20_000_00,
    )
    shown = main_text(answer)
    assert ("100,000" in shown, "ร้อยละ 60" in shown, desk.ground.activity.name in shown) == (True, True, True)


def test_the_owner_sees_the_same_entries_in_its_own_book(desk):
    spent(desk)
    answer = desk.owner_clerk.get(URL)
    assert (answer.context["book"], stats(answer)) == ("owner", stats(desk.clerk.get(URL)))
    assert answer.context["books"] == []


def test_a_department_that_owns_and_spends_turns_from_one_book_to_the_other(desk):
    ground = desk.ground
    spent(desk)
    centre = OfficeFactory(centre=True)
    PlanLineFactory(
        version=ground.line.version, activity=ground.activity, serving_office=centre, province=ground.province
    )
    ground.allotted(30_000_00, serving_office=centre)
    held = {book: stats(desk.owner_clerk.get(URL, {"book": book})).held for book in ("owner", "serving")}
    assert held == {"owner": 130_000_00, "serving": 30_000_00}
    assert len(desk.owner_clerk.get(URL).context["books"]) == 2


def test_the_ministry_sees_one_book(desk):
    spent(desk)
    answer = desk.as_ministry().get(URL)
    assert (answer.context["books"], stats(answer).held) == ([], 100_000_00)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_money_is_refused(desk, role):
    assert desk.as_role(role).get(URL).status_code == 403


def test_another_province_sees_nothing_of_it(desk):
    spent(desk)
    answer = desk.as_neighbour().get(URL)
    assert (stats(answer).held, desk.ground.activity.name in main_text(answer)) == (0, False)


def test_wrong_method(desk):
    assert desk.clerk.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    ground = desk.ground
    for _ in range(count):
        line = PlanLineFactory(
            version=ground.line.version,
            activity=ActivityFactory(),
            serving_office=ground.pio,
            province=ground.province,
        )
        ground.allotted(10_000_00, activity=line.activity)
    with django_assert_num_queries(QUERIES):
        assert desk.clerk.get(URL).status_code == 200


@pytest.mark.parametrize(
    ("day", "target"),
    [("2024-11-15", (1, 0.27, None)), ("2025-05-15", (None, None, 4))],
    ids=["a-quarter-that-is-known", "the-next-that-is-known"],
)
def test_the_governments_target_stands_beside(desk, day, target):
    imports.load(by=None, at=NOW)
    spent(desk)
    with clock.frozen_at(clock.day_starts_at(clock.dt.date.fromisoformat(day))):
        found = desk.clerk.get(URL).context["target"]
    known = found.now and (found.now.quarter, found.now.share)
    assert (known or (None, None)) + (found.following and found.following.quarter,) == target


def test_another_fiscal_year_has_its_own_books(desk):
    spent(desk)
    assert stats(desk.clerk.get(URL, {"year": "2567"})).held == 0
    assert stats(desk.clerk.get(URL, {"year": "ปีนี้"})).held == 100_000_00


def test_only_who_owns_a_budget_is_offered_to_allot(desk):
    spent(desk)
    offers = [address("money_allot") in main_text(one.get(URL)) for one in (desk.owner_clerk, desk.clerk, desk.head)]
    assert offers == [True, False, False]


def test_a_head_is_told_how_many_wait(desk):
    desk.ground.allotment_entered()
    shown = [desk.owner_head.get(URL).context["waiting"], desk.head.get(URL).context["waiting"]]
    assert shown == [1, 0]


def test_a_department_sees_its_offices_as_one_book(desk):
    spent(desk)
    ops = desk.as_role(Role.INSPECTOR, OfficeFactory(ops=True))
    assert stats(ops.get(URL)).held == 100_000_00
