"""Pages of provinces: all in reach with how they stand, everything every agency does in one, and one as a home."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission, Role
from buranakan.areas import queries as areas
from buranakan.insight import overview
from buranakan.insight.progress import State
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import figure_links, province_page
from buranakan.pages.gate import needs

PROVINCES = _("Provinces")
AT_HOME = frozenset({Role.OFFICE_HEAD, Role.PROVINCIAL_OFFICER})
# What waits longest stands in sight; the rest opens.
MOST_WAITING = 5


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
        asked = province_page.asked_of(request.GET, code=here.pk, scope=request.scope, today=today)
    except RuleBroken as refusal:
        return refused(request, refusal, heading=here.name)
    crumbs = [(PROVINCES, reverse("desk:provinces")), (here.name, "")]
    shown = province_page.shown(request.scope, here, asked=asked) | {"crumbs": crumbs}
    return render(request, "desk/provinces/province.html", shown)


# --- as a home --------------------------------------------------------------------------------------------------------
def is_home(membership):
    """Is the page of a province what this post opens its day with: its head's and its officers'?"""
    office = membership.office
    return office.kind == office.Kind.PROVINCIAL and office.seat_id is not None and membership.role in AT_HOME


def home(request, *, duties):
    """The province of the office, behind what waits for whoever asks."""
    office, today = request.membership.office, clock.today()
    asked = province_page.asked_of({}, code=office.seat_id, scope=request.scope, today=today)
    shown = province_page.shown(request.scope, office.seat, asked=asked) | {
        "office": office,
        "waiting": duties[:MOST_WAITING],
        "waiting_more": duties[MOST_WAITING:],
    }
    return render(request, "desk/provinces/home.html", shown)


urlpatterns = [
    path("provinces/", list_provinces, name="provinces"),
    path("provinces/<str:code>/", show, name="province"),
]
