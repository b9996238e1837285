"""Accounts and commitments under lock: what a change may do to their totals, and doing it."""

from dataclasses import dataclass, replace

from django.db.models import F

from buranakan.finance import queries, rules
from buranakan.finance.models import Allotment, Commitment

GRAIN = ["activity_id", "owner_office_id", "serving_office_id", "province_id"]
KEPT = [f"{name}_satang" for name in ("allotted", "returned", "reserved", "committed", "paid")]


@dataclass(frozen=True)
class Locked:
    """An account as it stands now, its siblings under other budget acts, and the commitment meant, all locked."""

    allotment: Allotment
    siblings: list
    commitment: Commitment | None

    @property
    def held_satang(self):
        """What all accounts of the grain hold together."""
        return sum(one.totals.held for one in [self.allotment, *self.siblings])


def locked(allotment, commitment=None):
    """Nobody else changes these until the transaction ends."""
    grain = {name: getattr(allotment, name) for name in GRAIN}
    named = "activity__project__portfolio", "owner_office", "serving_office", "province"
    rows = list(Allotment.objects.select_for_update(of=("self",)).select_related(*named).filter(**grain).order_by("pk"))
    if commitment is not None:
        commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    return Locked(
        allotment=next(one for one in rows if one.pk == allotment.pk),
        siblings=[one for one in rows if one.pk != allotment.pk],
        commitment=commitment,
    )


def with_commitment(place, commitment):
    """The same, with the commitment that was just made."""
    return replace(place, commitment=commitment)


def check(place, changes):
    """May all these changes be made, one after the other? Looks only."""
    totals, bound = place.allotment.totals, place.commitment and place.commitment.totals
    held = place.held_satang
    for change in changes:
        if bound and change.taken_from_outstanding:
            rules.check_commitment_can_change(bound, change=change)
            bound = bound.after(change)
        rules.check_can_change(totals, change=change)
        held += totals.after(change).held - totals.held
        totals = totals.after(change)
    if held > place.held_satang:
        rules.check_within_plan(held, planned_satang=queries.planned_satang(place.allotment))


def apply(place, change):
    """Make one change to the totals of a locked account, and of its commitment where it concerns that."""
    if place.commitment is not None and change.taken_from_outstanding:
        _apply(place.commitment, change, check=rules.check_commitment_can_change)
    _apply(place.allotment, change, check=rules.check_can_change)


def _apply(row, change, *, check):
    """The rule has looked already, at the locked row. The conditions stand in the update once more, so that the loser
    of a race changes nothing even where a database would not lock."""
    column = f"{change.total}_satang"
    rows = type(row).objects.filter(pk=row.pk, committed_satang__gte=F("paid_satang") + change.taken_from_outstanding)
    rows = rows.filter(**{f"{column}__gte": -change.satang})
    if isinstance(row, Allotment):
        bound = F("returned_satang") + F("reserved_satang") + F("committed_satang")
        rows = rows.filter(allotted_satang__gte=bound + change.taken_from_left)
    changed = rows.update(**{column: F(column) + change.satang})
    row.refresh_from_db(fields=[name for name in KEPT if hasattr(row, name)])
    if not changed:
        check(row.totals, change=change)
        raise RuntimeError(f"{row._meta.label} {row.pk} refused a change that its row allows")

