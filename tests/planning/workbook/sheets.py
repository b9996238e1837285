"""Workbooks of plans for tests: written by the product, edited the way a person edits them."""

import datetime as dt
import io

import openpyxl
import xlsxwriter

from buranakan.lib import fiscal
from buranakan.lib.tabular import workbooks
from buranakan.planning.grid import CellValue, RowKey
from buranakan.planning.values import Held
from buranakan.planning.workbook import memory, merging, reading, writing
from buranakan.planning.workbook.shape import Contents, Names, Noun, Nouns

MONTHS = tuple(fiscal.months_of(2568))
OCTOBER, FEBRUARY = MONTHS[0], MONTHS[4]
AT = dt.datetime(2025, 5, 15, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
FIRST_MONTH_OF_PEOPLE, FIRST_MONTH_OF_BAHT = 6, 19  # columns F and S
NAMES = Names(
    activities=Nouns(
        (
            Noun(1, "1/sewing", ("อบรมการตัดเย็บ", "Sewing"), project=1),
            Noun(2, "1/advice", ("ให้คำปรึกษา", "Advice"), project=1),
            Noun(3, "2/fair", ("งานแสดงสินค้า", "Fair"), project=2),
        )
    ),
    provinces=Nouns((Noun("30", "30", ("นครราชสีมา", "Nakhon Ratchasima")), Noun("32", "32", ("สุรินทร์", "Surin")))),
    offices=Nouns(
        (
            Noun(10, "diprom", ("กสอ.", "DIPROM")),
            Noun(11, "pio-30", ("สอจ.นครราชสีมา", "PIO 30")),
            Noun(12, "pio-32", ("สอจ.สุรินทร์", "PIO 32")),
        )
    ),
    owners=Nouns((Noun(10, "diprom", ("กสอ.", "DIPROM")),)),
)
SEWING_KORAT = RowKey(1, 10, 11, 10, "30")
ADVICE_SURIN = RowKey(2, 10, 12, 12, "32")
FAIR_KORAT = RowKey(3, 10, 11, 10, "30")
CELLS = {
    SEWING_KORAT: {OCTOBER: CellValue(20, 80_000_00), FEBRUARY: CellValue(30, 120_000_50)},
    ADVICE_SURIN: {FEBRUARY: CellValue(15, 45_000_00)},
}
# Where they stand: the first project's title in row 7, its lines from row 8, three spare rows, the second's in 13.
SEWING_ROW, ADVICE_ROW, SPARE_ROW, SECOND_PROJECT_ROW = 8, 9, 10, 13


def contents(cells=CELLS, **changes):
    said = {
        "plan": "แผนทดสอบ",
        "reference": "11111111-2222-3333-4444-555555555555",
        "number": 1,
        "fiscal_year": 2568,
        "months": MONTHS,
        "projects": ((1, "โครงการหนึ่ง"), (2, "โครงการสอง")),
        "names": NAMES,
        "cells": cells,
        "room": Held(1_000_000_00, 200),
        "downloaded_at": AT,
    }
    return Contents(**said | changes)


def written(told):
    """The bytes of a version's workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    writing.write(book, told)
    book.close()
    return out.getvalue()


def edited(content, edit):
    """The workbook after `edit` did something with it (an openpyxl workbook), saved as a spreadsheet program would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cells(content, values, *, sheet=0):
    """The workbook with other values in cells, by their address."""

    def edit(book):
        for address, value in values.items():
            book.worksheets[sheet][address] = value

    return edited(content, edit)


def read_back(content):
    """(memory, rows, faults) of a workbook that came back."""
    grids = workbooks.open_workbook(content)
    remembered = memory.read(grids, names=NAMES, months=MONTHS)
    rows, faults = reading.read(grids, remembered, names=NAMES, months=MONTHS)
    return remembered, rows, faults


def compared(content, now=CELLS):
    """What a workbook that came back would change of what stands now."""
    remembered, rows, faults = read_back(content)
    assert faults == []
    return merging.compare(then=remembered.rows, now=now, uploaded=rows)


def told_faults(content):
    """Address and code of what can't be taken."""
    _memory, _rows, faults = read_back(content)
    return [(one.address, one.refusal.code) for one in faults]
