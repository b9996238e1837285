"""What stands in a plan's workbook: its sheets, its columns, the names in it, and what it remembers of itself."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.lib import thai_dates, thai_text
from buranakan.lib.tabular.workbooks import address

LINES_SHEET = _("Plan line")
GUIDE_SHEET = _("How to use")
LISTS_SHEET = _("Lists to choose from")
# Never seen, so in nobody's language: what each cell said at download.
MEMORY_SHEET = "_buranakan"
MEMORY_MARK, MEMORY_EDITION = "buranakan plan", "1"

ACTIVITY, PROVINCE, SERVER, OWNER, COUNTS = "activity", "province", "serving_office", "owner_office", "counts_for"
NAMED = (ACTIVITY, PROVINCE, SERVER, OWNER, COUNTS)
NAMED_HEADINGS = {
    ACTIVITY: _("Activity"),
    PROVINCE: _("Province"),
    SERVER: _("Serving office"),
    OWNER: _("Owner office"),
    COUNTS: _("Whose KPI counts the people"),
}
COUNTS_WORDS = {OWNER: _("The owner of the budget"), SERVER: _("The serving office")}
PEOPLE, BAHT = "people", "baht"


def month_column(kind, month):
    """The key of a month's column of people or of baht."""
    return f"{kind}:{month:%Y-%m}"


def headings(months):
    """The heading of every column that is read, by its key, in the language now spoken."""
    found = {key: str(text) for key, text in NAMED_HEADINGS.items()}
    for kind, words in ((PEOPLE, _("People, %(month)s")), (BAHT, _("Baht, %(month)s"))):
        for month in months:
            text = thai_dates.month(month, language=language(), shortened=True)
            found[month_column(kind, month)] = str(words) % {"month": text}
    return found


@dataclass(frozen=True)
class Noun:
    """Something a cell may name: an activity, an office or a province. Its first text is written, all are read."""

    key: object  # the key of its row
    code: str
    texts: tuple[str, ...]
    project: int = 0  # the number of an activity's project

    @property
    def text(self):
        return self.texts[0]


@dataclass(frozen=True)
class Nouns:
    """Nouns of one kind in their order, found by their text, their code or their key."""

    all: tuple[Noun, ...]

    @cached_property
    def by_key(self):
        return {one.key: one for one in self.all}

    @cached_property
    def by_code(self):
        return {one.code: one for one in self.all}

    @cached_property
    def _by_text(self):
        """Where two share a text, neither is meant by it."""
        found = {}
        for one in self.all:
            for text in {thai_text.search_key(text) for text in (*one.texts, one.code)}:
                found.setdefault(text, set()).add(one)
        return {text: next(iter(them)) for text, them in found.items() if len(them) == 1}

    def called(self, text):
        """The noun of this text, or None."""
        return self._by_text.get(thai_text.search_key(text))


@dataclass(frozen=True)
class Names:
    """Everything that cells may name. Owners are among the offices."""

    activities: Nouns
    provinces: Nouns
    offices: Nouns
    owners: Nouns

    def of(self, key):
        """The nouns of a row (grid.RowKey), by their columns; whose KPI counts is an office here."""
        return {
            ACTIVITY: self.activities.by_key[key.activity_id],
            PROVINCE: self.provinces.by_key[key.province_id],
            SERVER: self.offices.by_key[key.serving_office_id],
            OWNER: self.offices.by_key[key.owner_office_id],
            COUNTS: self.offices.by_key[key.counts_for_id],
        }

    def place(self, key):
        """Where a row stands among others: by project, activity, province and offices."""
        named = self.of(key)
        activity = named[ACTIVITY]
        offices = self._order[OWNER], self._order[PROVINCE]
        return (
            activity.project,
            self._order[ACTIVITY][activity.key],
            offices[1][key.province_id],
            *(offices[0][office.key] for office in (named[SERVER], named[OWNER], named[COUNTS])),
        )

    @cached_property
    def _order(self):
        nouns = {ACTIVITY: self.activities, PROVINCE: self.provinces, OWNER: self.offices}
        return {name: {one.key: place for place, one in enumerate(these.all)} for name, these in nouns.items()}


@dataclass(frozen=True)
class Contents:
    """A version as its workbook tells it. `cells` are grid.CellValue by row (grid.RowKey) and month."""

    plan: str
    reference: str
    number: int
    fiscal_year: int
    months: tuple[dt.date, ...]
    projects: tuple[tuple[int, str], ...]  # number and name
    names: Names
    cells: dict
    room: object | None  # values.Held: what the envelope has for this version; None where it may not be seen
    downloaded_at: dt.datetime
    is_whole: bool = True  # with every line and all money, so that it may come back
    is_synthetic: bool = False


@dataclass(frozen=True)
class Remembered:
    """A row as it was at download: where it stood, and its cells by month."""

    row_number: int
    cells: dict


@dataclass(frozen=True)
class Memory:
    """What a workbook remembers of itself. `rows` are by grid.RowKey."""

    reference: str
    number: int
    downloaded_at: dt.datetime
    is_whole: bool
    sheet: str
    headings: dict
    counts_words: dict
    passed: frozenset[str]  # what stands in the first column of rows that are no lines: totals and projects
    rows: dict


@dataclass(frozen=True)
class Fault:
    """A cell that can't be taken, and why; the row alone where the fault is the row's."""

    row: int
    column: int
    refusal: Exception

    @property
    def address(self):
        return address(self.row, self.column)


@dataclass(frozen=True)
class UploadedRow:
    """A row as it came back: its cells by month, and where each cell's people and baht stand."""

    row_number: int
    cells: dict
    places: dict  # (people address, baht address) by month
    named_at: dict = field(default_factory=dict)  # addresses of what names the row, by column key
