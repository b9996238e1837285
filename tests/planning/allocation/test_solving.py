"""The solver finds the best plan of any small problem, as plain HiGHS does, and its bound is never below a plan."""

from hypothesis import HealthCheck, given, settings

from buranakan.planning.allocation import plain, solve, verify
from buranakan.planning.allocation.arrays import arrays_of
from tests.planning.allocation.strategies import problems

EXACT = {"gap": 0.0, "seconds": 20.0}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_small_problems_are_solved_as_plain_highs_solves_them(problem):
    arrays = arrays_of(problem)
    expected = plain.solve(arrays, **EXACT)
    outcome = solve(problem, **EXACT)
    if expected.is_impossible:
        assert outcome.plan is None
        assert outcome.objective is None
        return
    assert verify.violations(problem, outcome.plan) == []
    assert verify.objective(problem, outcome.plan) == outcome.objective
    assert outcome.objective == arrays.objective(expected.people)
    assert outcome.bound == outcome.objective
    assert outcome.gap == 0.0
