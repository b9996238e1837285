"""Starting a plan on an envelope, and handing part of one on."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions, audit
from buranakan.planning.enums import Way
from buranakan.planning.models import Envelope, PlanVersion
from buranakan.records.models import Event
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code

pytestmark = pytest.mark.django_db

PAGES = ["plan_start", "plan_hand_on"]


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
