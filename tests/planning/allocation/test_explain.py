"""What held an area is told from problem and plan: one small case for each word."""

from dataclasses import replace

import pytest

from buranakan.planning.allocation import explain, solve
from buranakan.planning.allocation.explain import Held
from buranakan.planning.allocation.problem import Area, Fairness, Measure, Offer, Pin, Plan, Problem

PLAN = Plan(people={("korat", "skills", "oct"): 20, ("loei", "fair", "nov"): 10}, rounds={})
PLAN = replace(PLAN, rounds={cell: 1 for cell in PLAN.people})
KORAT = Area("korat", "c6", need=100, floor=0, ceiling=80)
PROBLEM = Problem(
    areas=[KORAT, Area("loei", "c4", need=50, floor=0, ceiling=40)],
    offers=[Offer("skills", "heads", smallest=6, largest=40), Offer("fair", "hands", smallest=6, largest=20)],
    months=["oct", "nov"],
    worth=[[[3, 1], [0, 0]], [[0, 0], [5, 7]]],
    cost_per_person=[[100, 200], [100, 200]],
    cost_per_round=[[1_000, 2_000], [1_000, 3_000]],
    people=30,
    budget=10**6,
    trainers={"c6": [2, 2], "c4": [2, 2]},
    rooms=[[2, 2], [2, 2]],
    fairness=Fairness(Measure.PROPORTIONAL, deviation=1, targets=[30, 12]),
)


def changed(**area):
    return {"areas": [replace(KORAT, **area), PROBLEM.areas[1]]}


FULL = {"offers": [replace(PROBLEM.offers[0], largest=20), PROBLEM.offers[1]]}
CELLS = [("korat", offer, month) for offer in ("skills", "fair") for month in ("oct", "nov")]
PINS = [Pin(*cell, people=PLAN.people.get(cell, 0), rounds=PLAN.rounds.get(cell, 0)) for cell in CELLS]
CASES = {
    Held.PINNED: {"pins": PINS},
    Held.NO_NEED: changed(need=0),
    Held.CEILING: changed(ceiling=20),
    Held.FLOOR: changed(floor=20),
    Held.COVERAGE: {"fairness": Fairness(Measure.BLEND, coverage=1, deviation=1, targets=[30, 12])},
    Held.TARGET: {"fairness": Fairness(Measure.PROPORTIONAL, deviation=1, targets=[20, 10])},
    Held.TRAINERS: {**FULL, "trainers": {"c6": [1, 0], "c4": [2, 2]}},
    Held.ROOMS: {**FULL, "rooms": [[1, 0], [2, 2]]},
    Held.BUDGET: {"budget": 20 * 100 + 1_000 + 10 * 200 + 3_000},
    Held.ROUND_SIZE: {**FULL, "fairness": Fairness(Measure.PROPORTIONAL, deviation=1, targets=[24, 6])},
    Held.PROJECT_SHARES: {"project_floors": {"heads": 20}},
    Held.PEOPLE: {},
}


@pytest.mark.parametrize("held", Held)
def test_each_word_has_its_case(held):
    reason = explain.reasons(replace(PROBLEM, **CASES[held]), PLAN)["korat"]
    assert reason.held == (held,)
    assert (reason.got, reason.rounds, reason.centre) == (20, 1, "c6")


def test_a_reason_names_its_months_and_projects():
    tight = explain.reasons(replace(PROBLEM, **CASES[Held.TRAINERS]), PLAN)["korat"]
    assert tight.months == ("oct", "nov")
    shared = explain.reasons(replace(PROBLEM, **CASES[Held.PROJECT_SHARES]), PLAN)
    assert (shared["korat"].projects, shared["loei"].projects) == (("heads",), ())


@pytest.mark.parametrize(
    ("tight", "held", "months"),
    [
        (CASES[Held.TRAINERS] | {"offers": PROBLEM.offers}, Held.PEOPLE, ()),
        (CASES[Held.TRAINERS] | {"trainers": {"c6": [1, 1], "c4": [2, 2]}}, Held.PEOPLE, ()),
        ({**FULL, "trainers": {"c6": [1, 2], "c4": [2, 2]}, "rooms": [[2, 0], [2, 2]]}, Held.TRAINERS, ("oct",)),
        (CASES[Held.BUDGET] | {"fairness": replace(PROBLEM.fairness, targets=[12, 30])}, Held.PEOPLE, ()),
    ],
    ids=["a-place-is-left", "a-month-is-left", "rooms-fill-the-other-month", "above-its-target"],
)
def test_nobody_is_held_by_what_would_let_them_have_more(tight, held, months):
    reason = explain.reasons(replace(PROBLEM, **tight), PLAN)["korat"]
    assert (reason.held, reason.months) == ((held,), months)


def test_coverage_is_told_in_ten_thousandths_or_not_at_all():
    assert explain.reasons(PROBLEM, PLAN)["loei"].coverage == 2_000
    assert explain.reasons(replace(PROBLEM, **changed(need=0)), PLAN)["korat"].coverage is None


def test_every_area_of_a_solved_plan_has_a_reason():
    outcome = solve(PROBLEM)
    reasons = explain.reasons(PROBLEM, outcome.plan)
    assert list(reasons) == ["korat", "loei"]
    assert all(reason.held for reason in reasons.values())
