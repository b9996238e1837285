"""The solver finds the best plan of any small problem, as plain HiGHS does, and its bound is never below a plan."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.allocation_instances import instance, programme
from buranakan.planning.allocation import plain, search, solve, verify, whole
from buranakan.planning.allocation.arrays import arrays_of, plan_of
from buranakan.planning.allocation.problem import Measure, Pin
from buranakan.planning.allocation.relaxation import TimeOver
from buranakan.planning.allocation.timing import Allowance
from buranakan.planning.scenario_inputs import without_fairness
from tests.planning.allocation.strategies import problems

NEAR = {"gap": 0.02, "seconds": 20.0}
EXACT = {"gap": 0.0, "seconds": 20.0}
SMALL = instance(8, budget_factor=0.8)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_small_problems_are_solved_as_plain_highs_solves_them(problem):
    arrays = arrays_of(problem)
    expected, found = plain.solve(arrays, **EXACT), search.solve(arrays, **EXACT)
    assert found.is_impossible == expected.is_impossible
    if expected.is_impossible:
        assert found.people is None
        return
    plan = plan_of(problem, people=found.people, rounds=found.rounds)
    assert verify.violations(problem, plan) == []
    assert verify.objective(problem, plan) == arrays.objective(expected.people)
    assert found.bound == arrays.objective(expected.people)


@pytest.mark.parametrize(("areas", "budget_factor"), [(8, 1.0), (77, 1.0), (77, 0.77)])
def test_the_gap_is_proven_and_every_limit_kept(areas, budget_factor):
    problem = instance(areas, seed=3, budget_factor=budget_factor)
    outcome = solve(problem, seconds=20, gap=0.005)
    assert verify.violations(problem, outcome.plan) == []
    assert verify.objective(problem, outcome.plan) == outcome.objective <= outcome.bound
    assert outcome.gap == (outcome.bound - outcome.objective) / outcome.objective <= 0.005


@pytest.mark.parametrize(("areas", "measure"), [(30, Measure.MAX_MIN), (77, Measure.BLEND), (77, Measure.PROPORTIONAL)])
def test_a_programme_with_rounds_of_all_sizes_takes_few_searches(areas, measure):
    problem = programme(areas, seed=3, measure=measure)
    taken = search.Search(arrays_of(problem), allowance=Allowance(60.0), gap=0.02, threads=1)
    found = taken.run()
    plan = plan_of(problem, people=found.people, rounds=found.rounds)
    assert verify.violations(problem, plan) == []
    assert found.bound - verify.objective(problem, plan) <= 0.02 * verify.objective(problem, plan)
    assert taken.asked <= 6


def test_time_is_the_processors_and_at_last_the_clocks():
    allowance = Allowance(20.0)
    assert 0 < allowance.part(1.0).left <= 1.0 < allowance.left <= 20.0 < allowance.left_by_clock <= 60.0
    assert allowance.part(50.0).clock <= allowance.clock
    assert Allowance(0.0).is_over


def test_the_benchmark_has_the_instances_it_names():
    # The relaxed problem's value on 77 areas, as the peers' generator prints it.
    for seed, expected in ((1, 255_962.5), (2, 249_642.6), (3, 227_528.1)):
        assert plain.relaxed(arrays_of(instance(seed=seed))) == pytest.approx(expected, abs=0.05)


def test_the_same_problem_has_the_same_plan():
    assert solve(SMALL, **NEAR).plan == solve(SMALL, **NEAR).plan


def test_a_pinned_area_stays_and_the_rest_is_split_anew():
    first = solve(SMALL, **NEAR)
    cells = [(3, offer.key, month) for offer in SMALL.offers for month in SMALL.months]
    pins = [Pin(*cell, first.plan.people.get(cell, 0), first.plan.rounds.get(cell, 0)) for cell in cells]
    fewer = replace(SMALL, people=SMALL.people - 10, pins=pins)
    second = solve(fewer, **NEAR)
    assert verify.violations(fewer, second.plan) == []
    assert {cell: n for cell, n in second.plan.people.items() if cell[0] == 3} == {
        cell: n for cell, n in first.plan.people.items() if cell[0] == 3
    }


def test_no_time_is_no_plan_and_no_claim():
    outcome = solve(SMALL, seconds=0.0)
    assert (outcome.plan, outcome.gap, outcome.is_impossible, outcome.conflict) == (None, None, False, ())


def test_any_plan_is_found_in_a_moment_and_made_better_from_there():
    arrays = arrays_of(SMALL)
    given = {"coverage": 0, "allowance": Allowance(20.0), "gap": 0.0, "threads": 1}
    cells = np.flatnonzero(arrays.rest.free)
    first = whole.solve(arrays, cells, is_any=True, **given)
    better = whole.solve(arrays, cells[:1], start=first, **given)
    for found in (first, better):
        assert verify.violations(SMALL, plan_of(SMALL, people=found.people, rounds=found.rounds)) == []
    assert first.bound == np.inf
    assert arrays.objective(better.people) >= arrays.objective(first.people)


def test_whoever_has_a_bound_but_no_plan_when_time_is_over_still_gets_one():
    late = search.Search(arrays_of(SMALL), allowance=Allowance(20.0), gap=0.0, threads=1)
    late.relaxation.add_cells(search._first_cells(late.arrays), several=False)
    late._ask(0, len(late.levels) - 1)
    late.allowance = late.relaxation.allowance = Allowance(0.0)
    with pytest.raises(TimeOver):
        late._step()
    late._take_any()
    plan = plan_of(SMALL, people=late.best.people, rounds=late.best.rounds)
    assert verify.violations(SMALL, plan) == []


def test_what_binds_has_a_price_that_another_unit_fetches():
    outcome = solve(SMALL, **NEAR)
    prices = {(each.limit, each.key): each for each in outcome.binding}
    budget = prices["budget", None]
    assert budget.slack == SMALL.budget - verify.cost(SMALL, outcome.plan) >= 0
    assert budget.price > 0
    more = solve(replace(SMALL, budget=2 * SMALL.budget), seconds=20.0, gap=0.001)
    assert more.objective > outcome.objective
    assert all(each.slack >= 0 for each in outcome.binding)


def test_fairness_costs_the_worth_it_gives_up():
    outcome = solve(SMALL, **NEAR)
    unfair = without_fairness(SMALL)
    alone = solve(unfair, seconds=1)
    assert alone.bound >= alone.objective > verify.objective(unfair, outcome.plan)
    assert verify.smallest_coverage(SMALL, outcome.plan) >= verify.smallest_coverage(SMALL, alone.plan)
