"""Values that the books take in and give out: a document as it came, totals of an account. Pure."""

import datetime as dt
from dataclasses import dataclass, fields, replace

from buranakan.finance.enums import EntryKind

# The total that entries of a kind change.
TOTAL_OF = {
    EntryKind.ALLOTMENT: "allotted",
    EntryKind.RETURN: "returned",
    EntryKind.RESERVATION: "reserved",
    EntryKind.COMMITMENT: "committed",
    EntryKind.PAYMENT: "paid",
}


@dataclass(frozen=True)
class Document:
    """The paper that a movement is entered from. `payee` may be a person; `reason` says why money goes back."""

    number: str
    on: dt.date
    amount_satang: int
    what: str = ""
    payee: str = ""
    reason: str = ""
    evidence: tuple = ()


@dataclass(frozen=True)
class Change:
    """What one entry does: the total it is of, and by how many satang that grows or shrinks."""

    kind: EntryKind
    satang: int

    @property
    def total(self):
        """The total it changes."""
        return TOTAL_OF[EntryKind(self.kind)]

    @property
    def taken_from_left(self):
        """How much less may be reserved, committed or returned afterwards."""
        return {"allotted": -self.satang, "paid": 0}.get(self.total, self.satang)

    @property
    def taken_from_outstanding(self):
        """How much less is committed and unpaid afterwards."""
        return {"committed": -self.satang, "paid": self.satang}.get(self.total, 0)


@dataclass(frozen=True)
class Totals:
    """Running totals of one account, or of several together, in satang."""

    allotted: int = 0
    returned: int = 0
    reserved: int = 0
    committed: int = 0
    paid: int = 0

    def __add__(self, other):
        return Totals(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def after(self, change):
        """The totals once an entry has changed them."""
        return replace(self, **{change.total: getattr(self, change.total) + change.satang})

    @property
    def held(self):
        """What the serving office has: allotted to it and not given back."""
        return self.allotted - self.returned

    @property
    def left(self):
        """What may still be reserved, committed or returned."""
        return self.held - self.reserved - self.committed

    @property
    def outstanding(self):
        """Committed and not paid yet."""
        return self.committed - self.paid

    @property
    def spent(self):
        """Spending as the Comptroller General's Department counts it: outstanding commitments + paid + reserved."""
        return self.outstanding + self.paid + self.reserved

    @property
    def spent_share(self):
        """The part of what is held that is spent; nothing where nothing is held."""
        return self.spent / self.held if self.held else None

    @property
    def paid_share(self):
        """The part of what is held that is paid; nothing where nothing is held."""
        return self.paid / self.held if self.held else None


@dataclass(frozen=True)
class Target:
    """What the government wants spent by the end of a quarter, cumulative, as its reference file says."""

    fiscal_year: int
    measure: str
    category: str
    quarter: int
    percent_hundredths: int
    source: str
    as_of: dt.date
    confidence: str
