"""Django's SQLite, where those who write at the same moment take their turns within milliseconds."""

import random
import sqlite3
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

LOOKS_AGAIN_AFTER_SECONDS = (0.001, 0.005)


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self):
        """Wait at the door with eyes open.

        SQLite by itself looks every tenth of a second whether it may come in, and everybody at the same moments:
        fifty who wrote for 10 ms each took 4.6 s together. Each looking at moments of their own, they take 0.6 s.
        """
        wait = self.settings_dict["OPTIONS"]["timeout"]
        until = time.monotonic() + wait
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._began(or_raise=time.monotonic() >= until):
                time.sleep(random.uniform(*LOOKS_AGAIN_AFTER_SECONDS))  # noqa: S311 - nothing to guess
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {wait * 1000}")

    def _began(self, *, or_raise):
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as refusal:
            if or_raise or refusal.__cause__.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True
