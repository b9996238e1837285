"""What reading a list's rows needs and gives: where we are, what was refused and why. Pure."""

from dataclasses import dataclass, field

from buranakan.lib.addresses import Gazetteer
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import Heading


class CellRefused(Exception):
    """A cell of the column with this key can't be taken."""

    def __init__(self, key, refusal):
        super().__init__(key, refusal)
        self.key = key
        self.refusal = refusal


class refusing:  # noqa: N801 - reads as a word: with refusing("number")
    """Inside, a refusal belongs to the column. A class: the generator of a context manager costs thrice as much."""

    __slots__ = ("key",)

    def __init__(self, key):
        self.key = key

    def __enter__(self):
        return self

    def __exit__(self, kind, refusal, trace):
        if kind is RuleBroken:
            raise CellRefused(self.key, refusal) from refusal
        return False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: where it stands, under which heading the trouble is, and why."""

    sheet: str
    row_number: int
    column: str
    refusal: RuleBroken

    @property
    def code(self):
        return self.refusal.code

    @property
    def params(self):
        return self.refusal.params


@dataclass
class Context:
    """Where reading is: the sheet, its heading, and the province that a sub-heading named last."""

    gazetteer: Gazetteer
    sheet: str = ""
    heading: Heading = field(default_factory=lambda: Heading((), {}, {}))
    province: str = ""
    year: int = 0  # the Buddhist year that a title names
    given_province: str = ""  # where rows say none themselves
    reach: frozenset | None = None  # provinces of the office that brings a list of people; None is everywhere
