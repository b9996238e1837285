"""A problem as arrays by area, offer and month: what the solver reckons with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from buranakan.planning.allocation.problem import WHOLE, Cell, Plan, Problem, centres, projects, targets


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

    @cached_property
    def rest(self) -> "Rest":
        return _rest(self)

    @cached_property
    def high(self) -> np.ndarray:
        """People an area may have at most."""
        return np.minimum(self.ceiling, self.people)

    def lowest(self, coverage: int) -> np.ndarray:
        """People each area needs for its floor and for that coverage."""
        lowest = self.floor.copy()
        served = -(-self.need[self.counted] * coverage // WHOLE)
        lowest[self.counted] = np.maximum(lowest[self.counted], served)
        return lowest

    def objective(self, people: np.ndarray) -> int:
        got = people.sum((1, 2))
        value = int((self.worth * people).sum()) - self.deviation * int(np.abs(got - self.target).sum())
        return value + self.coverage * self.smallest_coverage(people)

    def smallest_coverage(self, people: np.ndarray) -> int:
        """Ten-thousandths of need that every area is served to; 0 where none is counted."""
        if not len(self.counted):
            return 0
        served = WHOLE * people.sum((1, 2))[self.counted] // self.need[self.counted]
        return int(min(WHOLE, served.min()))

    def people_by_project(self, people: np.ndarray) -> np.ndarray:
        got = np.zeros(len(self.project_floor), np.int64)
        np.add.at(got, self.project, people.sum((0, 2)))
        return got

    def cost(self, people: np.ndarray, rounds: np.ndarray) -> int:
        return int((self.per_person * people.sum(2)).sum() + (self.per_round * rounds.sum(2)).sum())


@dataclass(frozen=True)
class Rest:
    """What the pins hold by area, and what they leave over for the cells that are free."""

    people: np.ndarray
    rounds: np.ndarray
    worth: int
    budget: int
    project_floor: np.ndarray
    trainers: np.ndarray
    rooms: np.ndarray
    free: np.ndarray  # by cell
    is_possible: bool


def _rest(arrays: Arrays) -> Rest:
    people, rounds = arrays.pinned_people, arrays.pinned_rounds
    trainers = arrays.trainers.copy()
    np.subtract.at(trainers, arrays.centre, rounds.sum(1))
    rooms = arrays.rooms - rounds.sum(1)
    small, large = arrays.smallest[:, None] * rounds, arrays.largest[:, None] * rounds
    kept = (people >= small) & (people <= large) & (rounds >= 0) & (rounds <= arrays.most)
    return Rest(
        people=people.sum((1, 2)),
        rounds=rounds.sum((1, 2)),
        worth=int((arrays.worth * people).sum()),
        budget=arrays.budget - arrays.cost(people, rounds),
        project_floor=arrays.project_floor - arrays.people_by_project(people),
        trainers=trainers,
        rooms=rooms,
        free=(~arrays.pinned & (np.minimum(arrays.most, rooms[:, None, :]) > 0)).ravel(),
        is_possible=bool(kept.all() and (rooms >= 0).all() and (trainers >= 0).all()),
    )


def points(arrays: Arrays, lowest: np.ndarray, *, least_rounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (area, people) and the rounds each needs: every whole number of people from lowest to high, with the rounds
    it needs and its distance from target, is a mixture of its area's points or worse than one.

    Needed rounds are least at whole multiples of the largest round; the distance turns at the target. An area with
    anybody has its `least_rounds` at least.
    """
    big, high, target = int(arrays.largest.max(initial=1)), arrays.high, arrays.target
    ends = [-(-lowest // big) * big, high // big * big, target // big * big, (target // big + 1) * big]
    people = np.stack([lowest, high, target, *ends, np.minimum(high, least_rounds * big)], 1)
    area = np.broadcast_to(np.arange(len(high))[:, None], people.shape)
    within = (people >= lowest[:, None]) & (people <= high[:, None])
    pairs = np.unique(np.stack([area[within], people[within]], 1), axis=0)
    of, count = pairs.T
    return pairs, np.maximum(-(-count // big), np.where(count > 0, least_rounds[of], 0))


def places_of_cells(problem: Problem) -> Callable[[Cell], tuple[int, int, int]]:
    """Where a cell stands in the tables."""
    areas = {area.key: place for place, area in enumerate(problem.areas)}
    offers = {offer.key: place for place, offer in enumerate(problem.offers)}
    months = {month: place for place, month in enumerate(problem.months)}
    return lambda cell: (areas[cell[0]], offers[cell[1]], months[cell[2]])


def arrays_of(problem: Problem) -> Arrays:
    place_of = places_of_cells(problem)
    shape = (len(problem.areas), len(problem.offers), len(problem.months))
    centre, project = centres(problem), projects(problem)
    rooms = _table(problem.rooms, shape=(shape[0], shape[2]))
    most = np.minimum(np.full(shape, problem.rounds_per_cell, np.int64), rooms[:, None, :])
    for closed in problem.closed:
        most[place_of(closed)] = 0
    pinned = np.zeros(shape, bool)
    pinned_people, pinned_rounds = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for pin in problem.pins:
        cell = place_of(pin.cell)
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
        centre=_table([centre.index(area.centre) for area in problem.areas], shape=shape[:1]),
        trainers=_table([problem.trainers[key] for key in centre], shape=(len(centre), shape[2])),
        rooms=rooms,
        project=_table([project.index(offer.project) for offer in problem.offers], shape=shape[1:2]),
        project_floor=_table([problem.project_floors.get(key, 0) for key in project], shape=(len(project),)),
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
