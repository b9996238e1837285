"""Tripping a constraint of the database by its name."""

import pytest
from django.db import IntegrityError, connection, transaction


def refused_by(name, make):
    """The row that `make` keeps is wrong by itself: the database says which constraint it breaks."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def refused_as_second_by(name, make):
    """The row that `make` keeps is wrong because there is one like it.

    SQLite tells the columns of a broken uniqueness, PostgreSQL its name.
    """
    refused_by(name if connection.vendor == "postgresql" else "UNIQUE constraint failed", make)
