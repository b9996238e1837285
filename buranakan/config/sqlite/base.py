"""Django's SQLite, where those who write at the same moment take their turns within milliseconds."""

import random
import sqlite3
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

FIRST_LOOK_AFTER_SECONDS, LAST_LOOK_AFTER_SECONDS = 0.005, 0.05
MORE_PATIENT = 1.2
PRIMARY = 0xFF


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self):
        """Wait at the door with eyes open.

        SQLite by itself looks every tenth of a second whether it may come in, and everybody at the same moments:
        fifty who wrote for 10 ms each took 4.6 s together. Each looking at moments of their own, they take 0.6 s.
        """
        wait = self.settings_dict["OPTIONS"]["timeout"]
        until, longest = time.monotonic() + wait, FIRST_LOOK_AFTER_SECONDS
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._began(or_raise=time.monotonic() >= until):
                time.sleep(random.uniform(0.001, longest))  # noqa: S311 - nothing to guess
                # Many threads that look too often would keep the one inside from its work.
                longest = min(longest * MORE_PATIENT, LAST_LOOK_AFTER_SECONDS)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {wait * 1000}")

    def _began(self, *, or_raise):
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as refusal:
            if or_raise or not is_busy(refusal.__cause__.sqlite_errorcode):
                raise
            return False
        return True


def is_busy(code):
    """SQLite tells in the upper bits what it is busy with: a log to recover, a snapshot that is gone."""
    return code & PRIMARY == sqlite3.SQLITE_BUSY
