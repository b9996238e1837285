"""Editing a promise, withdrawing it, and restoring it: each with its reason, kept in the history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.registry import PEOPLE
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import promise_words
from buranakan.pages.desk.forms.fields import write_quantity
from buranakan.pages.desk.forms.promises import BecauseForm, EditForm
from buranakan.pages.desk.views.proposals import SAID, figure_choices, offices_offered
from buranakan.pages.gate import needs
from buranakan.planning import rules as planning_rules
from buranakan.policy import actions, queries, rules


@require_http_methods(["GET", "POST"])
@needs(Permission.CONFIRM_PROMISES)
def edit(request, reference):
    promise = _promise(request, reference)
    form = EditForm(
        request.POST or None,
        initial=_now_said(promise, seen=queries.edits(request.scope, promise).count()),
        offices=offices_offered(request.scope),
        unit=promise.unit,
    )
    refusal = None
    if form.is_valid():
        try:
            _edit(promise, form.cleaned_data, scope=request.scope, by=request.user)
        except RuleBroken as broken:
            refusal = broken
        else:
            messages.success(request, _now("The promise is edited. What it said before is in its history."))
            return redirect("desk:promise", reference)
    shown = {
        "form": form,
        "refusal": None if refusal and form.refuse(refusal) else refusal,
        "promise": promise,
        "figures": figure_choices(form),
        "counts_people": form["unit"].value() == PEOPLE,
        "back_href": reverse("desk:promise", args=[reference]),
        "crumbs": _crumbs(promise, _("Edit this promise")),
    }
    return render(request, "desk/promises/edit.html", shown, status=409 if refusal else 200)


def _now_said(promise, *, seen):
    """The form filled in with what the promise says now."""
    said = {name: getattr(promise, name) for name in SAID}
    return said | {
        "value": write_quantity(promise.value, unit=promise.unit),
        "office": promise.office.code if promise.office else "",
        "is_public": "yes" if promise.is_public else "no",
        "seen": seen,
    }


@transaction.atomic
def _edit(promise, typed, *, scope, by):
    """The edit holds only where the programmes that serve the promise may still serve it, and gives nothing away."""
    rules.check_answers_for(typed["office"], reach=queries.offices_answered_for(scope))
    said = {name: typed[name] for name in (*SAID, "because", "seen")}
    figure_unit = FIGURES[typed["figure_key"]].unit
    edited = actions.edit_promise(promise, **said, figure_unit=figure_unit, by=by, at=clock.now())
    for portfolio in edited.portfolios.all():
        planning_rules.check_can_serve(portfolio, edited)


@require_http_methods(["GET", "POST"])
@needs(Permission.CONFIRM_PROMISES)
def withdraw(request, reference):
    """Take a promise out of the count; undone by restoring it."""
    promise = _promise(request, reference)
    return _because(request, promise, act=actions.withdraw_promise, heading=_("Withdraw this promise"))


@require_http_methods(["GET", "POST"])
@needs(Permission.CONFIRM_PROMISES)
def restore(request, reference):
    """A promise that was withdrawn holds again."""
    promise = _promise(request, reference)
    return _because(request, promise, act=actions.restore_promise, heading=_("Restore this promise"))


def may_change(scope, promise):
    """May somebody edit, withdraw and restore this promise?"""
    if not scope.may(Permission.CONFIRM_PROMISES):
        return False
    return allows(rules.check_answers_for, promise.office, reach=queries.offices_answered_for(scope))


def _promise(request, reference):
    """The promise to change; everybody at the desks may see it, so one of another office is refused, not hidden."""
    promise = get_object_or_404(queries.promises(request.scope), reference=reference)
    if not may_change(request.scope, promise):
        raise PermissionDenied
    return promise


def _because(request, promise, *, act, heading):
    form, refusal = BecauseForm(request.POST or None), None
    if form.is_valid():
        try:
            act(promise, because=form.cleaned_data["because"], by=request.user, at=clock.now())
        except RuleBroken as broken:
            refusal = broken
        else:
            messages.success(request, _now("Saved."))
            return redirect("desk:promise", promise.reference)
    shown = {
        "form": form,
        "refusal": None if refusal and form.refuse(refusal) else refusal,
        "promise": promise,
        "heading": heading,
        "is_restoring": act is actions.restore_promise,
        "submit_kind": "primary" if act is actions.restore_promise else "danger",
        "back_href": reverse("desk:promise", args=[promise.reference]),
        "crumbs": _crumbs(promise, heading),
    }
    return render(request, "desk/promises/because.html", shown, status=409 if refusal else 200)


def _crumbs(promise, here):
    return [
        (promise_words.PROMISES, reverse("desk:promises")),
        (promise.statement, reverse("desk:promise", args=[promise.reference])),
        (here, ""),
    ]


urlpatterns = [
    path("promises/<str:reference>/edit/", edit, name="promise_edit"),
    path("promises/<str:reference>/withdraw/", withdraw, name="promise_withdraw"),
    path("promises/<str:reference>/restore/", restore, name="promise_restore"),
]
