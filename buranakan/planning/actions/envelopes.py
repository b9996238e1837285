"""Changes to envelopes: receiving one, handing part of it on, taking back what is unused, drawing on it."""

from django.db import transaction
from django.db.models import F

from buranakan.planning import rules
from buranakan.planning.enums import MoveKind
from buranakan.planning.locking import once_more
from buranakan.planning.models import Envelope, EnvelopeMove
from buranakan.records.actions import SYSTEM_POST, record

TOTALS = ["amount_satang", "places", "handed_on_satang", "handed_on_places", "taken_satang", "taken_places"]


@once_more
@transaction.atomic
def open_envelope(
    portfolio,
    *,
    office,
    amount_satang,
    places,
    budget_act_year=None,
    is_provisional=False,
    is_carried_over=False,
    document="",
    document_on=None,
    by,
    at,
):
    """An envelope from outside, which others come from; a second paper of the same act lets it grow.

    Without a year the act is the portfolio's.
    """
    act = {
        "budget_act_year": budget_act_year or portfolio.budget_act_year,
        "is_provisional": is_provisional,
        "is_carried_over": is_carried_over,
    }
    rules.check_is_something(satang=amount_satang, places=places)
    rules.check_act(**act, fiscal_year=portfolio.fiscal_year)
    found, is_new = Envelope.objects.get_or_create(
        portfolio=portfolio,
        office=office,
        **act,
        defaults={"amount_satang": 0, "places": 0, "owner_office": office, "counts_for": office},
    )
    envelope, document = locked(found.pk), document.strip()
    if not is_new:
        is_entered = envelope.moves.filter(document=document, document_on=document_on).exists()
        rules.check_can_receive(envelope, document=document, is_entered=is_entered)
    paper = {"document": document, "document_on": document_on}
    _grow(envelope, satang=amount_satang, places=places)
    _keep_move(envelope, MoveKind.RECEIVED, satang=amount_satang, places=places, by=by, at=at, **paper)
    name = "envelope.opened" if is_new else "envelope.received"
    _record(name, envelope, satang=amount_satang, places=places, by=by, at=at, **paper)
    return envelope


@once_more
@transaction.atomic
def hand_on(envelope, *, office, amount_satang, places, counts_for=None, reason="", by, at):
    """Give another office part of an envelope, of the same budget act; what it was given before grows.

    `counts_for`: whose KPI counts the people, unless a plan line says otherwise; the owner's of the budget if not said.
    """
    parent = locked(envelope.pk)
    child = Envelope.objects.filter(portfolio=parent.portfolio_id, office=office, **parent.act).first()
    rules.check_can_hand_on(parent, to=child, satang=amount_satang, places=places)
    rules.check_goes_down(parent.office, office=office)
    draw(parent, satang=amount_satang, places=places, purpose="handed_on")
    child = _child_of(parent, office=office)
    counted = _count_for(child, counts_for=counts_for or child.counts_for)
    _grow(child, satang=amount_satang, places=places)
    said = {"satang": amount_satang, "places": places, "reason": reason.strip(), "by": by, "at": at}
    _keep_move(child, MoveKind.HANDED_ON, **said)
    _record("envelope.handed_on", child, **said, **counted, parent=parent.trail_label, way=child.way)
    return child


@once_more
@transaction.atomic
def take_back(envelope, *, amount_satang, places, reason, by, at):
    """What an office doesn't use goes back to the one who gave it; from the top of the tree it goes out of it."""
    parent = locked(envelope.parent_id) if envelope.parent_id else None
    child = locked(envelope.pk)
    rules.check_can_take_back(child, satang=amount_satang, places=places, reason=reason)
    _shrink(child, satang=amount_satang, places=places)
    if parent:
        _give_back(parent, satang=amount_satang, places=places)
    said = {"satang": amount_satang, "places": places, "reason": reason.strip(), "by": by, "at": at}
    _keep_move(child, MoveKind.TAKEN_BACK, **said)
    _record("envelope.taken_back", child, **said, parent=parent.trail_label if parent else "")
    return child


def _child_of(parent, *, office):
    """Two offices may give to a third one at the same moment: the one who comes second is refused, not broken."""
    owner = parent.owner_after(office)
    child, _ = Envelope.objects.select_related("owner_office", "counts_for").get_or_create(
        portfolio=parent.portfolio,
        office=office,
        **parent.act,
        defaults={
            "parent": parent,
            "way": parent.way_to(office),
            "owner_office": owner,
            "counts_for": owner,
            "amount_satang": 0,
            "places": 0,
        },
    )
    rules.check_comes_from(parent, to=child)
    return child


def _count_for(child, *, counts_for):
    """Whose KPI counts the people from now on; tells the trail, and whose it was where that is another's."""
    before = child.counts_for
    rules.check_counts_for(counts_for, owner=child.owner_office, holder=child.office)
    Envelope.objects.filter(pk=child.pk).update(counts_for=counts_for)
    child.counts_for = counts_for
    said = {"counts_for": counts_for.code}
    return said if before == counts_for else said | {"counted_for_before": before.code}


def _grow(envelope, *, satang, places):
    Envelope.objects.filter(pk=envelope.pk).update(
        amount_satang=F("amount_satang") + satang, places=F("places") + places
    )
    envelope.refresh_from_db(fields=["amount_satang", "places"])


def _shrink(envelope, *, satang, places):
    """Take from what a locked envelope holds, never below what it gave away."""
    change = {"amount_satang": F("amount_satang") - satang, "places": F("places") - places}
    _change_what_is_left(envelope, change, satang=satang, places=places)


def _give_back(parent, *, satang, places):
    """The giver has it again."""
    Envelope.objects.filter(pk=parent.pk).update(
        handed_on_satang=F("handed_on_satang") - satang, handed_on_places=F("handed_on_places") - places
    )


def _keep_move(envelope, kind, *, satang, places, by, at, **said):
    EnvelopeMove.objects.create(
        envelope=envelope,
        kind=kind,
        amount_satang=satang,
        places=places,
        made_at=at,
        made_by_id=getattr(by, "pk", None),
        made_by_post=SYSTEM_POST if by is None else getattr(by, "worn_post", ""),
        **said,
    )


def _record(name, envelope, *, satang, places, by, at, **said):
    said = {key: value for key, value in said.items() if value}
    said |= {name: value for name, value in envelope.act.items() if value}
    record(name, on=envelope, by=by, at=at, office=envelope.office, amount_satang=satang, places=places, **said)


def locked(pk):
    """The envelope as it stands now, which nobody else changes until this transaction ends."""
    named = "portfolio", "office", "owner_office"
    return Envelope.objects.select_for_update(of=("self",)).select_related(*named).get(pk=pk)


def draw(envelope, *, satang, places, purpose):
    """Move a running total ("handed_on" or "taken") of a locked envelope, never past what it holds."""
    counted = {f"{purpose}_satang": satang, f"{purpose}_places": places}
    change = {total: F(total) + number for total, number in counted.items()}
    _change_what_is_left(envelope, change, satang=satang, places=places)


def _change_what_is_left(envelope, change, *, satang, places):
    """Let a locked envelope have so much less left.

    The rule has looked already, at the locked row. The condition stands in the update once more, so that the loser of
    a race changes nothing even where a database would not lock.
    """
    changed = Envelope.objects.filter(
        pk=envelope.pk,
        amount_satang__gte=F("handed_on_satang") + F("taken_satang") + satang,
        places__gte=F("handed_on_places") + F("taken_places") + places,
    ).update(**change)
    envelope.refresh_from_db(fields=TOTALS)
    if not changed:
        rules.check_envelope_holds(envelope.left, satang=satang, places=places)
        raise RuntimeError(f"envelope {envelope.pk} refused a change that its row allows")
