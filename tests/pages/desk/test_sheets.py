"""Tables as files: what stands in a cell is text or a number, never a formula."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from buranakan.pages.desk import sheets

ROWS = [["=HYPERLINK(1)", 7], ["@cmd", 0], ["ปกติ", 12]]


def answered(ending):
    return sheets.answer("rows", ending=ending, headings=["ข้อความ", "จำนวน"], rows=ROWS)


def test_csv_is_thai_for_excel_and_computes_nothing():
    response = answered("csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [
        ["ข้อความ", "จำนวน"],
        ["'=HYPERLINK(1)", "7"],
        ["'@cmd", "0"],
        ["ปกติ", "12"],
    ]


def test_excel_keeps_text_as_text_and_numbers_as_numbers():
    book = CalamineWorkbook.from_filelike(io.BytesIO(answered("xlsx").content))
    assert book.get_sheet_by_index(0).to_python() == [["ข้อความ", "จำนวน"], *[[text, float(n)] for text, n in ROWS]]


@pytest.mark.parametrize("ending", sheets.ENDINGS)
def test_a_demo_says_in_the_file_that_its_data_is_synthetic(settings, ending):
    settings.IS_SYNTHETIC = True
    plain = len(answered(ending).content)
    settings.IS_SYNTHETIC = False
    assert len(answered(ending).content) < plain
