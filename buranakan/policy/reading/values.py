"""What a reading gives back: plain values that point into the text by character."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Span:
    """Words of the text as given: text[start:end] == quote."""

    quote: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.quote


@dataclass(frozen=True)
class Place:
    """Where, in the text's words; `code` is the province's, None for the whole country."""

    quote: str
    start: int
    end: int
    code: str | None


@dataclass(frozen=True)
class Due:
    """By when, in the text's words and as a day."""

    quote: str
    start: int
    end: int
    on: dt.date


@dataclass(frozen=True)
class Figure:
    """One number with its unit, the role it plays and why the reader thinks so. Money is in baht."""

    value: int | Decimal
    high: int | Decimal | None  # the upper end where the text gives a range
    unit: str
    per: str | None  # "ราย" in "ไม่เกิน 5 แสนบาทต่อราย": then the value is no total
    comparison: str
    role: str
    quote: str
    start: int
    end: int
    whose: Span | None
    about: Span | None
    due: Due | None
    rule: str
    why: str  # a message id
    cue: Span | None  # the words that decided the role
    also_at: tuple[Span, ...]  # the same figure said again
    whose_code: str | None = None  # the code of the office that `whose` names
    where: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Name:
    """A project, agency, centre, province, framework or post that the text names."""

    kind: str
    code: str
    name: str
    quote: str
    start: int
    end: int
    also_at: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Dates:
    """When it happened and when it was published, where the text says so."""

    event_on: dt.date | None = None
    event: Span | None = None
    published_on: dt.date | None = None
    published: Span | None = None


@dataclass(frozen=True)
class Reading:
    """Everything read from one text. Nothing here is confirmed: a person does that."""

    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    dates: Dates

    @property
    def promises(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.role == "promise")
