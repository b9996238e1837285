"""Adding, changing and taking out a line: one page, kept as typed when something is wrong."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions, audit
from buranakan.planning.models import PlanLine
from buranakan.records.models import Event
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def typed(desk, **changes):
    ground = desk.ground
    return {
        "activity": str(ground.activity.pk),
        "province": "30",
        "month": "2025-04",
        "serving_office": str(ground.pio_korat.pk),
        "owner_office": str(ground.diprom.pk),
        "rounds": "๒",
        "people": "60 คน",
        "amount_satang": "๒๔๐,๐๐๐",
        "counts_for": "owner",
    } | changes


def said(line):
    return (line.province_id, str(line.month), line.rounds, line.people, line.amount_satang, line.counts_for)


def test_a_planner_adds_a_line(desk):
    version = desk.ground.draft()
    response = desk.planner.post(address("plan_line_add", version), typed(desk))
    assert response.headers["Location"] == address("plan_version", version)
    assert said(PlanLine.objects.get()) == ("30", "2025-04-01", 2, 60, 240_000_00, desk.ground.diprom)
    assert Event.objects.order_by("pk").last().name == "plan_line.added"
    assert audit.differences() == []


def test_a_planner_changes_a_line_and_its_kpi(desk):
    version = desk.ground.draft(desk.ground.line())
    line = version.lines.get()
    url = address("plan_line", version, line.pk)
    shown = desk.planner.get(url).context["form"]
    assert (shown["people"].value(), shown["amount_satang"].value(), shown["month"].value()) == (
        "30",
        "120,000",
        "2025-02",
    )
    desk.planner.post(url, typed(desk, counts_for="server", people="40", rounds="1", amount_satang="160,000"))
    assert said(version.lines.get()) == ("30", "2025-04-01", 1, 40, 160_000_00, desk.ground.pio_korat)
    assert audit.differences() == []


def test_a_planner_takes_a_line_out(desk):
    version = desk.draft()
    line = version.lines.first()
    response = desk.planner.post(address("plan_line_remove", version, line.pk))
    assert response.headers["Location"] == address("plan_version", version)
    assert version.lines.count() == 2
    assert audit.differences() == []


def urls(desk, make):
    version = getattr(desk, make)()
    line = version.lines.first()
    return [
        address("plan_line_add", version),
        address("plan_line", version, line.pk),
        address("plan_line_remove", version, line.pk),
    ]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    for url in urls(desk, "draft"):
        assert client.post(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.PROVINCIAL_OFFICER, Role.EXECUTIVE])
def test_a_role_that_does_not_write_plans_is_refused(desk, role):
    office = desk.ground.pio_korat if role == Role.PROVINCIAL_OFFICER else desk.ground.diprom
    client = desk.as_role(role, office)
    assert [client.post(url).status_code for url in urls(desk, "draft")] == [403, 403, 403]


def test_another_offices_draft_is_not_there(desk):
    client = desk.as_role(Role.PLANNER, desk.ground.pio_korat)
    assert [client.post(url).status_code for url in urls(desk, "draft")] == [404, 404, 404]


def test_an_approved_plan_of_another_office_is_refused_without_telling_its_money(desk):
    client = desk.as_role(Role.PLANNER, desk.ground.pio_korat)
    for url in urls(desk, "approved"):
        response = client.post(url, typed(desk))
        assert (response.status_code, refusal_code(response)) == (409, "not_your_plan")
        assert "700,000" not in response.content.decode()


def test_lines_of_an_approved_plan_are_refused(desk):
    before = None
    for url in urls(desk, "approved"):
        before = before or list(PlanLine.objects.values())
        response = desk.planner.post(url, typed(desk))
        assert (response.status_code, refusal_code(response)) == (409, "version_not_editable")
    assert list(PlanLine.objects.values()) == before


def test_wrong_methods(desk):
    add, change, remove = urls(desk, "draft")
    assert desk.planner.put(add).status_code == 405
    assert desk.planner.put(change).status_code == 405
    assert desk.planner.get(remove).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    version = desk.ground.draft(*desk.lines()[:count])
    with django_assert_num_queries(QUERIES):
        desk.planner.get(address("plan_line_add", version))


QUERIES = 9


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"people": "14", "rounds": "1"}, "people", "round_size_not_allowed"),
        ({"amount_satang": "1"}, "amount_satang", "unit_cost_out_of_range"),
        ({"province": "50"}, "serving_office", "office_not_responsible"),
    ],
)
def test_a_broken_rule_stands_beside_its_answer_and_nothing_typed_is_lost(desk, changes, field, code):
    version = desk.ground.draft()
    response = desk.planner.post(address("plan_line_add", version), typed(desk, **changes))
    form = response.context["form"]
    assert response.status_code == 409
    assert [error.code for error in form.errors[field].as_data()] == [code]
    assert form["people"].value() == typed(desk, **changes)["people"]
    assert PlanLine.objects.count() == 0


def test_a_line_that_is_there_already_is_refused_on_top(desk):
    version = desk.ground.draft(desk.ground.line())
    response = desk.planner.post(address("plan_line_add", version), typed(desk, month="2025-02"))
    assert (response.status_code, refusal_code(response)) == (409, "line_already_there")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"people": ""}, ["people"]),
        ({"people": "สามสิบ"}, ["people"]),
        ({"people": "30 บาท"}, ["people"]),
        ({"amount_satang": "มาก"}, ["amount_satang"]),
        ({"month": "2025-10"}, ["month"]),
        ({"owner_office": "0"}, ["owner_office"]),
        ({"activity": "", "province": ""}, ["activity", "province"]),
    ],
)
def test_what_was_not_understood_is_said_beside_its_field(desk, changes, fields):
    response = desk.planner.post(address("plan_line_add", desk.ground.draft()), typed(desk, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, fields)


def test_what_is_known_is_filled_in_for_a_provincial_office(desk):
    ground = desk.ground
    child = actions.hand_on(ground.envelope, office=ground.pio_korat, amount_satang=1_00, places=1, by=None, at=NOW)
    planner = desk.as_role(Role.PLANNER, ground.pio_korat)
    version = actions.start_plan(child, name_th="แผน สอจ.", by=None, at=NOW)
    initial = planner.get(address("plan_line_add", version)).context["form"].initial
    assert (initial["province"], initial["serving_office"], initial["owner_office"]) == (
        "30",
        ground.pio_korat.pk,
        ground.diprom.pk,
    )
