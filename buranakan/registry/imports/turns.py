"""One at a time for one list, also across programs; a program that dies gives its turn back at once."""

import fcntl
import hashlib
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

LOCK_FOLDER = "locks"


@contextmanager
def turn_for(words):
    """Waits until nobody else brings in the list that the words name.

    Not a row of the database: what a killed program wrote there would stay, and nobody could tell it from a slow one.
    """
    digest = hashlib.sha256(words.encode()).digest()
    with _in_postgresql(digest) if connection.vendor == "postgresql" else _in_file(digest):
        yield


@contextmanager
def _in_postgresql(digest):
    """Belongs to the session, so that it survives the transactions inside and ends with the connection."""
    key = int.from_bytes(digest[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _in_file(digest):
    """SQLite's programs share a machine, and so a file."""
    folder = Path(settings.VAR) / LOCK_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / digest.hex()).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
