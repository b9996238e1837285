"""Solves a problem: the best plan found in the time given with a proven bound, what holds it, or why there is none."""

import time
from dataclasses import replace

import numpy as np

from buranakan.planning.allocation import binding, conflicts, search
from buranakan.planning.allocation.answer import Answer
from buranakan.planning.allocation.arrays import Arrays, arrays_of, plan_of
from buranakan.planning.allocation.problem import Outcome, Problem

# To tell why nothing fits may take this long beyond the time given.
SECONDS_FOR_CONFLICT = 10.0


def solve(problem: Problem, *, seconds: float = 10.0, gap: float = 0.001, threads: int = 1) -> Outcome:
    """Stops when the gap is proven or the time is over, whichever comes first."""
    started = time.perf_counter()
    arrays = arrays_of(problem)
    answer = search.solve(arrays, seconds=seconds, gap=gap, threads=threads)
    if answer.is_impossible:
        conflict = conflicts.smallest(problem, seconds=SECONDS_FOR_CONFLICT)
        return Outcome(None, None, None, None, time.perf_counter() - started, conflict=conflict, is_impossible=True)
    outcome = _outcome(problem, arrays, answer=answer)
    return replace(outcome, seconds=time.perf_counter() - started)


def _outcome(problem: Problem, arrays: Arrays, *, answer: Answer) -> Outcome:
    bound = float(answer.bound) if np.isfinite(answer.bound) else None
    if answer.people is None or answer.rounds is None:
        return Outcome(None, None, bound, None, 0.0)
    objective = arrays.objective(answer.people)
    plan = plan_of(problem, people=answer.people, rounds=answer.rounds)
    gap = None if bound is None else max(0.0, bound - objective) / max(1, abs(objective))
    return Outcome(plan, objective, bound, gap, 0.0, binding=binding.of_plan(problem, arrays, answer=answer))
