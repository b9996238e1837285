"""The ledger as an Excel file: one entry a row, and a sheet that says what each column is."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from buranakan.lib.clock import local_day
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.pages.desk import sheets

MONEY, DAY, TEXT = "#,##0.00", "yyyy-mm-dd", ""
FIRST_ROW = 1


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it is, how a cell is made, how it looks and how wide it is."""

    label: object
    description: object
    value: object
    look: str = TEXT
    width: int = 16
    is_personal: bool = False


COLUMNS = [
    Column(_("Entry"), _("The entry's own reference; no other has it."), lambda one: one.reference, width=38),
    Column(_("Approved on"), _("The day it was written into the books."), lambda one: local_day(one.approved_at), DAY),
    Column(_("Kind"), _("Which total of the account it changes."), lambda one: one.get_kind_display()),
    Column(
        _("Baht"),
        _("Added to that total; below zero it is taken from it."),
        lambda one: Decimal(one.amount_satang) / SATANG_IN_A_BAHT,
        MONEY,
    ),
    Column(
        _("Day of the document"),
        _("Its month is the month that figures count it in."),
        lambda one: one.document_on,
        DAY,
    ),
    Column(_("Number of the document"), _("As the document is numbered."), lambda one: one.document_no, width=24),
    Column(_("What for"), _("As entered from the document."), lambda one: one.what, width=40),
    Column(
        _("Who receives the money"), _("The name on the document."), lambda one: one.payee, width=28, is_personal=True
    ),
    Column(_("Reason"), _("Why money goes back, or why an entry is undone."), lambda one: one.reason, width=30),
    Column(_("Project"), _("The project of the activity."), lambda one: one.activity.project.name, width=36),
    Column(_("Activity"), _("What the money is spent on."), lambda one: one.activity.name, width=36),
    Column(_("Province"), _("Where it is spent."), lambda one: one.province.name),
    Column(_("Owner office (whose budget)"), _("Whose book pays."), lambda one: one.owner_office.short, width=22),
    Column(_("Serving office"), _("Who spends it."), lambda one: one.serving_office.short, width=22),
    Column(
        _("How the money comes"),
        _("Inside the department, or on another department's behalf: then it stands in both books."),
        lambda one: one.way.label,
        width=26,
    ),
    Column(_("Year of the budget act"), _("Whose money it is."), lambda one: one.budget_act_year),
    Column(_("Undoes"), _("The reference of the entry that this one reverses."), lambda one: _undone(one), width=38),
]


def _undone(entry):
    return entry.reverses.reference if entry.reverses_id else ""


def answer(entries, *, sees_payee):
    """A download of the entries; a payee may be a person, so the column is only there for those who may see it."""
    columns = [one for one in COLUMNS if sees_payee or not one.is_personal]

    def write(book):
        _write_ledger(book, entries, columns)
        _write_dictionary(book, columns)

    return sheets.download("ledger", sheets.workbook(write), ending=sheets.EXCEL)


def _write_ledger(book, entries, columns):
    sheet = book.add_worksheet(_now("Ledger"))
    heading = book.add_format({"bold": True, "text_wrap": True})
    looks = {look: book.add_format({"num_format": look}) for look in (MONEY, DAY)}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, looks.get(column.look))
        sheet.write_string(0, place, str(column.label), heading)
    sheet.freeze_panes(FIRST_ROW, 0)
    row = FIRST_ROW
    for entry in entries:
        for place, column in enumerate(columns):
            _write(sheet, row, place, column, entry, looks)
        row += 1
    if settings.IS_SYNTHETIC:
        sheet.write_string(row + 1, 0, _now("Synthetic data: not the real results of any agency"))


def _write(sheet, row, place, column, entry, looks):
    value = column.value(entry)
    if column.look == DAY:
        sheet.write_datetime(row, place, value, looks[DAY])
    elif column.look == MONEY:
        sheet.write_number(row, place, value, looks[MONEY])
    else:
        sheet.write_string(row, place, str(value))


def _write_dictionary(book, columns):
    sheet = book.add_worksheet(_now("Dictionary"))
    heading = book.add_format({"bold": True})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80)
    sheet.write_row(0, 0, [_now("Column"), _now("What it is")], heading)
    for row, column in enumerate(columns, start=FIRST_ROW):
        sheet.write_row(row, 0, [str(column.label), str(column.description)])
