"""Pages of the desk: rounds of training. Sessions, roster and closing have their own modules beside this one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.delivery import actions, queries
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.rounds import LineForm, ListForm, RoundForm
from buranakan.pages.desk.views import round_closing, round_page, round_roster, round_sessions
from buranakan.pages.gate import needs

PAGE_SIZE = 25


@require_safe
@needs(Permission.SEE_ROUNDS)
def list_rounds(request):
    """Rounds in reach; an expert's own. The address holds what is chosen."""
    scope = request.scope
    form = ListForm(
        request.GET,
        activities=queries.activities_held(scope),
        offices=queries.offices_holding(scope),
        provinces=queries.provinces_held_in(scope),
    )
    rows = queries.rounds(scope, **form.wanted()) if form.is_valid() else queries.rounds(scope).none()
    words = {
        "form": form,
        "page": Paginator(queries.for_list(rows), PAGE_SIZE).get_page(request.GET.get("page")),
        "totals": queries.totals(rows),
        "only_province": only_province(scope),
        "may_run": scope.may(Permission.RUN_ROUNDS),
    }
    return render(request, "desk/rounds/list.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def open_round(request):
    """The plan line stands in the address; without one the page asks for it."""
    lines = list(queries.lines_to_open(request.scope, on=clock.today()))
    choice = LineForm(request.GET if "line" in request.GET else None, lines=lines)
    if not choice.is_valid():
        return render(request, "desk/rounds/choose_line.html", {"form": choice, "lines": lines})
    line = choice.cleaned_data["line"]
    left = max(0, line.people - queries.places_opened(line))
    most = min(left, line.activity.round_largest)
    calls = queries.calls_for(request.scope, line.activity)
    written = request.POST if request.method == "POST" else None
    form = RoundForm(written, initial=_usual(line, calls, most), calls=calls, most_places=most)
    words = {"form": form, "line": line, "left": left}
    if written is None or not form.is_valid():
        return render(request, "desk/rounds/open.html", words)
    try:
        round_ = actions.open_round(line, **form.round(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/rounds/open.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("The round is open. Add its sessions next."))
    return redirect("desk:round", reference=round_.reference)


@require_safe
@needs(Permission.SEE_ROUNDS)
def show_round(request, reference):
    return round_page.show(request, get_object_or_404(queries.rounds(request.scope).for_list(), reference=reference))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def edit_round(request, reference):
    round_ = get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)
    line = queries.line_in_force(round_) or round_.plan_line
    most = min(line.people - queries.places_opened(line) + round_.places, round_.activity.round_largest)
    kept = {name: getattr(round_, name) for name in ("title", "venue", "places", "completion_percent")}
    calls = queries.calls_for(request.scope, round_.activity)
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial=kept | {"call": round_.call and str(round_.call.reference)},
        calls=calls,
        most_places=most,
    )
    words = {"form": form, "round": round_}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/edit.html", words)
    try:
        actions.edit_round(round_, **form.round(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/rounds/edit.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Saved."))
    return redirect("desk:round", reference=round_.reference)


@require_POST
@needs(Permission.RUN_ROUNDS)
def cancel_round(request, reference):
    round_ = get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return round_page.show(request, round_, reason_form=form)
    try:
        actions.cancel_round(round_, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return round_page.show(request, round_, reason_form=form, refusal=refusal, status=409)
    messages.success(request, _("The round is cancelled. Its places are free in the plan line again."))
    return redirect("desk:round", reference=round_.reference)


def _usual(line, calls, most):
    """What is known is never asked: the line's call, as many places as fit one round."""
    call = queries.call_of_line(calls, line)
    return {"call": call and str(call.reference), "title": line.activity.name_th, "places": most or None}


urlpatterns = [
    path("rounds/", list_rounds, name="rounds"),
    path("rounds/open/", open_round, name="round_open"),
    path("rounds/<uuid:reference>/", show_round, name="round"),
    path("rounds/<uuid:reference>/edit/", edit_round, name="round_edit"),
    path("rounds/<uuid:reference>/cancel/", cancel_round, name="round_cancel"),
    *round_sessions.urlpatterns,
    *round_roster.urlpatterns,
    *round_closing.urlpatterns,
]
