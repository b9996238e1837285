"""Pages of a plan's version: its lines, and what may be done with it."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import plan_words
from buranakan.pages.desk.forms.plans import LinesForm, ReasonForm
from buranakan.pages.gate import needs
from buranakan.planning import actions, queries, rules
from buranakan.planning.enums import State


@require_safe
@needs(Permission.SEE_PLANS)
def show_version(request, reference, number):
    return show(request, found(request, reference, number))


@require_POST
@needs(Permission.EDIT_PLANS)
def submit(request, reference, number):
    version = found(request, reference, number)
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        actions.submit(version, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show(request, version, refusal=refusal, status=409)
    messages.success(request, _("Submitted. Another person decides on it now."))
    return redirect("desk:plan_version", reference=reference, number=number)


@require_POST
@needs(Permission.DECIDE_PLANS)
def approve(request, reference, number):
    version = found(request, reference, number)
    try:
        rules.check_decides_for(version.plan.envelope.office_id, scope=request.scope)
        actions.approve(version, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show(request, version, refusal=refusal, status=409)
    messages.success(request, _("Approved. From now on this version never changes."))
    return redirect("desk:plan_version", reference=reference, number=number)


@require_POST
@needs(Permission.DECIDE_PLANS)
def return_version(request, reference, number):
    version = found(request, reference, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, version, return_form=form)
    try:
        rules.check_decides_for(version.plan.envelope.office_id, scope=request.scope)
        actions.return_version(version, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show(request, version, refusal=refusal, return_form=form, status=409)
    messages.success(request, _("Returned to the one who made it, with your reason."))
    return redirect("desk:plan_version", reference=reference, number=number)


@require_POST
@needs(Permission.EDIT_PLANS)
def reopen(request, reference, number):
    version = found(request, reference, number)
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        actions.reopen(version, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show(request, version, refusal=refusal, status=409)
    messages.success(request, _("It is a draft again. Mend it, then submit it."))
    return redirect("desk:plan_version", reference=reference, number=number)


@require_POST
@needs(Permission.EDIT_PLANS)
def amend(request, reference, number):
    version = found(request, reference, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, version, amend_form=form)
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        newer = actions.amend(version, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show(request, version, refusal=refusal, amend_form=form, status=409)
    messages.success(request, _("This is a new draft with the same lines. The approved version stays in force."))
    return redirect("desk:plan_version", reference=reference, number=newer.number)


def found(request, reference, number):
    """The version in reach; else there is none."""
    version = queries.plan_version(request.scope, reference=reference, number=number)
    if version is None:
        raise Http404
    return version


def _history(scope, version):
    return list(queries.plan_versions(scope).filter(plan=version.plan_id).order_by("-number"))


def show(request, version, *, refusal=None, return_form=None, amend_form=None, status=200):
    """The page of a version, whatever was asked of it."""
    scope = request.scope
    version = found(request, version.plan.reference, version.number)
    everything = list(queries.for_table(queries.lines(scope, version)))
    form = LinesForm(request.GET, lines=everything)
    wanted = form.wanted() if form.is_valid() else None
    rows = queries.lines(scope, version, **wanted) if wanted is not None else queries.lines(scope).none()
    words = {
        "version": version,
        "badge": plan_words.state_badge(version),
        "filters": form,
        "is_narrowed": bool(request.GET),
        "groups": list(_by_project(queries.for_table(rows))),
        "totals": queries.totals(rows),
        "in_reach": len(everything),
        "all_lines": version.lines.count(),
        "history": [plan_words.version_row(one) for one in _history(scope, version)],
        "left": version.plan.envelope.left if version.shown_satang is not None else None,
        "return_form": return_form or ReasonForm(hint=_("What must change before you approve it?")),
        "amend_form": amend_form or ReasonForm(hint=_("Why must the approved plan change?")),
        "refusal": refusal,
        "crumbs": plan_words.crumbs(_("Version %(number)s") % {"number": version.number}),
    }
    return render(request, "desk/plans/version.html", words | _may(scope, version), status=status)


def _by_project(rows):
    """Projects with their lines and sums."""
    for project, lines in groupby(rows, key=lambda line: line.activity.project):
        held = list(lines)
        shown = [line.shown_satang for line in held if line.shown_satang is not None]
        yield {
            "project": project,
            "lines": held,
            "people": sum(line.people for line in held),
            "satang": sum(shown) if shown else None,
        }


def _may(scope, version):
    """Which buttons make sense for the one who looks; the rules have the last word when one is pressed."""
    office = version.plan.envelope.office_id
    plans = allows(rules.check_plans_for, office, scope=scope)
    decides = allows(rules.check_decides_for, office, scope=scope) and allows(
        rules.check_other_than_submitter, version, by_id=scope.user_id
    )
    is_maker = allows(rules.check_can_reopen, version, by_id=scope.user_id)
    return {
        "may_edit": plans and allows(rules.check_editable, version),
        "may_decide": decides and version.state == State.SUBMITTED,
        "may_reopen": plans and is_maker,
        "may_amend": plans and version.state == State.APPROVED,
    }


HERE = "plans/<uuid:reference>/<int:number>/"

urlpatterns = [
    path(HERE, show_version, name="plan_version"),
    path(f"{HERE}submit/", submit, name="plan_submit"),
    path(f"{HERE}approve/", approve, name="plan_approve"),
    path(f"{HERE}return/", return_version, name="plan_return"),
    path(f"{HERE}reopen/", reopen, name="plan_reopen"),
    path(f"{HERE}amend/", amend, name="plan_amend"),
]
