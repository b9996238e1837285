"""Deciding: another person approves what was entered, which writes the entries, or refuses it."""

from django.db import transaction

from buranakan.finance import rules
from buranakan.finance.actions import accounts
from buranakan.finance.actions.entering import record
from buranakan.finance.enums import MovementKind, State
from buranakan.finance.models import Commitment, Entry, Movement
from buranakan.lib import fiscal, thai_text
from buranakan.planning.locking import once_more

FROM_ALLOTMENT = [
    *("activity_id", "owner_office_id", "serving_office_id", "province_id"),
    *("budget_act_year", "is_provisional", "is_on_behalf"),
]
FROM_MOVEMENT = [
    *("document_no", "document_on", "what", "payee", "reason"),
    *("entered_at", "entered_by_id", "entered_by_post"),
]


@once_more
@transaction.atomic
def approve(movement, *, by, at):
    """Write what was entered into the books; returns the entry, the last where a commitment used a reserve."""
    place, movement = _locked(movement)
    rules.check_can_approve(movement, by_id=getattr(by, "pk", None))
    changes = rules.changes_of(movement)
    accounts.check(place, changes)
    if movement.kind == MovementKind.COMMITMENT:
        place = accounts.with_commitment(place, _commitment(movement))
        movement.commitment = place.commitment
    for change in changes:
        accounts.apply(place, change)
    _decide(movement, State.APPROVED, by=by, at=at)
    entries = [_entry(movement, place.allotment, change) for change in changes]
    record("movement.approved", movement, by=by, at=at, entries=[one.reference for one in entries])
    return entries[-1]


@once_more
@transaction.atomic
def refuse(movement, *, reason, by, at):
    """Let what was entered count nowhere, and say why."""
    _, movement = _locked(movement)
    reason = thai_text.one_line(reason)
    rules.check_can_refuse(movement, reason=reason, by_id=getattr(by, "pk", None))
    movement.refused_because = reason
    _decide(movement, State.REFUSED, by=by, at=at)
    record("movement.refused", movement, by=by, at=at, reason=reason)
    return movement


@once_more
@transaction.atomic
def withdraw(movement, *, by, at):
    """Who entered it takes it back while it waits."""
    _, movement = _locked(movement)
    rules.check_can_withdraw(movement, by_id=getattr(by, "pk", None))
    _decide(movement, State.WITHDRAWN, by=by, at=at)
    record("movement.withdrawn", movement, by=by, at=at)
    return movement


def _locked(movement):
    """The account, the commitment and the movement as they stand now, locked in the order of locks."""
    known = Movement.objects.select_related("allotment", "commitment").get(pk=movement.pk)
    place = accounts.locked(known.allotment, known.commitment)
    movement = Movement.objects.select_for_update(of=("self",)).select_related("reverses").get(pk=movement.pk)
    movement.allotment, movement.commitment = place.allotment, place.commitment
    return place, movement


def _commitment(movement):
    return Commitment.objects.create(
        allotment=movement.allotment,
        kind=movement.commitment_kind,
        document_no=movement.document_no,
        document_on=movement.document_on,
        what=movement.what,
        payee=movement.payee,
    )


def _decide(movement, state, *, by, at):
    movement.state, movement.decided_at, movement.decided_by_id = state, at, by.pk
    movement.decided_by_post = getattr(by, "worn_post", "")
    movement.save()


def _entry(movement, allotment, change):
    entry = Entry(
        **{name: getattr(allotment, name) for name in FROM_ALLOTMENT},
        **{name: getattr(movement, name) for name in FROM_MOVEMENT},
        allotment=allotment,
        movement=movement,
        commitment=movement.commitment,
        reverses=movement.reverses,
        round=movement.round,
        kind=change.kind,
        amount_satang=change.satang,
        month=fiscal.month_start(movement.document_on),
        approved_at=movement.decided_at,
        approved_by_id=movement.decided_by_id,
        approved_by_post=movement.decided_by_post,
    )
    entry.save()
    entry.evidence.add(*movement.evidence.all())
    return entry
