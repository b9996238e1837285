"""Starting a plan on an envelope, and handing part of one on."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions, audit
from buranakan.planning.enums import Way
from buranakan.planning.models import Envelope, PlanVersion
from buranakan.planning.values import Held
from buranakan.records.models import Event
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code

pytestmark = pytest.mark.django_db

PAGES = ["plan_start", "plan_hand_on"]
TREE = "/desk/plans/envelopes/"
RECEIVE = "/desk/plans/envelopes/receive/"


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def url(page, envelope):
    return reverse(f"desk:{page}", args=[envelope.pk])


def handed(desk, **changes):
    return {
        "office": str(desk.ground.pio_korat.pk),
        "amount_satang": "0.25 ล้านบาท",
        "places": "๖๐",
        "counts_for": "server",
        "reason": "ตามมติคณะกรรมการ",
    } | changes


def test_a_planner_starts_a_plan(desk):
    response = desk.planner.post(
        url("plan_start", desk.ground.envelope), {"name_th": "แผน\u200bใหม่", "name_en": "New plan"}
    )
    version = PlanVersion.objects.get()
    assert response.headers["Location"] == address("plan_version", version)
    assert (version.plan.name_th, version.plan.name_en, version.made_by_id) == (
        "แผนใหม่",
        "New plan",
        desk.ground.planner.pk,
    )


def test_a_planner_hands_part_of_an_envelope_on(desk):
    response = desk.planner.post(url("plan_hand_on", desk.ground.envelope), handed(desk))
    assert response.headers["Location"] == "/desk/plans/envelopes/"
    child = Envelope.objects.get(office=desk.ground.pio_korat)
    assert (child.parent, child.amount_satang, child.places) == (desk.ground.envelope, 250_000_00, 60)
    assert (child.way, child.owner_office, child.counts_for) == (
        Way.ON_BEHALF,
        desk.ground.diprom,
        desk.ground.pio_korat,
    )
    assert child.moves.get().reason == "ตามมติคณะกรรมการ"
    assert Event.objects.get(name="envelope.handed_on").by_post == "planner@diprom"
    assert audit.differences() == []


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, desk, page):
    where = url(page, desk.ground.envelope)
    assert client.post(where).headers["Location"] == f"/accounts/login/?next={where}"


@pytest.mark.parametrize("page", PAGES)
def test_a_role_that_does_not_write_plans_is_refused(desk, page):
    assert desk.head.get(url(page, desk.ground.envelope)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_an_envelope_of_others_is_not_there(desk, page):
    client = desk.as_role(Role.PLANNER, desk.ground.pio_korat)
    assert client.post(url(page, desk.ground.envelope), handed(desk)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_giver_does_not_plan_with_what_it_gave(desk, page):
    ground = desk.ground
    child = actions.hand_on(ground.envelope, office=ground.centre, amount_satang=100_00, places=9, by=None, at=NOW)
    response = desk.planner.post(url(page, child), handed(desk) | {"name_th": "แผน"})
    assert (response.status_code, refusal_code(response)) == (409, "not_your_plan")
    assert PlanVersion.objects.count() == 0


@pytest.mark.parametrize("page", PAGES)
def test_wrong_method(desk, page):
    assert desk.planner.put(url(page, desk.ground.envelope)).status_code == 405


@pytest.mark.parametrize(("page", "queries"), [("plan_start", 5), ("plan_hand_on", 6)])
@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, page, queries, count, django_assert_num_queries):
    ground = desk.ground
    for office in [ground.centre, ground.pio_korat, ground.pio_surin][:count]:
        actions.hand_on(ground.envelope, office=office, amount_satang=1_00, places=1, by=None, at=NOW)
    with django_assert_num_queries(queries):
        desk.planner.get(url(page, ground.envelope))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount_satang": "1,000,001"}, "envelope_exhausted_baht"),
        ({"places": "201"}, "envelope_exhausted_places"),
        ({"amount_satang": "0", "places": "0"}, "envelope_of_nothing"),
    ],
)
def test_more_than_is_held_is_refused_with_what_was_typed(desk, changes, code):
    response = desk.planner.post(url("plan_hand_on", desk.ground.envelope), handed(desk, **changes))
    assert (response.status_code, refusal_code(response)) == (409, code)
    form = response.context["form"]
    assert {name: form[name].value() for name in changes} == changes
    assert Envelope.objects.count() == 1


def test_less_than_nothing_is_said_beside_its_field(desk):
    response = desk.planner.post(url("plan_hand_on", desk.ground.envelope), handed(desk, amount_satang="-5"))
    errors = response.context["form"].errors.as_data()
    assert (response.status_code, [(name, error.code) for name, (error,) in errors.items()]) == (
        409,
        [("amount_satang", "number_negative")],
    )


@pytest.mark.parametrize(
    ("page", "typed", "fields"),
    [
        ("plan_start", {"name_th": ""}, ["name_th"]),
        (
            "plan_hand_on",
            {"office": "0", "amount_satang": "มาก", "places": "1.5"},
            ["office", "amount_satang", "places", "counts_for", "reason"],
        ),
    ],
)
def test_what_was_not_understood_is_said_beside_its_field(desk, page, typed, fields):
    response = desk.planner.post(url(page, desk.ground.envelope), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (200, fields)


# --- the tree ---------------------------------------------------------------------------------------------------------
def test_both_books_see_one_and_the_same_row_of_money_spent_on_behalf(desk):
    ground = desk.ground
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=250_000_00, places=60, by=ground.planner, at=NOW
    )
    ours = desk.planner.get(TREE)
    theirs = desk.as_role(Role.FINANCE_OFFICER, ground.pio_korat).get(TREE)
    rows = [{row["envelope"].pk: row for row in one.context["rows"]} for one in (ours, theirs)]
    assert [set(found) for found in rows] == [{ground.envelope.pk, child.pk}, {child.pk}]
    assert [found[child.pk]["held"] for found in rows] == [rows[0][child.pk]["held"]] * 2
    assert [(row["giver"], row["receiver"]) for row in theirs.context["moves"]] == [(ground.diprom, ground.pio_korat)]
    assert ours.context["totals"].received == Held(1_000_000_00, 200)
    assert "1,000,000" not in theirs.content.decode()


def test_the_tree_says_what_should_have_been_sent_on(desk):
    assert [row["days_late"] for row in desk.planner.get(TREE).context["late"]] == []
    with clock.frozen_at(NOW + dt.timedelta(days=9)):
        assert [row["days_late"] for row in desk.planner.get(TREE).context["late"]] == [4]


def test_the_tree_for_strangers_other_roles_and_methods(client, desk):
    assert client.get(TREE).headers["Location"] == f"/accounts/login/?next={TREE}"
    assert desk.as_role(Role.EXPERT, desk.ground.diprom).get(TREE).status_code == 403
    assert desk.planner.post(TREE).status_code == 405
    assert desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(TREE).context["rows"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_trees_query_count_does_not_grow(desk, count, django_assert_num_queries):
    ground = desk.ground
    for office in [ground.centre, ground.pio_korat, ground.pio_surin][:count]:
        actions.hand_on(ground.envelope, office=office, amount_satang=1_00, places=1, by=None, at=NOW)
    with django_assert_num_queries(11):
        desk.planner.get(TREE)


# --- receiving and taking back ----------------------------------------------------------------------------------------
def paper(**changes):
    typed = {"amount_satang": "0.5 ล้านบาท", "places": "100", "act": "2567-01", "document": "กค 0402.5/ว 12"}
    return typed | {"document_on": "1 พ.ค. 2568"} | changes


def test_a_department_receives_money_of_an_earlier_act(desk):
    assert desk.planner.get(RECEIVE).status_code == 200
    assert desk.planner.post(RECEIVE, paper()).headers["Location"] == TREE
    envelope = Envelope.objects.exclude(pk=desk.ground.envelope.pk).get()
    assert (envelope.office, envelope.amount_satang) == (desk.ground.diprom, 500_000_00)
    assert envelope.act == {"budget_act_year": 2567, "is_provisional": False, "is_carried_over": True}
    assert envelope.moves.get().document_on == dt.date(2025, 5, 1)
    again = desk.planner.post(RECEIVE, paper())
    assert (again.status_code, list(again.context["form"].errors)) == (409, ["document"])
    assert audit.differences() == []


def test_who_may_not_receive(client, desk):
    assert client.get(RECEIVE).headers["Location"] == f"/accounts/login/?next={RECEIVE}"
    assert desk.head.get(RECEIVE).status_code == 403
    response = desk.as_role(Role.PLANNER, desk.ground.centre).post(RECEIVE, paper())
    assert (response.status_code, refusal_code(response)) == (409, "not_yours_to_receive")
    assert desk.planner.put(RECEIVE).status_code == 405
    assert Envelope.objects.count() == 1


@pytest.mark.parametrize("who", ["giver", "holder"])
def test_giver_and_holder_send_up_what_is_unused(desk, who):
    ground = desk.ground
    child = actions.hand_on(ground.envelope, office=ground.centre, amount_satang=100_00, places=9, by=None, at=NOW)
    client = desk.planner if who == "giver" else desk.as_role(Role.PLANNER, ground.centre)
    response = client.post(url("plan_take_back", child), {"amount_satang": "40", "places": "4", "reason": "ไม่ได้ใช้"})
    assert response.headers["Location"] == TREE
    child.refresh_from_db()
    assert child.left == Held(60_00, 5)
    assert audit.differences() == []


def test_what_is_not_ones_own_is_not_taken_back(desk):
    ground = desk.ground
    child = actions.hand_on(ground.envelope, office=ground.centre, amount_satang=100_00, places=9, by=None, at=NOW)
    grandchild = actions.hand_on(child, office=ground.pio_korat, amount_satang=50_00, places=4, by=None, at=NOW)
    said = {"amount_satang": "40", "places": "4", "reason": "ไม่ได้ใช้"}
    response = desk.planner.post(url("plan_take_back", grandchild), said)
    assert (response.status_code, refusal_code(response)) == (409, "not_yours_to_take_back")
    assert desk.as_role(Role.PLANNER, ground.pio_surin).get(url("plan_take_back", child)).status_code == 404
    assert desk.head.post(url("plan_take_back", child), said).status_code == 403
    used = desk.planner.post(url("plan_take_back", child), said | {"amount_satang": "51"})
    assert (used.status_code, refusal_code(used)) == (409, "envelope_exhausted_baht")
