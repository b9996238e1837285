"""The problem without whole numbers: bounds no plan can exceed, and what each cell would lose by being used.

What makes its bound sharp: it is asked for a range of the smallest coverage, so that each area's floor in that range is
a whole number of people; an area that is served in a single round has a column for each cell and number of people, with
its distance from target; and one served in several rounds is a mixture of points (people, rounds those need, distance
from target), so that 43 people need two rounds and not 1.08. Columns join when prices call for them, limits of cells
and rooms when they are broken.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from buranakan.planning.allocation import linear
from buranakan.planning.allocation.arrays import Arrays, points
from buranakan.planning.allocation.problem import WHOLE
from buranakan.planning.allocation.timing import Allowance

COVERAGE = 0  # the column of the smallest coverage
TINY = 1e-6
BATCH = 2  # cells of an area that join at a time
FAR = 1 << 32  # more than any number of people


class TimeOver(Exception):
    """The time given is over in the middle of a question."""


@dataclass(frozen=True)
class Relaxed:
    """`loss` is what using a cell for one round costs at least, beside the bound; below zero where it earns."""

    bound: float
    coverage: float
    rounds: np.ndarray
    loss: np.ndarray
    prices: "Prices | None"

    @property
    def is_possible(self) -> bool:
        return self.bound > -np.inf


IMPOSSIBLE = Relaxed(-np.inf, 0.0, np.zeros(0), np.zeros(0), None)


@dataclass(frozen=True)
class Prices:
    """What one unit more of each limit is worth; `got`, `needed` and `one` are the model's own, by area."""

    people: float
    got: np.ndarray
    needed: np.ndarray
    one: np.ndarray
    covered: np.ndarray  # by area, a person more under the smallest coverage
    budget: float  # by satang
    project: np.ndarray
    trainers: np.ndarray  # [centre, month]
    rooms: np.ndarray  # [area, month]


class Columns:
    """Columns of one sort: where each stands in the model, its cell and its people."""

    def __init__(self) -> None:
        self.column = np.zeros(0, np.int64)
        self.cell = np.zeros(0, np.int64)
        self.people = np.zeros(0, np.int64)

    def join(self, column: np.ndarray, *, cell: np.ndarray, people: np.ndarray) -> None:
        self.column = np.concatenate([self.column, column])
        self.cell = np.concatenate([self.cell, cell])
        self.people = np.concatenate([self.people, people])

    def missing(self, cell: np.ndarray, people: np.ndarray) -> np.ndarray:
        """Which of the pairs are not here yet, in their order, each once."""
        keys, first = np.unique(cell * FAR + people, return_index=True)
        return first[~np.isin(keys, self.cell * FAR + self.people)]


class Relaxation:
    """One model kept in HiGHS, so that each question starts from the answer before."""

    def __init__(self, arrays: Arrays, *, allowance: Allowance) -> None:
        self.arrays, self.rest, self.allowance = arrays, arrays.rest, allowance
        areas = arrays.shape[0]
        self.may_be_single = self.rest.rounds == 0
        self.mixed, self.single, self.several = Columns(), Columns(), Columns()
        self.of_single, self.of_several = np.zeros(arrays.worth.size, bool), np.zeros(arrays.worth.size, bool)
        self.lowest = np.zeros(areas, np.int64)
        self.row_of_room = np.full(arrays.rooms.size, -1)
        self.row_of_cell = np.full(arrays.worth.size, -1)
        self.highs = linear.solver()
        self.row: dict[str, int] = {}
        self._rows()

    # --- the model ---------------------------------------------------------------------------------------------------

    def _rows(self) -> None:
        rest, areas, counted = self.rest, self.arrays.shape[0], len(self.arrays.counted)
        infinite = np.full(areas, linear.INFINITE)
        blocks = [
            ("people", [self.arrays.people], [self.arrays.people]),
            ("got", -rest.people, -rest.people),
            ("needed", -rest.rounds, infinite),
            ("one", np.ones(areas), np.ones(areas)),
            ("covered", np.zeros(counted), infinite[:counted]),
            ("budget", [-linear.INFINITE], [rest.budget / linear.SATANG_IN_ROW]),
            ("project", rest.project_floor, np.full(len(rest.project_floor), linear.INFINITE)),
            ("trainers", np.full(rest.trainers.size, -linear.INFINITE), rest.trainers.ravel()),
        ]
        for name, lower, upper in blocks:
            self.row[name] = self._add_rows(lower, upper)
        rows = self.row["covered"] + np.arange(counted)
        self.row_of_counted = np.full(areas, -1)
        self.row_of_counted[self.arrays.counted] = rows
        share = self.arrays.need[self.arrays.counted] / WHOLE
        worth, most = (self.arrays.coverage, float(WHOLE)) if counted else (0, 0.0)
        self._add([worth], [(np.zeros(counted, int), rows, -share)], upper=most)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.highs.changeObjectiveOffset(rest.worth)

    def _add_rows(self, lower, upper) -> int:
        first, count, none = self.highs.getNumRow(), len(lower), np.zeros(0, np.int32)
        bounds = np.array(lower, float), np.array(upper, float)
        self.highs.addRows(count, *bounds, 0, np.zeros(count, np.int32), none, none.astype(float))
        return first

    def _add(self, cost, entries, *, upper=linear.INFINITE) -> np.ndarray:
        """Adds columns; entries are (column among these, row, value)."""
        count, first = len(cost), self.highs.getNumCol()
        column = np.concatenate([np.asarray(each[0]) for each in entries])
        order = np.argsort(column, kind="stable")
        row = np.concatenate([np.asarray(each[1]) for each in entries])[order].astype(np.int32)
        value = np.concatenate([np.asarray(each[2], float) for each in entries])[order]
        starts = np.searchsorted(column[order], np.arange(count)).astype(np.int32)
        bounds = np.zeros(count), np.full(count, float(upper))
        self.highs.addCols(count, np.asarray(cost, float), *bounds, len(row), starts, row, value)
        return np.arange(first, first + count)

    def _entries_of_rounds(self, cell: np.ndarray, people: np.ndarray) -> list:
        """What a round of so many people takes from the limits that all areas share, and from rooms and cells."""
        arrays, row, each = self.arrays, self.row, np.arange(len(cell))
        area, offer, month = np.unravel_index(cell, arrays.shape)
        cost = (arrays.per_person[area, offer] * people + arrays.per_round[area, offer]) / linear.SATANG_IN_ROW
        trainers = arrays.centre[area] * arrays.shape[2] + month
        entries = [
            (each, np.full(len(each), row["budget"]), cost),
            (each, row["project"] + arrays.project[offer], people),
            (each, row["trainers"] + trainers, np.ones(len(each))),
        ]
        for numbers in (self.row_of_room[area * arrays.shape[2] + month], self.row_of_cell[cell]):
            limited = numbers >= 0
            entries.append((each[limited], numbers[limited], np.ones(limited.sum())))
        return entries

    def _entries_of_areas(self, area: np.ndarray, people: np.ndarray) -> list:
        """What makes these the people of their area."""
        each, covered = np.arange(len(area)), self.row_of_counted[area] >= 0
        return [
            (each, np.full(len(each), self.row["people"]), people),
            (each, self.row["one"] + area, np.ones(len(each))),
            (each[covered], self.row_of_counted[area[covered]], people[covered]),
        ]

    def _add_mixed(self) -> None:
        """Points of areas served in several rounds, or in none; where something is pinned, in any number."""
        least = np.where(self.may_be_single, 2, 0)
        pairs, needed = points(self.arrays, self.lowest, least_rounds=least)
        new = self.mixed.missing(*pairs.T)
        if not len(new):
            return
        (area, people), rounds = pairs[new].T, needed[new]
        each, entries = np.arange(len(area)), self._entries_of_areas(area, people)
        entries += [(each, self.row["got"] + area, -people), (each, self.row["needed"] + area, -rounds)]
        cost = -self.arrays.deviation * np.abs(people - self.arrays.target[area])
        self.mixed.join(self._add(cost, entries), cell=area, people=people)

    def _add_single(self) -> None:
        cells = np.flatnonzero(self.of_single)
        choices, is_one = self._single_people()
        area, offer, _ = np.unravel_index(cells, self.arrays.shape)
        wanted, known = choices[area, offer], is_one[area, offer]
        cell, people = np.repeat(cells, known.sum(1)), wanted[known]
        new = self.single.missing(cell, people)
        if not len(new):
            return
        cell, people = cell[new], people[new]
        area = cell // self.arrays.worth[0].size
        entries = self._entries_of_areas(area, people) + self._entries_of_rounds(cell, people)
        cost = self.arrays.worth.ravel()[cell] * people
        cost = cost - self.arrays.deviation * np.abs(people - self.arrays.target[area])
        self.single.join(self._add(cost, entries), cell=cell, people=people)

    def _single_people(self) -> tuple[np.ndarray, np.ndarray]:
        """[area, offer, choice] people of an area that is served in one round, and whether that is a choice."""
        arrays = self.arrays
        low = np.maximum(self.lowest[:, None], arrays.smallest)
        high = np.minimum(arrays.high[:, None], arrays.largest)
        target = np.clip(arrays.target[:, None], low, np.maximum(low, high))
        is_one = self.may_be_single[:, None] & (low <= high)
        choices = np.stack([low, high, target], 2)
        return choices, np.broadcast_to(is_one[:, :, None], choices.shape)

    def _add_several(self, cells: np.ndarray) -> None:
        """Cells of areas served in several rounds: a mixture of rounds of the smallest and of the largest size."""
        cells = cells[~self.of_several[cells]]
        if not len(cells):
            return
        self.of_several[cells] = True
        area, offer, _ = np.unravel_index(np.repeat(cells, 2), self.arrays.shape)
        people = np.stack([self.arrays.smallest[offer[::2]], self.arrays.largest[offer[::2]]], 1).ravel()
        cell, each = np.repeat(cells, 2), np.arange(2 * len(cells))
        entries = self._entries_of_rounds(cell, people)
        entries += [(each, self.row["got"] + area, people), (each, self.row["needed"] + area, np.ones(len(each)))]
        self.several.join(self._add(self.arrays.worth.ravel()[cell] * people, entries), cell=cell, people=people)

    def add_cells(self, cells: np.ndarray, *, single: bool = True, several: bool = True) -> None:
        if single:
            self.of_single[cells] = True
            self._add_single()
        if several:
            self._add_several(cells)

    # --- questions ---------------------------------------------------------------------------------------------------

    def bound(self, least: int, most: int) -> Relaxed:
        """The best that plans could do whose smallest coverage lies from `least` to `most` ten-thousandths."""
        lowest = self.arrays.lowest(least)
        if (lowest > self.arrays.high).any() or lowest.sum() > self.arrays.people or not self.rest.is_possible:
            return IMPOSSIBLE
        if len(self.arrays.counted):
            self.highs.changeColBounds(COVERAGE, float(least), float(most))
        self.lowest = lowest
        self._add_mixed()
        self._add_single()
        self._open()
        return self._solved()

    def _open(self) -> None:
        """Columns with fewer people than their area needs now are closed; others are open."""
        of_single = self.single.cell // self.arrays.worth[0].size
        columns = np.concatenate([self.mixed.column, self.single.column]).astype(np.int32)
        enough = np.concatenate(
            [self.mixed.people >= self.lowest[self.mixed.cell], self.single.people >= self.lowest[of_single]]
        )
        upper = np.where(enough, linear.INFINITE, 0.0)
        self.highs.changeColsBounds(len(columns), columns, np.zeros(len(columns)), upper)

    def _solved(self) -> Relaxed:
        while True:
            if not self._run():
                if not self._add_possible():
                    return IMPOSSIBLE
                continue
            solution = self.highs.getSolution()
            values, prices = np.asarray(solution.col_value), self._prices(np.asarray(solution.row_dual))
            rounds = self._rounds(values)
            if self._forbid(rounds):
                continue
            single, several = self._losses(prices)
            if not self._add_earning(single, several):
                bound = self.highs.getInfo().objective_function_value
                return Relaxed(bound, float(values[COVERAGE]), rounds, np.minimum(single, several), prices)

    def _add_possible(self) -> bool:
        """No mixture of the columns keeps the limits: adds those that its proof says could, if there are any."""
        _, is_known, ray = self.highs.getDualRay()
        is_proven = False
        if is_known:
            for sign in (1.0, -1.0):
                single, several = self._losses(self._prices(sign * np.asarray(ray)), weight=0)
                known = np.concatenate([single[self.of_single], several[self.of_several]])
                # Turned the right way, the proof holds for every column that is there.
                if known.min(initial=0.0) > -TINY:
                    # Where it says nothing of the columns that are there, it holds for them either way.
                    if self._add_earning(single, several):
                        return True
                    is_proven = True
            if is_proven:
                return False
        left = ~(self.of_single & self.of_several) & self.rest.free
        self.add_cells(np.flatnonzero(left))
        return bool(left.any())

    def _add_earning(self, single: np.ndarray, several: np.ndarray) -> bool:
        new_single = self._earning(np.where(self.rest.free & ~self.of_single, single, 0.0))
        new_several = self._earning(np.where(self.rest.free & ~self.of_several, several, 0.0))
        self.add_cells(new_single, several=False)
        self.add_cells(new_several, single=False)
        return bool(len(new_single) or len(new_several))

    def _earning(self, loss: np.ndarray) -> np.ndarray:
        """The cells that earn most, a few of each area: prices change as soon as they are in."""
        by_area = loss.reshape(self.arrays.shape[0], -1)
        best = np.argpartition(by_area, min(BATCH, by_area.shape[1]) - 1, axis=1)[:, :BATCH]
        cells = (best + np.arange(len(by_area))[:, None] * by_area.shape[1]).ravel()
        return cells[loss[cells] < -TINY]

    def _run(self) -> bool:
        if self.allowance.is_over:
            raise TimeOver
        # One run is short, so the clock will do within it.
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + self.allowance.left_by_clock)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeOver
        return status == highspy.HighsModelStatus.kOptimal

    def _rounds(self, values: np.ndarray) -> np.ndarray:
        """Rounds by cell, of the cells that are free."""
        rounds = np.zeros(self.arrays.worth.size)
        for columns in (self.single, self.several):
            np.add.at(rounds, columns.cell, values[columns.column])
        return rounds

    def _prices(self, dual: np.ndarray) -> Prices:
        areas, _, months = self.arrays.shape
        limited, counted = self.row_of_room >= 0, self.row_of_counted >= 0
        rooms = np.where(limited, dual[np.where(limited, self.row_of_room, 0)], 0.0)
        return Prices(
            people=float(dual[self.row["people"]]),
            got=dual[self.row["got"] :][:areas],
            needed=dual[self.row["needed"] :][:areas],
            one=dual[self.row["one"] :][:areas],
            covered=np.where(counted, dual[np.where(counted, self.row_of_counted, 0)], 0.0),
            budget=float(dual[self.row["budget"]]) / linear.SATANG_IN_ROW,
            project=dual[self.row["project"] :][: len(self.rest.project_floor)],
            trainers=dual[self.row["trainers"] :][: self.rest.trainers.size].reshape(-1, months),
            rooms=rooms.reshape(areas, months),
        )

    def _losses(self, prices: Prices, *, weight: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """By cell: what it loses as the single round of its area, and as one of several."""
        arrays = self.arrays
        costs = prices.project[arrays.project] + prices.budget * arrays.per_person
        person = weight * arrays.worth - costs[:, :, None]
        round_ = (prices.budget * arrays.per_round)[:, :, None]
        round_ = round_ + (prices.trainers[arrays.centre] + prices.rooms)[:, None, :]
        each = person - prices.got[:, None, None]
        sized = np.maximum(each * arrays.smallest[:, None], each * arrays.largest[:, None])
        several = round_ + prices.needed[:, None, None] - sized
        choices, is_one = self._single_people()
        alone = (prices.people + prices.covered)[:, None, None] * choices + prices.one[:, None, None]
        alone = alone + weight * arrays.deviation * np.abs(choices - arrays.target[:, None, None])
        alone = np.where(is_one, alone, np.inf)
        single = (alone[:, :, None, :] - person[:, :, :, None] * choices[:, :, None, :]).min(3) + round_
        return single.ravel(), several.ravel()

    def _forbid(self, rounds: np.ndarray) -> bool:
        """Adds the rows of cells and rooms that hold too many rounds; are there any?"""
        months = self.arrays.shape[2]
        most = self.arrays.most.ravel()
        over = np.flatnonzero(rounds > most + TINY)
        over = over[self.row_of_cell[over] < 0]
        used = rounds.reshape(self.arrays.shape).sum(1).ravel()
        full = np.flatnonzero((used > self.rest.rooms.ravel() + TINY) & (self.row_of_room < 0))
        cells = np.concatenate([self.single.cell, self.several.cell])
        columns = np.concatenate([self.single.column, self.several.column])
        rooms = cells // self.arrays.worth[0].size * months + cells % months
        for numbers, limits, new, of in (
            (self.row_of_cell, most, over, cells),
            (self.row_of_room, self.rest.rooms.ravel(), full, rooms),
        ):
            for each in new.tolist():
                numbers[each] = self.highs.getNumRow()
                held = columns[of == each].astype(np.int32)
                self.highs.addRow(-linear.INFINITE, float(limits[each]), len(held), held, np.ones(len(held)))
        return bool(len(over) or len(full))
