"""Papers of a visit: the brief made from live figures, the draft for the press, and a directive given on the spot."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.insight.briefs import press, visit_paper
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import kept_files
from buranakan.pages.desk.forms.visits import OrderForm
from buranakan.pages.desk.views import visit_page
from buranakan.pages.gate import needs
from buranakan.policy.directives import actions as directives
from buranakan.policy.directives.enums import SourceKind
from buranakan.policy.visits import actions, queries


# --- the brief --------------------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.PLAN_VISITS)
def download_brief(request, reference):
    """For those who go: it says figures as far as the visiting office sees them."""
    visit = visit_page.run_by_me(request, reference)
    return kept_files.answer(request.scope, visit.brief_file)


@require_POST
@needs(Permission.PLAN_VISITS)
def make_brief(request, reference):
    visit = visit_page.run_by_me(request, reference)
    try:
        visit_paper.make(visit, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return visit_page.show(request, visit, refusal=refusal, status=409)
    messages.success(request, _("The brief is made from the figures of this moment."))
    return redirect("desk:visit", reference=visit.reference)


# --- the press --------------------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.PLAN_VISITS)
def show_press(request, reference):
    """A draft with where its numbers come from; it is changed in the browser and kept nowhere."""
    visit = visit_page.run_by_me(request, reference)
    return render(request, "desk/visits/press.html", {"visit": visit, "draft": press.draft(visit, at=clock.now())})


@require_safe
@needs(Permission.PLAN_VISITS)
def download_press(request, reference):
    visit = visit_page.run_by_me(request, reference)
    name = f"press-{clock.local_day(visit.starts_at).isoformat()}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    text = press.draft(visit, at=clock.now()).text
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


# --- a directive on the spot ------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GIVE_DIRECTIVES)
def give_directive(request, reference):
    """In a few words, or from a note that was marked as a directive; the rest is known from the visit."""
    visit = visit_page.run_by_me(request, reference)
    draft = _draft(request, visit)
    near, others = queries.offices_to_order(visit, on=clock.today())
    first = near[0].code if near else ""
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        initial={"text": draft.text if draft else "", "responsible": first},
        near=near,
        others=others,
    )
    words = {"visit": visit, "draft": draft, "form": form, "has_offices": bool(near or others)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/visits/order.html", words)
    try:
        _give(visit, form.order(), draft=draft, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/visits/order.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("The directive is given, and the office is told."))
    return redirect("desk:visit", reference=visit.reference)


def _draft(request, visit):
    """The note that the address names; one that is no open draft of this visit is not there."""
    wanted = request.GET.get("note", "")
    if not wanted:
        return None
    found = {str(one.client_key): one for one in queries.drafts_of_directives(request.scope, visit)}
    if wanted not in found:
        raise Http404
    return found[wanted]


@transaction.atomic
def _give(visit, order, *, draft, by, at):
    """Both or neither: the directive, and the draft that points to it."""
    given = directives.give(
        **order,
        ordered_by_office=visit.visiting_office,
        ordered_by_post=visit.visitors,
        source_kind=SourceKind.VISIT,
        source_title=visit.title,
        visit=visit,
        province=visit.province,
        by=by,
        at=at,
    )
    if draft:
        actions.note_became_directive(draft, directive_reference=given.reference, by=by, at=at)


urlpatterns = [
    path("visits/<uuid:reference>/brief/", download_brief, name="visit_brief"),
    path("visits/<uuid:reference>/brief/make/", make_brief, name="visit_brief_make"),
    path("visits/<uuid:reference>/press/", show_press, name="visit_press"),
    path("visits/<uuid:reference>/press.txt", download_press, name="visit_press_text"),
    path("visits/<uuid:reference>/directive/", give_directive, name="visit_directive"),
]
