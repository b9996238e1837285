"""Adds up the entries of every account and commitment again, and reports which running total differs."""

from django.db.models import Sum

from buranakan.finance.enums import EntryKind
from buranakan.finance.models import Allotment, Commitment, Entry
from buranakan.finance.values import TOTAL_OF
from buranakan.planning.audit import Difference


def differences():
    """Every running total of the books that is wrong; an empty list is a clean audit."""
    return [
        *_of(Allotment, key="allotment_id", kinds=list(EntryKind)),
        *_of(Commitment, key="commitment_id", kinds=[EntryKind.COMMITMENT, EntryKind.PAYMENT]),
    ]


def _of(model, *, key, kinds):
    sums = {kind: _sums(kind, key) for kind in kinds}
    for row in model.objects.order_by("pk"):
        for kind, found in sums.items():
            total = f"{TOTAL_OF[kind]}_satang"
            stored, counted = getattr(row, total), found.get(row.pk, 0)
            if stored != counted:
                on = f"{row._meta.label_lower} {row.pk} ({row.trail_label})"
                yield Difference(on=on, total=total, stored=stored, counted=counted)


def _sums(kind, key):
    return dict(Entry.objects.filter(kind=kind).order_by().values_list(key).annotate(total=Sum("amount_satang")))
