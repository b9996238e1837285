"""Compares a workbook three ways - at download, now, as it came back - and says which cells it would set."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from buranakan.planning.grid import CellEdit, CellValue, RowKey


@dataclass(frozen=True)
class CellChange:
    """A cell that the workbook wants otherwise, or that changed in the product since the download."""

    row: RowKey
    month: dt.date
    then: CellValue | None  # at download
    now: CellValue | None
    uploaded: CellValue | None
    places: tuple[str, str] = ("", "")  # addresses of its people and its baht; none where its row is not in the file
    follows: bool = False  # its baht were not written but follow the people

    @property
    def address(self):
        """Where it differs: at its people, unless only its baht do."""
        people, baht = self.places
        is_money = (self.now.people if self.now else 0) == (self.uploaded.people if self.uploaded else 0)
        return baht if is_money else people

    @property
    def people(self):
        """How many people more, or fewer, than now."""
        return _people(self.uploaded) - _people(self.now)

    @property
    def satang(self):
        return _satang(self.uploaded) - _satang(self.now)

    def edit(self):
        return CellEdit(self.row, self.month, expected=self.now, wanted=self.uploaded)


@dataclass(frozen=True)
class RowGone:
    """A row that was in the workbook at download and is not in what came back, with what the plan says there now."""

    row: RowKey
    row_number: int  # at download
    cells: dict

    @property
    def token(self):
        return str(self.row_number)

    @property
    def people(self):
        return sum(value.people for value in self.cells.values())

    @property
    def satang(self):
        return sum(_satang(value) for value in self.cells.values())

    def changes(self):
        """Its cells emptied."""
        return [CellChange(self.row, month, None, value, None) for month, value in self.cells.items()]


@dataclass(frozen=True)
class Differences:
    """What a workbook would change, and what must be asked first."""

    changes: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)  # changed here and there: the plan's value stays unless chosen
    kept: list = field(default_factory=list)  # changed in the product alone: stays
    gone: list = field(default_factory=list)  # RowGone: stays unless chosen
    recounted: list = field(default_factory=list)  # (RowGone, row number): the row counts for another office now
    added: dict = field(default_factory=dict)  # row number by grid.RowKey, of rows that were not there at download

    @property
    def is_nothing(self):
        return not (self.changes or self.conflicts or self.gone or self.recounted)

    def chosen(self, *, removals, mine):
        """The cells to set: what changed, the rows to be removed, and the conflicts where the workbook shall hold.

        `removals` are tokens of rows gone, `mine` addresses of conflicts.
        """
        emptied = [one for row in self.gone if row.token in removals for one in row.changes()]
        emptied += [one for row, _number in self.recounted for one in row.changes()]
        return emptied + self.changes + [one for one in self.conflicts if one.address in mine]

    def digest(self):
        """The same for the same preview; another as soon as anything it shows is another."""
        told = (self.changes, self.conflicts, self.kept, self.gone, self.recounted)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def compare(*, then, now, uploaded, followed=frozenset()):
    """`then` are shape.Remembered and `uploaded` shape.UploadedRow by row, `now` grid.CellValue by row and month;
    `followed` says of which cells (row, month) the baht follow the people."""
    found = Differences()
    for key, row in uploaded.items():
        was = then[key].cells if key in then else {}
        if key not in then and key not in now:
            found.added[key] = row.row_number
        for month, wanted in row.cells.items():
            stands, follows = now.get(key, {}).get(month), (key, month) in followed
            _sort(CellChange(key, month, was.get(month), stands, wanted, row.places[month], follows), found)
    for key, row in then.items():
        if key not in uploaded and now.get(key):
            gone = RowGone(key, row.row_number, dict(sorted(now[key].items())))
            _sort_gone(gone, is_as_then=now[key] == row.cells, then=then, uploaded=uploaded, to=found)
    for key, cells in now.items():
        if key not in then and key not in uploaded:
            found.kept.extend(CellChange(key, month, None, value, None) for month, value in sorted(cells.items()))
    return found


def _sort(cell, found):
    if cell.uploaded == cell.now:
        return
    if cell.uploaded == cell.then:
        found.kept.append(cell)
    elif cell.now == cell.then:
        found.changes.append(cell)
    else:
        found.conflicts.append(cell)


def _sort_gone(gone, *, is_as_then, then, uploaded, to):
    """A row that came back saying only that it counts for another office is not gone; one that was changed in the
    product too is, for its newer numbers must not go with it unseen."""
    same = [key for key in uploaded if key not in then and key.grain(None) == gone.row.grain(None)]
    if same and is_as_then:
        to.recounted.append((gone, uploaded[same[0]].row_number))
    else:
        to.gone.append(gone)


def _people(value):
    return value.people if value else 0


def _satang(value):
    return (value.amount_satang or 0) if value else 0
