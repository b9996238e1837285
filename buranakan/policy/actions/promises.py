"""Deciding on proposals: what becomes a promise, and what does not."""

import secrets

from django.db import transaction

from buranakan.policy import rules
from buranakan.policy.enums import ProposalState
from buranakan.policy.models import Promise, Proposal
from buranakan.records.actions import record


@transaction.atomic
def confirm(
    proposal,
    *,
    statement_th,
    statement_en="",
    value,
    unit,
    comparison,
    figure_key,
    figure_unit,
    fiscal_year,
    due_on,
    promised_by,
    is_public=True,
    by,
    at,
):
    """Make a promise of a proposal, with the figure that will measure it; `value` is in people or satang."""
    # Lock the proposal, then look again: two people must not both make a promise of the same words.
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_confirm(
        proposal,
        statement=statement_th,
        value=value,
        unit=unit,
        figure_unit=figure_unit,
        due_on=due_on,
        announced_on=proposal.announcement.announced_on,
    )
    _decide(proposal, ProposalState.CONFIRMED, by=by, at=at)
    promise = Promise.objects.create(
        proposal=proposal,
        statement_th=statement_th.strip(),
        statement_en=statement_en.strip(),
        value=value,
        unit=unit,
        comparison=comparison,
        figure_key=figure_key,
        fiscal_year=fiscal_year,
        due_on=due_on,
        promised_by=promised_by.strip(),
        is_public=is_public,
        reference=secrets.token_urlsafe(12),
        confirmed_at=at,
        confirmed_by_id=getattr(by, "pk", None),
    )
    record(
        "promise.confirmed", on=promise, by=by, at=at, value=value, unit=unit, figure=figure_key, quote=proposal.quote
    )
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
