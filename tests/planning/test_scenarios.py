"""Scenarios: what they start from, what is worked out, and how one becomes a draft."""

from dataclasses import replace

import pytest
from django.db import transaction

from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit, scenario_inputs, scenario_outcomes
from buranakan.planning.models import PlanVersion, Scenario
from buranakan.planning.scenario_inputs import CellPin
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.scenarios import inputs_of, province, scenario_of
from tests.planning.conftest import AT, make_ground


@pytest.fixture
def scenario(ground):
    return scenario_of(ground.envelope, inputs=inputs_of([ground.activity], "30", "32", "50"), by=ground.planner)


@pytest.fixture
def solved(ground, scenario):
    return actions.solve_scenario(scenario, by=ground.planner, at=AT)


def inputs_now(scenario):
    return scenario_inputs.from_values(Scenario.objects.get(pk=scenario.pk).inputs)


def outcome_of(scenario):
    return scenario_outcomes.from_values(scenario.outcome)


def adopted(ground, scenario, **said):
    given = {"seen": scenario.outcome_sha256, "name_th": "แผนจากทางเลือก", "basis": "คำนวณ"}
    return actions.adopt_scenario(scenario, **given | said, by=ground.planner, at=AT)


def test_a_result_serves_everybody_within_the_limits_and_says_how_good_it_is(ground, solved):
    solved.refresh_from_db()
    outcome = outcome_of(solved)
    assert solved.is_solved
    assert sum(cell.people for cell in outcome.cells) == outcome.measured.people == 120
    assert sum(cell.satang for cell in outcome.cells) == outcome.measured.satang <= 600_000_00
    assert outcome.bound >= outcome.objective
    assert outcome.by_province == {"30": 40, "32": 40, "50": 40}
    assert (outcome.measured.smallest_coverage, outcome.measured.gini) == (4_000, 0)
    assert [one.coverage for one in outcome.reasons] == [4_000] * 3


def test_a_fixed_province_and_a_fixed_cell_stay_when_it_is_worked_out_again(ground, solved):
    pin = CellPin("32", ground.activity.pk, "2025-03-01", people=15, rounds=1)
    actions.pin_province(solved, province="30", people=75, by=ground.planner, at=AT)
    scenario = actions.pin_cell(solved, pin=pin, by=ground.planner, at=AT)
    assert not scenario.is_solved
    again = outcome_of(actions.solve_scenario(scenario, by=ground.planner, at=AT))
    assert again.by_province["30"] == 75
    assert [cell.people for cell in again.cells if (cell.province, cell.month) == ("32", "2025-03-01")] == [15]


def test_freeing_a_province_brings_back_the_inputs_as_they_were(ground, solved):
    before = solved.inputs_sha256
    actions.pin_province(solved, province="30", people=75, by=ground.planner, at=AT)
    freed = actions.unpin(solved, province="30", by=ground.planner, at=AT)
    assert freed.inputs_sha256 == before
    assert freed.is_solved  # the kept result is of these very inputs


def test_changed_inputs_keep_the_former_result_and_are_not_solved(ground, solved):
    fewer = replace(inputs_now(solved), people=90)
    changed = actions.change_inputs(solved, inputs=fewer, seen=solved.inputs_sha256, by=ground.planner, at=AT)
    assert (changed.is_solved, outcome_of(changed).measured.people) == (False, 120)
    with pytest.raises(RuleBroken) as refusal:
        adopted(ground, changed)
    assert refusal.value.code == "scenario_not_solved"
    with pytest.raises(RuleBroken) as refusal:
        actions.change_inputs(changed, inputs=fewer, seen=solved.inputs_sha256 + "0", by=ground.planner, at=AT)
    assert refusal.value.code == "inputs_changed_meanwhile"


def test_a_result_is_not_kept_for_inputs_that_changed_while_it_was_worked_out(ground, scenario):
    looked_at = Scenario.objects.select_related("envelope").get(pk=scenario.pk)
    actions.pin_province(scenario, province="30", people=40, by=ground.planner, at=AT)
    with pytest.raises(RuleBroken) as refusal:
        actions.solve_scenario(looked_at, by=ground.planner, at=AT)
    assert refusal.value.code == "inputs_changed_meanwhile"
    assert Scenario.objects.get().outcome is None


def test_adopting_makes_a_draft_marked_as_a_proposal_with_its_basis(ground, solved):
    version = adopted(ground, solved)
    solved.refresh_from_db()
    assert (version.people_total, version.is_proposal, version.basis) == (120, True, "คำนวณ")
    assert version.amount_total_satang == outcome_of(solved).measured.satang
    assert {line.serving_office for line in version.lines.all()} == {
        ground.pio_korat,
        ground.pio_surin,
        ground.pio_chiang_mai,
    }
    assert solved.adopted_version == version
    assert Event.objects.order_by("pk").last().name == "scenario.adopted"
    assert audit.differences() == []


def test_what_was_adopted_neither_changes_nor_is_adopted_again(ground, solved):
    adopted(ground, solved)
    solved.refresh_from_db()
    doings = [
        lambda: adopted(ground, solved),
        lambda: actions.pin_province(solved, province="30", people=40, by=ground.planner, at=AT),
        lambda: actions.solve_scenario(solved, by=ground.planner, at=AT),
    ]
    for do in doings:
        with pytest.raises(RuleBroken) as refusal:
            do()
        assert refusal.value.code == "scenario_adopted_already"
    assert PlanVersion.objects.count() == 1


def test_what_is_adopted_is_the_result_that_was_looked_at(ground, solved):
    """The same inputs may come out otherwise when they are worked out again: the search ends by the clock."""
    solved.refresh_from_db()
    seen, first = solved.outcome_sha256, solved.outcome
    solved.outcome = first | {"cells": first["cells"][:1]}
    solved.save(update_fields=["outcome"])
    with pytest.raises(RuleBroken) as refusal:
        adopted(ground, solved, seen=seen)
    assert refusal.value.code == "worked_out_again_meanwhile"
    assert PlanVersion.objects.count() == 0


def test_an_empty_draft_takes_a_scenario_and_one_with_lines_does_not(ground, solved):
    with pytest.raises(RuleBroken) as refusal:
        adopted(ground, solved, draft=ground.draft(ground.line()))
    assert refusal.value.code == "draft_not_empty"
    version = adopted(ground, solved, draft=ground.draft())
    assert (version.people_total, version.is_proposal) == (120, True)


def test_a_draft_of_another_envelope_is_refused(ground, solved):
    from_it = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=1_000_00, places=1, by=ground.planner, at=AT
    )
    with pytest.raises(RuleBroken) as refusal:
        adopted(ground, solved, draft=ground.draft(envelope=from_it))
    assert refusal.value.code == "draft_of_another_envelope"


def test_a_province_in_need_that_may_get_nobody_is_told_as_served_worst(ground, scenario):
    now = inputs_now(scenario)
    shut = replace(now, people=80, provinces=(*now.provinces[:2], replace(now.provinces[2], ceiling=0)))
    changed = actions.change_inputs(scenario, inputs=shut, seen=scenario.inputs_sha256, by=ground.planner, at=AT)
    outcome = outcome_of(actions.solve_scenario(changed, by=ground.planner, at=AT))
    measured = outcome.measured
    assert (measured.provinces_served, measured.provinces, measured.smallest_coverage) == (2, 3, 0)
    assert {one.province: (one.got, one.held) for one in outcome.reasons}["50"] == (0, ("ceiling",))


def test_what_is_impossible_has_no_cells_and_is_not_adopted(ground, scenario):
    poor = replace(inputs_now(scenario), budget_satang=100_000_00)
    changed = actions.change_inputs(scenario, inputs=poor, seen=scenario.inputs_sha256, by=ground.planner, at=AT)
    changed = actions.solve_scenario(changed, by=ground.planner, at=AT)
    outcome = outcome_of(changed)
    assert (outcome.cells, outcome.is_impossible) == ((), True)
    assert {one.kind for one in outcome.conflict} == {"people", "budget"}
    with pytest.raises(RuleBroken) as refusal:
        adopted(ground, changed)
    assert refusal.value.code == "scenario_impossible"


def test_a_scenario_follows_from_another(ground, solved):
    copy = actions.start_scenario(
        ground.envelope, name="ต่อยอด", inputs=inputs_now(solved), based_on=solved, by=ground.planner, at=AT
    )
    assert (copy.based_on, copy.is_solved, copy.inputs_sha256) == (solved, False, solved.inputs_sha256)
    with pytest.raises(RuleBroken) as refusal:
        actions.start_scenario(ground.envelope, name=" ", inputs=inputs_now(solved), by=ground.planner, at=AT)
    assert refusal.value.code == "scenario_without_name"


def test_the_database_says_it_too(ground, solved):
    version = adopted(ground, solved)
    other = scenario_of(ground.envelope, inputs=inputs_now(solved), by=ground.planner)
    rows = Scenario.objects.filter(pk=other.pk)
    refused_by("an_outcome_says_when_and_of_what", lambda: rows.update(outcome={}))
    refused_by("only_a_solved_scenario_is_adopted", lambda: rows.update(adopted_version=version, adopted_at=AT))
    solved.refresh_from_db()
    rows.update(outcome=solved.outcome, outcome_of_sha256=other.inputs_sha256, solved_at=AT)
    refused_as_second_by("one_scenario_per_draft", lambda: rows.update(adopted_version=version, adopted_at=AT))


def test_unknown_provinces_and_broken_rounds_are_not_fixed(ground, scenario):
    cell = CellPin("30", ground.activity.pk, "2025-02-01", people=50, rounds=1)
    for do, code in [
        (lambda: actions.pin_province(scenario, province="10", people=4, by=None, at=AT), "province_not_in_scenario"),
        (lambda: actions.pin_province(scenario, province="30", people=-1, by=None, at=AT), "pin_of_no_number"),
        (lambda: actions.pin_cell(scenario, pin=cell, by=None, at=AT), "pin_not_whole_rounds"),
        (lambda: actions.pin_cell(scenario, pin=replace(cell, month="2025-09-01"), by=None, at=AT), "pin_not_on_offer"),
    ]:
        with transaction.atomic(), pytest.raises(RuleBroken) as refusal:
            do()
        assert refusal.value.code == code
    assert province("30").code in inputs_now(scenario).by_code()


# --- people at the same moment ----------------------------------------------------------------------------------------
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_the_same_scenario_make_one_plan(race):
    ground = make_ground()
    scenario = scenario_of(ground.envelope, inputs=inputs_of([ground.activity], "30", "32", "50"), by=ground.planner)
    solved = actions.solve_scenario(scenario, by=ground.planner, at=AT)
    told = race([lambda: adopted(ground, solved), lambda: adopted(ground, solved)])
    assert sorted(type(one).__name__ for one in told) == ["PlanVersion", "RuleBroken"]
    assert next(one.code for one in told if isinstance(one, RuleBroken)) == "scenario_adopted_already"
    assert PlanVersion.objects.count() == 1
