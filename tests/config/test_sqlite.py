"""Writers of SQLite wait for their turn, whatever it is busy with, and for nothing else."""

import sqlite3

import pytest

from buranakan.config.sqlite.base import is_busy


@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_BUSY_TIMEOUT],
)
def test_whatever_it_is_busy_with_it_is_waited_for(code):
    assert is_busy(code)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL])
def test_other_faults_are_told_at_once(code):
    assert not is_busy(code)
