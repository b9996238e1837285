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
from buranakan.pages.desk import plan_words, replanning_words
from buranakan.pages.desk.forms.plans import LinesForm, ReasonForm
from buranakan.pages.gate import needs
from buranakan.planning import actions, comments, line_moves, queries, rules
from buranakan.planning.enums import State

LINES_AT_ONCE = 120  # of a longer plan, projects are opened one by one


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
    form.fields["reason"].required = not comments.open_comments(request.scope, version)
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


def may_edit(scope, version):
    """Does the one who looks write this plan, and can the version be written in?"""
    plans = allows(rules.check_plans_for, version.plan.envelope.office_id, scope=scope)
    return plans and allows(rules.check_editable, version)


def _history(scope, version):
    return list(queries.plan_versions(scope).filter(plan=version.plan_id).order_by("-number"))


def show(request, version, *, refusal=None, return_form=None, amend_form=None, status=200):
    """The page of a version, whatever was asked of it."""
    scope = request.scope
    version = found(request, version.plan.reference, version.number)
    everything = list(queries.for_table(queries.lines(scope, version)))
    form = LinesForm(request.GET, lines=everything)
    rows = [line for line in everything if _fits(line, form.wanted())] if form.is_valid() else []
    said = plan_words.comment_rows(comments.comments(scope, version), on=clock.today())
    portfolio = version.plan.envelope.portfolio
    words = {
        "version": version,
        "badge": plan_words.state_badge(version),
        "filters": form,
        "is_narrowed": bool(request.GET),
        "groups": list(_by_project(rows, said=said, is_final=version.is_final)),
        "totals": queries.totals_of(rows),
        "in_reach": len(everything),
        "all_lines": version.lines.count(),
        **_comments(version, said=said),
        "comments_lost": _lost(everything, said=said),
        "line_moves": _moves(version),
        "history": [plan_words.version_row(one) for one in _history(scope, version)],
        "left": version.plan.envelope.left if version.shown_satang is not None else None,
        "return_form": return_form or ReasonForm(hint=_("What must change before you approve it?")),
        "amend_form": amend_form or ReasonForm(hint=_("Why must the approved plan change?")),
        "refusal": refusal,
        "crumbs": plan_words.crumbs(_("Version %(number)s") % {"number": version.number}, portfolio=portfolio),
    }
    return render(request, "desk/plans/version.html", words | _may(scope, version), status=status)


def _fits(line, wanted):
    """Is the line among those that the filters leave?"""
    has = {
        "project": line.activity.project,
        "province": line.province,
        "serving_office": line.serving_office,
        "month": line.month,
    }
    return all(value is None or has[name] == value for name, value in wanted.items())


def _moves(version):
    """Why an amendment moves places, for whoever sees the plan's books."""
    is_amendment = version.number > 1 and version.shown_satang is not None
    return replanning_words.kept(line_moves.of_version(version)) if is_amendment else []


def _by_project(rows, *, said, is_final):
    """Projects with their lines and sums; of a long plan the lines of a project are shown when they are asked for."""
    is_long = len(rows) > LINES_AT_ONCE
    for project, lines in groupby(rows, key=lambda line: line.activity.project):
        held = list(lines)
        shown = [line.shown_satang for line in held if line.shown_satang is not None]
        grains = {line.grain for line in held} if is_long and not is_final else set()
        yield {
            "project": project,
            "count": len(held),
            "lines": held,
            "rows": [] if is_long else [plan_words.line_row(line, said=said) for line in held],
            "open": sum(row["is_open"] and row["comment"].grain in grains for row in said),
            "people": sum(line.people for line in held),
            "satang": sum(shown) if shown else None,
        }


def _comments(version, *, said):
    """How many comments wait; what was answered, for who decides. On a final version they are history."""
    answered = [row for row in said if not row["is_open"]]
    return {
        "comments": len(said),
        "comments_open": 0 if version.is_final else len(said) - len(answered),
        "comments_answered": len(answered),
        "answers": answered if version.state == State.SUBMITTED else [],
    }


def _lost(lines, *, said):
    """Comments on lines that were taken out or became others since."""
    grains = {line.grain for line in lines}
    return [row for row in said if row["comment"].grain not in grains]


def _may(scope, version):
    """Which buttons make sense for the one who looks; the rules have the last word when one is pressed."""
    office = version.plan.envelope.office_id
    plans = allows(rules.check_plans_for, office, scope=scope)
    decides = allows(rules.check_decides_for, office, scope=scope) and allows(
        rules.check_other_than_submitter, version, by_id=scope.user_id
    )
    is_maker = allows(rules.check_can_reopen, version, by_id=scope.user_id)
    return {
        "may_edit": may_edit(scope, version),
        "may_decide": decides and version.state == State.SUBMITTED,
        "may_reopen": plans and is_maker,
        "may_answer": plans and not version.is_final,
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
