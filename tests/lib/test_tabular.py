import codecs
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import Row, Vocabulary, excel, find_heading, fold, open_list, opening, written
from buranakan.lib.tabular.headings import read_heading
from tests.lib.lists import as_csv, as_workbook

ROWS = [["ลำดับ", "ชื่อ"], ["1", "ก, ข"], ["2", "ค"]]
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def refused(content):
    with pytest.raises(RuleBroken) as refusal:
        open_list(content)
    return refusal.value.code


def rows(content):
    return [(row.number, list(row.cells)) for sheet in open_list(content).sheets for row in sheet.rows]


# --- text: encodings ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp874", "cp874"), ("tis-620", "cp874"), ("utf-16", "utf-16")],
)
def test_a_list_is_read_in_its_own_encoding(encoding, told):
    opened = open_list(as_csv(ROWS, encoding=encoding))
    assert (opened.kind, opened.encoding, opened.delimiter) == ("csv", told, ",")
    assert [list(row.cells) for row in opened.sheets[0].rows] == ROWS


def test_a_list_of_two_encodings_is_read_line_by_line():
    content = as_csv(ROWS[:2], encoding="cp874") + as_csv(ROWS[2:], encoding="utf-8")
    opened = open_list(content)
    assert (opened.encoding, rows(content)) == ("utf-8+cp874", [(n, row) for n, row in enumerate(ROWS, start=1)])


def test_a_damaged_character_is_marked_and_takes_nothing_with_it():
    content = as_csv([["ลำดับ", "ชื่อที่ยาวพอ"], ["1", "กข"]], encoding="cp874").replace("ข".encode("cp874"), b"\xfe")
    assert rows(content)[1] == (2, ["1", "ก\ufffd"])


def test_another_encoding_is_guessed():
    said = "Société générale de fabrication à Genève, près de l’hôtel où l’été fut très agréable"
    assert rows(as_csv([["nom", "ville"], [said, "Zürich"]], encoding="cp1252"))[1][1] == [said, "Zürich"]


# --- text: rows -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found(delimiter, line_end):
    assert [cells for _number, cells in rows(as_csv(ROWS, delimiter=delimiter, line_end=line_end))] == ROWS


def test_row_numbers_are_those_a_spreadsheet_shows():
    content = 'หัวเรื่อง,,\n\n,,\nลำดับ,"วันที่\nจดทะเบียน",ชื่อ\n1,2,"ก\nข"\n\n2,3,"ค ""ง"""\n'
    assert rows(content.encode()) == [
        (1, ["หัวเรื่อง"]),
        (4, ["ลำดับ", "วันที่\nจดทะเบียน", "ชื่อ"]),
        (5, ["1", "2", "ก\nข"]),
        (7, ["2", "3", 'ค "ง"']),
    ]


LINE = "{0},010{0},บจ.ก{0},1/1/2559"


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ('2,"0102,บจ.ก2,1/1/2559', "2"),
        ('"2,0102,บจ.ก2,1/1/2559', "2"),
        ('2,0102,บจ."ก2,1/1/2559', "2"),
        ('2,0102,บจ.ก2,"1/1/2559', "2"),
        ('2,0102,บจ.ก2,1/1/2559"', "2"),
        ('2,0102,"บจ.ก"2,1/1/2559', "2"),
    ],
    ids=["number", "first-cell", "within", "last-cell", "at-the-end", "around"],
)
def test_a_stray_quote_stays_in_its_row(line, first):
    lines = [LINE.format(1), line, *(LINE.format(number) for number in range(3, 9))]
    found = rows("\n".join(lines).encode())
    assert [number for number, _cells in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (found[1][1][0], len(found[1][1]), found[7][1]) == (first, 4, LINE.format(8).split(","))


def test_two_stray_quotes_do_not_join_the_rows_between_them():
    lines = [LINE.format(number) for number in range(1, 9)]
    lines[1] = lines[1].replace("บจ", '"บจ')
    lines[4] = lines[4].replace("ก5", 'ก5"')
    assert [number for number, _cells in rows("\n".join(lines).encode())] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_mark_at_the_end_of_old_files_is_no_row():
    assert rows(as_csv(ROWS) + b"\x1a")[-1] == (3, ["2", "ค"])


# --- workbooks --------------------------------------------------------------------------------------------------------
def test_a_workbook_gives_its_visible_sheets():
    content = as_workbook(sheets={"ก": [["x"], [], ["1", 5]], "ข": [["y"]], "ค": [["z"]]}, hidden=["ข"])
    opened = open_list(content)
    assert (opened.kind, [sheet.name for sheet in opened.sheets]) == ("xlsx", ["ก", "ค"])
    assert opened.sheets[0].rows == [Row(1, ["x"]), Row(3, ["1", 5])]


def test_merged_cells_say_the_same_in_each_place():
    content = as_workbook([["", "", "z"], ["", "", "w"]], merged=[(0, 0, 1, 1, "ก")])
    assert rows(content) == [(1, ["ก", "ก", "z"]), (2, ["ก", "ก", "w"])]


def test_typed_cells_keep_their_type():
    content = as_workbook([[dt.date(2015, 12, 25), 812345678, 0.5, True, "ก"]])
    assert rows(content) == [(1, [dt.date(2015, 12, 25), 812345678, 0.5, True, "ก"])]


def far_corner():
    """One cell in the far corner: a full rectangle of it would not fit in any memory."""
    content = as_workbook([["1"]])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                body = body.replace(b"</sheetData>", corner + b"</sheetData>")
            new.writestr(part, body)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "list_empty"),
        (b" \r\n\t\x00", "list_empty"),
        (as_workbook([]), "list_empty"),
        (b"%PDF-1.7", "list_not_readable"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "list_not_readable"),
        (b"PK\x03\x04 a document", "list_not_readable"),
        (bytes(range(256)) * 4, "list_not_readable"),
        (as_workbook([["1"]])[:-200], "list_not_readable"),
        (OLD_WORKBOOK, "list_damaged"),
        (far_corner(), "list_too_large"),
    ],
    ids=["nothing", "blank", "no-cells", "pdf", "html", "zip", "bytes", "cut-short", "old-damaged", "far-corner"],
)
def test_what_is_no_list_is_refused(content, code):
    assert refused(content) == code


def test_a_workbook_with_a_damaged_part_is_refused():
    content = bytearray(as_workbook([["1", "2"]] * 200))
    middle = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[middle : middle + 80] = b"\xff" * 80
    assert refused(bytes(content)) == "list_damaged"


def test_a_locked_workbook_says_that_it_is_locked(monkeypatch):
    def locked(file):
        raise excel.PasswordError("locked")

    monkeypatch.setattr(excel, "CalamineWorkbook", type("Locked", (), {"from_filelike": staticmethod(locked)}))
    with pytest.raises(RuleBroken) as refusal:
        excel.sheets(b"")
    assert refusal.value.code == "list_locked"


def test_a_list_is_not_larger_than_a_server_should_hold(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 10)
    assert refused(b"a,b\n" * 10) == "list_too_heavy"


@given(st.binary(max_size=400))
def test_bytes_are_a_list_or_refused(content):
    for body in (content, b"PK\x03\x04" + content, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content):
        try:
            opened = open_list(body)
        except RuleBroken:
            continue
        assert any(sheet.rows for sheet in opened.sheets)


cell = st.text(st.sampled_from('กขa1 ",\n๑'), max_size=6)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=4, max_size=12))
def test_what_a_spreadsheet_writes_is_read_back(lines):
    """Whole rows of the same width, however quoted, come back under their own numbers."""
    lines = [[f"k{number}", *line, f"z{number}"] for number, line in enumerate(lines)]
    expected = [[cell.replace("\r", "\n") for cell in line] for line in lines]
    found = rows(as_csv(lines))
    assert [number for number, _cells in found] == list(range(1, len(lines) + 1))
    assert [[written(c) for c in cells] for _n, cells in found] == [[written(c) for c in line] for line in expected]


# --- cells ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  ก\n ข\u00a0ค ", "ก ข ค"),
        (105558189338.0, "105558189338"),
        (1_000_000, "1000000"),
        (0.25, "0.25"),
        (None, ""),
        (True, "TRUE"),
        (dt.date(2015, 12, 25), "2015-12-25"),
        (dt.timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_as_text(value, text):
    assert written(value) == text


# --- headings ---------------------------------------------------------------------------------------------------------
WORDS = Vocabulary(
    headings={
        "number": ("เลขทะเบียน",),
        "name": ("ชื่อนิติบุคคล", "ชื่อ"),
        "day": ("วันที่จดทะเบียน",),
        "address": ("ที่ตั้ง",),
        "province": ("จังหวัด",),
        "district": ("อำเภอ",),
    },
    telling=frozenset({"number", "name"}),
    looks={"number": lambda text: text.isdigit() and len(text) == 13},
)


def heading_of(*lines):
    return find_heading([Row(number, line) for number, line in enumerate(lines, start=1) if line], WORDS)


NUMBER = "0105558189338"
BODY = [["1", NUMBER, "ก"], ["2", NUMBER, "ข"]]


def test_a_heading_is_found_below_titles_with_line_breaks_and_spaces():
    found = heading_of(["ชื่อรายงาน"], [], ["ลำดับ", "เลข\nทะเบียน", " ชื่อ  นิติบุคคล ", "วันที่\nจดทะเบียน (พ.ศ.)"], *BODY)
    assert (found.rows, dict(found.columns)) == ((3,), {"number": (1,), "name": (2,), "day": (3,)})
    assert (found.title("day"), found.unused) == ("วันที่ จดทะเบียน (พ.ศ.)", ("ลำดับ",))


def test_a_heading_of_two_rows_is_read_as_one():
    found = heading_of(["เลขทะเบียน", "ชื่อ", "ที่ตั้ง", "ที่ตั้ง"], ["", "", "อำเภอ", "จังหวัด"], *BODY)
    columns = {"number": (0,), "name": (1,), "district": (2,), "province": (3,)}
    assert (found.rows, dict(found.columns)) == ((1, 2), columns)


def test_a_title_above_a_heading_is_no_part_of_it():
    assert heading_of(["ชื่อ"], ["เลขทะเบียน", "ชื่อ"], *BODY).rows == (2,)


def test_columns_without_words_belong_to_the_one_before():
    found = heading_of(["เลขทะเบียน", "ชื่อ", "", ""], *BODY)
    assert found.columns["name"] == (1, 2, 3)
    assert found.cell(Row(9, [NUMBER, "นาย", "ก", "ข"]), "name") == "นาย ก ข"
    assert found.cell(Row(9, [NUMBER, "", "ก"]), "name") == "ก"
    assert found.cell(Row(9, [NUMBER]), "name") is None


def test_a_column_whose_heading_is_broken_is_known_by_its_content():
    found = heading_of(["ลำดับ", "??", "ชื่อนิติบุคคล", "จังหวัด"], *BODY)
    assert (found.columns["number"], found.title("number")) == ((1,), "??")


def test_a_list_without_headings_is_known_by_its_content_and_its_letters():
    words = Vocabulary(WORDS.headings, WORDS.telling, WORDS.looks | {"name": str.isalpha})
    found = find_heading([Row(1, BODY[0]), Row(2, BODY[1])], words)
    assert (found.rows, dict(found.columns), found.title("number")) == ((), {"number": (1,), "name": (2,)}, "B")


def test_a_sheet_of_something_else_has_no_heading():
    assert heading_of(["a", "b"], ["1", "2"]) is None


def test_a_heading_may_be_repeated_further_down():
    assert read_heading(Row(9, ["x", "เลขทะเบียน", "ชื่อ"]), WORDS).columns["name"] == (2,)
    assert read_heading(Row(9, ["x", "อำเภอ", "จังหวัด"]), WORDS) is None


@pytest.mark.parametrize("text", [" ทุน จดทะเบียน\n(บาท) ", "ทุนจดทะเบียน", "ทุนจดทะเบียน [บาท]", "ทุนจดทะเบียน:"])
def test_headings_fold_to_their_words(text):
    assert fold(text) == "ทุนจดทะเบียน"


def test_the_mark_of_utf_8_is_no_part_of_the_first_heading():
    assert rows(codecs.BOM_UTF8 + b"a,b\n1,2")[0] == (1, ["a", "b"])
