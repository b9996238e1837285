"""Pages of provinces: all in reach with how they stand, and everything every agency does in one."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.insight import addresses, overview, province
from buranakan.insight.progress import State
from buranakan.lib import clock, fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import figure_links, late_words
from buranakan.pages.gate import needs

PROVINCES = _("Provinces")


@require_GET
@needs(Permission.SEE_FIGURES)
def list_provinces(request):
    standing, today = request.GET.get("standing", ""), clock.today()
    try:
        asked = overview.read_year(request.GET, scope=request.scope, on=today)
        every = overview.provinces(request.scope, asked, on=today)
        found = overview.with_standing(every, standing)
    except RuleBroken as refusal:
        return refused(request, refusal, heading=PROVINCES)
    shown = {
        "asked": asked,
        "counts": {state.value: sum(one.progress.state == state for one in every) for state in State},
        "planned_count": sum(one.progress.planned > 0 for one in every),
        "tabs": _tabs(every, standing=standing, asked=asked),
        "map_values": figure_links.map_values(found),
        "map_legend": figure_links.LEGEND,
        "rows": figure_links.province_rows(found, asked=asked),
        "behind_href": _address(asked, State.BEHIND.value),
    }
    return render(request, "desk/provinces/list.html", shown)


def refused(request, refusal, *, heading):
    """What an address asked for can't be shown: a sentence, and a way on. Out of reach looks like not there."""
    status = 404 if refusal.code == "slice_out_of_reach" else 400
    shown = {"refusal": refusal, "heading": heading, "start_over": request.path}
    return render(request, "desk/figures/refused.html", shown, status=status)


def _tabs(every, *, standing, asked):
    states = [("", gettext("All"))] + [(state.value, state.label) for state in State]
    return [
        {
            "text": f"{label} {len(overview.with_standing(every, value))}",
            "href": _address(asked, value),
            "current": value == standing,
        }
        for value, label in states
    ]


def _address(asked, standing):
    texts = [part for part in (asked.address(), urlencode({"standing": standing}) if standing else "") if part]
    return f"{reverse('desk:provinces')}?{'&'.join(texts)}"


@require_GET
@needs(Permission.SEE_FIGURES)
def show(request, code):
    here, today = areas.provinces().filter(pk=code).first(), clock.today()
    if here is None or not (request.scope.sees_all_provinces or here.pk in request.scope.provinces):
        raise Http404
    try:
        asked = _asked(request, code=here.pk, today=today)
    except RuleBroken as refusal:
        return refused(request, refusal, heading=here.name)
    found = province.report(request.scope, asked, at=clock.now())
    shown = {
        "province": here,
        "year": asked.text_of(addresses.YEAR),
        "report": found,
        "badge": figure_links.badge(found.here.progress),
        "distinct_href": figure_links.figure_href("people_reached_distinct", asked),
        "participations_href": figure_links.figure_href("people_reached_participations", asked),
        "filled_href": figure_links.figure_href("places_filled", asked),
        "planned_href": figure_links.figure_href("people_planned", asked),
        "money_links": {
            key: figure_links.figure_href(f"money_{key}", asked) for key in ("planned", "allotted", "spent", "paid")
        },
        "late": late_words.rows(found.late, asked=asked),
        "late_href": late_words.address(asked),
        "projects": figure_links.project_rows(found.projects, asked=asked),
        "may_open_services": request.scope.may(Permission.SEE_SERVICES),
        "services_href": f"{reverse('desk:services')}?{urlencode({'province': here.pk})}",
        "activities": figure_links.part_rows("places_filled", found.activities, dimension="activity", asked=asked),
        "offices": figure_links.part_rows("places_filled", found.offices, dimension="office", asked=asked),
        "crumbs": [(PROVINCES, reverse("desk:provinces")), (here.name, "")],
    }
    return render(request, "desk/provinces/province.html", shown)


def _asked(request, *, code, today):
    """The year asked for, else this one; a province's page shows all that is done there, however it was announced."""
    year = request.GET.get(addresses.YEAR, "").strip() or str(fiscal.fiscal_year_of(today))
    return addresses.read({addresses.YEAR: year, "province": code}, scope=request.scope, on=today)


urlpatterns = [
    path("provinces/", list_provinces, name="provinces"),
    path("provinces/<str:code>/", show, name="province"),
]
