"""Pages of scenarios: the list, a new one, one with its result, some side by side."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.insight import planning_inputs
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import plan_tabs, scenario_page
from buranakan.pages.desk.forms.scenarios import BeginForm
from buranakan.pages.desk.views import scenario_doings, scenario_inputs
from buranakan.pages.gate import needs
from buranakan.planning import actions, queries, scenarios
from buranakan.planning import scenario_rules as rules
from buranakan.planning.allocation.problem import Measure

FORM_METHODS = ["GET", "HEAD", "POST"]
SIDE_BY_SIDE = range(2, 4)


@require_safe
@needs(Permission.SEE_PLANS)
def show_list(request):
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    return _list(request, portfolio)


def _list(request, portfolio, *, problem="", status=200):
    scope = request.scope
    rows = [scenario_page.list_row(one, scope=scope) for one in scenarios.scenarios(scope, portfolio)]
    own = [
        one
        for one in queries.envelopes(scope, portfolio)
        if allows(rules.check_allocates_for, one.office_id, scope=scope)
    ]
    words = {
        "portfolio": portfolio,
        "rows": rows,
        "solved": sum(1 for row in rows if row["measured"]),
        "adopted": sum(1 for row in rows if row["scenario"].adopted_version_id),
        "envelopes": own,
        "problem": problem,
        **plan_tabs.frame(request, portfolio, current=scenario_page.ROUTE),
    }
    return render(request, "desk/scenarios/list.html", words, status=status)


@require_http_methods(FORM_METHODS)
@needs(Permission.ALLOCATE)
def start(request, pk):
    """A scenario of an envelope of the planner's own office, from what is known today."""
    envelope = get_object_or_404(queries.envelopes(request.scope), pk=pk)
    form = BeginForm(request.POST or None, initial={"measure": Measure.BLEND})
    here = scenario_page.crumbs(_("A new scenario"), portfolio=envelope.portfolio)
    words = {"form": form, "envelope": envelope, "crumbs": here}
    try:
        rules.check_allocates_for(envelope.office_id, scope=request.scope)
        if not form.is_valid():
            return render(request, "desk/scenarios/start.html", words)
        inputs = planning_inputs.drawn(request.scope, envelope, measure=form.cleaned_data["measure"])
        scenario = actions.start_scenario(
            envelope, name=form.cleaned_data["name"], inputs=inputs, by=request.user, at=clock.now()
        )
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/scenarios/start.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Drawn up from what is known. Look at what it starts from, then work it out."))
    return redirect("desk:plan_scenario", reference=scenario.reference)


@require_safe
@needs(Permission.SEE_PLANS)
def show(request, reference):
    return scenario_doings.shown(request, reference)


@require_POST
@needs(Permission.ALLOCATE)
def solve(request, reference):
    """Work it out now. It takes seconds by its own limit, and the answer is the page that was asked from."""
    scenario = scenario_page.found(request, reference)
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        actions.solve_scenario(scenario, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return scenario_doings.shown(request, reference, refusal=refusal, status=409)
    return redirect("desk:plan_scenario", reference=reference)


@require_safe
@needs(Permission.SEE_PLANS)
def compare(request):
    """Two or three scenarios beside each other; the address names them."""
    chosen = list(dict.fromkeys(request.GET.getlist("with")))
    every = {str(one.reference): one for one in scenarios.scenarios(request.scope)}
    if any(one not in every for one in chosen):
        raise Http404
    found = [every[one] for one in chosen]
    if len(found) not in SIDE_BY_SIDE or not all(one.is_solved and one.outcome["cells"] for one in found):
        portfolio = found[0].envelope.portfolio if found else plan_tabs.portfolio_of(request)
        if portfolio is None:
            raise Http404
        return _list(request, portfolio, problem=_("Choose two or three scenarios that have a result."), status=409)
    portfolio = found[0].envelope.portfolio
    pages = [scenario_page.Page.of(request.scope, one) for one in found]
    words = {
        "columns": [scenario_page.list_row(one, scope=request.scope) for one in found],
        "rows": scenario_page.comparison(pages),
        "portfolio": portfolio,
        "crumbs": scenario_page.crumbs(_("Side by side"), portfolio=portfolio),
    }
    return render(request, "desk/scenarios/comparison.html", words)


urlpatterns = [
    path("plans/scenarios/", show_list, name="plan_scenarios"),
    path("plans/scenarios/side-by-side/", compare, name="plan_scenario_comparison"),
    path("plans/scenarios/envelopes/<int:pk>/start/", start, name="plan_scenario_start"),
    path("plans/scenarios/<uuid:reference>/", show, name="plan_scenario"),
    path("plans/scenarios/<uuid:reference>/solve/", solve, name="plan_scenario_solve"),
    *scenario_inputs.urlpatterns,
    *scenario_doings.urlpatterns,
]
