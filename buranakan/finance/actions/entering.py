"""Entering: a document becomes a movement that waits for another person."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from buranakan.areas import queries as areas
from buranakan.finance import rules
from buranakan.finance.actions import accounts
from buranakan.finance.enums import MovementKind, State
from buranakan.finance.models import Allotment, Entry, Movement
from buranakan.lib import clock
from buranakan.planning.locking import once_more
from buranakan.records import actions as records

Kind = MovementKind


@once_more
@transaction.atomic
def enter_allotment(
    activity,
    *,
    owner_office,
    serving_office,
    province,
    document,
    budget_act_year=None,
    is_provisional=False,
    by,
    at,
):
    """Give the serving office money of the owner's budget; the account of the grain is opened with the first one.

    Without a year the budget act is the portfolio's.
    """
    allotment = _account(
        activity=activity,
        owner_office=owner_office,
        serving_office=serving_office,
        province=province,
        budget_act_year=budget_act_year or activity.project.portfolio.budget_act_year,
        is_provisional=is_provisional,
    )
    return _enter(Kind.ALLOTMENT, accounts.locked(allotment), document=document, by=by, at=at)


@once_more
@transaction.atomic
def enter_return(allotment, *, document, by, at):
    """Give unused money back to its owner."""
    return _enter(Kind.RETURN, accounts.locked(allotment), document=document, by=by, at=at)


@once_more
@transaction.atomic
def enter_reservation(allotment, *, document, by, at):
    """Keep money aside for a debt that is coming."""
    return _enter(Kind.RESERVATION, accounts.locked(allotment), document=document, by=by, at=at)


@once_more
@transaction.atomic
def enter_release(allotment, *, document, by, at):
    """Free money that was kept aside."""
    return _enter(Kind.RELEASE, accounts.locked(allotment), document=document, by=by, at=at)


@once_more
@transaction.atomic
def enter_commitment(allotment, *, kind, document, reserved_used_satang=0, by, at):
    """Bind money to a payee; `reserved_used_satang` of it was kept aside for this."""
    rules.check_commitment_kind(kind)
    rules.check_reserve_used(reserved_used_satang, amount_satang=document.amount_satang)
    place = accounts.locked(allotment)
    said = {"commitment_kind": kind, "reserved_used_satang": reserved_used_satang}
    return _enter(Kind.COMMITMENT, place, document=document, by=by, at=at, **said)


@once_more
@transaction.atomic
def enter_reduction(commitment, *, document, by, at):
    """Bind less than a commitment said."""
    place = accounts.locked(commitment.allotment, commitment)
    return _enter(Kind.REDUCTION, place, document=document, after=place.commitment.document_on, by=by, at=at)


@once_more
@transaction.atomic
def enter_payment(commitment, *, document, round_=None, is_advance=False, by, at):
    """Pay part or all of a commitment, for a round where it is for one; without a payee, the commitment's."""
    place = accounts.locked(commitment.allotment, commitment)
    document = replace(document, payee=document.payee or place.commitment.payee)
    if round_ is not None:
        rules.check_round(round_, account=place.allotment, is_advance=is_advance)
    said = {"round": round_, "is_advance": is_advance, "after": place.commitment.document_on}
    return _enter(Kind.PAYMENT, place, document=document, by=by, at=at, **said)


@once_more
@transaction.atomic
def reverse(entry, *, document, by, at):
    """Undo an entry by another one, with a reason; the amount is the entry's, whatever the document says."""
    place = accounts.locked(entry.allotment, entry.commitment)
    waits = Movement.objects.filter(reverses=entry, state=State.WAITING).exists()
    rules.check_can_reverse(entry, is_reversed=waits or Entry.objects.filter(reverses=entry).exists())
    document = replace(document, amount_satang=abs(entry.amount_satang))
    return _enter(
        Kind.REVERSAL, place, document=document, reverses=entry, after=entry.document_on, by=by, at=at
    )


def _account(**grain):
    """The account of the grain, opened empty when there is none; two may do so at the same moment."""
    owner, serving = (areas.department_of(grain[name]) for name in ("owner_office", "serving_office"))
    allotment, _ = Allotment.objects.get_or_create(**grain, defaults={"is_on_behalf": owner != serving})
    return allotment


def _enter(kind, place, *, document, reverses=None, after=None, by, at, **said):
    rules.check_somebody_enters(getattr(by, "pk", None))
    document = rules.tidied(document)
    year = place.allotment.activity.project.portfolio.fiscal_year
    rules.check_document(document, kind=kind, fiscal_year=year, today=clock.local_day(at), after=after)
    movement = Movement(
        kind=kind,
        allotment=place.allotment,
        commitment=place.commitment,
        reverses=reverses,
        amount_satang=document.amount_satang,
        document_no=document.number,
        document_on=document.on,
        what=document.what,
        payee=document.payee,
        reason=document.reason,
        entered_at=at,
        entered_by_id=by.pk,
        entered_by_post=getattr(by, "worn_post", ""),
        **said,
    )
    rules.check_is_new(_entered_before(movement))
    accounts.check(place, rules.changes_of(movement))
    movement.save(force_insert=True)
    movement.evidence.add(*document.evidence)
    told = {"evidence": [file.sha256 for file in document.evidence]}
    record("movement.entered", movement, by=by, at=at, **told)
    return movement


def _entered_before(movement):
    """What waits or stands in the same account by a document of the same number."""
    same = Movement.objects.filter(
        allotment=movement.allotment, kind=movement.kind, document_no=movement.document_no, reverses=movement.reverses
    )
    if movement.commitment is not None:
        same = same.filter(commitment=movement.commitment)
    stands = Q(state=State.APPROVED) & ~Q(entries__reversed_by__isnull=False)
    return same.filter(Q(state=State.WAITING) | stands).first()


def record(name, movement, *, by, at, **told):
    """What the trail tells of a movement: numbers and kinds, never a payee."""
    allotment = movement.allotment
    office_id = rules.office_of(movement)
    records.record(
        name,
        on=movement,
        by=by,
        at=at,
        office=allotment.owner_office if office_id == allotment.owner_office_id else allotment.serving_office,
        province=allotment.province,
        kind=str(movement.kind),
        amount_satang=movement.amount_satang,
        document_on=movement.document_on.isoformat(),
        allotment=allotment.reference,
        commitment=movement.commitment and movement.commitment.reference,
        round=movement.round and movement.round.reference,
        reverses=movement.reverses and movement.reverses.reference,
        **told,
    )
