"""Every limit is told when a plan breaks it, and no other; what a plan is worth is counted by hand here."""

from dataclasses import replace

import pytest

from buranakan.planning.allocation import verify
from buranakan.planning.allocation.problem import KINDS, Area, Fairness, Limit, Measure, Offer, Pin, Plan, Problem

CELL, OTHER = ("korat", "skills", "oct"), ("loei", "fair", "nov")
PLAN = Plan(people={CELL: 20, OTHER: 10}, rounds={CELL: 1, OTHER: 1})
SKILLS = Offer("skills", "heads", smallest=6, largest=40)
FAIR = Offer("fair", "hands", smallest=6, largest=20)
PROBLEM = Problem(
    areas=[Area("korat", "c6", need=100, floor=5, ceiling=40), Area("loei", "c6", need=50, floor=0, ceiling=40)],
    offers=[SKILLS, FAIR],
    months=["oct", "nov"],
    worth=[[[3, 1], [0, 0]], [[0, 0], [5, 7]]],
    cost_per_person=[[100, 200], [100, 200]],
    cost_per_round=[[1_000, 2_000], [1_000, 3_000]],
    people=30,
    budget=8_000,
    trainers={"c6": [1, 1]},
    rooms=[[1, 1], [1, 1]],
    project_floors={"heads": 20, "hands": 10},
    fairness=Fairness(Measure.BLEND, coverage=2, deviation=10, targets=[18, 12]),
    pins=[Pin(*CELL, people=20, rounds=1)],
)


def test_a_plan_that_keeps_every_limit_breaks_none():
    assert verify.violations(PROBLEM, PLAN) == []
    assert verify.cost(PROBLEM, PLAN) == 20 * 100 + 1_000 + 10 * 200 + 3_000


def test_its_worth_is_cells_and_fairness():
    cells, off, smallest = 20 * 3 + 10 * 7, 2 + 2, 2_000
    assert verify.smallest_coverage(PROBLEM, PLAN) == smallest
    assert verify.objective(PROBLEM, PLAN) == cells + 2 * smallest - 10 * off
    proportional = replace(PROBLEM, fairness=replace(PROBLEM.fairness, measure=Measure.PROPORTIONAL))
    assert verify.objective(proportional, PLAN) == cells - 10 * off
    lifted = replace(PROBLEM, fairness=replace(PROBLEM.fairness, measure=Measure.MAX_MIN))
    assert verify.objective(lifted, PLAN) == cells + 2 * smallest


BROKEN = [
    (replace(PROBLEM, people=31), Limit("people", None, 31)),
    (replace(PROBLEM, budget=7_999), Limit("budget", None, 7_999)),
    (replace(PROBLEM, areas=[replace(PROBLEM.areas[0], floor=21), PROBLEM.areas[1]]), Limit("floor", "korat", 21)),
    (replace(PROBLEM, areas=[PROBLEM.areas[0], replace(PROBLEM.areas[1], ceiling=9)]), Limit("ceiling", "loei", 9)),
    (replace(PROBLEM, project_floors={"heads": 21}), Limit("project_floor", "heads", 21)),
    (replace(PROBLEM, trainers={"c6": [0, 1]}), Limit("trainers", ("c6", "oct"), 0)),
    (replace(PROBLEM, rooms=[[1, 1], [1, 0]]), Limit("rooms", ("loei", "nov"), 0)),
    (replace(PROBLEM, offers=[replace(SKILLS, smallest=21), FAIR]), Limit("smallest_round", "skills", 21)),
    (replace(PROBLEM, offers=[SKILLS, replace(FAIR, largest=9)]), Limit("largest_round", "fair", 9)),
    (replace(PROBLEM, rounds_per_cell=0), Limit("rounds_per_cell", None, 0)),
    (replace(PROBLEM, closed=[OTHER]), Limit("closed", "fair", 1)),
    (replace(PROBLEM, pins=[Pin(*CELL, people=19, rounds=1)]), Limit("pin", CELL, 19)),
]


@pytest.mark.parametrize(("problem", "limit"), BROKEN, ids=[limit.kind for _, limit in BROKEN])
def test_each_limit_is_told_when_it_is_broken(problem, limit):
    assert verify.violations(problem, PLAN) == [limit]


def test_every_kind_of_limit_is_tried_here():
    assert {limit.kind for _, limit in BROKEN} == set(KINDS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"worth": [[[3, 1], [0, 0]]]},
        {"rooms": [[1], [1]]},
        {"trainers": {}},
        {"offers": [PROBLEM.offers[0], PROBLEM.offers[0]]},
        {"closed": [("phuket", "skills", "oct")]},
        {"pins": [Pin(*CELL, people=1, rounds=1), Pin(*CELL, people=2, rounds=1)]},
        {"fairness": Fairness(targets=[1])},
        {"offers": [replace(PROBLEM.offers[0], smallest=41), PROBLEM.offers[1]]},
    ],
    ids=["worth", "rooms", "trainers", "twice", "unknown", "pinned-twice", "targets", "sizes"],
)
def test_a_problem_that_does_not_fit_together_is_refused(wrong):
    with pytest.raises(ValueError):
        replace(PROBLEM, **wrong)
