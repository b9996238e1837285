"""What an open data set declares once, in both languages: itself, and each column's label, meaning, class and unit."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language

from buranakan.records.classification import Class


@dataclass(frozen=True)
class Words:
    """The same in both languages: a file's reader chose neither, so both stand in it."""

    th: str
    en: str

    def __str__(self):
        return self.en if get_language() == "en" else self.th


@dataclass(frozen=True)
class Column:
    """One column of a data set. `type` is text, integer, number or date; what a row tells in it is `value(row)`."""

    key: str
    label: Words
    description: Words
    type: str
    value: Callable
    unit: Words | None = None
    may_be_empty: bool = False
    classification: Class = Class.PUBLIC


@dataclass(frozen=True)
class Dataset:
    """A data set: what the government's catalogue asks of one, its columns, and
    `rows(releases, on=day)` that makes it of what is public about each programme (publish.Release)."""

    key: str
    title: Words
    description: Words
    objective: Words
    source: Words
    coverage: Words
    category: Words
    frequency: Words
    keywords: tuple[Words, ...]
    licence: Words
    licence_url: str
    columns: tuple[Column, ...]
    rows: Callable
