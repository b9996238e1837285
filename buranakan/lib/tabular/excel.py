"""Sheets of Excel workbooks, new and old, read by calamine behind a look at their size."""

import io
import re
import zipfile
from collections.abc import Iterable

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular.sheets import Cell, Row, Sheet, is_empty
from buranakan.lib.words import _

MOST_UNPACKED = 400 * 1024 * 1024
# Calamine keeps a sheet as one full rectangle, so that one cell in the far corner would take all memory.
MOST_CELLS = 12_000_000
_SHEET_FILE = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL_REFERENCE = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1024 * 1024
_OVERLAP = 32


def sheets(content: bytes) -> list[Sheet]:
    """The visible sheets; merged cells say the same in each of their places."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(workbook.get_sheet_by_name(name)) for name in _visible(workbook)]
    except PasswordError:
        raise locked() from None
    except Exception as trouble:
        raise damaged() from trouble
    except BaseException as trouble:
        # A fault inside the reader comes as a panic, which is no ordinary exception.
        if type(trouble).__name__ != "PanicException":
            raise
        raise damaged() from trouble


def is_workbook(content: bytes) -> bool:
    """Is the zip an Excel workbook, and not a document or an archive of something else?"""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def check_size(content: bytes) -> None:
    """Refuses what would unpack to more than a server should hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large()
            for part in parts:
                if _SHEET_FILE.fullmatch(part.filename):
                    _check_rectangle(archive, part)
    except RuleBroken:
        raise
    except Exception as trouble:
        # Whatever a broken archive makes zipfile say, the list can't be read.
        raise damaged() from trouble


def _check_rectangle(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    rows = columns = unpacked = 0
    rest = b""
    with archive.open(part) as xml:
        while chunk := xml.read(_CHUNK):
            unpacked += len(chunk)
            for letters, number in _CELL_REFERENCE.findall(rest + chunk):
                rows, columns = max(rows, int(number)), max(columns, column_number(letters))
            rest = chunk[-_OVERLAP:]
            if rows * columns > MOST_CELLS or unpacked > MOST_UNPACKED:
                raise _too_large()


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _visible(workbook: CalamineWorkbook) -> list[str]:
    tables = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    seen = [about.name for about in tables if about.visible == SheetVisibleEnum.Visible]
    return seen or [about.name for about in tables]


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, [])
    grid: list[list[Cell]] = [list(cells) for cells in sheet.iter_rows()]
    for first, last in sheet.merged_cell_ranges or ():
        _fill(grid, first=first, last=last)
    rows = [Row(number, _trimmed(cells)) for number, cells in enumerate(grid, start=1)]
    return Sheet(sheet.name, [row for row in rows if row.cells])


def _fill(grid: list[list[Cell]], *, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Every place of a merged range says what its first one says."""
    (top, left), (bottom, right) = first, last
    if top >= len(grid) or left >= len(grid[top]):
        return
    for row in grid[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = grid[top][left]


def _trimmed(cells: Iterable[Cell]) -> list[Cell]:
    kept = list(cells)
    while kept and is_empty(kept[-1]):
        kept.pop()
    return kept


def locked() -> RuleBroken:
    return RuleBroken(
        "list_locked", _("The workbook is locked with a password. Save it without one and send it again.")
    )


def damaged() -> RuleBroken:
    return RuleBroken(
        "list_damaged",
        _("The workbook is damaged or not complete. Open it in Excel, save it anew and send it again."),
    )


def _too_large() -> RuleBroken:
    return RuleBroken(
        "list_too_large", _("The list is too large to be read at once. Split it into smaller files and send them.")
    )
