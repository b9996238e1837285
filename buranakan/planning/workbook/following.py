"""Baht that follow the people as in the grid: where their cell is empty or can no longer hold. Pure."""

from dataclasses import replace

from buranakan.planning import grid
from buranakan.planning.grid import CellValue


def follow(rows, *, then, activities):
    """(rows with the baht that follow, {(grid.RowKey, month)} of the cells where they do).

    `rows` are shape.UploadedRow and `then` shape.Remembered, both by row; `activities` are by key.
    """
    was = {key.grain(month): value for key, row in then.items() for month, value in row.cells.items() if value}
    found, followed = {}, set()
    for key, row in rows.items():
        cells = {}
        for month, wanted in row.cells.items():
            before = was.get(key.grain(month))
            cells[month] = _with_baht(wanted, before=before, activity=activities[key.activity_id])
            if cells[month] != wanted and cells[month] != before:
                followed.add((key, month))
        found[key] = replace(row, cells=cells)
    return found, followed


def _with_baht(wanted, *, before, activity):
    if wanted is None or not _follows(wanted, before=before, activity=activity):
        return wanted
    if before and before.people == wanted.people:
        return CellValue(wanted.people, before.amount_satang)
    return CellValue(wanted.people, grid.money_for(wanted.people, activity=activity, before=before))


def _follows(wanted, *, before, activity):
    """Nothing was typed: the cell is empty, or says what it said for other people and can't say for these."""
    if wanted.amount_satang is None:
        return True
    if before is None or before.people == wanted.people or before.amount_satang != wanted.amount_satang:
        return False
    low, high = (cost * wanted.people for cost in (activity.unit_cost_low_satang, activity.unit_cost_high_satang))
    return not low <= wanted.amount_satang <= high
