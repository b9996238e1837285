"""Small lists for tests, in every coat they come in."""

import csv
import datetime as dt
import io

import xlsxwriter


def as_csv(rows, *, encoding="utf-8", delimiter=",", line_end="\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows=(), *, sheets=None, merged=(), hidden=()):
    """`merged` are first row, first column, last row, last column, and the text; `sheets` rows by name."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    days = book.add_format({"num_format": "d/m/yyyy"})
    for name, lines in (sheets or {"Sheet1": rows}).items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001
                elif cell != "":
                    sheet.write(number, column, cell)
        for first_row, first_column, last_row, last_column, text in merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, text)
        if name in hidden:
            sheet.hide()
    book.close()
    return content.getvalue()
