"""Writes a version's workbook: lines by project with sums, how to use it, lists to choose from, its memory."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from buranakan.areas.wording import language
from buranakan.lib import thai_dates
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.lib.tabular.workbooks import address, letters
from buranakan.planning.workbook import memory, shape
from buranakan.planning.workbook.shape import Memory, Remembered

FONT, SIZE = "TH Sarabun New", 14
SPARE_ROWS = 3  # empty ones under each project, to write new lines in
ROWS_BEYOND = 500  # further down, that the drop-downs and the sums of all still reach
TITLE_ROW, TOLD_ROW, ROOM_ROW, BLOCK_ROW, HEADING_ROW, TOTAL_ROW = 1, 2, 3, 4, 5, 6
NAMED_COLUMNS = len(shape.NAMED)
WIDTHS = (48, 18, 22, 18, 26)
PEOPLE_FORMAT, BAHT_FORMAT = '#,##0;-#,##0;""', '#,##0.00;-#,##0.00;""'  # nought is an empty cell
INK, LINE, SHADE, GROUP_SHADE, RED = "#1F2A44", "#C5CAD6", "#E8EBF5", "#F2F4FA", "#B42318"


@dataclass(frozen=True)
class _Block:
    """The twelve months of people or of baht, and the column of their sum. Columns are counted from 1."""

    kind: str
    first: int
    months: tuple

    @property
    def sum(self):
        return self.first + len(self.months)

    @property
    def columns(self):
        return range(self.first, self.sum)

    def number(self, value):
        """What a cell of the block shows of its value."""
        if value is None:
            return None
        if self.kind == shape.PEOPLE:
            return value.people
        return None if value.amount_satang is None else _baht(value.amount_satang)


def write(book, contents):
    """Fill an xlsxwriter workbook with a version (shape.Contents)."""
    _Writing(book, contents).write()


class _Writing:
    """One workbook being written."""

    def __init__(self, book, contents):
        self.book, self.contents = book, contents
        self.people = _Block(shape.PEOPLE, NAMED_COLUMNS + 1, contents.months)
        self.baht = _Block(shape.BAHT, self.people.sum + 1, contents.months)
        self.headings = shape.headings(contents.months)
        self.formats = {}
        self.passed = set()
        self.rows = {}
        self.last_row = TOTAL_ROW

    def write(self):
        sheet = self.book.add_worksheet(str(shape.LINES_SHEET))
        guide = self.book.add_worksheet(str(shape.GUIDE_SHEET))
        lists = self.book.add_worksheet(str(shape.LISTS_SHEET))
        self._write_columns(sheet)
        self._write_projects(sheet)
        self._write_head(sheet)
        self._write_totals(sheet)
        self._write_lists(lists)
        self._validate(sheet)
        self._write_guide(guide)
        self._write_memory(sheet)
        sheet.activate()

    def _format(self, **said):
        """Formats are shared: a workbook holds only so many."""
        key = tuple(sorted(said.items()))
        if key not in self.formats:
            plain = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
            self.formats[key] = self.book.add_format(plain | said)
        return self.formats[key]

    # --- the lines ----------------------------------------------------------------------------------------------------
    def _write_columns(self, sheet):
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width, self._format())
        for block, width, number in ((self.people, 9, PEOPLE_FORMAT), (self.baht, 13, BAHT_FORMAT)):
            sheet.set_column(block.first - 1, block.sum - 1, width, self._format(num_format=number))
        sheet.set_column(self.baht.sum, self.baht.sum, 13, self._format(num_format=BAHT_FORMAT))
        sheet.freeze_panes(TOTAL_ROW, NAMED_COLUMNS)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(BLOCK_ROW - 1, HEADING_ROW - 1)

    def _write_head(self, sheet):
        title = f"{self.contents.plan} · {_('Version %(number)s') % {'number': self.contents.number}}"
        sheet.write(TITLE_ROW - 1, 0, title, self._format(bold=True, font_size=20))
        sheet.write(TOLD_ROW - 1, 0, self._told(), self._format(font_color="#5B6478"))
        if self.contents.room is not None:
            self._write_room(sheet, self.contents.room)
        block_title = self._format(bold=True, align="center", bg_color=SHADE, border=1, border_color=LINE)
        for block, text in ((self.people, _("People planned")), (self.baht, _("Baht planned"))):
            sheet.merge_range(BLOCK_ROW - 1, block.first - 1, BLOCK_ROW - 1, block.sum - 1, text, block_title)
        heading = self._format(
            bold=True, align="center", text_wrap=True, bg_color=SHADE, border=1, border_color=LINE
        )
        texts = [*self.headings.values()]
        cut = NAMED_COLUMNS + len(self.contents.months)
        texts = [*texts[:cut], _("Sum of people"), *texts[cut:], _("Sum of baht"), _("Baht per person")]
        sheet.set_row(HEADING_ROW - 1, 42)
        for place, text in enumerate(texts):
            sheet.write(HEADING_ROW - 1, place, text, heading)

    def _write_room(self, sheet, room):
        """What the envelope holds stands above the sums of all, which turn red beyond it."""
        beyond = self.book.add_format({"font_color": "#FFFFFF", "bg_color": RED})
        held = (self.people, room.places, PEOPLE_FORMAT), (self.baht, _baht(room.satang), BAHT_FORMAT)
        for block, number, number_format in held:
            at = block.sum - 1
            sheet.write(ROOM_ROW - 1, at - 1, _("The envelope holds"), self._format(bold=True, align="right"))
            sheet.write(ROOM_ROW - 1, at, number, self._format(bold=True, num_format=number_format))
            told = {"type": "cell", "criteria": ">", "value": f"${letters(block.sum)}${ROOM_ROW}", "format": beyond}
            sheet.conditional_format(TOTAL_ROW - 1, at, TOTAL_ROW - 1, at, told)

    def _told(self):
        moment = thai_dates.moment(self.contents.downloaded_at, language=language())
        told = _("Fiscal year %(year)s · downloaded %(moment)s · edit the white cells, then send this file back.") % {
            "year": self.contents.fiscal_year,
            "moment": moment,
        }
        if self.contents.is_synthetic:
            told = f"{_('Synthetic data: not the real results of any agency')} · {told}"
        return told

    def _write_projects(self, sheet):
        cells, names = self.contents.cells, self.contents.names
        ordered = sorted(cells, key=names.place)
        by_project = {
            number: list(keys)
            for number, keys in groupby(ordered, key=lambda key: names.activities.by_key[key.activity_id].project)
        }
        for number, name in self.contents.projects:
            self._write_project(sheet, title=f"{number}. {name}", keys=by_project.get(number, []))

    def _write_project(self, sheet, *, title, keys):
        head = self.last_row + 1
        self.passed.add(title)
        first, last = head + 1, head + len(keys) + SPARE_ROWS
        for row, key in enumerate(keys, start=first):
            self._write_named(sheet, row, key)
            self._write_row(sheet, row, cells=self.contents.cells[key])
            self.rows[key] = Remembered(row, self.contents.cells[key])
        for row in range(first + len(keys), last + 1):
            self._write_row(sheet, row, cells={})
        shade = {"bold": True, "bg_color": GROUP_SHADE, "top": 1, "border_color": LINE}
        for column in range(1, self.baht.sum + 2):
            sheet.write_blank(head - 1, column - 1, None, self._format(**shade))
        sheet.write(head - 1, 0, title, self._format(**shade))
        held = [self.contents.cells[key] for key in keys]
        self._write_sums(sheet, head, held=held, formula=lambda at: f"=SUM({at}{first}:{at}{last})", shade=shade)
        self.last_row = last

    def _write_named(self, sheet, row, key):
        named = self.contents.names.of(key)
        counts = shape.OWNER if key.counts_for_id == key.owner_office_id else shape.SERVER
        texts = [*(named[name].text for name in shape.NAMED[:-1]), str(shape.COUNTS_WORDS[counts])]
        for place, text in enumerate(texts):
            sheet.write(row - 1, place, text, self._format())

    def _write_row(self, sheet, row, *, cells):
        for block, number_format in ((self.people, PEOPLE_FORMAT), (self.baht, BAHT_FORMAT)):
            plain = self._format(num_format=number_format)
            numbers = [block.number(cells.get(month)) for month in block.months]
            for column, number in zip(block.columns, numbers, strict=True):
                if number is not None:
                    sheet.write_number(row - 1, column - 1, number, plain)
            span = f"{address(row, block.first)}:{address(row, block.sum - 1)}"
            summed = self._format(num_format=number_format, bg_color=GROUP_SHADE, bold=True)
            total = sum(number or 0 for number in numbers)
            sheet.write_formula(row - 1, block.sum - 1, f"=SUM({span})", summed, total)
        self._write_share(sheet, row, held=[cells])

    def _write_totals(self, sheet):
        shade = {"bold": True, "bg_color": SHADE, "bottom": 1, "border_color": LINE}
        text = _("Sum of all projects")
        self.passed.add(text)
        sheet.write(TOTAL_ROW - 1, 0, text, self._format(**shade))
        for place in range(1, NAMED_COLUMNS):
            sheet.write_blank(TOTAL_ROW - 1, place, None, self._format(**shade))
        first, last = TOTAL_ROW + 1, self.last_row + ROWS_BEYOND
        # Only rows that name a province are lines; the projects' own sums stand between them.
        of_lines = f"$B${first}:$B${last}"
        held = list(self.contents.cells.values())
        self._write_sums(
            sheet,
            TOTAL_ROW,
            held=held,
            formula=lambda at: f'=SUMIF({of_lines},"?*",{at}${first}:{at}${last})',
            shade=shade,
        )

    def _write_sums(self, sheet, row, *, held, formula, shade):
        """Sums down the columns, with the numbers that a program which doesn't compute shows."""
        for block, number_format in ((self.people, PEOPLE_FORMAT), (self.baht, BAHT_FORMAT)):
            by_month = [
                sum(block.number(cells.get(month)) or 0 for cells in held) for month in block.months
            ]
            for column, number in zip([*block.columns, block.sum], [*by_month, sum(by_month)], strict=True):
                said = self._format(num_format=number_format, **shade)
                sheet.write_formula(row - 1, column - 1, formula(letters(column)), said, number)
        self._write_share(sheet, row, held=held, shade=shade)

    def _write_share(self, sheet, row, *, held, shade=None):
        """Baht per person, which shows at once where an amount is out of its range."""
        values = [value for cells in held for value in cells.values()]
        people = sum(value.people for value in values)
        satang = sum(value.amount_satang or 0 for value in values)
        at_people, at_baht = address(row, self.people.sum), address(row, self.baht.sum)
        said = self._format(num_format=BAHT_FORMAT, **(shade or {"bg_color": GROUP_SHADE}))
        share = satang / people / SATANG_IN_A_BAHT if people else ""
        sheet.write_formula(row - 1, self.baht.sum, f'=IF({at_people}=0,"",{at_baht}/{at_people})', said, share)

    # --- the other sheets ---------------------------------------------------------------------------------------------
    def _write_lists(self, sheet):
        names = self.contents.names
        lists = {
            shape.ACTIVITY: [noun.text for noun in names.activities.all],
            shape.PROVINCE: [noun.text for noun in names.provinces.all],
            shape.SERVER: [noun.text for noun in names.offices.all],
            shape.OWNER: [noun.text for noun in names.owners.all],
            shape.COUNTS: [str(text) for text in shape.COUNTS_WORDS.values()],
        }
        self.spans = {}
        for place, (key, texts) in enumerate(lists.items()):
            sheet.set_column(place, place, 40 if key == shape.ACTIVITY else 24, self._format())
            sheet.write(0, place, str(shape.NAMED_HEADINGS[key]), self._format(bold=True, bg_color=SHADE))
            sheet.write_column(1, place, texts, self._format())
            at = letters(place + 1)
            self.spans[key] = f"='{shape.LISTS_SHEET}'!${at}$2:${at}${len(texts) + 1}"
        sheet.freeze_panes(1, 0)

    def _validate(self, sheet):
        first, last = TOTAL_ROW, self.last_row + ROWS_BEYOND - 1
        for place, key in enumerate(shape.NAMED):
            sheet.data_validation(
                first,
                place,
                last,
                place,
                {
                    "validate": "list",
                    "source": self.spans[key],
                    # What is typed is read by its meaning, so that it may be written in other words.
                    "error_type": "warning",
                    "error_title": str(shape.NAMED_HEADINGS[key])[:32],
                    "error_message": _("This is not in the list. It may not be understood when you send the file."),
                },
            )
        for block, kind, words in (
            (self.people, "integer", _("Write whole people, 0 or more.")),
            (self.baht, "decimal", _("Write baht, 0 or more.")),
        ):
            said = {"validate": kind, "criteria": ">=", "value": 0, "error_message": words}
            sheet.data_validation(first, block.first - 1, last, block.sum - 2, said)

    def _write_guide(self, sheet):
        sheet.set_column(0, 0, 110, self._format(text_wrap=True))
        sheet.write(0, 0, str(shape.GUIDE_SHEET), self._format(bold=True, font_size=20))
        for row, text in enumerate(_guidance(), start=1):
            sheet.write(row, 0, f"{row}. {text}", self._format(text_wrap=True))
        if self.contents.is_synthetic:
            told = _("Synthetic data: not the real results of any agency")
            sheet.write(len(_guidance()) + 2, 0, told, self._format(bold=True, font_color=RED))

    def _write_memory(self, lines_sheet):
        sheet = self.book.add_worksheet(shape.MEMORY_SHEET)
        sheet.very_hidden()
        kept = Memory(
            reference=self.contents.reference,
            number=self.contents.number,
            downloaded_at=self.contents.downloaded_at,
            is_whole=self.contents.is_whole,
            sheet=lines_sheet.get_name(),
            headings=self.headings,
            counts_words={key: str(text) for key, text in shape.COUNTS_WORDS.items()},
            passed=frozenset(self.passed),
            rows=self.rows,
        )
        rows = memory.rows_of(kept, names=self.contents.names, months=self.contents.months)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)


def _guidance():
    return [
        _("A row is an activity in a province, delivered by one office with one office's budget."),
        _("Each month has a cell for people and, further right, one for baht. A cell left empty plans nothing."),
        _("To add a row, use an empty one under its project, or insert a row, and choose from the drop-down lists."),
        _("Empty the cells of a row to plan nothing there. A row that you delete stays in the plan until you say so."),
        _("People come in whole rounds, and baht per person stays in the activity's range: you are told where not."),
        _("Baht left empty follow the people, as in the grid; you see them before anything changes."),
        _("Columns may be moved and rows sorted; leave the headings as they are. Sums are computed by themselves."),
        _("Send the file back on the page of this version. Nothing changes before you have seen what would change."),
    ]


def _baht(satang):
    """Whole baht as a whole number, so that no spreadsheet shows a fraction that is none."""
    baht, rest = divmod(satang, SATANG_IN_A_BAHT)
    return baht if not rest else satang / SATANG_IN_A_BAHT
