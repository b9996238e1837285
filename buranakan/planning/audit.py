"""Recomputes every running total from the rows it sums, and reports what differs."""

from dataclasses import dataclass

from django.db.models import Sum

from buranakan.planning.enums import MoveKind, State
from buranakan.planning.models import Envelope, EnvelopeMove, PlanLine, PlanVersion


@dataclass(frozen=True)
class Difference:
    """A stored total that is not the sum of its rows."""

    on: str  # the row, by its kind and number
    total: str  # the column
    stored: int
    counted: int

    def __str__(self):
        return f"{self.on}: {self.total} is {self.stored}, its rows add up to {self.counted}"


def differences():
    """Every running total of planning that is wrong; an empty list is a clean audit."""
    return [*_of_versions(), *_of_envelopes(), *_of_receipts()]


def _of_versions():
    people, satang = (_sums(PlanLine.objects.all(), "version_id", column) for column in ("people", "amount_satang"))
    for version in PlanVersion.objects.select_related("plan").order_by("pk"):
        counted = {"people_total": people.get(version.pk, 0), "amount_total_satang": satang.get(version.pk, 0)}
        yield from _differing(version, counted)


def _of_envelopes():
    approved = PlanVersion.objects.filter(state=State.APPROVED)
    sums = {
        "handed_on_satang": _sums(Envelope.objects.exclude(parent=None), "parent_id", "amount_satang"),
        "handed_on_places": _sums(Envelope.objects.exclude(parent=None), "parent_id", "places"),
        "taken_satang": _sums(approved, "plan__envelope_id", "amount_total_satang"),
        "taken_places": _sums(approved, "plan__envelope_id", "people_total"),
    }
    for envelope in Envelope.objects.select_related("portfolio", "office").order_by("pk"):
        yield from _differing(envelope, {total: found.get(envelope.pk, 0) for total, found in sums.items()})


def _of_receipts():
    """An envelope holds what came to it less what went up again."""
    moves = EnvelopeMove.objects.all()
    came, went = moves.exclude(kind=MoveKind.TAKEN_BACK), moves.filter(kind=MoveKind.TAKEN_BACK)
    for total in ("amount_satang", "places"):
        plus, minus = (_sums(rows, "envelope_id", total) for rows in (came, went))
        for envelope in Envelope.objects.select_related("portfolio", "office").order_by("pk"):
            yield from _differing(envelope, {total: plus.get(envelope.pk, 0) - minus.get(envelope.pk, 0)})


def _sums(rows, parent, column):
    return dict(rows.order_by().values_list(parent).annotate(total=Sum(column)))


def _differing(row, counted):
    for total, value in counted.items():
        stored = getattr(row, total)
        if stored != value:
            on = f"{row._meta.label_lower} {row.pk} ({row.trail_label})"
            yield Difference(on=on, total=total, stored=stored, counted=value)
