"""Finds the heading row of a list and which of its columns is which, by the words the caller knows."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from buranakan.lib import thai_text
from buranakan.lib.tabular.sheets import Cell, Row, is_empty, written

# Titles, notes and letterheads stand above; nobody puts more of them.
DEEPEST_HEADING = 60
LONGEST_HEADING = 120
FEWEST_COLUMNS = 2
_SAMPLE = 300
_SURE_SHARE = 0.6
_LONGEST_ENDING = 2.5
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Vocabulary:
    """For each column its known headings; keys that a heading must have one of; what each column's cells look like."""

    headings: Mapping[str, Sequence[str]]
    telling: frozenset[str]
    looks: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)

    def folded(self) -> dict[str, str]:
        return {fold(name): key for key, names in self.headings.items() for name in names}


@dataclass(frozen=True)
class Heading:
    """Which columns hold what. A column without words of its own belongs to the one before it."""

    rows: tuple[int, ...]  # row numbers; none when the columns were known by their content alone
    columns: Mapping[str, tuple[int, ...]]
    titles: Mapping[str, str]  # as the list heads the column
    unused: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    def cell(self, row: Row, key: str) -> Cell:
        """What a row says in a column; cells of a column that was split are joined."""
        places = self.columns.get(key, ())
        if len(places) == 1:
            return row.cells[places[0]] if places[0] < len(row.cells) else None
        cells = [row.cells[place] for place in places if place < len(row.cells) and not is_empty(row.cells[place])]
        if len(cells) <= 1:
            return cells[0] if cells else None
        return " ".join(dict.fromkeys(written(cell) for cell in cells))

    def title(self, key: str) -> str:
        return self.titles.get(key, "")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A heading without spaces, punctuation, case, line breaks and whatever stands in brackets."""
    text = unicodedata.normalize("NFKC", thai_text.clean(text)).casefold()
    bare = _IN_BRACKETS.sub("", text)
    return "".join(letter for letter in bare if unicodedata.category(letter)[0] in "LMN") or thai_text.search_key(text)


def find_heading(rows: Sequence[Row], vocabulary: Vocabulary) -> Heading | None:
    """The row, or two rows one above the other, that name the most columns; else the columns' content tells."""
    known = vocabulary.folded()
    best: Heading | None = None
    for place in range(min(DEEPEST_HEADING, len(rows))):
        for found in _readings(rows, place, known):
            # Of equal ones the first, and one row rather than two: above a heading there may be a title.
            if not best or (len(found.columns), -len(found.rows)) > (len(best.columns), -len(best.rows)):
                best = found
    if best and not _is_heading(best, vocabulary):
        best = None
    body = [row for row in rows if row.number > (best.last_row if best else 0)]
    above = [row for row in rows if best and row.number == best.last_row]
    return _completed(best, body, vocabulary, above=above[0] if above else None)


def read_heading(row: Row, vocabulary: Vocabulary) -> Heading | None:
    """The row as a heading that is repeated further down, or None."""
    found = _named([row], vocabulary.folded())
    return found if _is_heading(found, vocabulary) else None


def _is_heading(found: Heading, vocabulary: Vocabulary) -> bool:
    return len(found.columns) >= FEWEST_COLUMNS and bool(vocabulary.telling & set(found.columns))


def _readings(rows: Sequence[Row], place: int, known: Mapping[str, str]) -> Iterable[Heading]:
    alone = _named([rows[place]], known)
    yield alone
    if place + 1 < len(rows) and alone.columns and rows[place + 1].number == rows[place].number + 1:
        below = _named([rows[place + 1]], known)
        if below.columns:
            yield _named([rows[place], rows[place + 1]], known)


def _named(rows: Sequence[Row], known: Mapping[str, str]) -> Heading:
    """The columns that the words of one row, or of two rows, name; the lower row says it more exactly."""
    width = max(len(row.cells) for row in rows)
    texts = [[written(row.cells[place]) if place < len(row.cells) else "" for place in range(width)] for row in rows]
    columns: dict[str, tuple[int, ...]] = {}
    titles: dict[str, str] = {}
    unused, current = [], ""
    for place in range(width):
        words = [line[place] for line in texts if line[place]]
        key = _key_of(words, known)
        title = " ".join(dict.fromkeys(words))
        if key and key not in columns:
            columns[key], titles[key], current = (place,), title, key
        elif current and (not words or (key == current and title == titles[current])):
            columns[current] += (place,)
        else:
            current = ""
            unused += [title] if title else []
    return Heading(tuple(row.number for row in rows), columns, titles, tuple(unused))


def _key_of(words: Sequence[str], known: Mapping[str, str]) -> str:
    for text in [*reversed(words), " ".join(words)]:
        if len(text) <= LONGEST_HEADING and (key := _match(fold(text), known)):
            return key
    return ""


def _match(folded: str, known: Mapping[str, str]) -> str:
    """Exactly a known heading, or the longest one that it begins with, unless it goes on too long."""
    if folded in known:
        return known[folded]
    most = len(folded) / _LONGEST_ENDING
    beginnings = [name for name in known if len(name) > 3 and len(name) >= most and folded.startswith(name)]
    return known[max(beginnings, key=len)] if beginnings else ""


def _completed(
    heading: Heading | None, body: Sequence[Row], vocabulary: Vocabulary, *, above: Row | None
) -> Heading | None:
    """Columns whose heading is missing or broken are known by what stands in them."""
    columns = dict(heading.columns) if heading else {}
    titles = dict(heading.titles) if heading else {}
    sample = body[:_SAMPLE]
    width = max((len(row.cells) for row in sample), default=0)
    firsts = {places[0] for places in columns.values()}
    for key, looks in vocabulary.looks.items():
        if key in columns:
            continue
        shares = {place: _share(sample, place, looks) for place in range(width) if place not in firsts}
        place = max(shares, key=lambda place: shares[place], default=None)
        if place is not None and shares[place] >= _SURE_SHARE:
            columns = {name: tuple(p for p in places if p != place) for name, places in columns.items()}
            columns[key] = (place,)
            titles[key] = (written(above.cells[place]) if above and place < len(above.cells) else "") or _letters(place)
            firsts.add(place)
    if not vocabulary.telling & set(columns) or len(columns) < FEWEST_COLUMNS:
        return None
    return Heading(heading.rows if heading else (), columns, titles, heading.unused if heading else ())


def _share(sample: Sequence[Row], place: int, looks: Callable[[str], bool]) -> float:
    """The share of the filled cells of a column that look like it; none when hardly any are filled."""
    cells = [row.cells[place] for row in sample if place < len(row.cells) and not is_empty(row.cells[place])]
    if not cells or len(cells) * 2 < len(sample):
        return 0.0
    return sum(looks(written(cell)) for cell in cells) / len(cells)


def _letters(place: int) -> str:
    """What a spreadsheet calls the column: A, B ... Z, AA."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
