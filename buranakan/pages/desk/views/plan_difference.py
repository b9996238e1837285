"""Pages of what one version of a plan changes against another: by line, office, month, province and project."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.pages.desk import plan_difference_sheet, plan_words, sheets
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.planning import comparison, queries
from buranakan.planning.enums import Change, Cut

FROM, BY, LINE = "from", "by", "line"


@require_safe
@needs(Permission.SEE_PLANS)
def show_difference(request, reference, number):
    """From the version named in the address, or from the one before; summed as the address says."""
    newer = plan_versions.found(request, reference, number)
    others = _others(request.scope, newer)
    older = _chosen(others, request.GET.get(FROM, ""), before=newer.number)
    by = request.GET.get(BY, LINE)
    if by not in (LINE, *Cut.values):
        raise Http404
    words = {
        "version": newer,
        "older": older,
        "others": others,
        "crumbs": plan_words.crumbs(_("What changed"), version=newer),
    }
    if older:
        words |= _words(comparison.compare(request.scope, older, newer), by=by, older=older, newer=newer)
    return render(request, "desk/plans/difference.html", words)


@require_safe
@needs(Permission.SEE_PLANS)
def download_difference(request, reference, number):
    """All of it as a workbook: a sheet of the lines, and one for each way to sum."""
    newer = plan_versions.found(request, reference, number)
    older = _chosen(_others(request.scope, newer), request.GET.get(FROM, ""), before=newer.number)
    if older is None:
        raise Http404
    compared = comparison.compare(request.scope, older, newer)
    content = plan_difference_sheet.content(compared, older=older, newer=newer)
    name = f"plan-{str(newer.plan.reference)[:8]}-{older.number}-{newer.number}"
    return sheets.download(name, content, ending=sheets.EXCEL)


def _others(scope, newer):
    return list(queries.plan_versions(scope).filter(plan=newer.plan_id).exclude(pk=newer.pk).order_by("-number"))


def _chosen(others, asked, *, before):
    """The version asked for; without a question the newest one before."""
    if asked:
        chosen = next((one for one in others if str(one.number) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    return max((one for one in others if one.number < before), key=lambda one: one.number, default=None)


def _words(compared, *, by, older, newer):
    changes, whole = compared.changes, compared.whole
    parts = compared.by(Cut(by)) if by != LINE else []
    return {
        "by": by,
        "by_label": Cut(by).label if by != LINE else "",
        "tabs": _tabs(by, older=older, newer=newer),
        "excel_href": _address("plan_difference_excel", newer, {FROM: older.number}),
        "changes": [plan_words.change_row(one) for one in changes] if by == LINE else [],
        "counted": [(kind.label, sum(one.change == kind for one in changes)) for kind in Change],
        "has_changes": bool(changes),
        "parts": [plan_words.part_row(one, cut=by) for one in parts if not one.is_same],
        "same": plan_words.part_row(_together(parts), cut=by) | {"count": sum(one.is_same for one in parts)},
        "whole": plan_words.part_row(whole, cut=by),
        "people": plan_words.signed(whole.people, unit=""),
        "baht": plan_words.signed_baht(whole.satang),
    }


def _together(parts):
    """What both versions say alike, so that every table adds up to the whole."""
    same = [one.after for one in parts if one.is_same]
    total = sum(same, comparison.Sums())
    return comparison.Part(None, total, total)


def _tabs(by, *, older, newer):
    said = [(LINE, _("By line")), *((cut.value, cut.label) for cut in Cut)]
    return [
        {
            "text": text,
            "href": _address("plan_difference", newer, {FROM: older.number, BY: key}),
            "current": key == by,
        }
        for key, text in said
    ]


def _address(name, version, asked):
    return f"{reverse(f'desk:{name}', args=[version.plan.reference, version.number])}?{urlencode(asked)}"


urlpatterns = [
    path(f"{plan_versions.HERE}difference/", show_difference, name="plan_difference"),
    path(f"{plan_versions.HERE}difference/excel/", download_difference, name="plan_difference_excel"),
]
