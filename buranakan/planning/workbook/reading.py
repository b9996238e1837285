"""Reads the rows of a workbook that came back: columns by their headings, faults by the address of their cell."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy as _

from buranakan.lib import money, thai_text
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular.sheets import written
from buranakan.lib.tabular.workbooks import ERROR, address
from buranakan.planning.grid import CellValue, RowKey
from buranakan.planning.workbook import shape
from buranakan.planning.workbook.shape import Fault, UploadedRow

DEEPEST_HEADING = 60
MOST_ROWS = 5_000
MOST_FAULTS = 200  # more of them say nothing more
_NOTHING = {"", "-", "--", "\u2013", "\u2014"}
_WHOLE = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?")
_PEOPLE_WORDS = ("คน", "ราย", "people")
_MOST_PEOPLE = 10**9
_FRACTION_OF_A_SATANG = 1e-6
_KIND_WORDS = {shape.PEOPLE: _("people"), shape.BAHT: _("baht")}


class CellRefused(Exception):
    """What stands in one cell can't be taken; `place` is its column key."""

    def __init__(self, place, refusal):
        super().__init__(place)
        self.place, self.refusal = place, refusal


def read(grids, memory, *, names, months):
    """(rows by grid.RowKey, faults) of an opened workbook; refuses whole what has no rows to read."""
    sheet, heading_row, columns = _found(grids, memory)
    rows, faults = {}, []
    if len(sheet.rows) - heading_row > MOST_ROWS:
        raise RuleBroken(
            "workbook_has_too_many_rows",
            _("The sheet has more than %(most)s rows. Delete the rows below the plan and send it again."),
            most=f"{MOST_ROWS:,}",
        )
    for number in range(heading_row + 1, len(sheet.rows) + 1):
        row = _Row(sheet, number, columns=columns, memory=memory, names=names)
        if row.is_passed(months):
            continue
        key, found = row.read(months, faults=faults)
        if key in rows:
            refusal = RuleBroken(
                "row_twice_in_workbook",
                _("Row %(row)s is for the same activity, offices and province. Put the two into one row."),
                row=rows[key].row_number,
            )
            faults.append(Fault(number, columns[shape.ACTIVITY], refusal))
        elif key is not None:
            rows[key] = found
    return rows, sorted(faults, key=lambda fault: (fault.row, fault.column))


# --- where it stands --------------------------------------------------------------------------------------------------
def _found(grids, memory):
    """The sheet of the lines, the row of its heading, and each column's place by its key."""
    seen = [one for one in grids.values() if not one.is_hidden or one.name == memory.sheet]
    seen.sort(key=lambda one: one.name != memory.sheet)
    for sheet in seen:
        heading = _heading(sheet, memory)
        if heading:
            _check_complete(sheet, *heading, memory=memory)
            return sheet, *heading
    if memory.sheet in grids:
        raise RuleBroken(
            "plan_headings_not_found",
            _("The heading row was not found in the sheet “%(sheet)s”. Write the headings as they were at download."),
            sheet=memory.sheet,
        )
    raise RuleBroken(
        "plan_sheet_missing",
        _("The workbook has no sheet “%(sheet)s”. Give the plan's sheet this name again and send it again."),
        sheet=memory.sheet,
    )


def _heading(sheet, memory):
    """The row that holds most of the headings, and what stands where; None where no row holds half of them."""
    known = {thai_text.search_key(text): key for key, text in memory.headings.items()}
    best = None
    for number, cells in enumerate(sheet.rows[:DEEPEST_HEADING], start=1):
        columns, twice = {}, []
        for column, cell in enumerate(cells, start=1):
            key = known.get(thai_text.search_key(written(cell))) if isinstance(cell, str) else None
            if key in columns:
                twice.append(address(number, column))
            elif key:
                columns[key] = column
        if best is None or len(columns) > len(best[1]):
            best = number, columns, twice
    if best is None or len(best[1]) * 2 < len(memory.headings):
        return None
    number, columns, twice = best
    if twice:
        raise RuleBroken(
            "plan_column_twice",
            _("The heading in %(address)s stands there already. Delete the column that is one too many."),
            address=twice[0],
        )
    return number, columns


def _check_complete(sheet, number, columns, *, memory):
    missing = [text for key, text in memory.headings.items() if key not in columns]
    if missing:
        raise RuleBroken(
            "plan_columns_missing",
            _(
                "In the sheet “%(sheet)s”, row %(row)s, these headings are missing: %(missing)s. Write them as they "
                "were at download; columns may stand in any order."
            ),
            sheet=sheet.name,
            row=number,
            missing=", ".join(missing[:6]) + (" …" if len(missing) > 6 else ""),
        )


# --- rows -------------------------------------------------------------------------------------------------------------
class _Row:
    """One row of the sheet, as its columns tell it."""

    def __init__(self, sheet, number, *, columns, memory, names):
        self.sheet, self.number, self.columns = sheet, number, columns
        self.memory, self.names = memory, names

    def cell(self, key):
        return self.sheet.cell(self.number, self.columns[key])

    def text(self, key):
        return written(self.cell(key))

    def at(self, key):
        return address(self.number, self.columns[key])

    def _says(self, key):
        """Is there anything in the cell, be it only what can't be read?"""
        return self.at(key) in self.sheet.unread or self.text(key) not in _NOTHING

    def is_passed(self, months):
        """Totals, titles of projects, notes and blank rows: nothing that plans."""
        named = [key for key in shape.NAMED if self._says(key)]
        if not named or named == [shape.ACTIVITY]:
            is_ours = self.text(shape.ACTIVITY) in self.memory.passed
            kinds = (shape.PEOPLE, shape.BAHT)
            return is_ours or not any(self._says(shape.month_column(kind, one)) for kind in kinds for one in months)
        return False

    def read(self, months, *, faults):
        """(grid.RowKey, UploadedRow), or (None, None) where the row can't be told; what is wrong goes to `faults`."""
        found = []
        key = self._key(found)
        cells, places = {}, {}
        for month in months:
            columns = [shape.month_column(kind, month) for kind in (shape.PEOPLE, shape.BAHT)]
            places[month] = tuple(self.at(column) for column in columns)
            try:
                cells[month] = self._value(*columns)
            except CellRefused as refused:
                found.append(Fault(self.number, self.columns[refused.place], refused.refusal))
        faults.extend(found[: max(MOST_FAULTS - len(faults), 0)])
        if key is None:
            return None, None
        named_at = {name: self.at(name) for name in shape.NAMED}
        return key, UploadedRow(self.number, cells, places, named_at)

    # --- what names the row -------------------------------------------------------------------------------------------
    def _key(self, faults):
        lists = {
            shape.ACTIVITY: self.names.activities,
            shape.PROVINCE: self.names.provinces,
            shape.SERVER: self.names.offices,
            shape.OWNER: self.names.offices,
        }
        named = {}
        for key, nouns in lists.items():
            try:
                named[key] = self._noun(key, nouns)
            except CellRefused as refused:
                faults.append(Fault(self.number, self.columns[key], refused.refusal))
        if len(named) < len(lists):
            return None
        try:
            counts = self._counts_for(named)
        except CellRefused as refused:
            faults.append(Fault(self.number, self.columns[shape.COUNTS], refused.refusal))
            return None
        return RowKey(
            activity_id=named[shape.ACTIVITY].key,
            owner_office_id=named[shape.OWNER].key,
            serving_office_id=named[shape.SERVER].key,
            counts_for_id=counts.key,
            province_id=named[shape.PROVINCE].key,
        )

    def _noun(self, key, nouns):
        text = self.text(key)
        noun = nouns.called(text) if text else None
        if noun:
            return noun
        if not text:
            refusal = RuleBroken(
                "row_names_nothing",
                _("“%(column)s” is empty. Choose one from the list."),
                column=self.memory.headings[key],
            )
        else:
            refusal = RuleBroken(
                "name_not_in_list",
                _("“%(text)s” is not in the list of “%(column)s”. Choose one from the list."),
                text=text[:80],
                column=self.memory.headings[key],
            )
        raise CellRefused(key, refusal)

    def _counts_for(self, named):
        """The owner, unless the cell says the serving office, by its part or by its name."""
        text = thai_text.search_key(self.text(shape.COUNTS))
        for key, words in self.memory.counts_words.items():
            if text == thai_text.search_key(words):
                return named[key]
        if not text:
            return named[shape.OWNER]
        noun = self.names.offices.called(self.text(shape.COUNTS))
        if noun not in (named[shape.OWNER], named[shape.SERVER]):
            refusal = RuleBroken(
                "counts_for_not_understood",
                _("Write “%(owner)s” or “%(server)s”."),
                owner=self.memory.counts_words[shape.OWNER],
                server=self.memory.counts_words[shape.SERVER],
            )
            raise CellRefused(shape.COUNTS, refusal)
        return noun

    # --- numbers ------------------------------------------------------------------------------------------------------
    def _value(self, people_column, baht_column):
        people = self._number(people_column, read=people_of)
        satang = self._number(baht_column, read=satang_of)
        if satang and not people:
            refusal = RuleBroken(
                "baht_without_people",
                _("There are baht here but no people in %(address)s. Write how many, or empty this cell."),
                address=self.at(people_column),
            )
            raise CellRefused(baht_column, refusal)
        # Baht left empty follow the people (following.py); a nought that was typed is an amount.
        return CellValue(people, satang if self._says(baht_column) else None) if people else None

    def _number(self, column, *, read):
        unread = self.sheet.unread.get(self.at(column))
        if unread:
            raise CellRefused(column, _not_computed(unread))
        try:
            return read(self.cell(column))
        except RuleBroken as refusal:
            raise CellRefused(column, refusal) from None


def people_of(cell):
    """Whole people: 30, 30.0, "1,234", "๓๐ คน"; an empty cell or a dash is nobody."""
    if isinstance(cell, str):
        text = thai_text.arabic_digits(written(cell)).casefold()
        for word in _PEOPLE_WORDS:
            text = text.removesuffix(word).rstrip()
        if text in _NOTHING:
            return 0
        minus = text[0] in "-\u2212"
        found = _WHOLE.fullmatch(text[1:].strip() if minus else text)
        if found is None:
            raise _not_a_number(cell, kind=shape.PEOPLE)
        whole = int(found["whole"].replace(",", "")[:20])
        is_whole = not int(found["part"] or 0)
        return _checked_people(-whole if minus else whole, is_whole=is_whole, said=written(cell))
    number = _plain_number(cell, kind=shape.PEOPLE)
    return _checked_people(int(number), is_whole=float(number).is_integer(), said=written(cell))


def _checked_people(people, *, is_whole, said):
    if not is_whole:
        raise RuleBroken(
            "people_in_parts", _("“%(said)s” is not a whole number of people. Write a whole number."), said=said[:40]
        )
    _check_not_negative(people, said=said)
    if people > _MOST_PEOPLE:
        raise RuleBroken("people_too_many", _("“%(said)s” is too many people. Write fewer."), said=said[:40])
    return people


def satang_of(cell):
    """Satang of baht: 120000, 120000.5, "120,000", "๑๒๐,๐๐๐ บาท"; a computed third is not rounded silently."""
    if isinstance(cell, str):
        text = written(cell)
        satang = 0 if text in _NOTHING else money.parse_baht(text)
        _check_not_negative(satang, said=text)
        return satang
    baht = _plain_number(cell, kind=shape.BAHT)
    said = written(cell)
    _check_not_negative(baht, said=said)
    if abs(baht) * SATANG_IN_A_BAHT > money.LARGEST:
        return money.parse_baht(f"{int(baht)}")
    satang = round(baht * SATANG_IN_A_BAHT)
    if abs(baht * SATANG_IN_A_BAHT - satang) > max(_FRACTION_OF_A_SATANG, abs(satang) * 1e-12):
        raise RuleBroken(
            "baht_finer_than_satang",
            _("%(said)s baht have more than two decimals. Round them, for example with ROUND(…, 2)."),
            said=said[:40],
        )
    return satang


def _plain_number(cell, *, kind):
    if cell is None:
        return 0
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        raise RuleBroken(
            "cell_is_a_date",
            _("This cell is formatted as a date or a time. Format it as a number and write %(kind)s."),
            kind=_KIND_WORDS[kind],
        )
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell or abs(cell) == float("inf"):
        raise _not_a_number(cell, kind=kind)
    return cell


def _check_not_negative(number, *, said):
    if number < 0:
        raise RuleBroken("number_negative", _("%(said)s is less than nothing. Write 0 or more."), said=said[:40])


def _not_a_number(cell, *, kind):
    return RuleBroken(
        "cell_not_a_number",
        _("“%(text)s” is not a number of %(kind)s. Write digits alone, like 1,200."),
        text=written(cell)[:40],
        kind=_KIND_WORDS[kind],
    )


def _not_computed(unread):
    if unread == ERROR:
        return RuleBroken(
            "cell_holds_an_error", _("The formula here gives an error. Mend the formula, or write the number.")
        )
    return RuleBroken(
        "formula_without_value",
        _("The formula here was never computed. Save the file in Excel and send it again, or write the number."),
    )
