"""Deciding on proposals, and what happens to a promise afterwards: it is edited, withdrawn, restored."""

import secrets

from django.db import transaction

from buranakan.policy import quoted, rules
from buranakan.policy.enums import PromiseField, ProposalState
from buranakan.policy.models import Promise, PromiseEdit, Proposal
from buranakan.records.actions import record

EDITABLE = frozenset(PromiseField.values) - {PromiseField.WITHDRAWN}
YES = "yes"  # how the history writes that something is so; "" that it is not


@transaction.atomic
def confirm(proposal, *, figure_unit, statement_en="", promised_by_en="", office=None, is_public=True, by, at, **said):
    """Make a promise of a proposal, with the figure that will measure it.

    `said` is statement_th, value (people or satang), unit, comparison, figure_key, fiscal_year, due_on, promised_by.
    """
    # Lock the proposal, then look again: two people must not both make a promise of the same words.
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    said |= {"statement_en": statement_en, "promised_by_en": promised_by_en, "office": office, "is_public": is_public}
    promise = Promise(proposal=proposal, **{name: _tidy(value) for name, value in said.items()})
    rules.check_can_confirm(proposal, **_promised(promise, figure_unit=figure_unit))
    _decide(proposal, ProposalState.CONFIRMED, by=by, at=at)
    promise.reference = secrets.token_urlsafe(12)
    promise.confirmed_at, promise.confirmed_by_id = at, getattr(by, "pk", None)
    promise.save()
    told = {"value": promise.value, "unit": promise.unit, "figure": promise.figure_key, "quote": proposal.quote}
    record("promise.confirmed", on=promise, by=by, at=at, **told)
    return promise


@transaction.atomic
def reject(proposal, *, because, by, at):
    """Say that these words are no promise, and why."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_reject(proposal, because=because)
    proposal.rejected_because = because.strip()
    _decide(proposal, ProposalState.REJECTED, by=by, at=at)
    record("proposal.rejected", on=proposal, by=by, at=at, because=proposal.rejected_because)
    return proposal


@transaction.atomic
def take_up_again(proposal, *, by, at):
    """Undo a rejection."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_move(proposal, ProposalState.PROPOSED)
    proposal.state, proposal.decided_at, proposal.decided_by_id = ProposalState.PROPOSED, None, None
    proposal.rejected_because = ""
    proposal.save()
    record("proposal.taken_up_again", on=proposal, by=by, at=at)
    return proposal


def _decide(proposal, state, *, by, at):
    proposal.state = state
    proposal.decided_at = at
    proposal.decided_by_id = getattr(by, "pk", None)
    proposal.save()


# --- promises that stand ----------------------------------------------------------------------------------------------
@transaction.atomic
def edit_promise(promise, *, figure_unit, because, seen=None, by, at, **said):
    """Change what `said` names (PromiseField), each with a line of history; the old words are kept there.

    `figure_unit` is the unit of the figure that measures it afterwards; `seen` how many edits the one who edits saw.
    """
    if unknown := said.keys() - EDITABLE:
        raise TypeError(f"a promise has nothing to edit named {', '.join(sorted(unknown))}")
    promise = _locked(promise)
    rules.check_can_edit(promise, edits=promise.edits.count(), seen=seen, because=because)
    before = {name: getattr(promise, name) for name in said}
    for name, value in said.items():
        setattr(promise, name, _tidy(value))
    changed = [name for name in said if getattr(promise, name) != before[name]]
    rules.check_changes_something(changed)
    rules.check_is_a_promise(**_promised(promise, figure_unit=figure_unit))
    if not set(quoted.SPOKEN_OF).isdisjoint(changed):
        quoted.check_statement_names_it(promise, promise.proposal)
    promise.save(update_fields=changed)
    for name in changed:
        _write_history(promise, name, old=before[name], new=getattr(promise, name), because=because, by=by, at=at)
    record("promise.edited", on=promise, by=by, at=at, fields=changed, because=because.strip())
    return promise


@transaction.atomic
def withdraw_promise(promise, *, because, by, at):
    """Count the promise no longer; it stays to be seen, with the reason."""
    promise = _locked(promise)
    rules.check_can_withdraw(promise, because=because)
    promise.withdrawn_at, promise.withdrawn_because = at, because.strip()
    promise.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _write_history(promise, PromiseField.WITHDRAWN, old=False, new=True, because=because, by=by, at=at)
    record("promise.withdrawn", on=promise, by=by, at=at, because=promise.withdrawn_because)
    return promise


@transaction.atomic
def restore_promise(promise, *, because, by, at):
    """A promise that was withdrawn holds again; the history keeps both."""
    promise = _locked(promise)
    rules.check_can_restore(promise, because=because)
    promise.withdrawn_at, promise.withdrawn_because = None, ""
    promise.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _write_history(promise, PromiseField.WITHDRAWN, old=True, new=False, because=because, by=by, at=at)
    record("promise.restored", on=promise, by=by, at=at, because=because.strip())
    return promise


def _promised(promise, *, figure_unit):
    """What the rule of a promise looks at."""
    return {
        "statement": promise.statement_th,
        "value": promise.value,
        "unit": promise.unit,
        "figure_unit": figure_unit,
        "due_on": promise.due_on,
        "announced_on": promise.proposal.announcement.announced_on,
    }


def _tidy(value):
    return value.strip() if isinstance(value, str) else value


def _locked(promise):
    return Promise.objects.select_for_update().get(pk=promise.pk)


def _write_history(promise, field, *, old, new, because, by, at):
    PromiseEdit.objects.create(
        promise=promise,
        field=field,
        old=_as_text(old),
        new=_as_text(new),
        because=because.strip(),
        at=at,
        by_id=getattr(by, "pk", None),
        by_post=getattr(by, "worn_post", ""),
    )


def _as_text(value):
    """As the history keeps it: an office by its code, a day as ISO writes it, yes or nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    return getattr(value, "code", None) or str(value)
