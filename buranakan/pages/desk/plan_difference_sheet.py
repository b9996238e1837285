"""The difference of two versions as a workbook: its lines, and its sums by office, month, province and project."""

from django.conf import settings
from django.utils.translation import gettext as _

from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.pages.desk import plan_words, sheets
from buranakan.planning.enums import Cut

FONT = "TH Sarabun New"
PEOPLE_FORMAT, BAHT_FORMAT = "#,##0", "#,##0.00"
HEADING_ROW = 3
NAMED_OF_LINES = 8


def content(compared, *, older, newer):
    """The workbook's bytes."""
    title = _("%(plan)s: from version %(older)s to version %(newer)s") % {
        "plan": newer.plan.name,
        "older": older.number,
        "newer": newer.number,
    }
    return sheets.workbook(lambda book: _write(book, compared, title=title))


def _write(book, compared, *, title):
    write = _Writer(book, title=title).write_sheet
    write(_("By line"), headings=_line_headings(), rows=_line_rows(compared), named=NAMED_OF_LINES)
    for cut in Cut:
        headings = [cut.label, *_sum_headings()]
        rows = [_part_row(plan_words.part_name(part, cut=cut), part) for part in compared.by(cut)]
        write(str(cut.label), headings=headings, rows=rows, named=1, total=_part_row(_("All together"), compared.whole))


def _line_headings():
    named = [_("Change"), _("Project"), _("Activity"), _("Province"), _("Owner office"), _("Serving office")]
    return [*named, _("Whose KPI counts the people"), _("Month"), *_sum_headings()]


def _sum_headings():
    return [
        _("People before"),
        _("People after"),
        _("People, difference"),
        _("Baht before"),
        _("Baht after"),
        _("Baht, difference"),
    ]


def _line_rows(compared):
    for change in compared.changes:
        line, both = change.line, (change.before, change.after)
        yield [
            str(change.change.label),
            line.activity.project.name,
            line.activity.name,
            line.province.name,
            line.owner_office.short,
            line.serving_office.short,
            plan_words.counted_words(change),
            plan_words.months_words(change),
            *(one.people if one else 0 for one in both),
            change.people,
            *(_baht(one.shown_satang) if one else _none_or(0, change.satang) for one in both),
            _baht(change.satang),
        ]


def _none_or(number, satang):
    """Nothing planned is nought, but where the books are not seen not even that is said."""
    return None if satang is None else number


def _part_row(name, part):
    sides = part.before, part.after
    return [
        name,
        *(one.people for one in sides),
        part.people,
        *(_baht(one.satang) if part.sees_money else None for one in sides),
        _baht(part.satang),
    ]


def _baht(satang):
    return None if satang is None else satang / SATANG_IN_A_BAHT


class _Writer:
    """Sheets of one workbook, alike in look."""

    def __init__(self, book, *, title):
        self.book, self.title, self.formats = book, title, {}

    def write_sheet(self, name, *, headings, rows, named, total=None):
        """`named` columns tell what a row is of; after them three of people and three of baht."""
        sheet = self.book.add_worksheet(name)
        sheet.write(0, 0, self.title, self._format(bold=True, font_size=18))
        told = [_("Synthetic data: not the real results of any agency")] if settings.IS_SYNTHETIC else []
        told.append(_("Money is that of the books you may see; an empty cell is money you may not see."))
        sheet.write(1, 0, " · ".join(told), self._format(font_color="#5B6478"))
        heading = self._format(bold=True, bg_color="#E8EBF5", text_wrap=True, border=1)
        sheet.write_row(HEADING_ROW - 1, 0, [str(one) for one in headings], heading)
        last = HEADING_ROW - 1
        for last, row in enumerate(rows, start=HEADING_ROW):
            self._write_row(sheet, last, row, named=named)
        sheet.autofilter(HEADING_ROW - 1, 0, max(last, HEADING_ROW), len(headings) - 1)
        if total:
            self._write_row(sheet, last + 1, total, named=named, bold=True)
        sheet.set_column(0, named - 1, 24, self._format())
        sheet.set_column(named, len(headings) - 1, 15, self._format())
        sheet.freeze_panes(HEADING_ROW, 1)

    def _write_row(self, sheet, place, row, *, named, **look):
        for column, cell in enumerate(row):
            number = {} if column < named else {"num_format": PEOPLE_FORMAT if column < named + 3 else BAHT_FORMAT}
            sheet.write(place, column, cell, self._format(**number, **look))

    def _format(self, **said):
        """Formats are shared: a workbook holds only so many."""
        key = tuple(sorted(said.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": FONT, "font_size": 14} | said)
        return self.formats[key]
