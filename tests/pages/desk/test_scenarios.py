"""Scenarios: drawn up, worked out, fixed, changed, compared, adopted; read by whom they concern."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions, audit, scenario_inputs, scenario_outcomes
from buranakan.planning.models import PlanVersion, Scenario
from buranakan.planning.scenario_inputs import CentreInput
from buranakan.records.models import Event
from tests.factories.scenarios import inputs_of, province, scenario_of
from tests.pages.desk.planning_desk import NOW, Desk, in_english, refusal_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def url(name, scenario, *rest):
    return reverse(f"desk:{name}", args=[scenario.reference, *rest])


def started(desk, **changes):
    ground = desk.ground
    inputs = inputs_of([ground.activity], "30", "32", "50", **changes)
    return scenario_of(ground.envelope, inputs=inputs, by=ground.planner)


def solved(desk, **changes):
    return actions.solve_scenario(started(desk, **changes), by=desk.ground.planner, at=NOW)


def inputs_now(scenario):
    return scenario_inputs.from_values(Scenario.objects.get(pk=scenario.pk).inputs)


def outcome_now(scenario):
    return scenario_outcomes.from_values(Scenario.objects.get(pk=scenario.pk).outcome)


# --- the way from nothing to a draft ----------------------------------------------------------------------------------
def test_a_planner_draws_one_up_works_it_out_and_adopts_it(desk):
    start = reverse("desk:plan_scenario_start", args=[desk.ground.envelope.pk])
    response = desk.planner.post(start, {"name": "ยกจังหวัดที่ได้น้อย", "measure": "max_min"})
    scenario = Scenario.objects.get()
    assert response.headers["Location"] == url("plan_scenario", scenario)
    drawn = inputs_now(scenario)
    assert (drawn.people, drawn.budget_satang, drawn.measure) == (200, 1_000_000_00, "max_min")
    assert {one.code for one in drawn.provinces} == {"30", "32", "50"}
    desk.planner.post(url("plan_scenario_solve", scenario))
    assert desk.planner.get(url("plan_scenario", scenario)).context["solved"].measured.people == 200
    scenario.refresh_from_db()
    typed = {"into": "new", "name_th": "แผนจากทางเลือก", "seen": scenario.outcome_sha256}
    response = desk.planner.post(url("plan_scenario_adopt", scenario), typed)
    version = PlanVersion.objects.get()
    assert response.headers["Location"].endswith(f"/plans/{version.plan.reference}/1/")
    assert (version.people_total, version.is_proposal) == (200, True)
    assert "ยกจังหวัดที่ได้น้อย" in version.basis
    assert Event.objects.order_by("pk").last().name == "scenario.adopted"
    assert audit.differences() == []


def test_the_page_tells_who_gets_what_and_why(desk):
    scenario = solved(desk)
    context = in_english(desk.planner).get(url("plan_scenario", scenario)).context
    assert [row["because"].got for row in context["rows"]] == [40, 40, 40]
    assert all(row["reason"].startswith(row["name"]) for row in context["rows"])
    assert set(context["map_values"]) == {"30", "32", "50"}
    assert "granted in the needs survey: 3" in context["need_sources"]
    assert {str(row["need_source"]) for row in context["rows"]} == {"granted in the needs survey"}
    assert [row["reached"] for row in context["activities"]] == [120]


def test_a_province_without_need_stands_last_and_says_why_it_gets_nobody(desk):
    provinces = (province("30"), province("32"), province("50", need=0, ceiling=0))
    scenario = solved(desk, provinces=provinces, people=80)
    client = in_english(desk.planner)
    last = client.get(url("plan_scenario", scenario)).context["rows"][-1]
    assert (last["because"].province, last["because"].got, last["coverage"]) == ("50", 0, None)
    assert last["reason"].endswith("none of what it asked for was granted.")
    page = client.get(url("plan_scenario_province", scenario, "50"))
    assert (page.status_code, page.context["reason"]) == (200, last["reason"])


def test_a_province_is_fixed_and_freed(desk):
    scenario = solved(desk)
    desk.planner.post(url("plan_scenario_pin", scenario, "30"), {"people": "๗๕ คน"})
    activity = desk.ground.activity.pk
    cell = {"activity": str(activity), "month": "2025-03", "rounds": "1", "people": "15"}
    desk.planner.post(url("plan_scenario_pin_cell", scenario, "32"), cell)
    page = desk.planner.get(url("plan_scenario", scenario)).context
    assert (page["solved"], page["former"].measured.people) == (None, 120)
    assert [pin["code"] for pin in page["pins"]] == ["30", "32"]
    desk.planner.post(url("plan_scenario_solve", scenario))
    assert outcome_now(scenario).by_province["30"] == 75
    desk.planner.post(url("plan_scenario_unpin", scenario, "30"))
    assert [pin.province for pin in inputs_now(scenario).cell_pins] == ["32"]
    assert inputs_now(scenario).province_pins == ()


def test_a_broken_round_stays_as_typed_beside_its_field(desk):
    scenario = started(desk)
    cell = {"activity": str(desk.ground.activity.pk), "month": "2025-03", "rounds": "1", "people": "90"}
    response = desk.planner.post(url("plan_scenario_pin_cell", scenario, "32"), cell)
    form = response.context["cell_form"]
    assert response.status_code == 409
    assert [error.code for error in form.errors["people"].as_data()] == ["pin_not_whole_rounds"]
    assert form["people"].value() == "90"


def test_a_number_that_no_whole_rounds_make_is_refused_beside_its_field_with_the_nearest(desk):
    scenario = started(desk)
    response = in_english(desk.planner).post(url("plan_scenario_pin", scenario, "30"), {"people": "5"})
    [error] = response.context["form"].errors["people"].as_data()
    assert (response.status_code, error.code) == (409, "pin_fits_no_rounds")
    assert "The nearest that fit: 0 or 15." in response.content.decode()
    assert inputs_now(scenario).province_pins == ()


# --- inputs -----------------------------------------------------------------------------------------------------------
def typed_provinces(scenario, **changes):
    rows = inputs_now(scenario).provinces
    typed = {f"{name}-{one.code}": str(getattr(one, name)) for one in rows for name in COLUMNS}
    return typed | {"seen": scenario.inputs_sha256} | changes


COLUMNS = ("need", "floor", "ceiling", "rooms")


def test_a_planner_changes_numbers_and_they_say_so(desk):
    scenario = started(desk)
    change = url("plan_scenario_change", scenario, "provinces")
    pasted = "จังหวัด 32\t250\nไม่มีจังหวัดนี้\t1"
    names = {row.key: row.text for row in desk.planner.get(change).context["form"].rows}
    response = desk.planner.post(change, typed_provinces(scenario, pasted=pasted))
    assert [error.code for error in response.context["form"].errors["pasted"].as_data()][-1] == "pasted_not_understood"
    pasted = f"{names['32']}\t๒๕๐\t\t".rstrip("\t")
    desk.planner.post(change, typed_provinces(scenario, **{"need-30": "1,200", "pasted": pasted}))
    provinces = inputs_now(scenario).by_code()
    assert [(provinces[code].need, provinces[code].need_source) for code in ("30", "32", "50")] == [
        (1_200, "typed"),
        (250, "typed"),
        (100, "survey"),
    ]


def test_everything_typed_stays_when_a_number_is_wrong(desk):
    scenario = started(desk)
    change = url("plan_scenario_change", scenario, "provinces")
    response = desk.planner.post(change, typed_provinces(scenario, **{"need-30": "มาก", "need-32": "77"}))
    form = response.context["form"]
    assert [form[name].value() for name in ("need-30", "need-32")] == ["มาก", "77"]
    response = desk.planner.post(change, typed_provinces(scenario, **{"floor-30": "90"}))
    assert response.status_code == 409
    assert [error.code for error in response.context["form"].errors["need-30"].as_data()] == ["floor_above_ceiling"]
    assert inputs_now(scenario).by_code()["30"].need == 100


def test_numbers_that_somebody_else_changed_are_not_overwritten(desk):
    scenario = started(desk)
    typed = typed_provinces(scenario)
    actions.pin_province(scenario, province="30", people=40, by=desk.ground.planner, at=NOW)
    response = desk.planner.post(url("plan_scenario_change", scenario, "provinces"), typed)
    assert (response.status_code, refusal_code(response)) == (409, "inputs_changed_meanwhile")


@pytest.mark.parametrize("part", ["totals", "provinces", "activities", "trainers", "months"])
def test_every_part_of_the_inputs_is_read_and_kept_as_it_is(desk, part):
    scenario = started(desk)
    assert desk.head.get(url("plan_scenario_inputs", scenario, part)).status_code == 200
    form = desk.planner.get(url("plan_scenario_change", scenario, part)).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    response = desk.planner.post(
        url("plan_scenario_change", scenario, part), typed | {"seen": scenario.inputs_sha256}
    )
    assert response.headers["Location"] == url("plan_scenario", scenario)
    assert Scenario.objects.get().inputs_sha256 == scenario.inputs_sha256


def test_costs_that_no_line_may_have_are_refused_beside_their_row(desk):
    scenario = started(desk)
    activity = desk.ground.activity.pk
    typed = {
        f"cost_satang-{activity}": "5,900",
        f"round_cost_satang-{activity}": "3,000",
        f"floor-{activity}": "0",
        f"share-{activity}": "1",
        f"is_offered-{activity}": "on",
        "seen": scenario.inputs_sha256,
    }
    response = desk.planner.post(url("plan_scenario_change", scenario, "activities"), typed)
    errors = response.context["form"].errors[f"cost_satang-{activity}"].as_data()
    assert (response.status_code, [error.code for error in errors]) == (409, ["scenario_cost_out_of_range"])


# --- side by side and another one -------------------------------------------------------------------------------------
def test_scenarios_stand_side_by_side(desk):
    first, second = solved(desk), started(desk)
    actions.pin_province(second, province="30", people=75, by=desk.ground.planner, at=NOW)
    second.refresh_from_db()
    actions.solve_scenario(second, by=desk.ground.planner, at=NOW)
    compare = reverse("desk:plan_scenario_comparison")
    shown = desk.planner.get(compare, {"with": [first.reference, second.reference]}).context
    assert shown["rows"][0]["people"] == [40, 75]
    response = desk.planner.get(compare, {"with": [first.reference]})
    assert (response.status_code, bool(response.context["problem"])) == (409, True)


def test_another_is_made_from_one(desk):
    scenario = solved(desk)
    desk.planner.post(url("plan_scenario_copy", scenario))
    other = Scenario.objects.exclude(pk=scenario.pk).get()
    assert (other.based_on, other.inputs_sha256, other.outcome) == (scenario, scenario.inputs_sha256, None)


# --- more than there is now -------------------------------------------------------------------------------------------
def test_what_is_more_than_the_envelope_has_left_is_told_before_it_is_adopted_and_after(desk):
    scenario = solved(desk)
    client = in_english(desk.planner)
    adopt = url("plan_scenario_adopt", scenario)
    assert [client.get(one).context["over"] for one in (adopt, url("plan_scenario", scenario))] == ["", ""]
    actions.hand_on(
        desk.ground.envelope,
        office=desk.ground.centre,
        amount_satang=700_000_00,
        places=110,
        reason="ให้ศูนย์วางแผน",
        by=desk.ground.planner,
        at=NOW,
    )
    satang = outcome_now(scenario).measured.satang
    said = client.get(adopt).context["over"]
    assert "People: 120, but places left: 90 (30 too many)." in said
    assert f"Baht: {satang // 100:,}, but left: 300,000 ({satang // 100 - 300_000:,} too many)." in said
    assert client.get(url("plan_scenario", scenario)).context["over"] == said
    typed = {"into": "new", "name_th": "แผนจากทางเลือก", "seen": scenario.outcome_sha256}
    page = client.post(adopt, typed, follow=True)
    assert PlanVersion.objects.get().people_total == 120
    assert [str(one) for one in page.context["messages"] if one.level_tag == "warning"] == [said]


# --- who --------------------------------------------------------------------------------------------------------------
def doings(scenario):
    return [
        url("plan_scenario_solve", scenario),
        url("plan_scenario_pin", scenario, "30"),
        url("plan_scenario_unpin", scenario, "30"),
        url("plan_scenario_copy", scenario),
        url("plan_scenario_adopt", scenario),
    ]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    for doing in doings(started(desk)):
        assert client.post(doing).headers["Location"] == f"/accounts/login/?next={doing}"


def test_only_planners_play_and_only_with_their_own_envelope(desk):
    scenario = solved(desk)
    assert [desk.head.post(doing).status_code for doing in doings(scenario)] == [403] * 5
    other = desk.as_ministry(Role.PLANNER)
    typed = {"people": "40"}
    for doing in doings(scenario):
        response = other.post(doing, typed)
        assert (response.status_code, refusal_code(response)) == (409, "not_your_scenario")


def test_a_province_reads_why_it_got_less_once_it_became_a_plan_and_sees_no_money(desk):
    scenario = solved(desk)
    officer = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat)
    assert officer.get(url("plan_scenario", scenario)).status_code == 404
    version = actions.adopt_scenario(
        scenario, seen=scenario.outcome_sha256, name_th="แผน", basis="คำนวณ", by=desk.ground.planner, at=NOW
    )
    assert officer.get(url("plan_scenario", scenario)).status_code == 404
    actions.approve(actions.submit(version, by=desk.ground.planner, at=NOW), by=desk.ground.head, at=NOW)
    response = officer.get(url("plan_scenario", scenario))
    assert [row["because"].province for row in response.context["rows"]] == ["30"]
    assert "600,000" not in response.content.decode()
    assert officer.get(url("plan_scenario_province", scenario, "32")).status_code == 404
    planner = desk.as_role(Role.PLANNER, desk.ground.pio_korat)
    assert planner.get(url("plan_scenario", scenario)).status_code == 200
    # Forms are filled with the money of the envelope.
    for form in (url("plan_scenario_adopt", scenario), url("plan_scenario_change", scenario, "totals")):
        assert planner.get(form).status_code == 404


def test_wrong_methods_and_unknown_parts(desk):
    scenario = started(desk)
    assert desk.planner.get(url("plan_scenario_solve", scenario)).status_code == 405
    assert desk.planner.post(url("plan_scenario", scenario)).status_code == 405
    assert desk.planner.get(url("plan_scenario_inputs", scenario, "nothing")).status_code == 404
    assert desk.planner.get(reverse("desk:plan_scenario_comparison"), {"with": "x"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for _one in range(count):
        started(desk)
    with django_assert_num_queries(QUERIES):
        desk.planner.get(reverse("desk:plan_scenarios"))


QUERIES = 8


# --- what can't be ----------------------------------------------------------------------------------------------------
def test_an_impossible_wish_is_told_by_the_limits_that_clash(desk):
    scenario = started(desk, centres=(CentreInput("c-test", (0,) * 12),))
    actions.pin_province(scenario, province="30", people=60, by=desk.ground.planner, at=NOW)
    desk.planner.post(url("plan_scenario_solve", scenario))
    context = in_english(desk.planner).get(url("plan_scenario", scenario)).context
    assert context["may_adopt"] is False
    said = [what for what, _remedy, _listed in context["clashes"]]
    assert any("at most 0 rounds in all" in text for text in said)
    assert outcome_now(scenario).is_impossible
