"""A plan sheet (insight.plan_sheets) as Excel and as PDF: its words, its numbers, its shape not confirmed yet."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.insight import statements
from buranakan.insight.papers import thai
from buranakan.insight.plan_sheets import Form, Level
from buranakan.lib import money, thai_dates
from buranakan.lib.money import BAHT, SATANG_IN_A_BAHT
from buranakan.pages.desk import sheets
from buranakan.pages.ui import printing

# Official papers are in Thai whatever the reader reads.
LANGUAGE = "th"
WIDE, NARROW = 46, 11
HEADINGS_IN_ROW = 5


def title(form):
    """The sheet's name, as officers know it."""
    if form == Form.AGENCIES:
        return _("Plan and result of work and spending by agency (in the shape of form SNGP. 301)")
    return _("Plan and result of work and spending by project and main activity (in the shape of form SNGP. 302)")


def unconfirmed():
    """What every sheet says of its own shape."""
    return _("The layout must be confirmed by the agency: the Budget Bureau's own form was not at hand.")


def narrowed(sheet):
    """Which year, whose budget and who delivers, in words."""
    said = [_("fiscal year %(year)s") % {"year": sheet.portfolio.fiscal_year}]
    if sheet.owner:
        said.append(_("budget of %(office)s") % {"office": sheet.owner.name})
    if sheet.server:
        said.append(_("delivered by %(office)s") % {"office": sheet.server.name})
    return " · ".join(said)


def reach(scope):
    """How far the one who made the sheet sees; it is no secret that there may be more."""
    people, books = statements.reach(scope), statements.reach(scope, of_money=True)
    return _("People: %(people)s. Money: %(books)s.") % {"people": people, "books": books}


def column_words(columns):
    """Headings of the numbers: months, quarters, the year."""
    for column in columns:
        if column.is_year:
            yield _("Whole year")
        elif column.is_month:
            yield thai_dates.month(column.months[0], language=LANGUAGE, shortened=True)
        else:
            yield _("Quarter %(number)s") % {"number": column.key[1:]}


def label(row):
    return row.label or _("All together")


# --- Excel ------------------------------------------------------------------------------------------------------------
def excel(sheet, *, scope, on):
    """The workbook: numbers are numbers, baht with satang as two decimals."""
    with translation.override(LANGUAGE):
        return sheets.workbook(lambda book: _write(book, sheet, scope=scope, on=on))


def _write(book, sheet, *, scope, on):
    page = book.add_worksheet(f"SNGP {sheet.form}")
    bold = book.add_format({"bold": True})
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    lines = [title(sheet.form), f"{sheet.portfolio.name} · {narrowed(sheet)}", reach(scope)]
    lines.append(f"{unconfirmed()} {_('As of %(day)s') % {'day': thai_dates.formal(on)}}")
    if settings.IS_SYNTHETIC:
        lines.append(_("Synthetic data: not the real results of any agency"))
    for place, line in enumerate(lines):
        page.write(place, 0, line, bold)
    top = HEADINGS_IN_ROW + 1
    page.write_row(top, 0, [_("Item"), _("Unit"), _("Plan or result"), *column_words(sheet.columns)], heading)
    formats = _formats(book)
    for place, row in enumerate(sheet.rows, start=top + 1):
        _write_row(page, place, row, sheet.columns, formats)
    page.set_column(0, 0, WIDE)
    page.set_column(1, len(sheet.columns) + 2, NARROW)
    page.freeze_panes(top + 1, 3)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _formats(book):
    def of(**said):
        return book.add_format({"border": 1, "num_format": "#,##0", **said})

    return {False: of(), True: of(bold=True, bg_color="#EEF0F8")}


def _write_row(page, place, row, columns, formats):
    style = formats[row.level in {Level.WHOLE, Level.GROUP}]
    page.write(place, 0, label(row), style)
    page.write(place, 1, row.line.unit, style)
    page.write(place, 2, str(row.line.label), style)
    if row.numbers is None:
        page.write(place, 3, _("not kept in this system"), style)
        return
    for across, column in enumerate(columns, start=3):
        value = row.numbers.get(column.key)
        if value is None:
            page.write_blank(place, across, None, style)
        else:
            page.write_number(place, across, value / SATANG_IN_A_BAHT if row.line.unit == BAHT else value, style)


# --- PDF --------------------------------------------------------------------------------------------------------------
def pdf(sheet, *, scope, on):
    """The paper, in Thai with Thai digits."""
    return printing.pdf("desk/plan_papers/sheet.typ", values(sheet, scope=scope, on=on))


def values(sheet, *, scope, on):
    """Everything the paper shows."""
    with translation.override(LANGUAGE):
        return {
            "title": thai(title(sheet.form)),
            "portfolio": thai(sheet.portfolio.name_th),
            "narrowed": thai(narrowed(sheet)),
            "reach": thai(reach(scope)),
            "unconfirmed": unconfirmed(),
            "as_of": thai(_("As of %(day)s") % {"day": thai_dates.formal(on)}),
            "headings": [thai(one) for one in column_words(sheet.columns)],
            "sums": [not one.is_month for one in sheet.columns],
            "rows": [_said(row, sheet.columns) for row in sheet.rows],
            "words": {
                "item": _("Item"),
                "unit": _("Unit"),
                "what": _("Plan or result"),
                "page": _("Page {page} of {pages}"),
                "synthetic": _("Synthetic data"),
                "emblem": _("Emblem of the office"),
                "not_kept": _("not kept in this system"),
            },
        }


def _said(row, columns):
    numbers = row.numbers
    return {
        "level": row.level.value,
        "label": thai(label(row)),
        "unit": row.line.unit,
        "what": str(row.line.label),
        "is_first": row.line.is_plan and row.line.unit != BAHT,
        "is_known": numbers is not None,
        "cells": [_cell(numbers.get(one.key), row.line.unit) for one in columns] if numbers is not None else [],
    }


def _cell(value, unit):
    if value is None:
        return ""
    return thai(money.format_baht(value) if unit == BAHT else f"{value:,}")
