"""The page of one visit, which several acts come back to: what it is for, what was noted, what was ordered."""

from django.shortcuts import get_object_or_404, render

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.pages.desk import visit_words
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.policy.directives import queries as directives
from buranakan.policy.visits import queries
from buranakan.policy.visits.enums import Topic, VisitState


def run_by_me(request, reference):
    """The visit of one's own office or of one below, or 404."""
    return get_object_or_404(queries.visits_run(request.scope).for_list(), reference=reference)


def show(request, visit, *, reason_form=None, refusal=None, status=200):
    """The page; an act that was refused comes back to it with what was typed."""
    scope = request.scope
    is_run = queries.visits_run(scope).filter(pk=visit.pk).exists()
    may_run = is_run and scope.may(Permission.PLAN_VISITS)
    sees_orders = scope.may(Permission.SEE_DIRECTIVES)
    notes = list(queries.notes(scope, visit))
    words = {
        "visit": visit,
        "today": clock.today(),
        "span": visit_words.span(visit),
        "programme": visit_words.programme(visit, queries.programme(visit)),
        "topics": [Topic(one).label for one in visit.topics],
        "notes": [one for one in notes if not one.is_directive],
        "drafts": [one for one in notes if one.is_directive and one.directive_reference is None],
        "taken_back": queries.notes_taken_back(scope, visit).first() if may_run else None,
        "directives": list(directives.of_visit(scope, visit)) if sees_orders else [],
        "is_run": is_run,
        "history": visit_words.history(queries.edits(scope, visit)),
        "may_run": may_run,
        "may_order": is_run and scope.may(Permission.GIVE_DIRECTIVES) and visit.state != VisitState.CANCELLED,
        "may_note": may_run and visit.state != VisitState.CANCELLED,
        "reason_form": reason_form or ReasonForm(),
        "refusal": refusal,
    }
    return render(request, "desk/visits/visit.html", words, status=status)
