"""Reads a list into accepted rows and refused ones; every row is one or the other. Pure."""

import re
from dataclasses import dataclass, field

from buranakan.lib import tabular, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular.headings import read_heading
from buranakan.lib.tabular.sheets import written
from buranakan.lib.words import _
from buranakan.registry.enums import ImportKind
from buranakan.registry.imports import companies, people, places
from buranakan.registry.imports.rows import CellRefused, Context, Refusal

SHAPES = {ImportKind.ENTERPRISES: companies, ImportKind.PEOPLE: people}
LONGEST_NOTE = 120
_YEAR = re.compile("(?<![0-9])2[456][0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Note:
    """Something between the rows that is none: a title, a sub-heading, a total, a foot-note."""

    sheet: str
    row_number: int
    text: str


@dataclass
class Reading:
    """A list as it was understood."""

    kind: str
    layout: dict = field(default_factory=dict)
    accepted: list = field(default_factory=list)
    refusals: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    outside: int = 0  # rows of other provinces, where only one was asked for

    @property
    def rows(self):
        return len(self.accepted) + len(self.refusals)


def read(content, *, kind, gazetteer, only="", reach=None):
    """The list in a file. `only` is the code of the province whose rows are taken; `reach` the office's provinces."""
    opened = tabular.open_list(content)
    shape = SHAPES[ImportKind(kind)]
    found = [(sheet, tabular.find_heading(sheet.rows, shape.VOCABULARY)) for sheet in opened.sheets]
    if not any(heading for _sheet, heading in found):
        raise RuleBroken(
            "headings_not_found",
            _("No heading row was found. Name the columns in the first row: the number and the name at least."),
        )
    reading = Reading(kind=ImportKind(kind).value)
    first_rows = {}
    for sheet, heading in found:
        if heading:
            context = Context(
                gazetteer,
                sheet=_sheet_name(sheet, found),
                heading=heading,
                province=gazetteer.province(sheet.name),
                given_province=only or _only_one(reach),
                reach=reach,
            )
            _read_sheet(sheet, context, shape=shape, reading=reading, only=only, first_rows=first_rows)
    reading.layout = _layout(opened, found)
    return reading


def _only_one(reach):
    """The province of an office that has one: a list of its people needs not say it."""
    return next(iter(reach)) if reach and len(reach) == 1 else ""


def _read_sheet(sheet, context, *, shape, reading, only, first_rows):
    last_heading = context.heading.last_row
    for row in sheet.rows:
        if row.number in context.heading.rows or row.is_blank:
            continue
        if row.number < last_heading:
            _note(row, context, reading=reading)
        elif shape.is_row(row, context):
            _read_row(row, context, shape=shape, reading=reading, only=only, first_rows=first_rows)
        elif (again := read_heading(row, shape.VOCABULARY)) is not None:
            context.heading = again
        else:
            _note(row, context, reading=reading)


def _read_row(row, context, *, shape, reading, only, first_rows):
    try:
        item = shape.read(row, context)
        if only and item.province != only:
            reading.outside += 1
            return
        _check_is_first(item, shape=shape, first_rows=first_rows)
    except CellRefused as refused:
        if only and _is_elsewhere(row, context, only=only):
            reading.outside += 1
            return
        title = context.heading.title(refused.key)
        reading.refusals.append(Refusal(context.sheet, row.number, title, refused.refusal))
        return
    reading.accepted.append(item)


def _is_elsewhere(row, context, *, only):
    """A row of another province is not looked at any further, whatever else is wrong with it."""
    try:
        province = places.read(row, context, is_required=False).province
    except CellRefused:
        return False
    return bool(province) and province != only


def _check_is_first(item, *, shape, first_rows):
    """The same row twice is taken once; the same number with another content is for a person to decide."""
    column, value = shape.key_of(item)
    first = first_rows.setdefault(value, item)
    if first is item:
        return
    if first.content() == item.content():
        refusal = RuleBroken(
            "duplicate_in_file", _("This row repeats row %(row)s of the list."), row=first.row_number
        )
    else:
        refusal = RuleBroken(
            "number_twice_in_file",
            _("Row %(row)s of the list has the same number with other content. Leave the right one."),
            row=first.row_number,
        )
    raise CellRefused(column, refusal)


def _note(row, context, *, reading):
    """A title or a sub-heading may name the province of the rows below it, and their year."""
    texts = list(dict.fromkeys(text for cell in row.cells if (text := written(cell))))
    line = " ".join(texts)
    named = [code for text in texts if (code := context.gazetteer.province(text))]
    province = named[0] if named else context.gazetteer.understand(line).province
    if province:
        context.province = province
    is_title = row.number < context.heading.last_row
    if is_title and (year := _YEAR.search(thai_text.arabic_digits(line))):
        context.year = int(year.group())
    reading.notes.append(Note(context.sheet, row.number, line[:LONGEST_NOTE]))


def _sheet_name(sheet, found):
    """Rows name their sheet where there are several to mistake it for."""
    return sheet.name[:100] if len(found) > 1 else ""


def _layout(opened, found):
    return {
        "file": opened.kind,
        "encoding": opened.encoding,
        "delimiter": opened.delimiter,
        "sheets": [
            {
                "name": sheet.name,
                "header_rows": list(heading.rows),
                "columns": {
                    key: {"place": places[0] + 1, "heading": heading.title(key)}
                    for key, places in heading.columns.items()
                },
                "unused": list(heading.unused),
            }
            for sheet, heading in found
            if heading
        ],
    }
