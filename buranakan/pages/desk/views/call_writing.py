"""Pages of the desk: write a call, change it. One page, every part of it judged together."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.calls import actions, queries
from buranakan.calls.enums import CallState, CriterionKind
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import call_words
from buranakan.pages.desk.forms.calls import PREFERRED, REQUIRED, WholeCallForm
from buranakan.pages.gate import needs
from buranakan.services import queries as services

FORM_METHODS = ["GET", "HEAD", "POST"]
OPENS, CLOSES = dt.time(8, 30), dt.time(16, 30)  # office hours
USUALLY_OPEN_DAYS = 30


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_CALLS)
def add_call(request):
    """A new call; a plan line in the address brings what it knows along."""
    form = _form(request, initial=_new(request))
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    office = request.membership.office
    try:
        what = form.call.chosen(office=office)
        call = actions.make_call(**what, **form.written(), office=office, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _refused(request, form, refusal)
    messages.success(request, _("The call is written. Read it through, then publish it."))
    return redirect("desk:call", reference=call.reference)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_CALLS)
def edit_call(request, reference):
    """A draft changes wholly; of a published call the words, the moments and the places."""
    call = get_object_or_404(queries.calls_to_edit(request.scope), reference=reference)
    is_draft = call.state == CallState.DRAFT
    form = _form(request, initial=_kept(call), is_draft=is_draft, call=call)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, call=call)
    what = {"what": form.call.chosen(office=call.office)} if is_draft else {}
    try:
        actions.edit_call(call, **form.written(), **what, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _refused(request, form, refusal, call=call)
    messages.success(request, _("The call is changed."))
    return redirect("desk:call", reference=call.reference)


def _form(request, *, initial, is_draft=True, call=None):
    scope, today = request.scope, clock.today()
    places = list(queries.places_of(call)) if call else []
    # What the call says already stays to be chosen, also where it would not be offered for a new one.
    return WholeCallForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        is_draft=is_draft,
        provinces=_and(queries.provinces_to_call_in(scope), *[row.province for row in places]),
        lines=_and(queries.lines_to_call_for(scope, on=today), call and _line(call)),
        activities=_and(queries.activities_to_call_for(on=today), call and call.activity),
        owners=_and(services.owners_to_serve(scope, on=today), call and call.owner_office),
    )


def _and(offered, *kept):
    """What is offered, and what was chosen before, each once."""
    found = {one.pk: one for one in offered}
    return list((found | {one.pk: one for one in kept if one and one.pk not in found}).values())


def _new(request):
    """Today's date and office hours; with a plan line its activity, province and people."""
    today = clock.today()
    call = {
        "opens_on": today,
        "opens_time": OPENS,
        "closes_on": today + dt.timedelta(days=USUALLY_OPEN_DAYS),
        "closes_time": CLOSES,
    }
    line = request.GET.get("line", "")
    found = queries.lines_to_call_for(request.scope, on=today).filter(pk=line).first() if line.isdecimal() else None
    if found is None:
        return {"call": call}
    call |= {
        "what": f"line:{found.pk}",
        "title_th": found.activity.name_th,
        "title_en": found.activity.name_en,
    }
    return {"call": call, "places": {f"places_{found.province_id}": found.people}}


def _line(call):
    """Its plan line as it stands after amendments; the old one where it was taken out, so that this is told."""
    return call.plan_line and (services.line_in_force(call.plan_line) or call.plan_line)


def _kept(call):
    """The call as it stands, for the form."""
    line = _line(call)
    opens, closes = (at.astimezone(clock.BANGKOK) for at in (call.opens_at, call.closes_at))
    words = {name: getattr(call, name) for name in ("title_th", "title_en", "about_th", "about_en")}
    return {
        "call": words
        | {
            "what": f"line:{line.pk}" if line else f"activity:{call.activity_id}",
            "owner_office": str(call.owner_office_id),
            "opens_on": clock.local_day(call.opens_at),
            "opens_time": opens.time(),
            "closes_on": clock.local_day(call.closes_at),
            "closes_time": closes.time(),
        },
        "places": {f"places_{row.province_id}": row.places for row in queries.places_of(call)},
        "criteria": {CriterionKind(one.kind): _kept_criterion(one) for one in call.criteria.all()},
        "questions": [_kept_question(one) for one in call.questions.all()],
    }


def _kept_criterion(criterion):
    return criterion.parameters | {"use": REQUIRED if criterion.is_required else PREFERRED}


def _kept_question(question):
    choices = "\n".join(" | ".join(filter(None, pair)) for pair in question.choices)
    names = ("label_th", "label_en", "kind", "is_required")
    return {name: getattr(question, name) for name in names} | {"choices": choices}


def _refused(request, form, refusal, *, call=None):
    shown = None if form.refuse(refusal) else refusal
    return _show(request, form, call=call, refusal=shown, status=409)


def _show(request, form, *, call=None, refusal=None, status=200):
    here = _("Change the call") if call else _("Write a call")
    words = {
        "form": form,
        "call": call,
        "heading": here,
        "office": request.membership.office,
        "crumbs": call_words.crumbs(here, call=call),
        "cancel": reverse("desk:call", args=[call.reference]) if call else reverse("desk:calls"),
        "refusal": refusal,
    }
    return render(request, "desk/calls/write.html", words, status=status)


urlpatterns = [
    path("calls/add/", add_call, name="call_add"),
    path("calls/<uuid:reference>/edit/", edit_call, name="call_edit"),
]
