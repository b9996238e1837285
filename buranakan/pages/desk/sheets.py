"""Tables handed out as files: Excel and CSV. What stands in a cell is text or a number, never a formula."""

import csv
import io

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

CSV, EXCEL = "csv", "xlsx"
ENDINGS = (CSV, EXCEL)
TYPES = {CSV: "text/csv; charset=utf-8", EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
# A program that opens CSV takes what begins so for a formula, and would compute it.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_COLUMN = 60


def answer(name, *, ending, headings, rows):
    """A download of the rows under their headings; in a demo the file says that its data is synthetic."""
    rows = [list(row) for row in rows]
    if settings.IS_SYNTHETIC:
        rows.append([_("Synthetic data: not the real results of any agency")])
    return download(name, {CSV: _csv, EXCEL: _excel}[ending](headings, rows), ending=ending)


def download(name, content, *, ending):
    """A file that is saved and never opened in the browser."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)


def workbook(write):
    """The bytes of an Excel workbook that `write` fills; text in it stays text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    write(book)
    book.close()
    return out.getvalue()


def _csv(headings, rows):
    # With the mark at its head, without which Excel reads Thai as another alphabet.
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_no_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _no_formula(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_BEGINS) else cell


def _excel(headings, rows):
    return workbook(lambda book: _write(book, headings, rows))


def _write(book, headings, rows):
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [str(heading) for heading in headings], book.add_format({"bold": True}))
    for place, row in enumerate(rows, start=1):
        sheet.write_row(place, 0, row)
    for place, heading in enumerate(headings):
        cells = [str(heading), *(str(row[place]) for row in rows if place < len(row))]
        sheet.set_column(place, place, min(WIDEST_COLUMN, max(map(len, cells)) + 2))
