"""Why an area got what it got: values for one sentence each, told from problem and plan alone."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from buranakan.planning.allocation import verify
from buranakan.planning.allocation.problem import WHOLE, Area, Key, Plan, Problem, targets


class Held(StrEnum):
    """What held an area where it is."""

    PINNED = "pinned"  # somebody fixed all of it
    NO_NEED = "no_need"
    CEILING = "ceiling"
    FLOOR = "floor"  # it has no more than the least it must have
    COVERAGE = "coverage"  # it has just what the smallest coverage of all asks for it
    TARGET = "target"  # it has just its target
    TRAINERS = "trainers"  # its centre has no round left in `months`
    ROOMS = "rooms"  # it has no room left in `months`
    BUDGET = "budget"  # what is left pays for nobody more here
    ROUND_SIZE = "round_size"  # its rounds are full, and too few are missing for another
    PROJECT_SHARES = "project_shares"  # its people serve `projects` that must reach their share
    PEOPLE = "people"  # all places are given, and worth more elsewhere


@dataclass(frozen=True)
class Reason:
    """`held` in the order of telling, the strongest first; keys with what it names."""

    area: Key
    need: int
    target: int
    got: int
    coverage: int | None  # ten-thousandths of the need; None without need
    rounds: int
    held: tuple[Held, ...]
    centre: Key
    months: tuple[Key, ...] = ()
    projects: tuple[Key, ...] = ()


def reasons(problem: Problem, plan: Plan) -> dict[Key, Reason]:
    """By area, in the problem's order."""
    looked = _Looked(problem, plan)
    return {
        area.key: looked.reason(area, place=place, target=target)
        for place, (area, target) in enumerate(zip(problem.areas, targets(problem), strict=True))
    }


class _Looked:
    """What of the whole plan matters to every area."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.got = verify.people_by_area(plan)
        self.smallest = verify.smallest_coverage(problem, plan)
        self.left = problem.budget - verify.cost(problem, plan)
        centre_of = {area.key: area.centre for area in problem.areas}
        project_of = {offer.key: offer.project for offer in problem.offers}
        self.of_centre: Counter = Counter()
        self.of_room: Counter = Counter()
        by_project: Counter = Counter()
        for (area, _, month), rounds in plan.rounds.items():
            self.of_centre[centre_of[area], month] += rounds
            self.of_room[area, month] += rounds
        for (_, offer, _), people in plan.people.items():
            by_project[project_of[offer]] += people
        floors = problem.project_floors
        self.short = {project for project in floors if floors[project] and by_project[project] <= floors[project]}
        self.pinned = {pin.cell for pin in problem.pins}
        self.closed = set(problem.closed)

    def reason(self, area: Area, *, place: int, target: int) -> Reason:
        problem, got = self.problem, self.got[area.key]
        cells = [(area.key, offer.key, month) for offer in problem.offers for month in problem.months]
        months = self._without_trainers(area) if got < area.ceiling else ()
        no_rooms = self._without_rooms(area, place=place) if got < area.ceiling else ()
        served = {cell[1] for cell in cells if self.plan.people.get(cell)}
        projects = tuple(
            dict.fromkeys(each.project for each in problem.offers if each.key in served and each.project in self.short)
        )
        told = {
            Held.PINNED: all(cell in self.pinned for cell in cells),
            Held.NO_NEED: not area.need,
            Held.CEILING: got == area.ceiling,
            Held.FLOOR: got == area.floor,
            Held.COVERAGE: self._is_just_covered(area, got=got),
            Held.TARGET: got == target,
            Held.TRAINERS: got < target and bool(months),
            Held.ROOMS: got < target and bool(no_rooms),
            Held.BUDGET: got < area.ceiling and self.left < self._cheapest(area, place=place),
            Held.ROUND_SIZE: self._is_full(area, missing=min(target, area.ceiling) - got),
            Held.PROJECT_SHARES: bool(projects),
        }
        held = tuple(each for each, holds in told.items() if holds) or (Held.PEOPLE,)
        return Reason(
            area=area.key,
            need=area.need,
            target=target,
            got=got,
            coverage=WHOLE * got // area.need if area.need else None,
            rounds=sum(self.plan.rounds.get(cell, 0) for cell in cells),
            held=held,
            centre=area.centre,
            months=months if Held.TRAINERS in held else no_rooms if Held.ROOMS in held else (),
            projects=projects,
        )

    def _without_trainers(self, area: Area) -> tuple[Key, ...]:
        """Months in which another round could be held but for the centre's trainers."""
        row = zip(self.problem.months, self.problem.trainers[area.centre], strict=True)
        full = {month for month, most in row if self.of_centre[area.centre, month] >= most}
        return tuple(month for month in self.problem.months if month in full and self._is_open(area, month=month))

    def _without_rooms(self, area: Area, *, place: int) -> tuple[Key, ...]:
        row = zip(self.problem.months, self.problem.rooms[place], strict=True)
        return tuple(month for month, most in row if self.of_room[area.key, month] >= most)

    def _is_open(self, area: Area, *, month: Key) -> bool:
        return any((area.key, offer.key, month) not in self.closed for offer in self.problem.offers)

    def _is_just_covered(self, area: Area, *, got: int) -> bool:
        """One person fewer here would lower the smallest coverage of all."""
        weight = self.problem.fairness.weight_of_coverage
        return bool(weight and area.need and got and WHOLE * (got - 1) // area.need < self.smallest)

    def _cheapest(self, area: Area, *, place: int) -> int:
        """Satang that one person more costs here at least: in a round with a place left, else in a new one."""
        costs = []
        for column, offer in enumerate(self.problem.offers):
            person, round_ = self.problem.cost_per_person[place][column], self.problem.cost_per_round[place][column]
            costs.append(person if self._has_place(area, offer=offer) else round_ + person * offer.smallest)
        return min(costs, default=0)

    def _has_place(self, area: Area, *, offer) -> bool:
        cells = [(area.key, offer.key, month) for month in self.problem.months]
        return any(self.plan.people.get(cell, 0) < offer.largest * self.plan.rounds.get(cell, 0) for cell in cells)

    def _is_full(self, area: Area, *, missing: int) -> bool:
        """Fewer are missing than the smallest round takes, and no round has a place left."""
        offers = self.problem.offers
        smallest = min((offer.smallest for offer in offers), default=0)
        return 0 < missing < smallest and not any(self._has_place(area, offer=offer) for offer in offers)
