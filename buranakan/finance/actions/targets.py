"""The disbursement targets of fiscal years, from their reference file."""

from django.db import transaction

from buranakan.finance.models import DisbursementTarget

KEY = ["fiscal_year", "measure", "category", "quarter"]


@transaction.atomic
def load_targets(targets, *, by, at):
    """Targets as values.Target; loading again changes only what changed, and takes out what the file no longer says."""
    kept = []
    for target in targets:
        said = dict(vars(target))
        key = {name: said.pop(name) for name in KEY}
        row, _ = DisbursementTarget.objects.update_or_create(**key, defaults=said)
        kept.append(row.pk)
    DisbursementTarget.objects.exclude(pk__in=kept).delete()
