"""Saving a row that another desk may have saved a moment ago."""

from django.db import IntegrityError, transaction


def save_or_refuse(row, *, refusing, **how):
    """Save; where the database knows of a row that the look before missed, the rule refuses instead of the database.

    `refusing` looks again and refuses; when it finds nothing, the constraint broken was another one, and that is a
    fault. `how` is what the model's save takes.
    """
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError:
        refusing()
        raise
