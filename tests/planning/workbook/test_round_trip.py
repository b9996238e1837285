"""A workbook that comes back unchanged changes nothing, and one that was edited says exactly what was edited."""

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from buranakan.planning.grid import CellValue
from buranakan.planning.workbook.shape import MEMORY_SHEET
from tests.planning.workbook.sheets import (
    ADVICE_ROW,
    ADVICE_SURIN,
    AT,
    CELLS,
    FAIR_KORAT,
    FEBRUARY,
    MONTHS,
    NAMES,
    OCTOBER,
    SEWING_KORAT,
    SEWING_ROW,
    SPARE_ROW,
    compared,
    contents,
    edited,
    read_back,
    with_cells,
    written,
)

ROWS = (SEWING_KORAT, ADVICE_SURIN, FAIR_KORAT)
VALUES = st.builds(CellValue, st.integers(1, 5_000), st.integers(0, 10**11))
PLANS = st.dictionaries(
    st.sampled_from(ROWS), st.dictionaries(st.sampled_from(MONTHS), VALUES, min_size=1), min_size=1
)


def told(changes):
    return {(one.row, one.month): (one.now, one.uploaded) for one in changes}


def test_a_workbook_remembers_where_it_came_from():
    remembered, rows, faults = read_back(written(contents()))
    assert (remembered.reference, remembered.number, remembered.downloaded_at, remembered.is_whole) == (
        contents().reference,
        1,
        AT,
        True,
    )
    assert {key: row.row_number for key, row in rows.items()} == {SEWING_KORAT: SEWING_ROW, ADVICE_SURIN: ADVICE_ROW}
    assert faults == []


@settings(max_examples=15, deadline=None)
@given(plan=PLANS)
def test_unchanged_it_changes_nothing(plan):
    assert compared(written(contents(plan)), now=plan).is_nothing


@settings(max_examples=15, deadline=None)
@given(plan=PLANS, wanted=st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(MONTHS)), VALUES))
def test_edits_come_back_exactly(plan, wanted):
    content = written(contents(plan))
    remembered, rows, _faults = read_back(content)
    wanted = {place: value for place, value in wanted.items() if place[0] in plan}
    cells = {}
    for (row, month), value in wanted.items():
        people_at, baht_at = rows[row].places[month]
        cells |= {people_at: value.people, baht_at: value.amount_satang / 100}
    changes = compared(with_cells(content, cells), now=plan).changes
    expected = {
        (row, month): (plan[row].get(month), value)
        for (row, month), value in wanted.items()
        if plan[row].get(month) != value
    }
    assert told(changes) == expected


def test_sums_are_formulas_with_their_values():
    content = written(contents())
    computed = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    written_down = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    sums = [computed[at].value for at in ("R6", "R7", "R8", "AE6", "AE8", "AF9")]
    assert sums == [65, 65, 50, 245_000.5, 200_000.5, 3000]
    assert written_down["R8"].value == "=SUM(F8:Q8)"
    assert written_down["J7"].value == "=SUM(J8:J12)"
    assert written_down["J6"].value.startswith("=SUMIF($B$7:")
    assert (computed["R3"].value, computed["AE3"].value) == (200, 1_000_000)


def test_it_is_ready_to_be_worked_in():
    book = openpyxl.load_workbook(io.BytesIO(written(contents(is_synthetic=True))))
    sheet, guide, lists, memory = book.worksheets
    assert (sheet.freeze_panes, memory.title, memory.sheet_state) == ("F7", MEMORY_SHEET, "veryHidden")
    assert "ข้อมูลสมมติ" in sheet["A2"].value
    assert any("ข้อมูลสมมติ" in str(cell.value) for cell in guide["A"])
    assert [cell.value for cell in lists["B"]][1:3] == ["นครราชสีมา", "สุรินทร์"]
    assert {one.type for one in sheet.data_validations.dataValidation} == {"list", "whole", "decimal"}
    assert sheet["A8"].font.name == "TH Sarabun New"


def test_a_new_row_in_an_empty_one_is_added():
    row = {"A10": "งานแสดงสินค้า", "B10": "30", "C10": "PIO 30", "D10": "กสอ.", "F10": "๑,๒๐๐ คน", "S10": "4.8 ล้านบาท"}
    found = compared(with_cells(written(contents()), row))
    assert told(found.changes) == {(FAIR_KORAT, OCTOBER): (None, CellValue(1200, 4_800_000_00))}
    assert found.added == {FAIR_KORAT: SPARE_ROW}


def test_a_deleted_row_is_asked_about():
    def delete(book):
        book.worksheets[0].delete_rows(ADVICE_ROW)

    found = compared(edited(written(contents()), delete))
    assert [(one.row, one.row_number, one.people, one.satang) for one in found.gone] == [
        (ADVICE_SURIN, ADVICE_ROW, 15, 45_000_00)
    ]
    assert found.chosen(removals=(), mine=()) == []
    assert told(found.chosen(removals={str(ADVICE_ROW)}, mine=())) == {
        (ADVICE_SURIN, FEBRUARY): (CellValue(15, 45_000_00), None)
    }


def test_an_emptied_cell_is_a_cell_without_people():
    found = compared(with_cells(written(contents()), {"F8": None, "S8": "-"}))
    assert told(found.changes) == {(SEWING_KORAT, OCTOBER): (CellValue(20, 80_000_00), None)}


def test_a_row_that_counts_for_another_office_is_not_gone():
    found = compared(with_cells(written(contents()), {"E9": "หน่วยงานเจ้าของงบประมาณ"}))
    assert (found.gone, [(one.row, number) for one, number in found.recounted]) == ([], [(ADVICE_SURIN, ADVICE_ROW)])
    assert len(found.chosen(removals=(), mine=())) == 2


def test_what_somebody_else_changed_too_is_a_conflict():
    content = with_cells(written(contents()), {"F8": 25, "J9": 18})
    now = {**CELLS, SEWING_KORAT: {**CELLS[SEWING_KORAT], OCTOBER: CellValue(30, 90_000_00)}}
    found = compared(content, now=now)
    assert [(one.address, one.then, one.now, one.uploaded) for one in found.conflicts] == [
        ("F8", CellValue(20, 80_000_00), CellValue(30, 90_000_00), CellValue(25, 80_000_00))
    ]
    assert [one.address for one in found.chosen(removals=(), mine=())] == ["J9"]
    assert {one.address for one in found.chosen(removals=(), mine={"F8"})} == {"F8", "J9"}


def test_what_was_changed_in_the_product_alone_stays():
    now = {**CELLS, SEWING_KORAT: {FEBRUARY: CellValue(40, 160_000_00)}, FAIR_KORAT: {OCTOBER: CellValue(9, 1)}}
    found = compared(written(contents()), now=now)
    assert found.is_nothing
    assert {(one.row, one.month) for one in found.kept} == {
        (SEWING_KORAT, OCTOBER),
        (SEWING_KORAT, FEBRUARY),
        (FAIR_KORAT, OCTOBER),
    }


def test_the_same_change_here_and_there_is_none():
    content = with_cells(written(contents()), {"F8": 25})
    now = {**CELLS, SEWING_KORAT: {**CELLS[SEWING_KORAT], OCTOBER: CellValue(25, 80_000_00)}}
    assert compared(content, now=now).is_nothing


def test_the_digest_is_another_as_soon_as_the_plan_is():
    content = with_cells(written(contents()), {"F8": 25})
    now = {**CELLS, ADVICE_SURIN: {FEBRUARY: CellValue(16, 48_000_00)}}
    assert compared(content).digest() == compared(content).digest()
    assert compared(content).digest() != compared(content, now=now).digest()


def test_names_are_told_apart_by_any_of_their_texts():
    assert NAMES.offices.called("pio 30").key == 11
    assert NAMES.provinces.called(" นคร ราชสีมา ").key == "30"
    assert NAMES.activities.called("ไม่มี") is None
