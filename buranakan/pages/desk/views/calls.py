"""Pages of the desk: calls. Writing them and their applications have modules of their own beside this one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.calls import actions, queries
from buranakan.calls.enums import CallState
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import call_words
from buranakan.pages.desk.forms.calls import FindApplicationForm, NarrowForm
from buranakan.pages.desk.views import applications, call_writing
from buranakan.pages.gate import needs
from buranakan.registry.rules import can_see_names

PAGE_SIZE = 25


@require_safe
@needs(Permission.SEE_CALLS)
def list_calls(request):
    """Calls in reach, with what waits for whom."""
    scope, at = request.scope, clock.now()
    waiting = queries.waiting_for_decision(scope)
    page = Paginator(queries.with_counts(queries.calls(scope)), PAGE_SIZE).get_page(request.GET.get("page"))
    words = {
        "page": page,
        "rows": [call_words.call_row(call, at=at) for call in page.object_list],
        "open": queries.calls(scope).open_at(at).count(),
        "to_decide": waiting.count(),
        "oldest": waiting.first(),
        "may_edit": scope.may(Permission.EDIT_CALLS),
    }
    return render(request, "desk/calls/calls.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_CALLS)
def show_call(request, reference):
    """A call with its applications. Looking one up is posted: a name is typed, and addresses are kept."""
    return _show_call(request, _call(request, reference))


@require_POST
@needs(Permission.EDIT_CALLS)
def publish(request, reference):
    said = _("The call is published. Applications are taken between its two moments.")
    return _move(request, reference, action=actions.publish, said=said)


@require_POST
@needs(Permission.EDIT_CALLS)
def close(request, reference):
    said = _("The call takes no more applications. Those that were sent are decided all the same.")
    return _move(request, reference, action=actions.close, said=said)


@require_POST
@needs(Permission.EDIT_CALLS)
def reopen(request, reference):
    return _move(request, reference, action=actions.reopen, said=_("The call takes applications again."))


def _move(request, reference, *, action, said):
    call = get_object_or_404(queries.calls_to_edit(request.scope), reference=reference)
    try:
        action(call, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_call(request, call, refusal=refusal, status=409)
    messages.success(request, said)
    return redirect("desk:call", reference=call.reference)


def _call(request, reference):
    return get_object_or_404(queries.calls(request.scope), reference=reference)


def _show_call(request, call, *, refusal=None, status=200):
    scope, at = request.scope, clock.now()
    sees_names = can_see_names(scope)
    places = list(queries.places_of(call))
    narrow = NarrowForm(request.GET, provinces=[row.province for row in places])
    find = FindApplicationForm(request.POST if request.method == "POST" and "text" in request.POST else None)
    rows = queries.applications(scope).filter(call=call)
    total = rows.count()
    rows = _chosen(rows, narrow=narrow, find=find if sees_names else None)
    page = Paginator(rows.for_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    is_ours = call.office_id == scope.office_id and scope.may(Permission.EDIT_CALLS)
    words = {
        "call": call,
        "badge": call_words.call_badge(call, at=at),
        "places": places,
        "places_in_all": sum(row.places for row in places),
        "taken_in_all": sum(row.places_taken for row in places),
        "to_decide": sum(row.count_submitted for row in places),
        "criteria": call.criteria.all(),
        "questions": call.questions.all(),
        "narrow": narrow,
        "find": find,
        "page": page,
        "rows": [call_words.application_row(one) for one in page.object_list],
        "total": total,
        "sees_names": sees_names,
        "several": len(places) > 1,
        "is_draft": call.state == CallState.DRAFT,
        "may_edit": is_ours,
        "may_publish": is_ours and call.state == CallState.DRAFT,
        "may_close": is_ours and call.state == CallState.PUBLISHED and at < call.closes_at,
        "may_reopen": is_ours and call.state == CallState.CLOSED and at < call.closes_at,
        "crumbs": call_words.crumbs(call.title),
        "refusal": refusal,
    }
    return render(request, "desk/calls/call.html", words, status=status)


def _chosen(rows, *, narrow, find):
    """The rows asked for; an address that asks for what is not offered gets none."""
    if find is not None and find.is_valid():
        return queries.find_applications(rows, find.cleaned_data["text"])
    return rows.filter(**narrow.wanted()) if narrow.is_valid() else rows.none()


urlpatterns = [
    path("calls/", list_calls, name="calls"),
    *call_writing.urlpatterns,
    path("calls/<uuid:reference>/", show_call, name="call"),
    path("calls/<uuid:reference>/publish/", publish, name="call_publish"),
    path("calls/<uuid:reference>/close/", close, name="call_close"),
    path("calls/<uuid:reference>/reopen/", reopen, name="call_reopen"),
    *applications.urlpatterns,
]
