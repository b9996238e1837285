"""Pages of re-planning: the plan beside what became of it, and moves that become a draft amendment."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.insight import replanning as known
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import plan_tabs, plan_words, replanning_words
from buranakan.pages.desk.forms.plan_calendar import RealityForm
from buranakan.pages.desk.forms.plans import PEOPLE, ReasonForm
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.planning import actions, queries, replanning, rules
from buranakan.planning.enums import State
from buranakan.planning.replanning import LineState

ROUTE = "desk:plan_reality"


@require_safe
@needs(Permission.SEE_PLANS)
def show_reality(request):
    """Every approved line in reach beside what became of it; the address says which of them."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    now = known.reality(request.scope, portfolio, at=clock.now())
    form = RealityForm(request.GET, lines=now.lines)
    shown = [one for one in now.lines if form.holds(one)] if form.is_valid() else []
    plans = {one.line.version.plan_id: one.line.version for one in now.lines}
    words = {
        "portfolio": portfolio,
        "form": form,
        "lines": sorted(shown, key=lambda one: list(LineState).index(one.state)),  # what is late in front
        "counts": {state.value: sum(one.state == state for one in shown) for state in LineState},
        "people": sum(one.line.people for one in shown),
        "reached": sum(one.became.reached for one in shown),
        "free": sum(one.free_people for one in shown),
        "bars": _bars(shown),
        "own": [one for one in plans.values() if _plans_with(request.scope, one)],
        **plan_tabs.frame(request, portfolio, current=ROUTE),
    }
    return render(request, "desk/replanning/reality.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PLANS)
def propose(request, reference):
    """Moves within the approved version of a plan; those that are ticked become a draft amendment."""
    version = queries.plan_versions(request.scope).filter(plan__reference=reference, state=State.APPROVED).first()
    if version is None:
        raise Http404
    ticked = request.POST.getlist("take") if request.method == "POST" else None
    form = ReasonForm(
        request.POST if ticked is not None else None,
        initial={"reason": _("Unused places go to provinces that can use them.")},
        hint=_("Why must the approved plan change?"),
    )
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
    except RuleBroken as refusal:
        return plan_versions.show(request, version, refusal=refusal, status=409)
    moves = known.moves(request.scope, version, at=clock.now())
    if ticked is None or not form.is_valid():
        return _show(request, version, moves, form=form, ticked=ticked)
    try:
        draft = _draft(request, version, moves, reason=form.cleaned_data["reason"], ticked=ticked)
    except RuleBroken as refusal:
        return _show(request, version, moves, form=form, ticked=ticked, refusal=refusal)
    messages.success(request, _("The moves are a draft amendment now. Look at it, then submit it."))
    return redirect("desk:plan_version", reference=reference, number=draft.number)


def _draft(request, version, moves, *, reason, ticked):
    return actions.draft_moves(
        version,
        lines=[one.standing for one in moves.lines],
        rounds=replanning.taken(moves.proposal, keys=ticked),
        reason=reason,
        by=request.user,
        at=clock.now(),
    )


def _show(request, version, moves, *, form, ticked, refusal=None):
    rounds = moves.proposal.rounds
    words = {
        "version": version,
        "form": form,
        "rounds": replanning_words.proposed(moves, ticked=ticked),
        "people": sum(one.people for one in rounds),
        "givers": len({part.line.key for one in rounds for part in one.parts}),
        "months": moves.months,
        "open_version": queries.plan_versions(request.scope)
        .filter(plan=version.plan_id)
        .exclude(state__in=[State.APPROVED, State.SUPERSEDED])
        .first(),
        "refusal": refusal,
        "crumbs": plan_words.crumbs(_("Propose moves"), version=version),
        **replanning_words.unmet(moves),
    }
    return render(request, "desk/replanning/moves.html", words, status=409 if refusal else 200)


def _plans_with(scope, version):
    return allows(rules.check_plans_for, version.plan.envelope.office_id, scope=scope)


def _bars(lines):
    """Planned and reached of each project, as bars."""
    projects = sorted({one.line.activity.project for one in lines}, key=lambda project: project.number)
    found = []
    for project in projects:
        of_project = [one for one in lines if one.line.activity.project_id == project.pk]
        found.append({
            "label": project.name,
            "planned": sum(one.line.people for one in of_project),
            "reached": sum(one.became.reached for one in of_project),
            "unit": PEOPLE,
        })
    return found


urlpatterns = [
    path("plans/reality/", show_reality, name="plan_reality"),
    path("plans/<uuid:reference>/moves/", propose, name="plan_moves"),
]
