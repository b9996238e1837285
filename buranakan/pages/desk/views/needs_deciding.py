"""The page on which a committee decides what provinces need: by province or by activity, many at once, with undo."""

from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import needs_words
from buranakan.pages.desk.forms.needs import DecideForm
from buranakan.pages.desk.views import needs_survey
from buranakan.pages.gate import needs
from buranakan.planning import actions, needs_rules
from buranakan.planning import needs as known
from buranakan.planning.enums import NeedState

IN_FULL = "in_full"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DECIDE_NEEDS)
def decide(request, reference):
    """Needs of confirmed answers; those ticked are decided together, or all shown are granted in full."""
    survey = needs_survey.found(request, reference)
    waiting, decided = _needs(request, survey)
    form = DecideForm(request.POST if request.method == "POST" else None, needs=waiting)
    try:
        needs_rules.check_sits_on_committee(survey, scope=request.scope)
        needs_rules.check_not_settled(survey)
        if request.method != "POST" or not form.is_valid():
            return _show(request, survey, form, decided)
        taken = _taken(request, needs=[*waiting, *decided])
        if not taken:
            messages.info(request, _("Nothing was ticked, so nothing was decided."))
            return redirect(_address(request, survey))
        done = actions.decide_needs(survey, decisions=taken, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, survey, form, decided, refusal=refusal, status=409)
    people = sum(need.granted for need in done)
    said = {"count": len(done), "people": f"{people:,}"}
    messages.success(
        request, _("%(count)s needs are decided: %(people)s people granted. You can still undo it.") % said
    )
    return redirect(_address(request, survey))


def _taken(request, *, needs):
    """What the page that was sent decided; also on needs that somebody else was first with, so that it is told."""
    form = DecideForm(request.POST, needs=needs)
    if not form.is_valid():
        return []
    is_in_full = request.POST.get("act") == IN_FULL
    taken = form.in_full() if is_in_full else form.chosen()
    needs_rules.check_all_there(len(taken), of=form.sent("asked" if is_in_full else "chosen"))
    return taken


@require_POST
@needs(Permission.DECIDE_NEEDS)
def undo(request, reference):
    """Decisions that are ticked wait again."""
    survey = needs_survey.found(request, reference)
    waiting, decided = _needs(request, survey)
    ids = [int(text) for text in request.POST.getlist("need") if text.isascii() and text.isdigit()]
    try:
        needs_rules.check_sits_on_committee(survey, scope=request.scope)
        undone = actions.undo_decisions(survey, need_ids=ids, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, survey, DecideForm(needs=waiting), decided, refusal=refusal, status=409)
    messages.success(request, _("%(count)s needs wait for a decision again.") % {"count": len(undone)})
    return redirect(_address(request, survey))


def _needs(request, survey):
    """What waits and what is decided, of the province or the activity asked for."""
    rows = known.needs(request.scope, survey).filter(answer__confirmed_at__isnull=False)
    province, activity = _asked(request)
    if province:
        rows = rows.filter(answer__province=province)
    if activity:
        rows = rows.filter(activity__code=activity)
    found = list(rows)
    waiting = [need for need in found if need.state == NeedState.PROPOSED]
    return waiting, [need for need in found if need.state != NeedState.PROPOSED]


def _asked(request):
    return request.GET.get("province", ""), request.GET.get("activity", "")


def _address(request, survey):
    asked = {name: text for name, text in request.GET.items() if name in {"by", "province", "activity"}}
    here = reverse("desk:needs_decide", args=[survey.reference])
    return f"{here}?{urlencode(asked)}" if asked else here


def _show(request, survey, form, decided, *, refusal=None, status=200):
    by_activity = request.GET.get("by") == "activity"
    words = {
        "survey": survey,
        "form": form,
        "groups": _grouped(form.rows, by_activity=by_activity),
        "asked": sum(row.need.people for row in form.rows),
        "decided": [needs_words.row(need) for need in decided],
        "here": _address(request, survey),
        "ways": _ways(survey, by_activity=by_activity),
        "refusal": refusal,
        "crumbs": needs_words.crumbs(survey, _("Decide")),
    }
    return render(request, "desk/needs/decide.html", words, status=status)


def _ways(survey, *, by_activity):
    here = reverse("desk:needs_decide", args=[survey.reference])
    return [
        {"text": _("By province"), "href": here, "current": not by_activity},
        {"text": _("By activity"), "href": f"{here}?by=activity", "current": by_activity},
    ]


def _grouped(rows, *, by_activity):
    """Rows under their province, or under their activity."""
    if by_activity:
        rows = sorted(rows, key=lambda row: (row.need.activity.project.number, row.need.activity.code))
    keys = {True: lambda row: row.need.activity, False: lambda row: row.need.answer.province}
    for thing, held in groupby(rows, key=keys[by_activity]):
        held = list(held)
        yield {
            "name": thing.name,
            "rows": held,
            "people": sum(row.need.people for row in held),
            "note": "" if by_activity else held[0].need.answer.note,
        }


HERE = "plans/needs/<uuid:reference>/"

urlpatterns = [
    path(f"{HERE}decide/", decide, name="needs_decide"),
    path(f"{HERE}undo/", undo, name="needs_undo"),
]
