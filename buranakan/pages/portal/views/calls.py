"""Pages of the portal: open calls, one call, and the start of an application."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from buranakan.areas import queries as areas
from buranakan.calls import actions, consent, queries
from buranakan.calls.enums import CallState
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.gate import public_page
from buranakan.pages.portal import call_words, own
from buranakan.pages.portal.forms.returning import ProvinceForm

CALLS_ON_A_PAGE = 20
MOST_SOON = 10


@require_safe
@public_page
def calls(request):
    """What one can apply to now, the one that closes first in front; and what opens soon."""
    at = clock.now()
    provinces = list(areas.provinces())
    form = ProvinceForm(request.GET if "province" in request.GET else None, provinces=provinces)
    code = form.cleaned_data["province"] if form.is_bound and form.is_valid() else ""
    soon = queries.public_calls().filter(state=CallState.PUBLISHED, opens_at__gt=at).order_by("opens_at", "pk")
    page = Paginator(_in(queries.open_calls(at), code), CALLS_ON_A_PAGE).get_page(request.GET.get("page"))
    words = {
        "form": form,
        "province": next((one for one in provinces if one.pk == code), None),
        "page": page,
        "rows": [_row(call, at=at, code=code) for call in page],
        "soon": [_row(call, at=at, code=code) for call in _in(soon, code)[:MOST_SOON]],
    }
    return render(request, "portal/calls/list.html", words)


@require_safe
@public_page
def call(request, reference):
    found = _published(reference)
    return _show(request, found)


@require_POST
@public_page
def start(request, reference):
    """Make a draft, open it in this browser, and show its number and code once."""
    found = _published(reference)
    try:
        application, code = actions.begin(found, language=get_language(), at=clock.now())
    except RuleBroken as refusal:
        return _show(request, found, refusal=refusal, status=409)
    own.open_here(request, application)
    response = redirect("portal:application_begun", reference=application.reference)
    own.show_code_once(response, application, code=code)
    return response


def _published(reference):
    found = queries.public_calls().filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _in(rows, code):
    """Calls with places in a province; all of them where none is chosen."""
    return rows.filter(places__province=code, places__places__gt=0) if code else rows


def _row(call, *, at, code):
    """What a card says of a call: its provinces, or the places of the one looked for."""
    rows = [row for row in call.places.all() if row.places]
    looked_for = next((row for row in rows if row.province_id == code), None)
    return {
        "call": call,
        "provinces": ", ".join(row.province.name for row in rows),
        "places": call_words.places(looked_for) if looked_for else "",
        "time_left": call_words.time_left(call, at=at),
    }


def _show(request, found, *, refusal=None, status=200):
    at = clock.now()
    words = {
        "call": found,
        "is_open": found.is_open(at),
        "is_soon": found.state == CallState.PUBLISHED and at < found.opens_at,
        "time_left": call_words.time_left(found, at=at),
        "places": [(row.province.name, call_words.places(row)) for row in found.places.all() if row.places],
        "criteria": [one for one in found.criteria.all() if one.is_required],
        "wishes": [one for one in found.criteria.all() if not one.is_required],
        "at_hand": call_words.at_hand(found),
        "paragraphs": consent.PARAGRAPHS,
        "opened": [one for one in own.opened_here(request) if one.call_id == found.pk],
        "refusal": refusal,
    }
    return render(request, "portal/calls/call.html", words, status=status)


urlpatterns = [
    path("calls/", calls, name="calls"),
    path("calls/<uuid:reference>/", call, name="call"),
    path("calls/<uuid:reference>/start/", start, name="call_start"),
]
