"""Fields that more than one floor needs."""

from django.db import models


class SortKeyField(models.CharField):
    """Text that stands in the order of its bytes on every database.

    SQLite compares bytes by itself; PostgreSQL would go by the collation that its cluster happened to be made with.
    """

    def db_parameters(self, connection):
        return super().db_parameters(connection) | {"collation": "C" if connection.vendor == "postgresql" else None}
