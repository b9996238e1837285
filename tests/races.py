"""Races: many real threads, each with its own connection, starting at the same moment."""

import threading
from collections import Counter

import pytest
from django.db import connection, connections

from buranakan.lib.rules import RuleBroken


@pytest.fixture
def race(transactional_db):
    """`race(contenders)` runs each callable in a thread and returns, in order, what it returned or raised.

    The database is real and locks: a file for SQLite, a server for PostgreSQL. What a contender reads
    must be committed, which `transactional_db` sees to.
    """
    return run_together


def run_together(contenders):
    contenders = list(contenders)
    outcomes = [None] * len(contenders)
    start = threading.Barrier(len(contenders))

    def contend(place):
        try:
            connection.ensure_connection()
            start.wait()
            outcomes[place] = contenders[place]()
        except Exception as trouble:
            outcomes[place] = trouble
        finally:
            connections.close_all()

    threads = [threading.Thread(target=contend, args=[place]) for place in range(len(contenders))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def told(outcomes):
    """What happened, counted: "done", or the code of the refusal; anything else is raised."""
    found = Counter()
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, RuleBroken):
            raise outcome
        found[outcome.code if isinstance(outcome, RuleBroken) else "done"] += 1
    return found
