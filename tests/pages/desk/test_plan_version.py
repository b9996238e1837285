"""The page of a plan's version: its lines within reach, and what may be done with it."""

import pytest
from django.db.models import QuerySet

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.models import PlanVersion
from tests.pages.desk.planning_desk import NOW, Desk, address, in_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def shown(response):
    """(province, money) of the lines on the page."""
    return [(line.province_id, line.shown_satang) for group in response.context["groups"] for line in group["lines"]]


def buttons(response):
    return {name for name in ("may_edit", "may_decide", "may_reopen", "may_amend") if response.context[name]}


def test_a_planner_sees_every_line_of_the_own_plan_with_its_totals(desk):
    response = desk.planner.get(address("plan_version", desk.approved()))
    assert response.status_code == 200
    assert shown(response) == [("30", 120_000_00), ("32", 80_000_00), ("50", 100_000_00)]
    totals = response.context["totals"]
    assert (totals.lines, totals.people, totals.satang, totals.money_hidden) == (3, 75, 300_000_00, 0)
    assert [group["people"] for group in response.context["groups"]] == [75]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    url = address("plan_version", desk.approved())
    assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_plans_is_refused(desk, role):
    assert desk.as_role(role, desk.ground.diprom).get(address("plan_version", desk.approved())).status_code == 403


def test_lines_of_another_province_are_absent(desk):
    version = desk.approved()
    response = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(address("plan_version", version))
    assert shown(response) == [("30", 120_000_00)]
    assert (response.context["in_reach"], response.context["all_lines"]) == (1, 3)
    page = response.content.decode()
    assert desk.ground.chiang_mai.name_th not in page
    assert "100,000" not in page
    assert "300,000" not in page


def test_money_of_other_books_is_absent(desk):
    response = desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre).get(address("plan_version", desk.approved()))
    assert shown(response) == [("30", None), ("32", 80_000_00)]
    assert "120,000" not in response.content.decode()


@pytest.mark.parametrize("make", ["draft", "submitted", "returned"])
def test_what_is_not_approved_is_not_there_for_other_offices(desk, make):
    url = address("plan_version", getattr(desk, make)())
    assert desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(url).status_code == 404
    assert desk.as_role(Role.OFFICE_HEAD, desk.ground.centre).get(url).status_code == 404


def test_an_approved_version_without_lines_in_reach_is_not_there(desk):
    version = desk.ground.approved(desk.ground.line())
    url = address("plan_version", version)
    assert desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_surin).get(url).status_code == 404


def test_wrong_method(desk):
    assert desk.planner.post(address("plan_version", desk.approved())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    version = desk.ground.approved(*desk.lines()[:count])
    with django_assert_num_queries(QUERIES):
        desk.planner.get(address("plan_version", version))


QUERIES = 10


@pytest.mark.parametrize(
    ("narrowed", "provinces"),
    [
        ({"province": "32"}, ["32"]),
        ({"month": "2025-03"}, ["50"]),
        ({"serving_office": "pio-30"}, ["30"]),
        ({"project": "1"}, ["30", "32", "50"]),
        ({"project": "1", "province": "50", "month": "2025-02"}, []),
        ({"province": "99"}, []),
    ],
)
def test_the_address_narrows_the_lines(desk, narrowed, provinces):
    version = desk.approved()
    number = desk.ground.activity.project.number
    narrowed = narrowed | ({"project": str(number)} if "project" in narrowed else {})
    response = desk.planner.get(address("plan_version", version), narrowed)
    assert [province for province, _ in shown(response)] == provinces
    assert response.context["totals"].lines == len(provinces)


@pytest.mark.parametrize(
    ("make", "planner", "head"),
    [
        ("draft", {"may_edit"}, set()),
        ("submitted", set(), {"may_decide"}),
        ("returned", {"may_reopen"}, set()),
        ("approved", {"may_amend"}, set()),
    ],
)
def test_everybody_is_offered_what_they_may_do(desk, make, planner, head):
    url = address("plan_version", getattr(desk, make)())
    assert buttons(desk.planner.get(url)) == planner
    assert buttons(desk.head.get(url)) == head
    assert buttons(desk.as_ministry(Role.INSPECTOR).get(url)) == set()


def test_the_one_who_submitted_is_not_offered_to_decide(desk):
    version = desk.submitted()
    QuerySet(PlanVersion).filter(pk=version.pk).update(submitted_by_id=desk.ground.head.pk)
    assert buttons(desk.head.get(address("plan_version", version))) == set()


def test_the_button_says_what_it_does_and_to_how_many(desk):
    page = in_english(desk.head).get(address("plan_version", desk.submitted())).content.decode()
    assert "Approve 75 people and 300,000 baht" in page


def test_a_proposal_says_that_it_is_one_and_on_what_basis(desk):
    version = actions.start_plan(
        desk.ground.envelope,
        name_th="ข้อเสนอ",
        is_proposal=True,
        basis="แบ่งตามความต้องการ",
        by=desk.ground.planner,
        at=NOW,
    )
    page = desk.planner.get(address("plan_version", version)).content.decode()
    assert "แบ่งตามความต้องการ" in page


def test_spending_on_anothers_behalf_is_marked(desk):
    response = desk.planner.get(address("plan_version", desk.approved()))
    marked = [line.province_id for group in response.context["groups"] for line in group["lines"] if line.is_on_behalf]
    assert marked == ["30", "50"]
    words = in_english(desk.planner).get(address("plan_version", desk.approved()))
    # Two lines and the sentence below the table.
    assert words.content.decode().count("Spending on another") == 3


def test_an_empty_draft_offers_to_add_a_line(desk):
    version = desk.ground.draft()
    assert address("plan_line_add", version) in desk.planner.get(address("plan_version", version)).content.decode()
