"""Pages of plans: the portfolio with its envelopes and plans. Versions and lines have their own modules beside this."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import plan_tabs, plan_words
from buranakan.pages.desk.forms.plans import StartForm
from buranakan.pages.desk.views import plan_comments, plan_envelopes, plan_history, plan_lines, plan_versions
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases
from buranakan.planning import actions, queries, rules

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs(Permission.SEE_PLANS)
def show_portfolio(request):
    return _show(request, plan_tabs.portfolio_of(request))


@require_POST
@needs(Permission.EDIT_PLANS)
def read_as(request):
    """Which provinces the announced totals are read to cover."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    try:
        rules.check_sets_reading(request.scope)
        actions.read_portfolio_as(portfolio, reading=request.POST.get("reading", ""), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, portfolio, refusal=refusal, status=409)
    messages.success(request, _("The reading was changed and recorded. Sums on this page follow it."))
    return redirect(plan_tabs.address("desk:plan", portfolio))


@require_POST
@needs(Permission.EDIT_PLANS)
def make_next_year(request):
    """Next year's programme with the same projects and activities; its money and its plans come afterwards."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    year = portfolio.fiscal_year + 1
    try:
        rules.check_makes_programmes(request.scope)
        newer = actions.copy_portfolio(
            portfolio, fiscal_year=year, budget_act_year=year, by=request.user, at=clock.now()
        )
    except RuleBroken as refusal:
        return _show(request, portfolio, refusal=refusal, status=409)
    messages.success(request, _("The programme of %(year)s has the same projects and activities.") % {"year": year})
    return redirect(plan_tabs.address("desk:plan", newer))


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def start_plan(request, pk):
    """A plan on an envelope of the planner's own office."""
    envelope = get_object_or_404(queries.envelopes(request.scope), pk=pk)
    form = StartForm(request.POST or None)
    crumbs = plan_words.crumbs(_("Start a plan"), portfolio=envelope.portfolio)
    words = {"form": form, "envelope": envelope, "crumbs": crumbs}
    try:
        rules.check_plans_for(envelope.office_id, scope=request.scope)
        if not form.is_valid():
            return render(request, "desk/plans/start.html", words)
        version = actions.start_plan(envelope, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return render(request, "desk/plans/start.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("The plan is started. Add its lines, then submit it."))
    return redirect("desk:plan_version", reference=version.plan.reference, number=version.number)


def _show(request, portfolio, *, refusal=None, status=200):
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    scope, on = request.scope, clock.today()
    planned = queries.planned_by_project(scope, portfolio, on=on)
    envelopes = list(queries.envelopes(scope, portfolio))
    words = {
        "portfolio": portfolio,
        "promised": [phrases.promised(promise) for promise in portfolio.promises.all() if not promise.is_withdrawn],
        "projects": [plan_words.project_row(one, scope=scope) for one in planned],
        "people": sum(one.people for one in planned),
        "is_approved": any(one.people for one in planned) or queries.has_approved(portfolio),
        "satang": sum(one.satang for one in planned),
        "sees_all": scope.sees_all_provinces and scope.sees_all_books,
        "readings": plan_words.readings(portfolio),
        "reading_href": plan_tabs.address("desk:plan_reading", portfolio),
        "may_read_as": allows(rules.check_sets_reading, scope),
        "covered": _covered(portfolio, on=on),
        "envelopes": [plan_words.envelope_row(one, scope=scope) for one in envelopes],
        "versions": [plan_words.version_row(one) for one in queries.versions_for_list(scope, portfolio)],
        "waiting": queries.waiting_for(scope),
        "refusal": refusal,
        "next_year": _next_year(request, portfolio),
        **plan_tabs.frame(request, portfolio, current="desk:plan"),
    }
    return render(request, "desk/plans/portfolio.html", words, status=status)


def _next_year(request, portfolio):
    """The year whose programme may be made from this one, and where; nothing where there is one or one may not."""
    year = portfolio.fiscal_year + 1
    if year in plan_tabs.years(request) or not allows(rules.check_makes_programmes, request.scope):
        return None
    return {"year": year, "href": plan_tabs.address("desk:plan_next_year", portfolio)}


def _covered(portfolio, *, on):
    """Names of the provinces that sums cover; nothing where it is all of them."""
    codes = queries.provinces_read(portfolio, on=on)
    return [] if codes is None else [one.name for one in areas.provinces().filter(pk__in=codes)]


urlpatterns = [
    path("plans/", show_portfolio, name="plan"),
    path("plans/reading/", read_as, name="plan_reading"),
    path("plans/next-year/", make_next_year, name="plan_next_year"),
    path("plans/envelopes/<int:pk>/start/", start_plan, name="plan_start"),
    *plan_envelopes.urlpatterns,
    *plan_versions.urlpatterns,
    *plan_lines.urlpatterns,
    *plan_comments.urlpatterns,
    *plan_history.urlpatterns,
]
