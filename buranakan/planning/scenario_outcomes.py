"""What came of a scenario: the split with its proof, what holds it back, and what fairness costs. Pure."""

import json
from collections import Counter
from dataclasses import asdict, dataclass

from buranakan.planning import scenario_inputs
from buranakan.planning.allocation import explain, solving, verify
from buranakan.planning.allocation.explain import Held
from buranakan.planning.allocation.problem import WHOLE

# A solve answers in the request that asked for it: a planner waits a few seconds, where a queue would need another page
# to come back to. The gap is where another second buys less than a planner can see.
SECONDS, GAP = 6.0, 0.003
# How the same split would look without fairness is told beside it: worth a second, not more.
SECONDS_WITHOUT_FAIRNESS, GAP_WITHOUT_FAIRNESS = 2.0, 0.01


@dataclass(frozen=True)
class SolvedCell:
    """What one activity gives a province in a month."""

    province: str
    activity: int
    month: str
    people: int
    rounds: int
    satang: int


@dataclass(frozen=True)
class HeldBack:
    """A limit the split stands at, with what one more unit of it is worth in points."""

    limit: str
    key: tuple
    slack: int
    price: float


@dataclass(frozen=True)
class Clash:
    """One of the limits that can't all be kept."""

    kind: str
    key: tuple
    value: int


@dataclass(frozen=True)
class Because:
    """Why a province got what it got: what held it, the strongest first, as explain.Held names it."""

    province: str
    need: int
    got: int
    target: int
    coverage: int  # ten-thousandths
    held: tuple[str, ...]
    centre: str = ""
    months: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What scenarios are compared by; coverage and Gini in ten-thousandths."""

    people: int
    satang: int
    rounds: int
    provinces_served: int
    provinces: int
    smallest_coverage: int
    gini: int
    worth: int


@dataclass(frozen=True)
class Solved:
    """An outcome as it is kept. Without cells no plan was found; `is_impossible` where there is none, and why."""

    cells: tuple[SolvedCell, ...]
    objective: int | None
    bound: float | None
    gap: float | None
    seconds: float
    measured: Measured | None = None
    binding: tuple[HeldBack, ...] = ()
    conflict: tuple[Clash, ...] = ()
    is_impossible: bool = False
    reasons: tuple[Because, ...] = ()
    unfair: Measured | None = None
    coverage_weight: int = 0
    deviation_weight: int = 0

    def because_of(self, province):
        """Why a province (scenario_inputs.ProvinceInput) got what it got; of nobody in need nothing was worked out."""
        nothing = Because(province.code, province.need, got=0, target=0, coverage=0, held=())
        return next((one for one in self.reasons if one.province == province.code), nothing)

    @property
    def by_province(self):
        """People by province."""
        found = Counter()
        for cell in self.cells:
            found[cell.province] += cell.people
        return found


def solve(inputs, *, seconds=SECONDS, gap=GAP):
    """Split by these inputs; takes about `seconds`."""
    problem = scenario_inputs.problem_of(inputs)
    outcome = solving.solve(problem, seconds=seconds, gap=gap)
    if outcome.plan is None:
        return _without_plan(outcome)
    broken = verify.violations(problem, outcome.plan)
    if broken:
        raise RuntimeError(f"the solver's plan breaks {broken}")
    free = solving.solve(
        scenario_inputs.without_fairness(problem),
        seconds=min(seconds, SECONDS_WITHOUT_FAIRNESS),
        gap=GAP_WITHOUT_FAIRNESS,
    )
    shut_out = _shut_out(inputs, problem)
    return Solved(
        cells=_cells(problem, outcome.plan),
        objective=outcome.objective,
        bound=outcome.bound,
        gap=outcome.gap,
        seconds=round(outcome.seconds, 2),
        measured=measured(problem, outcome.plan, shut_out=shut_out),
        binding=tuple(HeldBack(one.limit, _key(one.key), one.slack, one.price) for one in outcome.binding),
        reasons=(*_reasons(inputs, problem, outcome), *(_shut_out_because(one) for one in shut_out)),
        unfair=measured(problem, free.plan, shut_out=shut_out) if free.plan else None,
        coverage_weight=problem.fairness.weight_of_coverage,
        deviation_weight=problem.fairness.weight_of_deviation,
    )


def _without_plan(outcome):
    return Solved(
        cells=(),
        objective=None,
        bound=outcome.bound,
        gap=None,
        seconds=round(outcome.seconds, 2),
        conflict=tuple(Clash(one.kind, _key(one.key), one.value) for one in outcome.conflict),
        is_impossible=outcome.is_impossible,
    )


def _cells(problem, plan):
    areas = {area.key: place for place, area in enumerate(problem.areas)}
    offers = {offer.key: place for place, offer in enumerate(problem.offers)}

    def satang(cell):
        a, o = areas[cell[0]], offers[cell[1]]
        return (
            problem.cost_per_person[a][o] * plan.people[cell] + problem.cost_per_round[a][o] * plan.rounds.get(cell, 0)
        )

    used = sorted(cell for cell, people in plan.people.items() if people)
    return tuple(SolvedCell(*cell, plan.people[cell], plan.rounds[cell], satang(cell)) for cell in used)


def _shut_out(inputs, problem):
    """Provinces in need that a planner lets have nobody: the problem leaves them out, what is told of it does not."""
    areas = {area.key for area in problem.areas}
    return [one for one in inputs.provinces if one.need and one.code not in areas]


def _shut_out_because(one):
    return Because(one.code, one.need, got=0, target=0, coverage=0, held=(Held.CEILING,))


def measured(problem, plan, *, shut_out=()):
    """The numbers that scenarios are compared by."""
    got = verify.people_by_area(plan)
    counted = [area for area in problem.areas if area.need > 0]
    places = (
        {area.key: place for place, area in enumerate(problem.areas)},
        {offer.key: place for place, offer in enumerate(problem.offers)},
        {month: place for place, month in enumerate(problem.months)},
    )
    worth = sum(problem.worth[places[0][a]][places[1][o]][places[2][m]] * n for (a, o, m), n in plan.people.items())
    return Measured(
        people=sum(plan.people.values()),
        satang=verify.cost(problem, plan),
        rounds=sum(plan.rounds.values()),
        provinces_served=sum(1 for people in got.values() if people),
        provinces=len(counted) + len(shut_out),
        smallest_coverage=0 if shut_out else verify.smallest_coverage(problem, plan),
        gini=gini([*((got[area.key], area.need) for area in counted), *((0, one.need) for one in shut_out)]),
        worth=worth,
    )


def gini(served):
    """How unequal the coverage of (got, need) pairs is, in ten-thousandths: 0 where all are covered alike."""
    shares = sorted(got / need for got, need in served)
    total, count = sum(shares), len(shares)
    if not total:
        return 0
    ranked = sum((2 * place - count - 1) * share for place, share in enumerate(shares, start=1))
    return round(WHOLE * ranked / (count * total))


def _reasons(inputs, problem, outcome):
    """A province that a planner fixed is held by that, and by nothing else."""
    fixed = {pin.province for pin in inputs.province_pins}
    floors = {area.key: area.floor for area in problem.areas}
    # Money without a price holds nobody, even where little of it is left: it could be spent otherwise as well.
    is_money_short = any(one.limit == "budget" for one in outcome.binding)

    def held(one):
        if one.area in fixed:
            return (Held.PINNED,)
        # That nobody has to be there holds nobody.
        told = {Held.FLOOR: bool(floors[one.area]), Held.BUDGET: is_money_short}
        return tuple(each for each in one.held if told.get(each, True))

    found = explain.reasons(problem, outcome.plan).values()
    return tuple(
        Because(one.area, one.need, one.got, one.target, one.coverage or 0, held(one), one.centre, one.months)
        for one in found
    )


def _key(key):
    if key is None:
        return ()
    return tuple(key) if isinstance(key, tuple) else (key,)


# --- keeping ----------------------------------------------------------------------------------------------------------
def as_values(solved):
    """Plain values, as they are kept."""
    return json.loads(json.dumps(asdict(solved)))


def from_values(kept):
    """The outcome that `as_values` kept."""
    return Solved(
        **kept
        | {
            "cells": tuple(SolvedCell(**one) for one in kept["cells"]),
            "binding": tuple(HeldBack(**one | {"key": tuple(one["key"])}) for one in kept["binding"]),
            "conflict": tuple(Clash(**one | {"key": tuple(one["key"])}) for one in kept["conflict"]),
            "reasons": tuple(_because(one) for one in kept["reasons"]),
            "measured": Measured(**kept["measured"]) if kept["measured"] else None,
            "unfair": Measured(**kept["unfair"]) if kept["unfair"] else None,
        }
    )


def _because(kept):
    return Because(**kept | {name: tuple(kept[name]) for name in ("held", "months")})
