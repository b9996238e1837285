"""Accounts of a book, narrowed by the address; one account with its ledger and what was left after each entry."""

import re

import pytest

from buranakan.accounts.permissions import Role
from buranakan.finance import actions
from buranakan.finance.enums import Way
from buranakan.lib import clock
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.finance.conftest import AT
from tests.pages.desk.money_desk import NOW, MoneyDesk, address, main_text

URL = "/desk/money/accounts/"
QUERIES = 11
QUERIES_OF_ONE = 9

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield MoneyDesk.opened()


def accounts(desk, count=2):
    """The ground's account and others of other activities."""
    ground = desk.ground
    found = [ground.allotted(100_000_00)]
    for _ in range(count - 1):
        line = PlanLineFactory(
            version=ground.line.version, activity=ActivityFactory(), serving_office=ground.pio, province=ground.province
        )
        found.append(ground.allotted(10_000_00, activity=line.activity))
    return found


def shown(answer):
    return [row.thing for row in answer.context["rows"]]


# --- the list ---------------------------------------------------------------------------------------------------------
def test_both_offices_see_the_accounts(desk):
    both = accounts(desk)
    assert shown(desk.clerk.get(URL)) == both
    assert shown(desk.owner_head.get(URL)) == both


def test_a_stranger_is_asked_to_sign_in(desk, client):
    allotment = desk.ground.allotted()
    assert [client.get(one).status_code for one in (URL, address("money_allotment", allotment))] == [302, 302]


def test_a_role_without_money_is_refused(desk):
    allotment = desk.ground.allotted()
    expert = desk.as_role(Role.EXPERT)
    assert [expert.get(one).status_code for one in (URL, address("money_allotment", allotment))] == [403, 403]


def test_another_province_finds_no_account(desk):
    [allotment] = accounts(desk, 1)
    neighbour = desk.as_neighbour()
    assert shown(neighbour.get(URL)) == []
    assert neighbour.get(address("money_allotment", allotment)).status_code == 404


def test_wrong_method(desk):
    allotment = desk.ground.allotted()
    assert [desk.clerk.post(one).status_code for one in (URL, address("money_allotment", allotment))] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    accounts(desk, count)
    with django_assert_num_queries(QUERIES):
        desk.clerk.get(URL)


def test_the_address_narrows(desk):
    first, second = accounts(desk)
    assert shown(desk.clerk.get(URL, {"activity": second.activity.pk})) == [second]
    assert shown(desk.clerk.get(URL, {"project": first.activity.project.pk})) == [first]
    assert shown(desk.clerk.get(URL, {"on_behalf": "yes", "province": "30"})) == [first, second]
    assert shown(desk.clerk.get(URL, {"on_behalf": "no"})) == []
    assert shown(desk.clerk.get(URL, {"serving_office": "999"})) == []


def test_an_account_whose_first_allotment_waits_is_not_listed(desk):
    desk.ground.allotment_entered()
    assert shown(desk.clerk.get(URL)) == []


# --- one account ------------------------------------------------------------------------------------------------------
def test_the_ledger_tells_what_was_left_after_each_entry(desk):
    ground = desk.ground
    allotment = ground.allotted(100_000_00)
    commitment = ground.committed(allotment, 60_000_00)
    ground.paid(commitment, 60_000_00)
    ground.approved(ground.entered(actions.enter_return, allotment, 15_000_00))
    answer = desk.clerk.get(address("money_allotment", allotment))
    told = [(row["signed"], row["left"]) for row in answer.context["page"].object_list]
    assert told == [
        ("+100,000", 100_000_00),
        ("+60,000", 40_000_00),
        ("+60,000", 40_000_00),
        ("+15,000", 25_000_00),
    ]
    assert answer.context["way"]["text"] == Way.ON_BEHALF.label


def test_who_may_do_what_is_offered_what(desk):
    allotment = desk.ground.allotted(100_000_00)
    one = address("money_allotment", allotment)
    offered = {
        name: re.findall(r"/enter/(\w+)/|(money/allot)", main_text(getattr(desk, name).get(one)))
        for name in ("clerk", "owner_clerk", "head")
    }
    assert offered == {
        "clerk": [("commitment", ""), ("reservation", ""), ("return", "")],
        "owner_clerk": [("", "money/allot")],
        "head": [],
    }


def test_a_commitment_is_offered_to_be_paid_until_it_is(desk):
    ground = desk.ground
    allotment = ground.allotted(100_000_00)
    commitment = ground.committed(allotment, 60_000_00)
    pay = address("money_commitment_enter", commitment, "payment")
    one = address("money_allotment", allotment)
    assert (pay in main_text(desk.clerk.get(one)), pay in main_text(desk.head.get(one))) == (True, False)
    ground.paid(commitment, 60_000_00)
    assert pay not in main_text(desk.clerk.get(one))


@pytest.mark.parametrize(
    ("who", "sees"), [("clerk", True), ("head", True), ("owner_clerk", True), ("planner", False), ("executive", False)]
)
def test_a_payee_is_named_to_those_who_enter_and_approve(desk, who, sees):
    allotment = desk.ground.allotted()
    desk.ground.committed(allotment, 1_00)
    ways = {
        "planner": lambda: desk.as_role(Role.PLANNER, desk.ground.diprom),
        "executive": desk.as_ministry,
    }
    client = ways[who]() if who in ways else getattr(desk, who)
    shown_page = main_text(client.get(address("money_allotment", allotment)))
    assert ("ร้านทดสอบการพิมพ์" in shown_page) is sees


def test_what_waits_stands_on_the_account(desk):
    allotment = desk.ground.allotted()
    movement = desk.ground.commitment_entered(allotment, 1_00)
    assert address("money_movement", movement) in main_text(desk.clerk.get(address("money_allotment", allotment)))


def test_a_plan_that_was_cut_afterwards_is_told(desk):
    ground = desk.ground
    allotment = ground.allotted(100_000_00)
    ground.line.version.plan.versions.supersede()
    answer = desk.clerk.get(address("money_allotment", allotment))
    assert (answer.context["planned_satang"], 'class="notice notice-warn"' in main_text(answer)) == (0, True)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_an_account_does_not_grow(desk, count, django_assert_num_queries):
    ground = desk.ground
    allotment = ground.allotted()
    for _ in range(count):
        ground.paid(ground.committed(allotment, 1_00), 1_00)
        ground.commitment_entered(allotment, 1_00)
    with django_assert_num_queries(QUERIES_OF_ONE):
        desk.clerk.get(address("money_allotment", allotment))


def test_an_entry_and_its_reversal_are_marked(desk):
    ground = desk.ground
    allotment = ground.allotted()
    entry = ground.paid(ground.committed(allotment, 1_00), 1_00)
    ground.approved(actions.reverse(entry, document=ground.paper(0), by=ground.clerk, at=AT))
    rows = desk.clerk.get(address("money_allotment", allotment)).context["page"].object_list
    assert [(row["entry"].is_reversed, row["entry"].reverses_id) for row in rows] == [
        (False, None),
        (False, None),
        (True, None),
        (False, entry.pk),
    ]
