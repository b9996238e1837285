"""When no plan is possible: a smallest set of limits that can't be kept together, while without any one the rest can.

Fractions of people and rounds are tried first, since a conflict among these is found in a moment and its proof names
the limits it rests on; whole numbers only when fractions would do.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import highspy
import numpy as np

from buranakan.planning.allocation import linear
from buranakan.planning.allocation.arrays import arrays_of, places_of_cells
from buranakan.planning.allocation.problem import Cell, Fairness, Key, Limit, Problem, centres
from buranakan.planning.allocation.relaxation import TimeOver
from buranakan.planning.allocation.timing import FOR_EVER, Allowance

TINY = 1e-7
# Which limits a conflict is told with, where there is a choice: those a planner sets before those of the world.
OF_THE_WHOLE = ("people", "budget", "project_floor")
TOLD_FIRST = (
    *("people", "budget", "pin", "floor", "project_floor", "trainers", "rooms", "ceiling", "closed"),
    *("largest_round", "smallest_round", "rounds_per_cell"),
)


def smallest(problem: Problem, *, seconds: float = 10.0) -> tuple[Limit, ...]:
    """Empty when the limits can be kept together, or when the time was too short to prove that they can't."""
    allowance = Allowance(seconds)
    try:
        return _smallest(problem, allowance=allowance)
    except TimeOver:
        return ()


def is_conflict(problem: Problem, named: Sequence[Limit]) -> bool:
    """Can't these limits be kept together in whole numbers, were there no others?"""
    limits = _Limits(problem, allowance=FOR_EVER)
    return limits.is_broken([limits.limits.index(limit) for limit in named])


def _smallest(problem: Problem, *, allowance: Allowance) -> tuple[Limit, ...]:
    limits = _Limits(problem, allowance=allowance)
    everything = limits.ordered()
    if limits.is_broken_in_fractions(everything):
        suspects = limits.named_by_proof(everything)
        return limits.told(_shrunk(limits.is_broken_in_fractions, [], is_new=False, suspects=suspects))
    for centre in centres(problem):
        # What can't be kept within one centre is found there at once; the whole problem would take minutes.
        near = _Limits(_only(problem, centre), allowance=allowance)
        suspects = [each for each in near.ordered() if near.limits[each].kind not in OF_THE_WHOLE]
        if near.is_broken(suspects):
            return near.told(_shrunk(near.is_broken, [], is_new=False, suspects=suspects))
    if limits.is_broken(everything):
        return limits.told(_shrunk(limits.is_broken, [], is_new=False, suspects=everything))
    return ()


def _only(problem: Problem, centre: Key) -> Problem:
    """The problem of one centre's areas. Its limits of the whole are not to be asked for."""
    places = [place for place, area in enumerate(problem.areas) if area.centre == centre]
    areas = [problem.areas[place] for place in places]
    keys = {area.key for area in areas}
    return replace(
        problem,
        areas=areas,
        worth=[problem.worth[place] for place in places],
        cost_per_person=[problem.cost_per_person[place] for place in places],
        cost_per_round=[problem.cost_per_round[place] for place in places],
        rooms=[problem.rooms[place] for place in places],
        trainers={centre: problem.trainers[centre]},
        pins=[pin for pin in problem.pins if pin.area in keys],
        closed=[cell for cell in problem.closed if cell[0] in keys],
        fairness=Fairness(),
    )


def _shrunk(is_broken, kept: list[int], *, is_new: bool, suspects: list[int]) -> list[int]:
    """Junker's QuickXplain: those of the suspects that are needed to break what is kept; the first are preferred."""
    if is_new and is_broken(kept):
        return []
    if len(suspects) == 1:
        return suspects
    half = len(suspects) // 2
    first, second = suspects[:half], suspects[half:]
    of_second = _shrunk(is_broken, kept + first, is_new=bool(first), suspects=second)
    of_first = _shrunk(is_broken, kept + of_second, is_new=bool(of_second), suspects=first)
    return of_first + of_second


class _Limits:
    """Every limit with its rows, in one model that is asked with some of the limits at a time."""

    def __init__(self, problem: Problem, *, allowance: Allowance) -> None:
        self.problem, self.allowance = problem, allowance
        self.arrays = arrays_of(problem)
        self.limits: list[Limit] = []
        self.limit_of_row: list[np.ndarray] = []
        self.rows = linear.Rows()
        _Writer(self).write()
        self.of_row = np.concatenate(self.limit_of_row)
        self.lower, self.upper = np.concatenate(self.rows.lower), np.concatenate(self.rows.upper)
        columns = 2 * self.arrays.worth.size
        nothing, most = np.zeros(columns), np.full(columns, linear.INFINITE)
        self.model = linear.model(self.rows, cost=nothing, lower=nothing, upper=most)
        self.fractions = linear.solver(self.model, presolve="off")

    def ordered(self) -> list[int]:
        """Of limits of one kind the greatest first: the fewest floors that are too much together."""
        rank = {kind: place for place, kind in enumerate(TOLD_FIRST)}
        return sorted(range(len(self.limits)), key=lambda i: (rank[self.limits[i].kind], -self.limits[i].value, i))

    def is_broken_in_fractions(self, chosen: Sequence[int]) -> bool:
        if self.allowance.is_over:
            raise TimeOver
        self._choose(self.fractions, chosen)
        self.fractions.run()
        return self.fractions.getModelStatus() == highspy.HighsModelStatus.kInfeasible

    def named_by_proof(self, everything: list[int]) -> list[int]:
        """The limits that the proof just found rests on, if they are a proof by themselves."""
        _, is_known, ray = self.fractions.getDualRay()
        if not is_known:
            return everything
        named = set(self.of_row[np.abs(np.asarray(ray)) > TINY].tolist())
        suspects = [each for each in everything if each in named]
        return suspects if self.is_broken_in_fractions(suspects) else everything

    def is_broken(self, chosen: Sequence[int]) -> bool:
        if self.is_broken_in_fractions(chosen):
            return True
        whole = linear.solver(self.model, allowance=self.allowance)
        count = len(self.model.col_cost_)
        kinds = np.full(count, highspy.HighsVarType.kInteger)
        whole.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        self._choose(whole, chosen)
        whole.run()
        if self.allowance.is_over:
            raise TimeOver
        return whole.getModelStatus() == highspy.HighsModelStatus.kInfeasible

    def _choose(self, highs: highspy.Highs, chosen: Sequence[int]) -> None:
        is_chosen = np.zeros(len(self.limits), bool)
        is_chosen[list(chosen)] = True
        kept = is_chosen[self.of_row]
        lower, upper = np.where(kept, self.lower, -linear.INFINITE), np.where(kept, self.upper, linear.INFINITE)
        numbers = np.arange(len(lower), dtype=np.int32)
        highs.changeRowsBounds(len(lower), numbers, lower, upper)  # type: ignore[attr-defined]  # its stubs forget it

    def told(self, found: Sequence[int]) -> tuple[Limit, ...]:
        return tuple(self.limits[each] for each in found)


class _Writer:
    """Writes the limits' rows. Columns: people by cell, rounds by cell, bounded by nothing but limits."""

    def __init__(self, limits: _Limits) -> None:
        self.limits, self.problem, self.arrays = limits, limits.problem, limits.arrays
        self.place_of = places_of_cells(self.problem)
        self.cell = np.arange(self.arrays.worth.size)
        self.area, self.offer, self.month = np.unravel_index(self.cell, self.arrays.shape)

    def write(self) -> None:
        self._whole()
        self._areas_and_projects()
        self._capacity()
        self._cells()

    def _block(self, named: Sequence[Limit], rows, columns, *, values, lower, upper) -> None:
        """Rows of limits: one for each limit named."""
        self._shared(named, np.arange(len(named)), entries=(rows, columns, values), lower=lower, upper=upper)

    def _whole(self) -> None:
        problem, arrays, size = self.problem, self.arrays, len(self.cell)
        people, none = [problem.people], [-linear.INFINITE]
        self._block([Limit("people", None, problem.people)], 0, self.cell, values=1, lower=people, upper=people)
        money = np.concatenate([arrays.per_person[self.area, self.offer], arrays.per_round[self.area, self.offer]])
        both, most = np.concatenate([self.cell, size + self.cell]), problem.budget / linear.SATANG_IN_ROW
        named = [Limit("budget", None, problem.budget)]
        self._block(named, 0, both, values=money / linear.SATANG_IN_ROW, lower=none, upper=most)

    def _areas_and_projects(self) -> None:
        areas, problem = self.problem.areas, self.problem
        floors, ceilings = [area.floor for area in areas], [area.ceiling for area in areas]
        named = [Limit("floor", area.key, area.floor) for area in areas]
        self._block(named, self.area, self.cell, values=1, lower=floors, upper=linear.INFINITE)
        named = [Limit("ceiling", area.key, area.ceiling) for area in areas]
        none = np.full(len(areas), -linear.INFINITE)
        self._block(named, self.area, self.cell, values=1, lower=none, upper=ceilings)
        for project, floor in problem.project_floors.items():
            wanted = np.array([offer.project == project for offer in problem.offers])
            cells = self.cell[wanted[self.offer]]
            named = [Limit("project_floor", project, floor)]
            self._block(named, np.zeros(len(cells), int), cells, values=1, lower=[floor], upper=linear.INFINITE)

    def _capacity(self) -> None:
        problem, arrays, size, months = self.problem, self.arrays, len(self.cell), self.arrays.shape[2]
        centre = centres(problem)
        who = [
            ("trainers", centre, [problem.trainers[key] for key in centre], arrays.centre[self.area]),
            ("rooms", [area.key for area in problem.areas], problem.rooms, self.area),
        ]
        for kind, keys, table, place in who:
            named = [
                Limit(kind, (key, month), most)
                for key, row in zip(keys, table, strict=True)
                for month, most in zip(problem.months, row, strict=True)
            ]
            most = [limit.value for limit in named]
            least = np.full(len(named), -linear.INFINITE)
            self._block(named, place * months + self.month, size + self.cell, values=1, lower=least, upper=most)

    def _cells(self) -> None:
        problem, arrays, size = self.problem, self.arrays, len(self.cell)
        both = np.concatenate([self.cell, size + self.cell])
        rows, nothing = np.tile(self.cell, 2), np.zeros(size)
        for kind, sizes, lower, upper in (
            ("smallest_round", arrays.smallest, nothing, linear.INFINITE),
            ("largest_round", arrays.largest, nothing - linear.INFINITE, 0.0),
        ):
            named = [Limit(kind, offer.key, int(each)) for offer, each in zip(problem.offers, sizes, strict=True)]
            values = np.concatenate([np.ones(size), -sizes[self.offer]])
            self._shared(named, self.offer, entries=(rows, both, values), lower=lower, upper=upper)
        named = [Limit("rounds_per_cell", None, problem.rounds_per_cell)]
        one = (self.cell, size + self.cell, np.ones(size))
        least = np.full(size, -linear.INFINITE)
        self._shared(named, 0 * self.cell, entries=one, lower=least, upper=problem.rounds_per_cell)
        self._closed()
        self._pins()

    def _closed(self) -> None:
        of_offer: dict[Key, list[int]] = defaultdict(list)
        for closed in self.problem.closed:
            of_offer[closed[1]].append(self.cell_of(closed))
        for offer, cells in of_offer.items():
            columns = np.concatenate([cells, len(self.cell) + np.array(cells)])
            entries, nothing = (np.arange(len(columns)), columns, np.ones(len(columns))), np.zeros(len(columns))
            named = [Limit("closed", offer, len(cells))]
            self._shared(named, 0 * columns, entries=entries, lower=nothing, upper=nothing)

    def _pins(self) -> None:
        for pin in self.problem.pins:
            cell, values = self.cell_of(pin.cell), [pin.people, pin.rounds]
            entries = ([0, 1], [cell, len(self.cell) + cell], [1, 1])
            self._shared([Limit("pin", pin.cell, pin.people)], [0, 0], entries=entries, lower=values, upper=values)

    def cell_of(self, cell: Cell) -> int:
        return int(np.ravel_multi_index(self.place_of(cell), self.arrays.shape))

    def _shared(self, named, limit_of_row, *, entries, lower, upper) -> None:
        """Rows of which many belong to one limit."""
        first = len(self.limits.limits)
        self.limits.limits.extend(named)
        rows, columns, values = entries
        self.limits.rows.add(rows, columns, values=values, lower=lower, upper=upper)
        self.limits.limit_of_row.append(first + np.asarray(limit_of_row))
