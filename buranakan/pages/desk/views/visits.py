"""Pages of visits: the list, the plan, one visit. Its notes, papers and directives have their own modules beside."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.visits import OFFICES, VisitForm, write_programme
from buranakan.pages.desk.views import visit_notes, visit_page, visit_papers
from buranakan.pages.gate import needs
from buranakan.policy.visits import actions, queries

PAGE_SIZE = 20


@require_safe
@needs(Permission.SEE_VISITS)
def list_visits(request):
    """Visits in reach, the latest first."""
    rows = queries.visits(request.scope)
    words = {
        "page": Paginator(rows.for_list(), PAGE_SIZE).get_page(request.GET.get("page")),
        "total": rows.count(),
        "next": rows.open().filter(ends_at__gte=clock.now()).for_list().order_by("starts_at").first(),
        "may_plan": request.scope.may(Permission.PLAN_VISITS),
    }
    return render(request, "desk/visits/list.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_VISITS)
def plan_visit(request):
    form = _form(request, initial={"visiting_office": request.membership.office.code})
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/visits/plan.html", {"form": form})
    said = form.visit() | {"visiting_office": form.cleaned_data["visiting_office"]}
    try:
        visit = actions.plan_visit(**said, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/visits/plan.html", {"form": form, "refusal": shown}, status=409)
    messages.success(request, _("The visit is planned. Its brief is made the evening before."))
    return redirect("desk:visit", reference=visit.reference)


@require_safe
@needs(Permission.SEE_VISITS)
def show_visit(request, reference):
    return visit_page.show(request, get_object_or_404(queries.visits(request.scope).for_list(), reference=reference))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_VISITS)
def edit_visit(request, reference):
    visit = visit_page.run_by_me(request, reference)
    form = _form(request, initial=_written(visit))
    form.fields["visiting_office"].disabled = True
    words = {"form": form, "visit": visit}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/visits/edit.html", words)
    try:
        actions.edit(visit, **form.visit(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/visits/edit.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Saved."))
    return redirect("desk:visit", reference=visit.reference)


@require_POST
@needs(Permission.PLAN_VISITS)
def finish_visit(request, reference):
    return _move(request, reference, actions.finish, _("The visit is made. Notes from phones still arrive."))


@require_POST
@needs(Permission.PLAN_VISITS)
def reopen_visit(request, reference):
    return _move(request, reference, actions.reopen, _("The visit is open again."))


@require_POST
@needs(Permission.PLAN_VISITS)
def cancel_visit(request, reference):
    visit = visit_page.run_by_me(request, reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return visit_page.show(request, visit, reason_form=form)
    try:
        actions.cancel(visit, because=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return visit_page.show(request, visit, reason_form=form, refusal=refusal, status=409)
    messages.success(request, _("The visit is called off."))
    return redirect("desk:visit", reference=visit.reference)


def _move(request, reference, action, said):
    visit = visit_page.run_by_me(request, reference)
    try:
        action(visit, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return visit_page.show(request, visit, refusal=refusal, status=409)
    messages.success(request, said)
    return redirect("desk:visit", reference=visit.reference)


def _form(request, *, initial):
    today = clock.today()
    return VisitForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        visiting_offices=queries.visiting_offices(request.scope, on=today),
        offices=areas.offices(on=today),
        provinces=areas.provinces(),
    )


def _written(visit):
    """The plan as the form writes it."""
    starts, ends = (moment.astimezone(clock.BANGKOK) for moment in (visit.starts_at, visit.ends_at))
    first, last = clock.local_day(visit.starts_at), clock.local_day(visit.ends_at)
    same = {name: getattr(visit, name) for name in ("title", "visitors", "place", "look_at", "topics")}
    offices = dict(zip(OFFICES, (one.code for one in visit.offices.all()), strict=False))
    return same | offices | {
        "visiting_office": visit.visiting_office.code,
        "province": visit.province_id,
        "day": first,
        "starts": starts.time(),
        "ends": ends.time(),
        "last_day": last if last != first else None,
        "programme": write_programme(queries.programme(visit), day=first),
    }


urlpatterns = [
    path("visits/", list_visits, name="visits"),
    path("visits/plan/", plan_visit, name="visit_plan"),
    path("visits/<uuid:reference>/", show_visit, name="visit"),
    path("visits/<uuid:reference>/edit/", edit_visit, name="visit_edit"),
    path("visits/<uuid:reference>/finish/", finish_visit, name="visit_finish"),
    path("visits/<uuid:reference>/reopen/", reopen_visit, name="visit_reopen"),
    path("visits/<uuid:reference>/call-off/", cancel_visit, name="visit_cancel"),
    *visit_notes.urlpatterns,
    *visit_papers.urlpatterns,
]
