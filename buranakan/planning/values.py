"""Values that planning takes in and gives out: a portfolio as announced, lines to be planned, what is held. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class ActivityFacts:
    """What is offered under a project. `share` is our own split for proposals; no announcement states one."""

    code: str
    name_th: str
    name_en: str
    kind: str
    unit: str
    counting_rule: str
    unit_cost_low_satang: int
    unit_cost_high_satang: int
    round_smallest: int = 15
    round_largest: int = 40
    share: int = 1


@dataclass(frozen=True)
class ProjectFacts:
    """One project; `series` stays the same from year to year."""

    number: int
    series: str
    name_th: str
    name_en: str
    activities: tuple[ActivityFacts, ...]


@dataclass(frozen=True)
class PortfolioFacts:
    """The joint programme of a fiscal year."""

    code: str
    name_th: str
    name_en: str
    fiscal_year: int
    budget_act_year: int
    projects: tuple[ProjectFacts, ...]


@dataclass(frozen=True)
class Held:
    """What an envelope holds, or a version asks for: money and places for people."""

    satang: int
    places: int

    def __add__(self, other):
        return Held(self.satang + other.satang, self.places + other.places)


@dataclass(frozen=True)
class PlannedLine:
    """A line before it is kept. Activity, offices and province are rows; `month` is the month's first day."""

    activity: object
    owner_office: object  # whose budget
    serving_office: object  # who spends and delivers
    province: object
    month: dt.date
    rounds: int
    people: int
    amount_satang: int
    counts_for: object = None  # whose KPI counts the people; the owner's unless said otherwise

    @property
    def counted_for(self):
        return self.counts_for or self.owner_office

    @property
    def grain(self):
        """What makes it the same line as another."""
        return (self.activity.pk, self.owner_office.pk, self.serving_office.pk, self.province.pk, self.month)

    @property
    def fields(self):
        """What is kept, by the names of the line's columns."""
        return {**self.__dict__, "counts_for": self.counted_for}

    @property
    def spoken(self):
        """The line as the trail tells it: codes, not keys."""
        return {
            "activity": self.activity.code,
            "owner_office": self.owner_office.code,
            "serving_office": self.serving_office.code,
            "counts_for": self.counted_for.code,
            "province_code": self.province.pk,
            "month": self.month.isoformat(),
            "rounds": self.rounds,
            "people": self.people,
            "amount_satang": self.amount_satang,
        }


@dataclass(frozen=True)
class WrittenNeed:
    """A need as a province writes it, before it is kept. `month` is the first of its month, or of its quarter."""

    activity: object
    month: dt.date
    is_whole_quarter: bool
    people: int
    reason: str = ""
    evidence: str = ""

    @property
    def grain(self):
        """What makes it the same need in two writings."""
        return (self.activity.pk, self.month, self.is_whole_quarter)


@dataclass(frozen=True)
class NeedDecision:
    """What a committee grants of one need, and why it is less where it is less."""

    need_id: int
    granted: int
    because: str = ""
