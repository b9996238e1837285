"""Bad workbooks each get a clear answer, told by the cell where there is one."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import workbooks
from buranakan.planning.workbook.reading import people_of, satang_of
from tests.planning.workbook.sheets import (
    ADVICE_ROW,
    compared,
    contents,
    edited,
    read_back,
    told_faults,
    with_cells,
    written,
)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def content():
    return written(contents())


def refused(content):
    with pytest.raises(RuleBroken) as refusal:
        read_back(content)
    return refusal.value.code


def a_book(rows, *, name="Sheet1"):
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


# --- whole files ------------------------------------------------------------------------------------------------------
def with_blanks(content, *, size):
    """The workbook with so many bytes of formatted cells that hold nothing, as the colour of a whole column leaves."""
    blank = b"".join(b'<c r="%c%d" s="1"/>' % (letter, row) for row in range(60, 70) for letter in b"ABCDEFGHIJ")
    rows = b'<row r="60">' + blank * (size // len(blank)) + b"</row>"
    return with_sheet(content, lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_sheet(content, change):
    """The workbook with the bytes of its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(body) if name == "xl/worksheets/sheet1.xml" else body)
    return out.getvalue()


def a_letter():
    """A zip that other office programs write."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def a_bomb():
    """Sixty times larger inside than any plan, in some kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (workbooks.MOST_UNPACKED + 1))
    return out.getvalue()


def a_far_corner():
    """Two cells, one of them in the last row: read as a rectangle it would take all memory."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    book.save(out)
    return out.getvalue()


BAD = {
    "empty": (b"", "list_empty"),
    "blanks-only": (b" \r\n \r\n", "list_empty"),
    "csv-in-cp874": ("กิจกรรม,จังหวัด\nอบรม,นครราชสีมา\n".encode("cp874"), "workbook_is_text"),
    "csv-in-utf-8": ("กิจกรรม,จังหวัด\nอบรม,นครราชสีมา\n".encode("utf-8-sig"), "workbook_is_text"),
    "old-excel": (OLD_OFFICE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "workbook_is_old"),
    "password": (OLD_OFFICE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "list_locked"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "workbook_not_readable"),
    "other-zip": (a_letter, "workbook_not_readable"),
    "bomb": (a_bomb, "workbook_too_full"),
    "far-corner": (a_far_corner, "workbook_too_full"),
    "too-large": (b"PK\x03\x04" + b"\0" * workbooks.LARGEST, "workbook_too_full"),
    "not-ours": (lambda: a_book([["กิจกรรม", "จังหวัด"]], name="รายการแผน"), "workbook_not_ours"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_workbook_of_a_plan_is_told_what_it_is(name):
    content, code = BAD[name]
    assert refused(content() if callable(content) else content) == code


def test_ten_megabytes_of_blanks_are_read_past(content):
    heavy = with_blanks(content, size=10 * 1024 * 1024)
    assert len(heavy) > 10_000_000
    begun = time.process_time()
    assert compared(heavy).is_nothing
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("cut", [60, 2000], ids=["its-head", "half"])
def test_a_cut_workbook_is_damaged(content, cut):
    assert refused(content[:cut]) == "list_damaged"


def test_a_workbook_with_a_broken_part_is_damaged(content):
    broken = bytearray(content)
    place = content.index(b"xl/worksheets/sheet1.xml") + 200
    broken[place : place + 64] = struct.pack("64B", *([0xFF] * 64))
    assert refused(bytes(broken)) == "list_damaged"


def test_more_rows_than_a_plan_can_have(content):
    def fill(book):
        for row in range(20, 5_100):
            book.worksheets[0].cell(row, 1, "หมายเหตุ")

    assert refused(edited(content, fill)) == "workbook_has_too_many_rows"


def test_a_damaged_memory(content):
    def change(book):
        book.worksheets[3]["C2"] = "x"

    assert refused(edited(content, change)) == "workbook_memory_damaged"


# --- sheets and columns -----------------------------------------------------------------------------------------------
def test_the_plans_sheet_under_another_name_is_found_by_its_headings(content):
    def rename(book):
        book.worksheets[0].title = "แผนใหม่"

    assert compared(edited(content, rename)).is_nothing


def test_without_the_plans_sheet(content):
    def remove(book):
        book.remove(book.worksheets[0])

    assert refused(edited(content, remove)) == "plan_sheet_missing"


def test_without_its_headings(content):
    def remove(book):
        book.worksheets[0].delete_rows(5)

    assert refused(edited(content, remove)) == "plan_headings_not_found"


def test_a_renamed_column_is_named(content):
    with pytest.raises(RuleBroken) as refusal:
        read_back(with_cells(content, {"B5": "เมือง", "F5": "ต.ค."}))
    assert (refusal.value.code, refusal.value.params["row"]) == ("plan_columns_missing", 5)
    assert refusal.value.params["missing"].startswith("จังหวัด, ")


def test_a_column_that_stands_twice(content):
    assert refused(with_cells(content, {"AH5": "จังหวัด"})) == "plan_column_twice"


def test_moved_columns_are_found_by_their_headings(content):
    def move(book):
        sheet = book.worksheets[0]
        sheet.merged_cells.ranges.clear()
        sheet.insert_cols(1, 2)
        sheet["A5"] = "หมายเหตุของเรา"
        for row in range(1, 14):
            sheet.cell(row, 40, sheet.cell(row, 4).value)  # the provinces, far to the right
            sheet.cell(row, 4).value = None

    assert compared(edited(content, move)).is_nothing


def test_title_rows_inserted_above(content):
    def insert(book):
        sheet = book.worksheets[0]
        sheet.merged_cells.ranges.clear()
        sheet.insert_rows(1, 3)
        sheet["A1"] = "แผนปฏิบัติงาน ปรับปรุงครั้งที่ 2"

    assert compared(edited(content, insert)).is_nothing


def test_notes_below_are_no_rows(content):
    assert compared(with_cells(content, {"A20": "หมายเหตุ: รอยืนยันจากจังหวัด"})).is_nothing


# --- cells ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("สามสิบ", "cell_not_a_number"),
        (12.5, "people_in_parts"),
        ("12.5", "people_in_parts"),
        (-3, "number_negative"),
        ("-3", "number_negative"),
        (10**10, "people_too_many"),
        (True, "cell_not_a_number"),
        ("=1/0*", "formula_without_value"),
        ("#REF!", "cell_holds_an_error"),
        ("3/4/2568", "cell_not_a_number"),
    ],
)
def test_people_that_cannot_be_taken_are_told_by_their_cell(content, value, code):
    assert told_faults(with_cells(content, {"G8": value})) == [("G8", code)]


def test_a_date_is_told_to_be_one(content):
    def change(book):
        book.worksheets[0]["G8"] = 45000
        book.worksheets[0]["G8"].number_format = "dd/mm/yyyy"

    assert told_faults(edited(content, change)) == [("G8", "cell_is_a_date")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("แปดหมื่น", "money_not_understood"),
        (33333.333, "baht_finer_than_satang"),
        (-1, "number_negative"),
        ("=F8*4000", "formula_without_value"),
    ],
)
def test_baht_that_cannot_be_taken_are_told_by_their_cell(content, value, code):
    assert told_faults(with_cells(content, {"S8": value})) == [("S8", code)]


def test_a_formula_counts_with_the_value_that_was_computed(content):
    def compute(sheet):
        begin = sheet.index(b'<c r="F8"')
        return sheet[:begin] + b'<c r="F8"><f>10*2+5</f><v>25</v>' + sheet[sheet.index(b"</c>", begin) :]

    found = compared(with_sheet(content, compute))
    assert [(one.address, one.uploaded.people) for one in found.changes] == [("F8", 25)]


def test_baht_without_people(content):
    assert told_faults(with_cells(content, {"T8": 5000})) == [("T8", "baht_without_people")]


def test_rows_that_name_what_is_not_there(content):
    row = {"A10": "อบรมการบิน", "B10": "30", "D10": "กสอ.", "F10": 20}
    assert told_faults(with_cells(content, row)) == [("A10", "name_not_in_list"), ("C10", "row_names_nothing")]


def test_numbers_without_a_row(content):
    assert told_faults(with_cells(content, {"F10": 20}))[0] == ("A10", "row_names_nothing")


def test_whose_kpi_is_one_of_two(content):
    assert told_faults(with_cells(content, {"E8": "สอจ.สุรินทร์"})) == [("E8", "counts_for_not_understood")]
    assert compared(with_cells(content, {"E8": "กสอ."})).is_nothing


def test_the_same_row_twice(content):
    source = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    twice = {f"{letter}10": source[f"{letter}{ADVICE_ROW}"].value for letter in "ABCDE"}
    assert told_faults(with_cells(content, twice)) == [("A10", "row_twice_in_workbook")]


@pytest.mark.parametrize(
    ("cell", "people"),
    [(None, 0), ("", 0), ("-", 0), (30, 30), (30.0, 30), ("1,234", 1234), ("๓๐ คน", 30), ("30.0", 30), (" 7 ", 7)],
)
def test_people_are_read_as_officers_write_them(cell, people):
    assert people_of(cell) == people


@pytest.mark.parametrize(
    ("cell", "satang"),
    [
        (None, 0),
        ("–", 0),
        (120000, 12_000_000),
        (0.1 + 0.2, 30),
        ("๑๒๐,๐๐๐ บาท", 12_000_000),
        ("1.2 ล้านบาท", 120_000_000),
    ],
)
def test_baht_are_read_as_officers_write_them(cell, satang):
    assert satang_of(cell) == satang


def test_more_baht_than_this_system_holds():
    with pytest.raises(RuleBroken) as refusal:
        satang_of(1e18)
    assert refusal.value.code == "money_too_large"


def test_a_workbook_by_another_writer_is_read_the_same():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("A")
    sheet.write_row(2, 1, ["x", 1.5, True])
    sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
    book.close()
    grid = workbooks.open_workbook(out.getvalue())["A"]
    assert (grid.cell(3, 2), grid.cell(3, 3), grid.cell(3, 4), grid.cell(9, 9)) == ("x", 1.5, True, None)
    assert (workbooks.address(12, 6), workbooks.address(1, 703)) == ("F12", "AAA1")
