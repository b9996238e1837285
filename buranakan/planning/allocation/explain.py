"""Why an area got what it got: values for one sentence each, told from problem and plan alone."""

from dataclasses import dataclass
from enum import StrEnum

from buranakan.planning.allocation import verify
from buranakan.planning.allocation.problem import WHOLE, Area, Key, Offer, Plan, Problem, targets


class Held(StrEnum):
    """What held an area where it is."""

    PINNED = "pinned"  # somebody fixed all of it
    NO_NEED = "no_need"
    CEILING = "ceiling"
    FLOOR = "floor"  # it has no more than the least it must have
    COVERAGE = "coverage"  # it has just what the smallest coverage of all asks for it
    TARGET = "target"  # it has just its target
    TRAINERS = "trainers"  # its rounds are full, and for another the trainers are missing in `months`
    ROOMS = "rooms"  # its rounds are full, and for another the rooms are missing in `months`
    BUDGET = "budget"  # it is below its target, and what is left pays for nobody more here
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
        self.of_centre, self.of_room = verify.rounds_by_month(problem, plan)
        by_project, floors = verify.people_by_project(problem, plan), problem.project_floors
        self.short = {project for project in floors if floors[project] and by_project[project] <= floors[project]}
        self.pinned = {pin.cell for pin in problem.pins}
        self.closed = set(problem.closed)
        self.smallest_round = min((offer.smallest for offer in problem.offers), default=0)

    def reason(self, area: Area, *, place: int, target: int) -> Reason:
        problem, got = self.problem, self.got[area.key]
        cells = [(area.key, offer.key, month) for offer in problem.offers for month in problem.months]
        missing = min(target, area.ceiling) - got
        no_trainers, no_rooms = self._full_months(area, place=place) if self._wants_round(area, missing) else ((), ())
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
            Held.TRAINERS: bool(no_trainers),
            Held.ROOMS: bool(no_rooms) and not no_trainers,
            Held.BUDGET: missing > 0 and self.left < self._cheapest(area, place=place),
            Held.ROUND_SIZE: 0 < missing < self.smallest_round and not self._has_place(area),
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
            months=no_trainers or no_rooms,
            projects=projects,
        )

    def _wants_round(self, area: Area, missing: int) -> bool:
        """Would it take another round to give it more? Whoever has a place left in a round needs no trainers."""
        return missing >= self.smallest_round and not self._has_place(area)

    def _full_months(self, area: Area, *, place: int) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        """Months without trainers and without rooms, where between them they leave no month for another round."""
        problem, no_trainers, no_rooms = self.problem, [], []
        limits = zip(problem.months, problem.trainers[area.centre], problem.rooms[place], strict=True)
        for month, trainers, rooms in limits:
            if not self._takes_round(area, month=month):
                continue
            if self.of_room[area.key, month] >= rooms:
                no_rooms.append(month)
            elif self.of_centre[area.centre, month] >= trainers:
                no_trainers.append(month)
            else:
                return (), ()
        return tuple(no_trainers), tuple(no_rooms)

    def _takes_round(self, area: Area, *, month: Key) -> bool:
        cells = [(area.key, offer.key, month) for offer in self.problem.offers]
        fixed, most = self.closed | self.pinned, self.problem.rounds_per_cell
        return any(cell not in fixed and self.plan.rounds.get(cell, 0) < most for cell in cells)

    def _is_just_covered(self, area: Area, *, got: int) -> bool:
        """One person fewer here would lower the smallest coverage of all."""
        weight = self.problem.fairness.weight_of_coverage
        return bool(weight and area.need and got and WHOLE * (got - 1) // area.need < self.smallest)

    def _cheapest(self, area: Area, *, place: int) -> int:
        """Satang that one person more costs here at least: in a round with a place left, else in a new one."""
        costs = []
        for column, offer in enumerate(self.problem.offers):
            person, round_ = self.problem.cost_per_person[place][column], self.problem.cost_per_round[place][column]
            costs.append(person if self._has_place_in(area, offer=offer) else round_ + person * offer.smallest)
        return min(costs, default=0)

    def _has_place(self, area: Area) -> bool:
        return any(self._has_place_in(area, offer=offer) for offer in self.problem.offers)

    def _has_place_in(self, area: Area, *, offer: Offer) -> bool:
        cells = [(area.key, offer.key, month) for month in self.problem.months]
        movable = [cell for cell in cells if cell not in self.pinned]
        return any(self.plan.people.get(cell, 0) < offer.largest * self.plan.rounds.get(cell, 0) for cell in movable)
