"""Solves a problem: the best plan found in the time given, with a proven bound."""

import time

import numpy as np

from buranakan.planning.allocation import search
from buranakan.planning.allocation.arrays import arrays_of, plan_of
from buranakan.planning.allocation.problem import Outcome, Problem


def solve(problem: Problem, *, seconds: float = 10.0, gap: float = 0.001, threads: int = 1) -> Outcome:
    """Stops when the gap is proven or the time is over, whichever comes first."""
    started = time.perf_counter()
    arrays = arrays_of(problem)
    answer = search.solve(arrays, seconds=seconds, gap=gap, threads=threads)
    return _outcome(problem, arrays, answer=answer, seconds=time.perf_counter() - started)


def _outcome(problem, arrays, *, answer, seconds) -> Outcome:
    bound = float(answer.bound) if np.isfinite(answer.bound) else None
    if answer.people is None:
        return Outcome(None, None, bound, None, seconds)
    objective = arrays.objective(answer.people)
    plan = plan_of(problem, people=answer.people, rounds=answer.rounds)
    gap = None if bound is None else max(0.0, bound - objective) / max(1, abs(objective))
    return Outcome(plan, objective, bound, gap, seconds)
