"""How well and how fast an envelope is split: `python -m benchmarks.allocation [--areas 77] [--bfac 1.0] [--seed 1]`.

Prints objective, proven bound, gap, seconds, memory, and whether every limit is kept (told by code that shares nothing
with the solver), ours beside plain HiGHS on the same instance (`--plain SECONDS`, 0 to leave it out). Each solver runs
in a process of its own, so that its memory and its start are its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

started = time.perf_counter()

from benchmarks.allocation_instances import AREAS, instance, programme  # noqa: E402 - what importing takes is counted
from buranakan.planning.allocation import plain, solve, verify  # noqa: E402
from buranakan.planning.allocation.arrays import arrays_of, plan_of  # noqa: E402
from buranakan.planning.allocation.problem import Measure  # noqa: E402

HEADING = "solver          objective        bound    gap %  seconds   whole     CPU    MiB  limits kept"
WIDTHS = "{solver:<13}{objective:>12}{bound:>13}{gap:>9}{seconds:>9.2f}{whole:>8.2f}{cpu:>8.2f}{mebibytes:>7}  {kept}"


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks.allocation")
    parser.add_argument("--areas", type=int, default=AREAS)
    parser.add_argument("--like", choices=("peers", "programme"), default="peers", help="which made-up problem")
    parser.add_argument("--measure", choices=tuple(Measure), default=Measure.BLEND.value, help="of a programme")
    parser.add_argument("--bfac", type=float, default=1.0, help="the budget's factor; 0.77 makes it bind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds one after another, from --seed on")
    parser.add_argument("--limit", type=float, default=30.0, help="seconds for ours")
    parser.add_argument("--gap", type=float, default=0.001, help="stop when this gap is proven")
    parser.add_argument("--plain", type=float, default=30.0, help="seconds for plain HiGHS; 0 leaves it out")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=("ours", "plain"), help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(options):
    """Solves one instance here and tells of it as a dictionary."""
    if options.like == "programme":
        problem = programme(options.areas, seed=options.seed, measure=Measure(options.measure))
    else:
        problem = instance(options.areas, seed=options.seed, budget_factor=options.bfac)
    begun = time.perf_counter()
    if options.only == "ours":
        outcome = solve(problem, seconds=options.limit, gap=options.gap, threads=options.threads)
        plan, bound = outcome.plan, outcome.bound
    else:
        arrays = arrays_of(problem)
        answer = plain.solve(arrays, seconds=options.plain, gap=options.gap, threads=options.threads)
        found = answer.people is not None
        plan = plan_of(problem, people=answer.people, rounds=answer.rounds) if found else None
        bound = answer.bound
    seconds = time.perf_counter() - begun
    objective = verify.objective(problem, plan) if plan else None
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "objective": objective,
        "bound": bound,
        "gap": max(0.0, bound - objective) / max(1, abs(objective)) if plan and bound is not None else None,
        "seconds": seconds,
        "whole": time.perf_counter() - started,
        "cpu": used.ru_utime + used.ru_stime,
        "mebibytes": used.ru_maxrss // 1024,
        "kept": None if plan is None else not verify.violations(problem, plan),
    }


def told(solver, measured):
    """One line of the table."""
    words = {None: "no plan", True: "yes", False: "NO"}
    shown = {
        **measured,
        "solver": solver,
        "objective": "none" if measured["objective"] is None else f"{measured['objective']:,}",
        "bound": "none" if measured["bound"] is None else f"{measured['bound']:,.1f}",
        "gap": "none" if measured["gap"] is None else f"{100 * measured['gap']:.4f}",
        "kept": words[measured["kept"]],
    }
    return WIDTHS.format(**shown)


def in_its_own_process(options, *, solver, seed):
    names = ("areas", "like", "measure", "bfac", "limit", "gap", "plain", "threads")
    given = {name: getattr(options, name) for name in names}
    flags = [part for name, value in given.items() for part in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "benchmarks.allocation", *flags, "--seed", str(seed), "--only", solver]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    options = arguments()
    if options.only:
        print(json.dumps(measure(options)))
        return
    print("seconds: to solve; whole: with the process's start, imports and the instance; CPU: all of it, in seconds")
    for seed in range(options.seed, options.seed + options.seeds):
        like = f"programme, {options.measure}" if options.like == "programme" else f"budget x {options.bfac}"
        print(f"\n{options.areas} areas, {like}, seed {seed}\n{HEADING}")
        print(told("ours", in_its_own_process(options, solver="ours", seed=seed)), flush=True)
        if options.plain:
            print(told("plain HiGHS", in_its_own_process(options, solver="plain", seed=seed)), flush=True)


if __name__ == "__main__":
    main()
