"""Rows and columns handed to HiGHS: a small builder, and what a run answered."""

from dataclasses import dataclass, field

import highspy
import numpy as np

from buranakan.planning.allocation.timing import Allowance

INFINITE = highspy.kHighsInf
SATANG_IN_ROW = 10_000.0  # what a row of money counts in, so that its numbers are of the size of the others'


@dataclass
class Rows:
    """Rows of a model, gathered block by block: entries are (row within the block, column, value)."""

    rows: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    values: list = field(default_factory=list)
    lower: list = field(default_factory=list)
    upper: list = field(default_factory=list)
    count: int = 0

    def add(self, rows, columns, *, values, lower, upper) -> None:
        """Adds a block of len(lower) rows."""
        lower = np.atleast_1d(np.asarray(lower, float))
        upper = np.broadcast_to(np.asarray(upper, float), lower.shape)
        columns = np.asarray(columns)
        self.rows.append(np.broadcast_to(np.asarray(rows), columns.shape) + self.count)
        self.columns.append(columns)
        self.values.append(np.broadcast_to(np.asarray(values, float), columns.shape))
        self.lower.append(lower)
        self.upper.append(upper)
        self.count += len(lower)

    def add_used(self, rows, columns, *, values, upper) -> None:
        """Adds those rows of a block that have entries and can be broken by them."""
        used = np.bincount(rows, minlength=len(upper)) > 0
        number = np.cumsum(used) - 1
        least = np.full(used.sum(), -INFINITE)
        self.add(number[rows], columns, values=values, lower=least, upper=np.asarray(upper, float)[used])


def model(rows: Rows, *, cost, lower, upper, whole=None) -> highspy.HighsLp:
    """A model that maximises `cost`; `whole` tells which columns are integers."""
    number = np.concatenate(rows.rows).astype(np.int32)
    order = np.argsort(number, kind="stable")
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), rows.count
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.asarray(cost, float)
    lp.col_lower_, lp.col_upper_ = np.asarray(lower, float), np.asarray(upper, float)
    lp.row_lower_, lp.row_upper_ = np.concatenate(rows.lower), np.concatenate(rows.upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(number, minlength=rows.count))]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate(rows.columns).astype(np.int32)[order]
    lp.a_matrix_.value_ = np.concatenate(rows.values)[order]
    if whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[bool(each)] for each in whole]
    return lp


def solver(lp: highspy.HighsLp | None = None, *, threads: int = 1, allowance: Allowance | None = None, **options):
    """A silent HiGHS holding the model."""
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", threads)
    if allowance is not None:
        highs.setOptionValue("time_limit", max(0.01, allowance.left_by_clock))
        # HiGHS itself only looks at the clock.
        highs.cbMipInterrupt.subscribe(lambda event: event.interrupt() if allowance.is_over else None)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    if lp is not None:
        highs.passModel(lp)
    return highs


def whole_numbers(highs: highspy.Highs, *, count: int) -> np.ndarray | None:
    """The first so many columns of the best that a run found; None where it found nothing."""
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.rint(np.asarray(highs.getSolution().col_value)[:count]).astype(np.int64)
