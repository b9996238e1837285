"""What a tally is: a count of standing, with its definition and the page that lists what is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from buranakan.insight.addresses import Asked


class Reach(StrEnum):
    """How far a reader's count goes."""

    PROVINCES = "provinces"  # every agency's work in the provinces in reach
    OFFICE = "office"  # what concerns an office in reach
    EVERYTHING = "everything"  # the same for everybody


@dataclass(frozen=True)
class Tally:
    """A count: what it counts, in which unit, and the page of the desk that lists what is counted.

    `narrowed_by` are the names of narrowings that it can tell apart, None for all of them: the others it leaves out,
    so that what it says it counts is what it counts. `query` goes with the page's address.
    """

    key: str
    name: object
    definition: object
    unit: str
    count: Callable  # (scope, asked, at=) -> int
    page: str = "desk:late"
    part: str = ""  # where on that page
    query: str = ""
    narrowed_by: frozenset | None = None
    reach: Reach = Reach.PROVINCES

    def asked(self, asked):
        """The slice without what it can't tell apart."""
        if self.narrowed_by is None:
            return asked
        return Asked(tuple(term for term in asked.terms if term.name in self.narrowed_by))
