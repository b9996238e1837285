"""The problem in whole people and rounds at one smallest coverage, over the cells that are still worth a look."""

import highspy
import numpy as np

from buranakan.planning.allocation import linear
from buranakan.planning.allocation.answer import IMPOSSIBLE, Answer
from buranakan.planning.allocation.arrays import Arrays, points
from buranakan.planning.allocation.timing import Allowance


def solve(
    arrays: Arrays,
    cells: np.ndarray,
    *,
    coverage: int,
    allowance: Allowance,
    gap: float,
    threads: int,
    nodes: int | None = None,
    start: Answer | None = None,
    is_any: bool = False,
) -> Answer:
    """Every area is served to that coverage at least; only these cells are used, and those of a plan to start from.

    Without a plan after so many `nodes` it gives up, as it does when time is over.
    `is_any` asks for the first plan that keeps the limits, however good: it is often found when a good one is not.
    """
    if start is not None and start.rounds is not None:
        cells = np.union1d(cells, np.flatnonzero((start.rounds.ravel() > 0) & arrays.rest.free))
    lp, constant = _model(arrays, cells, coverage=coverage)
    if is_any:
        lp.col_cost_ = np.zeros(lp.num_col_)
    effort = {} if nodes is None else {"mip_max_nodes": nodes}
    highs = linear.solver(lp, threads=threads, allowance=allowance, mip_rel_gap=gap, mip_abs_gap=0.999, **effort)
    if start is not None and start.people is not None and start.rounds is not None:
        given = [part.ravel()[cells].astype(float) for part in (start.people, start.rounds)]
        highs.setSolution(2 * len(cells), np.arange(2 * len(cells), dtype=np.int32), np.concatenate(given))
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return IMPOSSIBLE
    bound = np.inf if is_any else highs.getInfo().mip_dual_bound + constant
    values = linear.whole_numbers(highs, count=2 * len(cells))
    if values is None:
        return Answer(None, None, bound)
    people, rounds = arrays.pinned_people.copy(), arrays.pinned_rounds.copy()
    people.ravel()[cells], rounds.ravel()[cells] = values[: len(cells)], values[len(cells) :]
    return Answer(people, rounds, bound)


def _model(arrays: Arrays, cells: np.ndarray, *, coverage: int) -> tuple[highspy.HighsLp, int]:
    """Columns: people by cell, rounds by cell, how much of each point an area's people are."""
    none = np.zeros(arrays.shape[0], np.int64)
    pairs, needed = points(arrays, arrays.lowest(coverage), least_rounds=none)
    count = len(cells)
    columns = 2 * count + len(pairs)
    area, offer, _ = np.unravel_index(cells, arrays.shape)
    rows = linear.Rows()
    _rows_of_cells(arrays, cells, rows=rows)
    _rows_of_areas(arrays, area, rows=rows, pairs=pairs, needed=needed)
    most = np.minimum(arrays.most, arrays.rest.rooms[:, None, :]).ravel()[cells]
    cost, upper, whole = np.zeros(columns), np.ones(columns), np.zeros(columns, bool)
    cost[:count] = arrays.worth.ravel()[cells]
    cost[2 * count :] = -arrays.deviation * np.abs(pairs[:, 1] - arrays.target[pairs[:, 0]])
    upper[:count], upper[count : 2 * count] = most * arrays.largest[offer], most
    whole[: 2 * count] = True
    lp = linear.model(rows, cost=cost, lower=np.zeros(columns), upper=upper, whole=whole)
    return lp, arrays.rest.worth + (arrays.coverage * coverage if len(arrays.counted) else 0)


def _rows_of_cells(arrays: Arrays, cells: np.ndarray, *, rows: linear.Rows) -> None:
    """Sizes of rounds, money, projects, trainers and rooms."""
    count, rest, months = len(cells), arrays.rest, arrays.shape[2]
    area, offer, month = np.unravel_index(cells, arrays.shape)
    each, ones = np.arange(count), np.ones(count)
    both = np.concatenate([each, count + each])
    money = np.concatenate([arrays.per_person[area, offer], arrays.per_round[area, offer]]) / linear.SATANG_IN_ROW
    nothing, least = np.zeros(count), np.full(count, -linear.INFINITE)
    small, large = np.concatenate([ones, -arrays.smallest[offer]]), np.concatenate([ones, -arrays.largest[offer]])
    rows.add(np.tile(each, 2), both, values=small, lower=nothing, upper=linear.INFINITE)
    rows.add(np.tile(each, 2), both, values=large, lower=least, upper=0)
    rows.add(0, both, values=money, lower=[-linear.INFINITE], upper=rest.budget / linear.SATANG_IN_ROW)
    rows.add(arrays.project[offer], each, values=1, lower=rest.project_floor, upper=linear.INFINITE)
    for who, limits in ((arrays.centre[area], rest.trainers), (area, rest.rooms)):
        rows.add_used(who * months + month, count + each, values=1, upper=limits.ravel())


def _rows_of_areas(arrays: Arrays, area: np.ndarray, *, rows: linear.Rows, pairs, needed) -> None:
    """People of an area are its cells' and a mixture of its points; its rounds are at least those that needs."""
    rest, count, areas = arrays.rest, len(area), arrays.shape[0]
    each, column = np.arange(count), 2 * count + np.arange(len(pairs))
    of, people = pairs.T
    rows.add(0, column, values=people, lower=[arrays.people], upper=arrays.people)
    rows.add(of, column, values=1, lower=np.ones(areas), upper=1)
    where, ones = np.concatenate([area, of]), np.ones(count)
    got, held = np.concatenate([ones, -people]), np.concatenate([ones, -needed])
    rows.add(where, np.concatenate([each, column]), values=got, lower=-rest.people, upper=-rest.people)
    rows.add(where, np.concatenate([count + each, column]), values=held, lower=-rest.rounds, upper=linear.INFINITE)
