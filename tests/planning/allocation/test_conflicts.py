"""An impossible wish is told by limits that conflict: together they can't be kept, without any one of them they can."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from benchmarks.allocation_instances import instance
from buranakan.planning.allocation import conflicts, plain, solve
from buranakan.planning.allocation.arrays import arrays_of
from buranakan.planning.allocation.problem import Pin
from tests.planning.allocation.strategies import problems

PROBLEM = instance(8)
FIRST = PROBLEM.areas[0]
PIN = Pin(FIRST.key, 0, 0, people=20, rounds=1)


def of(problem):
    return {(limit.kind, limit.key) for limit in conflicts.smallest(problem)}


def test_what_is_possible_has_no_conflict():
    assert conflicts.smallest(PROBLEM) == ()


def test_floors_above_the_people():
    floors = [replace(area, floor=40, ceiling=max(40, area.ceiling)) for area in PROBLEM.areas]
    found = conflicts.smallest(replace(PROBLEM, areas=floors))
    assert {limit.kind for limit in found} == {"people", "floor"}
    # The fewest floors that are too much for everybody.
    assert sum(limit.value for limit in found if limit.kind == "floor") - 40 <= PROBLEM.people


def test_people_beyond_the_envelope():
    assert of(replace(PROBLEM, budget=PROBLEM.budget // 2)) == {("people", None), ("budget", None)}


def test_a_pin_where_no_trainer_is():
    trainers = {**PROBLEM.trainers, FIRST.centre: [0] + [2] * 11}
    expected = {("pin", PIN.cell), ("trainers", (FIRST.centre, 0))}
    assert of(replace(PROBLEM, trainers=trainers, pins=[PIN])) == expected


def test_pins_beyond_the_budget():
    dear = [[10**8, *PROBLEM.cost_per_person[0][1:]], *PROBLEM.cost_per_person[1:]]
    assert of(replace(PROBLEM, cost_per_person=dear, pins=[PIN])) == {("pin", PIN.cell), ("budget", None)}


def test_a_project_nobody_can_serve():
    closed = [(area.key, 2, month) for area in PROBLEM.areas for month in PROBLEM.months]
    assert of(replace(PROBLEM, closed=closed)) == {("project_floor", 2), ("closed", 2)}


def test_a_round_too_large_for_its_area_is_told_by_whole_numbers():
    small = replace(FIRST, floor=3, ceiling=5)
    found = of(replace(PROBLEM, areas=[small, *PROBLEM.areas[1:]]))
    sizes = {(kind, offer.key) for offer in PROBLEM.offers for kind in ("smallest_round", "largest_round")}
    assert found == {("floor", FIRST.key), ("ceiling", FIRST.key)} | sizes


def test_the_solver_hands_the_conflict_on():
    outcome = solve(replace(PROBLEM, budget=PROBLEM.budget // 2))
    assert outcome.is_impossible
    assert (outcome.plan, outcome.objective, outcome.bound) == (None, None, None)
    assert {limit.kind for limit in outcome.conflict} == {"people", "budget"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_without_any_one_of_a_conflict_the_rest_is_possible(problem):
    found = conflicts.smallest(problem)
    everything = plain.solve(arrays_of(problem), seconds=20, gap=1.0)
    assert bool(found) == everything.is_impossible
    assert not found or conflicts.is_conflict(problem, found)
    for limit in found:
        assert not conflicts.is_conflict(problem, [each for each in found if each != limit])
