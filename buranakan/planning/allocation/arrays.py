"""A problem as arrays by area, offer and month: what the solver reckons with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from buranakan.planning.allocation.problem import Plan, Problem, targets


@dataclass(frozen=True)
class Arrays:
    """Tables are [area, offer, month]; `most` is the rounds a cell may hold at most."""

    worth: np.ndarray
    per_person: np.ndarray  # [area, offer]
    per_round: np.ndarray  # [area, offer]
    smallest: np.ndarray  # [offer]
    largest: np.ndarray  # [offer]
    most: np.ndarray
    need: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray
    target: np.ndarray
    centre: np.ndarray  # area -> centre
    trainers: np.ndarray  # [centre, month]
    rooms: np.ndarray  # [area, month]
    project: np.ndarray  # offer -> project
    project_floor: np.ndarray
    pinned: np.ndarray  # bool
    pinned_people: np.ndarray
    pinned_rounds: np.ndarray
    people: int
    budget: int
    coverage: int
    deviation: int

    @property
    def shape(self) -> tuple[int, int, int]:
        areas, offers, months = self.worth.shape
        return areas, offers, months

    @cached_property
    def counted(self) -> np.ndarray:
        """Areas whose coverage counts."""
        return np.flatnonzero((self.need > 0) & (self.ceiling > 0)) if self.coverage else np.zeros(0, int)

    def objective(self, people: np.ndarray) -> int:
        got = people.sum((1, 2))
        value = int((self.worth * people).sum()) - self.deviation * int(np.abs(got - self.target).sum())
        if len(self.counted):
            served = 10_000 * got[self.counted] // self.need[self.counted]
            value += self.coverage * int(min(10_000, served.min()))
        return value

    def cost(self, people: np.ndarray, rounds: np.ndarray) -> int:
        return int((self.per_person * people.sum(2)).sum() + (self.per_round * rounds.sum(2)).sum())


def arrays_of(problem: Problem) -> Arrays:
    areas = {area.key: place for place, area in enumerate(problem.areas)}
    offers = {offer.key: place for place, offer in enumerate(problem.offers)}
    months = {month: place for place, month in enumerate(problem.months)}
    shape = (len(areas), len(offers), len(months))
    centres = list(dict.fromkeys(area.centre for area in problem.areas))
    projects = list(dict.fromkeys([*(offer.project for offer in problem.offers), *problem.project_floors]))
    rooms = _table(problem.rooms, shape=(shape[0], shape[2]))
    most = np.minimum(np.full(shape, problem.rounds_per_cell, np.int64), rooms[:, None, :])
    for area, offer, month in problem.closed:
        most[areas[area], offers[offer], months[month]] = 0
    pinned = np.zeros(shape, bool)
    pinned_people, pinned_rounds = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for pin in problem.pins:
        cell = areas[pin.area], offers[pin.offer], months[pin.month]
        pinned[cell], pinned_people[cell], pinned_rounds[cell] = True, pin.people, pin.rounds
    return Arrays(
        worth=_table(problem.worth, shape=shape),
        per_person=_table(problem.cost_per_person, shape=shape[:2]),
        per_round=_table(problem.cost_per_round, shape=shape[:2]),
        smallest=_table([offer.smallest for offer in problem.offers], shape=shape[1:2]),
        largest=_table([offer.largest for offer in problem.offers], shape=shape[1:2]),
        most=most,
        need=_table([area.need for area in problem.areas], shape=shape[:1]),
        floor=_table([area.floor for area in problem.areas], shape=shape[:1]),
        ceiling=_table([area.ceiling for area in problem.areas], shape=shape[:1]),
        target=_table(targets(problem), shape=shape[:1]),
        centre=_table([centres.index(area.centre) for area in problem.areas], shape=shape[:1]),
        trainers=_table([problem.trainers[centre] for centre in centres], shape=(len(centres), shape[2])),
        rooms=rooms,
        project=_table([projects.index(offer.project) for offer in problem.offers], shape=shape[1:2]),
        project_floor=_table([problem.project_floors.get(key, 0) for key in projects], shape=(len(projects),)),
        pinned=pinned,
        pinned_people=pinned_people,
        pinned_rounds=pinned_rounds,
        people=problem.people,
        budget=problem.budget,
        coverage=problem.fairness.weight_of_coverage,
        deviation=problem.fairness.weight_of_deviation,
    )


def plan_of(problem: Problem, *, people: np.ndarray, rounds: np.ndarray) -> Plan:
    cells = [
        (problem.areas[a].key, problem.offers[o].key, problem.months[m], int(people[a, o, m]), int(rounds[a, o, m]))
        for a, o, m in zip(*np.nonzero((rounds != 0) | (people != 0)), strict=True)
    ]
    return Plan({(a, o, m): n for a, o, m, n, _ in cells}, {(a, o, m): n for a, o, m, _, n in cells})


def _table(values, *, shape) -> np.ndarray:
    return np.asarray(values, np.int64).reshape(shape)
