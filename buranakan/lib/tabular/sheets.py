"""What an opened list is: sheets of rows; and how a cell reads as text."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from buranakan.lib import thai_text

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

# A character that could not be decoded; whoever reads the cell must not take it for text.
DAMAGED = "\N{REPLACEMENT CHARACTER}"
_EMPTY_WORDS = frozenset({"", "-", "--", "\u2013", "\u2014"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row, without the empty cells at its end, under the number that a spreadsheet shows beside it."""

    number: int
    cells: Sequence[Cell]

    @property
    def is_blank(self) -> bool:
        return not any(not is_empty(cell) for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet in their order, blank ones left out; a CSV file is one sheet without a name."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class OpenedList:
    """A list as it was found: which kind of file, in which encoding, parted by what."""

    kind: str  # csv, xlsx or xls
    encoding: str
    delimiter: str
    sheets: list[Sheet]


def is_empty(cell: Cell) -> bool:
    """Nothing, or white space alone."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_nothing(text: str) -> bool:
    """A cell in which somebody wrote that there is nothing: empty, or a dash."""
    return text in _EMPTY_WORDS


def written(cell: Cell) -> str:
    """The cell as one line of text in one spelling; a whole number without the fraction Excel gives it."""
    if isinstance(cell, str):
        return thai_text.clean(" ".join(cell.split()))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
