"""Doing an action once more when PostgreSQL turned its transaction away."""

import psycopg
import pytest
from django.db import OperationalError, transaction

from buranakan.planning.locking import once_more


def turned_away(cause):
    """An action that is refused with this cause the first times it is tried."""

    def action(failures):
        action.tries += 1
        if action.tries <= failures:
            raise OperationalError("turned away") from cause
        return action.tries

    action.tries = 0
    return once_more(action)


CONFLICTS = [psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure()]


@pytest.mark.parametrize("cause", CONFLICTS, ids=["deadlock", "serialization"])
@pytest.mark.django_db(transaction=True)
def test_a_conflict_is_tried_once_more_and_no_more(cause):
    assert turned_away(cause)(1) == 2
    with pytest.raises(OperationalError):
        turned_away(cause)(2)


@pytest.mark.parametrize("cause", [None, psycopg.errors.DiskFull()], ids=["no-cause", "disk-full"])
@pytest.mark.django_db(transaction=True)
def test_other_failures_are_not_tried_again(cause):
    with pytest.raises(OperationalError):
        turned_away(cause)(1)


@pytest.mark.django_db(transaction=True)
def test_inside_another_transaction_there_is_nothing_to_begin_again():
    with pytest.raises(OperationalError), transaction.atomic():
        turned_away(CONFLICTS[0])(1)
