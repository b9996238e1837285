"""What a question asks for: figures, of which part, in which form; and why one could not be read."""

from dataclasses import dataclass

FIGURE, TALLY, PROMISE = "figure", "tally", "promise"
PEOPLE, MONEY = "people", "money"


@dataclass(frozen=True)
class Measure:
    """One thing that is asked for: a figure, a tally, or the promises about people or money."""

    kind: str
    key: str
    others: tuple[str, ...] = ()  # figures it could have been as well: what was said leaves it open


@dataclass(frozen=True)
class Intent:
    """What is asked: measures over a slice in the words of an address, and the form.

    `by` is the dimension that is asked about, `among` its keys where the question names several; `order` is "most" or
    "least". Of a share or a remainder, the first measure is the part and the second the whole.
    """

    measures: tuple[Measure, ...]
    slice: tuple[tuple[str, str], ...] = ()
    by: str = ""
    order: str = ""
    share: bool = False
    left: bool = False
    among: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()  # what was typed, and what it was read as

    @property
    def query(self):
        """The slice as an address holds it."""
        return dict(self.slice)


class NotUnderstood(Exception):
    """Why a question can't be answered: a stable code, the words concerned, and the slice that was read anyhow."""

    def __init__(self, code, *, said=(), slice_=(), about=""):
        super().__init__(code, said)
        self.code = code
        self.said = tuple(said)
        self.slice = tuple(slice_)
        self.about = about
