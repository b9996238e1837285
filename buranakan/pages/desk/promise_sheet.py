"""The register of promises as an Excel file: one promise a row, numbers in the unit of its own column."""

from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.areas import queries as areas
from buranakan.insight import course_words
from buranakan.insight.headings import result_of
from buranakan.insight.promise_register import Seen
from buranakan.lib.money import BAHT, SATANG_IN_A_BAHT
from buranakan.pages.desk import sheets
from buranakan.pages.ui import phrases


def answer(rows, *, on):
    """A download of the rows; days are written as ISO writes them, so that they sort."""
    names = {province.pk: province.name for province in areas.provinces()}
    columns = _columns(names, on=on)
    return sheets.answer(
        "promises",
        ending=sheets.EXCEL,
        headings=[heading for heading, _cell in columns],
        rows=[[_plain(cell(row)) for _heading, cell in columns] for row in rows],
    )


def _columns(names, *, on):
    return [
        (_("Promise"), lambda row: row.promise.statement),
        (_("How the number binds"), lambda row: row.promise.get_comparison_display()),
        (_("Promised"), lambda row: _number(row, row.promise.value)),
        (_("Unit"), lambda row: phrases.unit(row.promise.unit)),
        (_("Fiscal year"), lambda row: row.promise.fiscal_year),
        (_("To be reached by"), lambda row: row.due_on),
        (_("State"), lambda row: row.state.label),
        (_("Planned"), lambda row: _number(row, row.standing.planned)),
        (_("Result"), lambda row: _number(row, row.course.reached)),
        (_("Forecast: lower end"), lambda row: _number(row, row.course.low)),
        (_("Forecast"), lambda row: _number(row, row.course.likely)),
        (_("Forecast: upper end"), lambda row: _number(row, row.course.high)),
        (_("Why it stands so"), lambda row: course_words.why(row, on=on)),
        (_("The office whose promise it is"), lambda row: row.office.name if row.office else ""),
        (_("Who promised"), lambda row: row.promise.promiser),
        (_("Policy framework"), lambda row: _joined(row.frameworks)),
        (_("Project"), lambda row: _joined(row.projects)),
        (_("Province"), lambda row: _joined(names[code] for code in row.provinces)),
        (_("The figure that measures it"), lambda row: (result_of(row.standing.figure) or row.standing.figure).name),
        (_("Programme"), lambda row: _joined(row.rests_on.portfolios)),
        (_("Approved plan lines"), lambda row: row.rests_on.plan_lines),
        (_("In the announcement's words"), lambda row: row.rests_on.quote),
        (_("Announcement"), lambda row: row.rests_on.announcement.title),
        (_("Published"), lambda row: row.rests_on.announcement.published_on or ""),
        (_("Where it was published"), lambda row: row.rests_on.announcement.source),
        (_("Who sees it"), lambda row: (Seen.PUBLIC if row.promise.is_public else Seen.INTERNAL).label),
        (_("Withdrawn because"), lambda row: row.promise.withdrawn_because),
        (_("Address"), lambda row: settings.PUBLIC_ADDRESS + reverse("desk:promise", args=[row.promise.reference])),
    ]


def _number(row, value):
    """Money in baht, anything else as it is; nothing where it is not known."""
    if value is None:
        return ""
    return Decimal(value) / SATANG_IN_A_BAHT if row.standing.figure.unit == BAHT else value


def _joined(things):
    return " · ".join(str(one) for one in things)


def _plain(cell):
    return cell if isinstance(cell, int | Decimal) else str(cell)
