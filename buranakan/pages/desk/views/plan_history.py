"""The page of what became of a plan: every move of every version."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.pages.desk import plan_words, trail_words
from buranakan.pages.gate import needs
from buranakan.planning import history, queries


@require_safe
@needs(Permission.SEE_PLANS)
def show_history(request, reference):
    """Who did what with the plan, when and why, and what it said then."""
    newest = queries.plan_versions(request.scope).filter(plan__reference=reference).order_by("-number").first()
    if newest is None:
        raise Http404
    moves = history.moves(request.scope, newest.plan)
    offices = trail_words.offices_by_code(on=clock.today())
    words = {
        "plan": newest.plan,
        "newest": newest,
        "badge": plan_words.state_badge(newest),
        "rows": [plan_words.history_row(one, offices=offices) for one in moves],
        "versions": len({one.version.pk for one in moves}),
        "crumbs": plan_words.crumbs(_("What became of it"), version=newest),
    }
    return render(request, "desk/plans/plan_history.html", words)


urlpatterns = [path("plans/<uuid:reference>/history/", show_history, name="plan_history")]
