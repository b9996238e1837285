"""Once more after a conflict that PostgreSQL settles by turning one of the transactions away."""

from functools import wraps

from django.db import OperationalError, transaction

# serialization_failure and deadlock_detected: the transaction was rolled back whole and may simply be done again.
TURNED_AWAY = {"40001", "40P01"}


def once_more(action):
    """Do an action again, once, when the database turned its transaction away. It must own the transaction:
    inside another's, there is nothing here to begin again."""

    @wraps(action)
    def done(*args, **kwargs):
        if transaction.get_connection().in_atomic_block:
            return action(*args, **kwargs)
        try:
            return action(*args, **kwargs)
        except OperationalError as conflict:
            if getattr(conflict.__cause__, "sqlstate", None) not in TURNED_AWAY:
                raise
            return action(*args, **kwargs)

    return done
