"""The problem without whole numbers: bounds no plan can exceed, and what each cell would lose by being used.

Two things make its bound sharp. The people of an area are a mixture of points (people, rounds those need, distance from
target), so that 43 people need two rounds and not 1.08; and it is asked for a range of the smallest coverage, so that
each area's floor in that range is a whole number of people. A cell's people and rounds are a mixture of its smallest and
its largest round, which needs no row. Cells join when their price calls for them, limits of cells when they are broken.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from buranakan.planning.allocation import linear
from buranakan.planning.allocation.arrays import Arrays, points

COVERAGE = 0  # the column of the smallest coverage
SATANG_IN_ROW = 10_000.0
TINY = 1e-6


class TimeOver(Exception):
    """The time given is over in the middle of a question."""


@dataclass(frozen=True)
class Relaxed:
    """`loss` is what using a cell for one round costs at least, beside the bound; below zero where it earns."""

    bound: float
    coverage: float
    people: np.ndarray
    rounds: np.ndarray
    loss: np.ndarray
    prices: np.ndarray  # by row

    @property
    def is_possible(self) -> bool:
        return self.bound > -np.inf


IMPOSSIBLE = Relaxed(-np.inf, 0.0, np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))


class Relaxation:
    """One model kept in HiGHS, so that each question starts from the answer before."""

    def __init__(self, arrays: Arrays, *, deadline: float = np.inf) -> None:
        self.arrays = arrays
        self.deadline = deadline
        self.rest = arrays.rest
        self.cells = np.zeros(0, np.int64)  # in the order of their columns
        self.column_of_cell = np.full(arrays.worth.size, -1)
        self.points: dict[tuple[int, int], int] = {}
        self.row_of_room = np.full(arrays.rooms.size, -1)
        self.highs = linear.solver()
        self._rows()

    def _rows(self) -> None:
        areas, counted = self.arrays.shape[0], len(self.arrays.counted)
        infinite = np.full(areas, linear.INFINITE)
        blocks = [
            ("people", [self.arrays.people], [self.arrays.people]),
            ("got", -self.rest.people, -self.rest.people),
            ("needed", -self.rest.rounds, infinite),
            ("one", np.ones(areas), np.ones(areas)),
            ("covered", np.zeros(counted), infinite[:counted]),
            ("budget", [-linear.INFINITE], [self.rest.budget / SATANG_IN_ROW]),
            ("project", self.rest.project_floor, np.full(len(self.rest.project_floor), linear.INFINITE)),
            ("trainers", np.full(self.rest.trainers.size, -linear.INFINITE), self.rest.trainers.ravel()),
        ]
        self.row: dict[str, int] = {}
        for name, lower, upper in blocks:
            self.row[name] = self.highs.getNumRow()
            count, none = len(lower), np.zeros(0, np.int32)
            starts = np.zeros(count, np.int32)
            self.highs.addRows(count, np.array(lower, float), np.array(upper, float), 0, starts, none, none.astype(float))
        self.row_of_counted = np.full(areas, -1)
        self.row_of_counted[self.arrays.counted] = self.row["covered"] + np.arange(counted)
        rows = self.row["covered"] + np.arange(counted)
        self._columns([self.arrays.coverage if counted else 0], [0.0], [10_000.0 if counted else 0.0], entries=[
            (np.zeros(counted, int), rows, -self.arrays.need[self.arrays.counted] / 10_000)
        ])
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.highs.changeObjectiveOffset(self.rest.worth)

    def _columns(self, cost, lower, upper, *, entries) -> np.ndarray:
        """Adds columns; entries are (column among these, row, value)."""
        count, first = len(cost), self.highs.getNumCol()
        column = np.concatenate([np.asarray(each[0]) for each in entries])
        order = np.argsort(column, kind="stable")
        row = np.concatenate([np.asarray(each[1]) for each in entries])[order].astype(np.int32)
        value = np.concatenate([np.asarray(each[2], float) for each in entries])[order]
        starts = np.searchsorted(column[order], np.arange(count)).astype(np.int32)
        bounds = np.asarray(lower, float), np.asarray(upper, float)
        self.highs.addCols(count, np.asarray(cost, float), *bounds, len(row), starts, row, value)
        return np.arange(first, first + count)

    def add_cells(self, cells: np.ndarray) -> None:
        """Cells as columns in pairs: a round of the smallest size, and one of the largest."""
        cells = cells[self.column_of_cell[cells] < 0]
        if not len(cells):
            return
        arrays, row = self.arrays, self.row
        area, offer, month = np.unravel_index(cells, arrays.shape)
        area, offer, month = (np.repeat(each, 2) for each in (area, offer, month))
        size = np.stack([arrays.smallest[offer[::2]], arrays.largest[offer[::2]]], 1).ravel()
        each, one = np.arange(len(size)), np.ones(len(size))
        cost = (arrays.per_person[area, offer] * size + arrays.per_round[area, offer]) / SATANG_IN_ROW
        entries = [
            (each, row["got"] + area, size),
            (each, row["needed"] + area, one),
            (each, np.full(len(each), row["budget"]), cost),
            (each, row["project"] + arrays.project[offer], size),
            (each, row["trainers"] + arrays.centre[area] * arrays.shape[2] + month, one),
        ]
        row_of_room = self.row_of_room[area * arrays.shape[2] + month]
        limited = row_of_room >= 0
        entries.append((each[limited], row_of_room[limited], one[limited]))
        worth = arrays.worth.ravel()[np.repeat(cells, 2)] * size
        columns = self._columns(worth, np.zeros(len(each)), np.full(len(each), linear.INFINITE), entries=entries)
        self.column_of_cell[cells] = columns[::2]
        self.cells = np.concatenate([self.cells, cells])

    def _points(self, lowest: np.ndarray) -> None:
        """Lets each area's people be any mixture of its points from `lowest` on."""
        wanted = set(map(tuple, points(self.arrays, lowest).tolist()))
        new = sorted(wanted - self.points.keys())
        if new:
            self._new_points(np.array(new))
        columns = np.fromiter(self.points.values(), np.int32, len(self.points))
        upper = np.fromiter((linear.INFINITE if point in wanted else 0.0 for point in self.points), float, len(columns))
        self.highs.changeColsBounds(len(columns), columns, np.zeros(len(columns)), upper)

    def _new_points(self, new: np.ndarray) -> None:
        area, people = new.T
        big = int(self.arrays.largest.max(initial=1))
        each, one = np.arange(len(new)), np.ones(len(new))
        covered = self.row_of_counted[area] >= 0
        entries = [
            (each, np.full(len(each), self.row["people"]), people),
            (each, self.row["got"] + area, -people),
            (each, self.row["needed"] + area, -people // big),
            (each, self.row["one"] + area, one),
            (each[covered], self.row_of_counted[area[covered]], people[covered]),
        ]
        cost = -self.arrays.deviation * np.abs(people - self.arrays.target[area])
        columns = self._columns(cost, np.zeros(len(new)), one, entries=entries)
        self.points.update(zip(map(tuple, new.tolist()), columns.tolist(), strict=True))

    def bound(self, least: int, most: int) -> Relaxed:
        """The best that plans could do whose smallest coverage lies from `least` to `most` ten-thousandths."""
        lowest = self.arrays.lowest(least)
        if (lowest > self.arrays.high).any() or lowest.sum() > self.arrays.people or not self.rest.is_possible:
            return IMPOSSIBLE
        if len(self.arrays.counted):
            self.highs.changeColBounds(COVERAGE, float(least), float(most))
        self._points(lowest)
        return self._solved()

    def _solved(self) -> Relaxed:
        while True:
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + self.deadline - time.perf_counter())
            self.highs.run()
            status = self.highs.getModelStatus()
            if status == highspy.HighsModelStatus.kTimeLimit or time.perf_counter() > self.deadline:
                raise TimeOver
            if status != highspy.HighsModelStatus.kOptimal:
                missing = np.flatnonzero(self.rest.free & (self.column_of_cell < 0))
                if not len(missing):
                    return IMPOSSIBLE
                self.add_cells(missing)  # perhaps the cells left out make it possible
                continue
            solution = self.highs.getSolution()
            values, prices = np.asarray(solution.col_value), np.asarray(solution.row_dual)
            mixed = values[self.column_of_cell[self.cells][:, None] + np.arange(2)]
            if self._forbid(mixed.sum(1)):
                continue
            loss = self._losses(prices)
            wanted = np.flatnonzero(self.rest.free & (self.column_of_cell < 0) & (loss < -TINY))
            if not len(wanted):
                return self._relaxed(values, prices, mixed=mixed, loss=loss)
            self.add_cells(wanted)

    def _relaxed(self, values, prices, *, mixed, loss) -> Relaxed:
        arrays = self.arrays
        people, rounds = arrays.pinned_people.astype(float).ravel(), arrays.pinned_rounds.astype(float).ravel()
        offer = np.unravel_index(self.cells, arrays.shape)[1]
        people[self.cells] = mixed[:, 0] * arrays.smallest[offer] + mixed[:, 1] * arrays.largest[offer]
        rounds[self.cells] = mixed.sum(1)
        bound = self.highs.getInfo().objective_function_value
        shape = arrays.shape
        return Relaxed(bound, values[COVERAGE], people.reshape(shape), rounds.reshape(shape), loss, prices)

    def _losses(self, prices: np.ndarray) -> np.ndarray:
        arrays, row = self.arrays, self.row
        areas, _, months = arrays.shape
        money = prices[row["budget"]] / SATANG_IN_ROW
        project = prices[row["project"] :][: len(self.rest.project_floor)][arrays.project]
        person = -prices[row["got"] :][:areas, None] - project - money * arrays.per_person
        trainers = prices[row["trainers"] :][: self.rest.trainers.size].reshape(-1, months)[arrays.centre]
        round_ = -prices[row["needed"] :][:areas, None] - money * arrays.per_round
        each = arrays.worth + person[:, :, None]
        best = np.maximum(each * arrays.smallest[:, None], each * arrays.largest[:, None])
        limited = self.row_of_room >= 0
        rooms = np.where(limited, prices[np.where(limited, self.row_of_room, 0)], 0.0).reshape(areas, 1, months)
        return -(best + round_[:, :, None] - trainers[:, None, :] - rooms).ravel()

    def _forbid(self, rounds: np.ndarray) -> bool:
        """Adds the rows of cells and rooms that hold too many rounds; are there any?"""
        arrays = self.arrays
        most = arrays.most.ravel()[self.cells]
        over = self.cells[rounds > most + TINY]
        for cell in over.tolist():
            self._at_most(arrays.most.ravel()[cell], [cell])
        area, _, month = np.unravel_index(self.cells, arrays.shape)
        room = area * arrays.shape[2] + month
        used = np.bincount(room, weights=rounds, minlength=self.rest.rooms.size)
        full = np.flatnonzero(used > self.rest.rooms.ravel() + TINY)
        for each in full.tolist():
            self.row_of_room[each] = self.highs.getNumRow()
            self._at_most(self.rest.rooms.ravel()[each], self.cells[room == each])
        return bool(len(over) or len(full))

    def _at_most(self, most: int, cells: Iterable[int]) -> None:
        columns = (self.column_of_cell[np.asarray(cells)][:, None] + np.arange(2)).ravel().astype(np.int32)
        self.highs.addRow(-linear.INFINITE, float(most), len(columns), columns, np.ones(len(columns)))
