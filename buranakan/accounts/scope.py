"""What the one who asks may see: an office and its areas, their own, what is public, or all for a stated reason."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Q


class Kind(StrEnum):
    OFFICE = "office"
    OWN = "own"
    PUBLIC = "public"
    SYSTEM = "system"


@dataclass(frozen=True)
class Scope:
    """A reach. Every query takes one first; `None` for provinces or books means all of them.

    `provinces` are province codes; `books` are ids of the offices whose money may be seen.
    """

    kind: Kind
    permissions: frozenset = field(default_factory=frozenset)
    user_id: int | None = None
    office_id: int | None = None
    role: str = ""
    post: str = ""
    provinces: frozenset | None = field(default_factory=frozenset)
    books: frozenset | None = field(default_factory=frozenset)
    reason: str = ""

    @classmethod
    def public(cls):
        """Totals only: no rows, and counts of people go through insight's small-count rule."""
        return cls(kind=Kind.PUBLIC)

    @classmethod
    def system(cls, reason):
        """Everything, for jobs and self-audits; the reason is said."""
        return cls(kind=Kind.SYSTEM, provinces=None, books=None, reason=reason)

    def may(self, permission):
        """Is the permission given by the membership now worn?"""
        return permission in self.permissions

    @property
    def sees_all_provinces(self):
        return self.provinces is None

    @property
    def sees_all_books(self):
        return self.books is None

    def limit(self, rows, *, area, own=None):
        """Only rows of the provinces in reach; for an "own" scope only rows whose `own` field is the user."""
        if self.kind == Kind.OWN:
            return rows.filter(**{own: self.user_id}) if own else rows.none()
        if self.kind == Kind.PUBLIC:
            return rows.none()
        if self.provinces is None:
            return rows
        return rows.filter(**{f"{area}__in": self.provinces})

    def limit_books(self, rows, *, owner, serving):
        """Only rows whose owner or serving office is one of the books in reach (money)."""
        if self.kind in {Kind.OWN, Kind.PUBLIC}:
            return rows.none()
        if self.books is None:
            return rows
        return rows.filter(Q(**{f"{owner}__in": self.books}) | Q(**{f"{serving}__in": self.books}))
