"""The hidden sheet: what a workbook remembers of the version it came from, so that it can be compared three ways."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken
from buranakan.planning.grid import CellValue, RowKey
from buranakan.planning.workbook.shape import (
    MEMORY_EDITION,
    MEMORY_MARK,
    MEMORY_SHEET,
    NAMED,
    Memory,
    Remembered,
)

_NO_MONEY = "-"


def rows_of(memory, *, names, months):
    """The hidden sheet's rows of texts; numbers as text, for a spreadsheet would round what is large."""
    yield [MEMORY_MARK, MEMORY_EDITION]
    yield ["version", memory.reference, str(memory.number), memory.downloaded_at.isoformat(), str(int(memory.is_whole))]
    yield ["sheet", memory.sheet]
    for key, text in memory.headings.items():
        yield ["heading", key, text]
    for key, text in memory.counts_words.items():
        yield ["counts", key, text]
    for text in sorted(memory.passed):
        yield ["passed", text]
    for key, row in memory.rows.items():
        codes = [noun.code for noun in names.of(key).values()]
        yield ["row", str(row.row_number), *codes, *(_written(row.cells.get(month)) for month in months)]


def read(grids, *, names, months):
    """The memory of an opened workbook, by its sheets' names."""
    sheet = grids.get(MEMORY_SHEET)
    if sheet is None or not sheet.rows or sheet.cell(1, 1) != MEMORY_MARK:
        raise RuleBroken(
            "workbook_not_ours",
            _("This workbook was not downloaded from a plan. Download the plan's workbook here and edit that."),
        )
    try:
        return _remembered(sheet, names=names, months=months)
    except (KeyError, ValueError, IndexError, TypeError) as trouble:
        raise RuleBroken(
            "workbook_memory_damaged",
            _(
                "The hidden sheet of the workbook was changed, so it can't be compared. Download the plan's workbook "
                "anew and copy your rows into it."
            ),
        ) from trouble


def _remembered(sheet, *, names, months):
    told = {"heading": {}, "counts": {}, "passed": set(), "row": {}}
    for cells in sheet.rows:
        kind, *rest = [str(cell) for cell in cells]
        if kind in ("heading", "counts"):
            told[kind][rest[0]] = rest[1]
        elif kind == "passed":
            told[kind].add(rest[0])
        elif kind == "row":
            number, *codes = rest[: 1 + len(NAMED)]
            values = zip(months, rest[1 + len(NAMED) :], strict=False)
            cells_then = {month: value for month, text in values if (value := _read_value(text)) is not None}
            told[kind][_key(codes, names=names)] = Remembered(int(number), cells_then)
        elif kind in ("version", "sheet"):
            told[kind] = rest
    reference, number, downloaded_at, is_whole = told["version"][:4]
    return Memory(
        reference=reference,
        number=int(number),
        downloaded_at=dt.datetime.fromisoformat(downloaded_at),
        is_whole=is_whole == "1",
        sheet=told["sheet"][0],
        headings=told["heading"],
        counts_words=told["counts"],
        passed=frozenset(told["passed"]),
        rows=told["row"],
    )


def version_told(grids):
    """(reference of the plan, number of the version) that a workbook says it is of, or None: to name another's."""
    sheet = grids.get(MEMORY_SHEET)
    for cells in sheet.rows if sheet else ():
        if cells and cells[0] == "version" and len(cells) > 2 and str(cells[2]).isdecimal():
            return str(cells[1]), int(str(cells[2]))
    return None


def _key(codes, *, names):
    activity, province, server, owner, counts = codes
    return RowKey(
        activity_id=names.activities.by_code[activity].key,
        owner_office_id=names.offices.by_code[owner].key,
        serving_office_id=names.offices.by_code[server].key,
        counts_for_id=names.offices.by_code[counts].key,
        province_id=names.provinces.by_code[province].key,
    )


def _written(value):
    if value is None:
        return ""
    return f"{value.people}/{_NO_MONEY if value.amount_satang is None else value.amount_satang}"


def _read_value(text):
    if not text:
        return None
    people, satang = text.split("/")
    return CellValue(int(people), None if satang == _NO_MONEY else int(satang))
