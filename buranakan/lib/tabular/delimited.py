"""Rows of delimited text. Line breaks inside quoted cells belong to the cell; a stray quote stays in its own row."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from buranakan.lib.tabular.sheets import Row

DELIMITERS = (",", "\t", ";", "|")
QUOTE = '"'
# A cell that runs over more lines than this is no cell but a quote that somebody forgot.
MOST_LINES_IN_A_CELL = 60
_SAMPLE = 300
_LINE_ENDS = re.compile("\r\n|\r")


def rows(text: str) -> tuple[list[Row], str]:
    """Every row that is not blank, and the delimiter. Row numbers count records, as a spreadsheet shows them."""
    lines = _LINE_ENDS.sub("\n", text.rstrip("\x1a")).split("\n")
    delimiter = _delimiter(lines[:_SAMPLE])
    tokens = _tokens(delimiter)
    records = _sound_records(lines, delimiter=delimiter)
    if records is None:
        records = list(_records(lines, tokens=tokens, delimiter=delimiter))
    return [Row(number, cells) for number, cells in enumerate(records, start=1) if cells], delimiter


def _sound_records(lines: list[str], *, delimiter: str) -> list[list[str]] | None:
    """The records as the standard library reads them, many times faster; None where quotes are not sound."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True, skipinitialspace=True)
    records, spans, place = [], [], 0
    try:
        for cells in reader:
            if reader.line_num - place > 1:
                spans.append(cells)
            records.append(cells)
            place = reader.line_num
    except csv.Error:
        return None
    usual = _heaviest(Counter(map(len, records)))
    if any(_is_slip(cells, delimiter=delimiter, usual=usual) for cells in spans):
        return None
    return [_trimmed(cells) for cells in records]


def _records(lines: list[str], *, tokens: re.Pattern[str], delimiter: str) -> Iterator[list[str]]:
    # Lines with half a pair of quotes are parts of a row, or damaged: they count where there are no others.
    whole = [line for line in lines[:_SAMPLE] if line.count(QUOTE) % 2 == 0]
    usual = _usual_width(whole, tokens=tokens)
    if usual == 1:
        usual = _usual_width(lines[:_SAMPLE], tokens=tokens)
    place = 0
    while place < len(lines):
        line = lines[place]
        if QUOTE not in line:
            yield _trimmed(line.split(delimiter))
            place += 1
            continue
        count, cells = _quoted_record(lines, place, tokens=tokens, delimiter=delimiter, usual=usual)
        yield _trimmed(cells)
        place += count


def _quoted_record(
    lines: list[str], place: int, *, tokens: re.Pattern[str], delimiter: str, usual: int
) -> tuple[int, list[str]]:
    """How many lines the record takes, and its cells."""
    alone, is_open = _split(lines[place], tokens=tokens)
    if is_open:
        for last in range(place + 1, min(place + MOST_LINES_IN_A_CELL, len(lines))):
            if QUOTE not in lines[last]:
                continue
            cells, still_open = _split("\n".join(lines[place : last + 1]), tokens=tokens)
            if still_open:
                continue
            if _is_slip(cells, delimiter=delimiter, usual=usual):
                break
            return last + 1 - place, cells
    return 1, alone


def _is_slip(cells: list[str], *, delimiter: str, usual: int) -> bool:
    """Did a forgotten quote join rows of the usual width, so that their ends and beginnings look like one cell?"""
    if len(cells) != usual:
        inside = sum(cell.count(delimiter) for cell in cells if "\n" in cell)
        breaks = sum(cell.count("\n") for cell in cells)
        return len(cells) > usual or inside * 2 >= breaks * (usual - 1)
    for place, cell in enumerate(cells):
        first, *between, last = [line.count(delimiter) for line in cell.split("\n")] if "\n" in cell else (-1, 0)
        # The rest of one row, whole rows, and the beginning of another up to the same place.
        if any(count >= usual - 1 for count in between) or (first >= usual - 1 - place and last >= place):
            return True
    return False


def _split(record: str, *, tokens: re.Pattern[str]) -> tuple[list[str], bool]:
    """The cells, and whether one of them opens a quote that nothing closes."""
    cells, is_open = [], False
    for found in tokens.finditer(record):
        quoted, plain, end = found.groups()
        if quoted is not None:
            cells.append(quoted.replace('""', QUOTE))
        else:
            # Only inside quotes may a cell go on in the next line.
            is_open = is_open or "\n" in plain or _opens(plain, record[found.start() :])
            cells.append(_without_stray_quotes(plain))
        if not end:
            break
    return cells, is_open


def _opens(cell: str, rest: str) -> bool:
    return cell.lstrip(" ").startswith(QUOTE) and rest.count(QUOTE) % 2 == 1


def _without_stray_quotes(cell: str) -> str:
    """Quotes at the ends of a cell that don't make a pair."""
    if cell.count(QUOTE) % 2 == 0:
        return cell
    bare = cell.strip(" ")
    return bare.removeprefix(QUOTE) if bare.startswith(QUOTE) else bare.removesuffix(QUOTE)


def _tokens(delimiter: str) -> re.Pattern[str]:
    by = re.escape(delimiter)
    return re.compile(rf'(?: *"([^"]*(?:""[^"]*)*)" *(?={by}|\Z)|([^{by}]*))({by}|\Z)')


def _usual_width(lines: list[str], *, tokens: re.Pattern[str]) -> int:
    return _heaviest(Counter(len(_split(line, tokens=tokens)[0]) for line in lines if line))


def _heaviest(widths: Counter[int]) -> int:
    """The width that most cells stand in."""
    return max(widths, key=lambda width: widths[width] * width, default=1)


def _delimiter(lines: list[str]) -> str:
    """The mark that parts most lines into the same number of cells."""
    written = [line for line in lines if line.strip()]

    def weight(mark: str) -> int:
        widths = Counter(len(_split(line, tokens=_tokens(mark))[0]) - 1 for line in written)
        return max((width * count for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=weight)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    while cells and not cells[-1].strip():
        cells.pop()
    return cells
