"""Changes to envelopes: opening one, handing part of it on, drawing on it."""

from django.db import transaction
from django.db.models import F

from buranakan.planning import rules
from buranakan.planning.locking import once_more
from buranakan.planning.models import Envelope
from buranakan.records.actions import record


@transaction.atomic
def open_envelope(portfolio, *, office, amount_satang, places, by, at):
    """The envelope that others of the portfolio come from."""
    rules.check_is_something(satang=amount_satang, places=places)
    envelope = Envelope.objects.create(portfolio=portfolio, office=office, amount_satang=amount_satang, places=places)
    record("envelope.opened", on=envelope, by=by, at=at, office=office, amount_satang=amount_satang, places=places)
    return envelope


@once_more
@transaction.atomic
def hand_on(envelope, *, office, amount_satang, places, by, at):
    """Give another office part of an envelope; what it was given before from the same envelope grows."""
    parent = locked(envelope.pk)
    child = Envelope.objects.filter(portfolio=parent.portfolio_id, office=office).first()
    rules.check_can_hand_on(parent, to=child, satang=amount_satang, places=places)
    draw(parent, satang=amount_satang, places=places, purpose="handed_on")
    child = _child_of(parent, office=office)
    Envelope.objects.filter(pk=child.pk).update(
        amount_satang=F("amount_satang") + amount_satang, places=F("places") + places
    )
    child.refresh_from_db(fields=["amount_satang", "places"])
    record(
        "envelope.handed_on",
        on=child,
        by=by,
        at=at,
        office=office,
        amount_satang=amount_satang,
        places=places,
        parent=parent.trail_label,
    )
    return child


def _child_of(parent, *, office):
    """Two offices may give to a third one at the same moment: the one who comes second is refused, not broken."""
    child, _ = Envelope.objects.get_or_create(
        portfolio=parent.portfolio, office=office, defaults={"parent": parent, "amount_satang": 0, "places": 0}
    )
    rules.check_comes_from(parent, to=child)
    return child


def locked(pk):
    """The envelope as it stands now, which nobody else changes until this transaction ends."""
    return Envelope.objects.select_for_update(of=("self",)).select_related("portfolio", "office").get(pk=pk)


def draw(envelope, *, satang, places, purpose):
    """Move a running total ("handed_on" or "taken") of a locked envelope, never past what it holds.

    The rule has looked already, at the locked row. The condition stands in the update once more, so that the loser of
    a race changes nothing even where a database would not lock.
    """
    changed = Envelope.objects.filter(
        pk=envelope.pk,
        amount_satang__gte=F("handed_on_satang") + F("taken_satang") + satang,
        places__gte=F("handed_on_places") + F("taken_places") + places,
    ).update(
        **{f"{purpose}_satang": F(f"{purpose}_satang") + satang, f"{purpose}_places": F(f"{purpose}_places") + places}
    )
    envelope.refresh_from_db(fields=["handed_on_satang", "handed_on_places", "taken_satang", "taken_places"])
    if not changed:
        rules.check_envelope_holds(envelope.left, satang=satang, places=places)
        raise RuntimeError(f"envelope {envelope.pk} refused a draw that its row allows")
