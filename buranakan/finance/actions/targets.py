"""The year's disbursement targets, from their reference file."""

from django.db import transaction

from buranakan.finance.models import DisbursementTarget


@transaction.atomic
def load_targets(targets):
    """Targets as values.Target; loading again changes only what changed."""
    for target in targets:
        DisbursementTarget.objects.update_or_create(**target.key, defaults=target.said)
