"""Workbooks of ours that come back edited: every sheet as it stands, hidden ones too, cell by cell."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import decoding, excel
from buranakan.lib.tabular.sheets import Cell
from buranakan.lib.words import _

LARGEST = 25 * 1024 * 1024
# Some thousand full rows unpack to a tenth of this; what is more holds cells that somebody formatted and left empty.
MOST_UNPACKED = 48 * 1024 * 1024
MOST_UNPACKED_DIRECTORY = 1024 * 1024
MOST_CELLS = 1_000_000
MEBIBYTE = 1024 * 1024
NO_VALUE, ERROR = "no value", "error"

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_END_OF_CELL = re.compile(rb"</(\w+:)?c>")
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_TEXT_VALUE = re.compile(rb'\st="(?:str|inlineStr|s)"')


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet from its first row and column on, and what can't be read of them, by address."""

    name: str
    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False
    unread: Mapping[str, str] = field(default_factory=dict)  # NO_VALUE: a formula never computed; ERROR: #REF!

    def cell(self, row: int, column: int) -> Cell:
        """A cell by its row and column, both counted from 1; beyond the last one there is nothing."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]


def address(row: int, column: int) -> str:
    """What a spreadsheet calls the cell, both counted from 1: F12."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """What a spreadsheet calls the column, counted from 1: A, B ... Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def open_workbook(content: bytes) -> dict[str, Grid]:
    """The sheets of a workbook by their names. Refuses, with what to do, whatever is none or too much to read."""
    _check_is_workbook(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_unpacked(archive)
            parts = _parts_by_sheet(archive)
            unread = {name: _unread(archive.read(part)) for name, part in parts.items()}
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {one.name: one for one in _grids(workbook, unread)}
    except RuleBroken:
        raise
    except Exception as trouble:
        # Whatever a broken archive makes its readers say, the workbook can't be read.
        raise excel.damaged() from trouble
    except BaseException as trouble:
        # A fault inside the reader comes as a panic, which is no ordinary exception.
        if type(trouble).__name__ != "PanicException":
            raise
        raise excel.damaged() from trouble


def _check_is_workbook(content: bytes) -> None:
    if not content.strip(b"\x00 \r\n\t\x1a"):
        raise RuleBroken("list_empty", _("The file is empty. Choose the file again, or another one."))
    if len(content) > LARGEST:
        raise _too_full()
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise excel.locked()
        raise RuleBroken(
            "workbook_is_old",
            _("This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) in Excel and send that."),
        )
    if content.startswith(_ZIP):
        _check_is_workbook_inside(content)
    elif decoding.decoded(content) is not None:
        raise RuleBroken(
            "workbook_is_text",
            _("This is a text file (CSV), not a workbook. Send the Excel workbook (.xlsx) that you downloaded here."),
        )
    else:
        raise _no_workbook()


def _check_is_workbook_inside(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except Exception as trouble:
        raise excel.damaged() from trouble
    if _DIRECTORY not in names:
        raise _no_workbook()


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """By what the archive says of itself: no more than that is ever unpacked."""
    if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
        raise _too_full()


def _parts_by_sheet(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file of each sheet inside the archive, by the sheet's name."""
    targets = {
        one.attrib["Id"]: one.attrib["Target"] for one in _tree(archive, _RELATIONS) if "Target" in one.attrib
    }
    found = {}
    for one in _tree(archive, _DIRECTORY).iter():
        if one.tag.endswith("}sheet"):
            key = next(value for name, value in one.attrib.items() if name.endswith("}id"))
            target = targets[key]
            found[one.attrib["name"]] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > MOST_UNPACKED_DIRECTORY:
        raise _too_full()
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - bounded, and expat stops entities that grow


def _unread(xml: bytes) -> dict[str, str]:
    """Cells whose value nobody can read, after a look at how far the cells with values reach."""
    found = {}
    rows = columns = 0
    for said, body in _filled_cells(xml):
        place = _PLACE.search(said)
        if place is None:
            raise excel.damaged()
        has_value = _VALUE.search(body)
        if has_value:
            rows, columns = max(rows, int(place[2])), max(columns, excel.column_number(place[1]))
            if rows * columns > MOST_CELLS:
                raise _too_full()
        if b't="e"' in said:
            found[(place[1] + place[2]).decode()] = ERROR
        elif _FORMULA.search(body) and not has_value and not _TEXT_VALUE.search(said):
            found[(place[1] + place[2]).decode()] = NO_VALUE
    return found


def _filled_cells(xml: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What cells that hold something say of themselves, and what they hold. Each byte is looked at once or twice."""
    place = 0
    for end in _END_OF_CELL.finditer(xml):
        begin = xml.rfind(b"<" + (end[1] or b"") + b"c ", place, end.start())
        if begin < 0:
            raise excel.damaged()
        said, _mark, body = xml[begin : end.start()].partition(b">")
        yield said, body
        place = end.end()


def _grids(workbook: CalamineWorkbook, unread: Mapping[str, Mapping[str, str]]) -> Iterator[Grid]:
    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
            is_hidden = about.visible != SheetVisibleEnum.Visible
            yield Grid(about.name, rows, is_hidden, unread.get(about.name, {}))


def _no_workbook() -> RuleBroken:
    return RuleBroken(
        "workbook_not_readable",
        _("This is no Excel workbook. Send the workbook (.xlsx) that you downloaded here, after you edited it."),
    )


def _too_full() -> RuleBroken:
    return RuleBroken(
        "workbook_too_full",
        _(
            "The workbook is far larger than a plan can be: it may hold very many empty cells. Download it anew, copy "
            "your rows into it and send that."
        ),
    )
