"""Whatever happens to a list on its way: no row is lost, and nothing but a refusal is ever raised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken
from tests.lib.lists import as_csv, as_workbook
from tests.registry.imports.conftest import FIRST_ROW, HEADING, TITLES, company, damage, month, read, row_numbers

encodings = st.sampled_from(["cp874", "utf-8", "utf-8-sig"])
COLUMNS = 8
many = settings(max_examples=60)


def expected(count):
    return list(range(FIRST_ROW, FIRST_ROW + count))


def lines_of(count):
    """The physical lines of a month's list, the heading's broken ones joined again."""
    text = month(*(company(serial) for serial in range(1, count + 1)), encoding="utf-8").decode()
    head, body = text.split("ที่ตั้งสำนักงานใหญ่\n", 1)
    return f"{head}ที่ตั้งสำนักงานใหญ่", body.splitlines()


@many
@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(1, COLUMNS - 1), damage), max_size=8))
def test_damaged_cells_lose_no_row(count, blows):
    rows = [company(serial) for serial in range(1, count + 1)]
    for place, column, text in blows:
        rows[place % count][column] = text
    for content in (month(*rows, encoding="utf-8"), as_workbook([*TITLES, HEADING, *rows])):
        assert row_numbers(read(content)) == expected(count)


@many
@given(st.integers(2, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 200)), max_size=6), encodings)
def test_stray_quotes_lose_no_row(count, quotes, encoding):
    head, body = lines_of(count)
    for place, where in quotes:
        line = body[place % count]
        body[place % count] = f'{line[:where]}"{line[where:]}'
    assert row_numbers(read("\n".join([head, *body]).encode(encoding))) == expected(count)


@many
@given(st.integers(1, 12), st.lists(st.booleans(), min_size=13, max_size=13))
def test_mixed_encodings_lose_no_row(count, thai):
    head, body = lines_of(count)
    lines = [line.encode("cp874" if old else "utf-8") for line, old in zip([head, *body], thai, strict=False)]
    assert row_numbers(read(b"\n".join(lines))) == expected(count)


@many
@given(st.integers(1, 12), st.integers(0, 5000), encodings)
def test_a_list_cut_short_keeps_its_whole_rows(count, at, encoding):
    content = month(*(company(serial) for serial in range(1, count + 1)), encoding=encoding)[:at]
    whole = content.decode(encoding, errors="ignore").count("\n")
    try:
        found = read(content)
    except RuleBroken as refusal:
        assert refusal.code in {"headings_not_found", "list_empty", "list_not_readable"}
        return
    rows = row_numbers(found)
    # The heading alone takes four lines in the text.
    assert [row for row in rows if row <= whole - 2] == expected(max(0, whole - FIRST_ROW - 1))
    assert len(rows) == len(set(rows)) == found.rows


@many
@given(st.integers(1, 8), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=20), encodings)
def test_changed_bytes_are_read_or_refused(count, changes, encoding):
    content = bytearray(month(*(company(serial) for serial in range(1, count + 1)), encoding=encoding))
    for where, byte in changes:
        content[where % len(content)] = byte
    try:
        found = read(bytes(content))
    except RuleBroken:
        return
    assert found.rows == len(found.accepted) + len(found.refusals)
    assert len(set(row_numbers(found))) == found.rows


@many
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=20))
def test_changed_bytes_of_a_workbook_are_read_or_refused(changes):
    content = bytearray(as_workbook([*TITLES, HEADING, company(1), company(2)]))
    for where, byte in changes:
        content[where % len(content)] = byte
    try:
        found = read(bytes(content))
    except RuleBroken:
        return
    assert found.rows == len(found.accepted) + len(found.refusals)


@many
@given(st.binary(max_size=600), st.sampled_from(["enterprises", "people"]))
def test_any_bytes_are_read_or_refused(content, kind):
    try:
        read(content, kind=kind)
    except RuleBroken as refusal:
        assert refusal.code.replace("_", "").isalnum()


words = st.one_of(damage, st.sampled_from([*HEADING, "ชื่อ-สกุล", "เบอร์โทร", "จังหวัด"]))
tables = st.lists(st.lists(words, max_size=9), max_size=12)


@many
@given(tables, st.sampled_from(["enterprises", "people"]), st.sampled_from(["", "30"]))
def test_any_table_is_read_or_refused(table, kind, only):
    """Each of its rows is at most one thing: a row that was taken, one that was refused, or a note."""
    try:
        found = read(as_csv(table), kind=kind, only=only)
    except RuleBroken:
        return
    seen = row_numbers(found) + [note.row_number for note in found.notes]
    assert len(seen) == len(set(seen))
    assert found.outside == 0 or only
