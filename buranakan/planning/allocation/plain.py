"""The whole problem as one mixed-integer program, solved by HiGHS as it is: right, and slow on large problems."""

import highspy
import numpy as np

from buranakan.planning.allocation import linear
from buranakan.planning.allocation.answer import IMPOSSIBLE, Answer
from buranakan.planning.allocation.arrays import Arrays
from buranakan.planning.allocation.problem import WHOLE
from buranakan.planning.allocation.timing import Allowance


def solve(arrays: Arrays, *, seconds: float, gap: float, threads: int = 1) -> Answer:
    lp = _model(arrays)
    highs = linear.solver(lp, threads=threads, allowance=Allowance(seconds), mip_rel_gap=gap, mip_abs_gap=0.5)
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return IMPOSSIBLE
    bound, cells = highs.getInfo().mip_dual_bound, arrays.worth.size
    values = linear.whole_numbers(highs, count=2 * cells)
    if values is None:
        return Answer(None, None, bound)
    return Answer(values[:cells].reshape(arrays.shape), values[cells:].reshape(arrays.shape), bound)


def relaxed(arrays: Arrays) -> float:
    """The value of the program without whole numbers."""
    lp = _model(arrays)
    lp.integrality_ = []
    highs = linear.solver(lp)
    highs.run()
    return highs.getInfo().objective_function_value


def _model(arrays: Arrays) -> highspy.HighsLp:
    """Columns: people by cell, rounds by cell, people above and below target by area, the smallest coverage."""
    areas, cells = arrays.shape[0], arrays.worth.size
    above, coverage = 2 * cells, 2 * cells + 2 * areas
    rows = linear.Rows()
    _whole_rows(arrays, rows)
    _area_rows(arrays, rows, above=above, coverage=coverage)
    cost = np.zeros(coverage + 1)
    cost[:cells] = arrays.worth.ravel()
    cost[above:coverage] = -arrays.deviation
    cost[coverage] = arrays.coverage if len(arrays.counted) else 0
    lower, upper = np.zeros(coverage + 1), np.full(coverage + 1, linear.INFINITE)
    large = arrays.largest[None, :, None]
    upper[:cells], upper[cells:above] = (arrays.most * large).ravel(), arrays.most.ravel()
    upper[coverage] = WHOLE
    pinned = np.flatnonzero(arrays.pinned.ravel())
    lower[pinned] = upper[pinned] = arrays.pinned_people.ravel()[pinned]
    fixed = np.maximum(0, arrays.pinned_rounds.ravel()[pinned])
    lower[cells + pinned] = arrays.pinned_rounds.ravel()[pinned]
    upper[cells + pinned] = np.minimum(fixed, upper[cells + pinned])
    if (lower > upper).any():
        # HiGHS takes no crossed bounds: a row that can't be kept says the same.
        rows.add(0, [0], values=[0.0], lower=[1.0], upper=[1.0])
        upper = np.maximum(lower, upper)
    return linear.model(rows, cost=cost, lower=lower, upper=upper, whole=np.ones(coverage + 1, bool))


def _whole_rows(arrays: Arrays, rows: linear.Rows) -> None:
    """What is limited over all areas, and the sizes of rounds."""
    cells = arrays.worth.size
    cell = np.arange(cells)
    area, offer, month = np.unravel_index(cell, arrays.shape)
    both = np.concatenate([cell, cells + cell])
    money = np.concatenate([arrays.per_person[area, offer], arrays.per_round[area, offer]]) / 100
    rows.add(0, cell, values=1, lower=[arrays.people], upper=[arrays.people])
    rows.add(0, both, values=money, lower=[-linear.INFINITE], upper=[arrays.budget / 100])
    ones = np.ones(cells)
    small = np.concatenate([ones, -arrays.smallest[offer]])
    large = np.concatenate([ones, -arrays.largest[offer]])
    rows.add(np.tile(cell, 2), both, values=small, lower=np.zeros(cells), upper=linear.INFINITE)
    rows.add(np.tile(cell, 2), both, values=large, lower=np.full(cells, -linear.INFINITE), upper=0)
    floors = arrays.project_floor
    rows.add(arrays.project[offer], cell, values=1, lower=floors, upper=linear.INFINITE)
    months = arrays.shape[2]
    for who, limits in ((arrays.centre[area], arrays.trainers), (area, arrays.rooms)):
        least = np.full(limits.size, -linear.INFINITE)
        rows.add(who * months + month, cells + cell, values=1, lower=least, upper=limits.ravel())


def _area_rows(arrays: Arrays, rows: linear.Rows, *, above: int, coverage: int) -> None:
    """People of each area: between floor and ceiling, their distance from target, and the coverage all reach."""
    areas, cells = arrays.shape[0], arrays.worth.size
    area = np.repeat(np.arange(areas), cells // areas)
    cell, each = np.arange(cells), np.arange(areas)
    rows.add(area, cell, values=1, lower=arrays.floor, upper=arrays.ceiling)
    if arrays.deviation:
        values = np.concatenate([np.ones(cells), -np.ones(areas), np.ones(areas)])
        columns = np.concatenate([cell, above + each, above + areas + each])
        rows.add(np.concatenate([area, each, each]), columns, values=values, lower=arrays.target, upper=arrays.target)
    counted = arrays.counted
    if len(counted):
        place = np.full(areas, -1)
        place[counted] = np.arange(len(counted))
        inside = place[area] >= 0
        columns = np.concatenate([cell[inside], np.full(len(counted), coverage)])
        values = np.concatenate([np.full(inside.sum(), float(WHOLE)), -arrays.need[counted]])
        numbers = np.concatenate([place[area[inside]], np.arange(len(counted))])
        rows.add(numbers, columns, values=values, lower=np.zeros(len(counted)), upper=linear.INFINITE)
