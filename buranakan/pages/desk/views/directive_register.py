"""The register of directives on paper and in Excel: the list that the address asks for."""

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas.wording import language
from buranakan.lib import clock, thai_dates
from buranakan.pages.desk import directive_list, directive_papers, sheets
from buranakan.pages.gate import needs
from buranakan.pages.ui import printing
from buranakan.policy.directives import queries

PDF = "pdf"


@require_safe
@needs(Permission.SEE_DIRECTIVES)
def register(request, ending):
    today = clock.today()
    seen = directive_list.read(request, on=today)
    rows = list(queries.with_last_word(seen.rows)[: directive_papers.MOST_ROWS])
    name = f"directives-{today.isoformat()}"
    if ending == PDF:
        paper = directive_papers.register(seen, rows, office=request.membership.office, on=today)
        return HttpResponse(paper, headers=printing.headers(f"{name}.pdf"))
    if ending != sheets.EXCEL:
        raise Http404
    cells = [_cells(one) for one in rows]
    left_out = directive_papers.left_out(shown=len(rows), total=seen.rows.count())
    return sheets.answer(
        name, ending=ending, headings=_headings(), rows=[*cells, [left_out]] if left_out else cells
    )


def _headings():
    return [
        _("Number"), _("Directive"), _("Ordered by"), _("Day of the order"), _("Source"), _("Responsible office"),
        _("Joint offices"), _("Due on"), _("Priority"), _("State"), _("Last told"), _("Told on"), _("Address"),
    ]  # fmt: skip


def _cells(directive):
    last = directive.last_words[0] if directive.last_words else None
    return [
        directive.number,
        directive.text,
        directive.ordered_by_post,
        _day(directive.ordered_on),
        directive.source_title,
        directive.responsible_office.name,
        ", ".join(office.short for office in directive.joint_offices.all()),
        _day(directive.due_on),
        directive.get_priority_display(),
        directive.get_state_display(),
        last.text if last else "",
        _day(clock.local_day(last.at)) if last else "",
        directive_papers.address(directive),
    ]


def _day(day):
    return thai_dates.short(day, language=language())


urlpatterns = [path("directives/register.<slug:ending>", register, name="directive_register")]
