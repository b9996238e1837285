"""Pages of the books: what waits, approving and refusing what was entered, and the entry it made."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.finance import actions, queries, rules
from buranakan.finance.enums import State
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import kept_files, money_words
from buranakan.pages.desk.forms.money import RefusalForm
from buranakan.pages.gate import needs


@require_safe
@needs(Permission.APPROVE_MONEY)
def list_waiting(request):
    """What waits for the one who asks, oldest first."""
    waiting = list(queries.movements_for_list(queries.waiting_for(request.scope)))
    words = {
        "waiting": waiting,
        "satang": sum(one.amount_satang for one in waiting),
        "crumbs": money_words.crumbs(_("Waiting for approval")),
    }
    return render(request, "desk/money/waiting.html", words)


@require_safe
@needs(Permission.SEE_MONEY)
def show_movement(request, reference):
    return _show(request, _found(request, reference))


@require_POST
@needs(Permission.APPROVE_MONEY)
def approve(request, reference):
    movement = _found(request, reference)
    try:
        rules.check_approves_for(rules.office_of(movement), scope=request.scope)
        entry = actions.approve(movement, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, movement, refusal=refusal, status=409)
    messages.success(request, _("Approved. It stands in the books of both offices."))
    return redirect("desk:money_entry", reference=entry.reference)


@require_POST
@needs(Permission.APPROVE_MONEY)
def refuse(request, reference):
    movement = _found(request, reference)
    form = RefusalForm(request.POST)
    try:
        rules.check_approves_for(rules.office_of(movement), scope=request.scope)
        if not form.is_valid():
            return _show(request, movement, form=form)
        actions.refuse(movement, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.is_bound and form.is_valid() and form.refuse(refusal) else refusal
        return _show(request, movement, form=form, refusal=shown, status=409)
    messages.success(request, _("Refused, with your reason. It counts nowhere."))
    return redirect("desk:money_movement", reference=reference)


@require_POST
@needs(Permission.ENTER_MONEY)
def withdraw(request, reference):
    movement = _found(request, reference)
    try:
        actions.withdraw(movement, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, movement, refusal=refusal, status=409)
    messages.success(request, _("Taken back. It counts nowhere."))
    return redirect("desk:money_movement", reference=reference)


@require_safe
@needs(Permission.SEE_MONEY)
def show_entry(request, reference):
    """One line of the ledger, with the movement it came from, its papers, and what reversed it."""
    scope = request.scope
    entry = get_object_or_404(queries.entries_for_list(queries.entries(scope)), reference=reference)
    movement = _found(request, entry.movement.reference)
    office_id = rules.office_of(movement) if not entry.reverses_id else None
    is_open = allows(rules.check_can_reverse, entry, is_reversed=entry.is_reversed)
    words = {
        **_words_of(request, movement),
        "entry": entry,
        "signed": money_words.signed(entry.amount_satang),
        "reversed_by": queries.entries(scope).filter(reverses=entry).first(),
        "may_reverse": is_open and allows(rules.check_enters_for, office_id, scope=scope),
        "crumbs": money_words.crumbs(_("Entry"), allotment=movement.allotment),
    }
    return render(request, "desk/money/entry.html", words)


@require_safe
@needs(Permission.SEE_MONEY)
def download_evidence(request, reference, file):
    """A paper of this movement, to those who enter and approve in books in reach."""
    movement = _found(request, reference)
    stored = queries.evidence_file(request.scope, file, movement=movement)
    return kept_files.answer(request.scope, stored)


def _found(request, reference):
    return get_object_or_404(queries.movements_for_list(queries.movements(request.scope)), reference=reference)


def _words_of(request, movement):
    """What the pages of a movement and of its entry share."""
    return {
        "movement": movement,
        "allotment": movement.allotment,
        "way": money_words.way_badge(movement.allotment),
        "badge": money_words.state_badge(movement),
        "evidence": movement.evidence.all(),
        "paid_for": money_words.round_paid(movement),
        "totals": movement.allotment.totals,
        "entered_by": money_words.post(movement.entered_by_post),
        "decided_by": money_words.post(movement.decided_by_post),
        "sees_payee": rules.can_see_payee(request.scope),
    }


def _show(request, movement, *, form=None, refusal=None, status=200):
    scope = request.scope
    is_waiting = movement.state == State.WAITING
    words = {
        **_words_of(request, movement),
        "entries": queries.entries(scope).filter(movement=movement).order_by("pk"),
        "may_decide": money_words.decides(movement, scope=scope),
        "is_mine": is_waiting and movement.entered_by_id == scope.user_id,
        "decider": money_words.decider(movement),
        "form": form or RefusalForm(),
        "refusal": refusal,
        "crumbs": money_words.crumbs(movement.get_kind_display(), allotment=movement.allotment),
    }
    return render(request, "desk/money/movement.html", words, status=status)


urlpatterns = [
    path("money/waiting/", list_waiting, name="money_waiting"),
    path("money/movements/<uuid:reference>/", show_movement, name="money_movement"),
    path("money/movements/<uuid:reference>/approve/", approve, name="money_approve"),
    path("money/movements/<uuid:reference>/refuse/", refuse, name="money_refuse"),
    path("money/movements/<uuid:reference>/withdraw/", withdraw, name="money_withdraw"),
    path(
        "money/movements/<uuid:reference>/evidence/<uuid:file>/", download_evidence, name="money_evidence"
    ),
    path("money/entries/<uuid:reference>/", show_entry, name="money_entry"),
]
