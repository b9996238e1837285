"""Re-planning in the year: how a line stands, what it can give up, and moves in whole rounds to who can use it. Pure.

What comes out is a proposal. The rule, said once:

- A line gives up people who were neither reached nor promised a place, as far as the rest still fills whole rounds;
  with them goes their part of the money, as far as no commitment binds it and every line keeps its unit cost.
- First come those who wait, then what the needs survey granted and no line plans, then one more round where every
  place of an activity was filled. A round is filled from the same place first, then the same activity, then the same
  project, the oldest month in front; money never leaves its project.
- A new round falls in the first coming month in which the trainers still have one to give.
- What nobody asks for stays where it is, in the first coming month instead of the one that has passed.
- People are never more nor fewer than before; money is never more.
"""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.lib import fiscal, workdays
from buranakan.lib.rules import RuleBroken
from buranakan.planning import grid
from buranakan.planning.grid import CellEdit, CellValue, RowKey

# Assumptions of ours, shown where they count: working days to recruit, and left in the month to hold a round and pay.
DAYS_TO_PREPARE = 15
DAYS_TO_HOLD = 5
# Fewer people from one line are not worth an amendment.
LEAST_PART = 5
# Of five parts, four are enough: the house's rule of what is behind (insight/progress.py).
ENOUGH, OF_FIVE = 4, 5


class LineState(models.TextChoices):
    """How an approved line stands on a day."""

    LATE = "late", _("Late: nothing held")
    UNDERUSED = "underused", _("Fewer came than planned")
    UNDER_WAY = "under_way", _("Under way")
    NOT_STARTED = "not_started", _("Still to come")
    DONE = "done", _("Done")


class Ground(models.TextChoices):
    """Why somebody can use what another line gives up."""

    WAITING = "waiting", _("People wait for a place")
    NEEDED = "needed", _("Granted in the needs survey and not planned")
    FULL = "full", _("Every place so far was filled")
    LATER = "later", _("The same place, later")


@dataclass(frozen=True)
class Offered:
    """What of an activity a round must keep to."""

    round_smallest: int
    round_largest: int
    unit_cost_low_satang: int
    unit_cost_high_satang: int

    @classmethod
    def of(cls, activity):
        return cls(**{name: getattr(activity, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Standing:
    """A line of an approved version, and what became of it.

    `held` people were reached, or promised a place: in an open round, in a call that takes applications, by a letter.
    """

    row: RowKey
    month: dt.date
    project: Hashable
    offered: Offered
    rounds: int
    people: int
    satang: int
    reached: int = 0
    held: int = 0
    is_open: bool = False  # a round or a call of it is not over

    @property
    def key(self):
        return self.row, self.month

    @property
    def grain(self):
        """The keys that its money has in the books, which know no month."""
        return self.row.grain(None)

    def state(self, *, this_month):
        """How it stands in a month."""
        if self.reached * OF_FIVE >= self.people * ENOUGH:
            return LineState.DONE
        if self.is_open:
            return LineState.UNDER_WAY
        if self.month < this_month:
            return LineState.UNDERUSED if self.reached else LineState.LATE
        return LineState.UNDER_WAY if self.reached else LineState.NOT_STARTED


@dataclass(frozen=True)
class Want:
    """A row that can use more people: how many wait, how many were granted beside them, was every place filled."""

    row: RowKey
    project: Hashable
    offered: Offered
    waiting: int = 0
    needed: int = 0
    is_full: bool = False

    @property
    def people(self):
        return self.waiting + self.needed + (self.offered.round_smallest if self.is_full else 0)

    @property
    def ground(self):
        return Ground.WAITING if self.waiting else Ground.NEEDED if self.needed else Ground.FULL

    def place(self, *, activities):
        """Its turn among others: the ground first, then whose own activity has places to give, then how many."""
        return list(Ground).index(self.ground), self.row.activity_id not in activities, -self.people, self.row


@dataclass(frozen=True)
class Ask:
    """What a proposal starts from.

    `loose` is, by grain, the money that no commitment or reservation binds. `months` still have days enough to hold a
    round. `crew` says by province whose trainers come, `spare` how many rounds those can still give in a month; a
    crew that is not known holds nothing back.
    """

    lines: tuple[Standing, ...]
    wants: tuple[Want, ...]
    this_month: dt.date
    months: tuple[dt.date, ...]
    loose: Mapping[Hashable, int]
    crew: Mapping[str, Hashable] = field(default_factory=dict)
    spare: Mapping[Hashable, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """What one line gives to a new round."""

    line: Standing
    state: LineState
    people: int
    satang: int


@dataclass(frozen=True)
class NewRound:
    """Whole rounds for a row in a month, from the parts of other lines.

    Where the parts bring more money than the highest unit cost takes, the rest stays in the envelope.
    """

    row: RowKey
    month: dt.date
    people: int
    satang: int
    ground: Ground
    parts: tuple[Part, ...]
    waiting: int = 0
    needed: int = 0
    turn: int = 0  # among the rounds of its row

    @property
    def key(self):
        """Says in a form which round of a proposal it is, and that it still says the same."""
        row = "-".join(str(getattr(self.row, name)) for name in RowKey.__dataclass_fields__)
        return f"{row}-{self.turn}-{self.month:%Y%m}-{self.people}-{self.satang}"

    @property
    def left_satang(self):
        return sum(part.satang for part in self.parts) - self.satang


@dataclass(frozen=True)
class Proposal:
    """New rounds, best use first, and how many people each want still lacks."""

    rounds: tuple[NewRound, ...]
    unmet: tuple[tuple[Want, int], ...]


# --- when -------------------------------------------------------------------------------------------------------------
def months_to_come(on, *, fiscal_year, holidays=()):
    """Months of the year in which a round that is decided on today can still be recruited for and held."""
    ready = workdays.working_day_after(on, count=DAYS_TO_PREPARE, holidays=holidays)
    found = []
    for month in fiscal.months_of(fiscal_year):
        last = fiscal.next_month(month) - workdays.ONE_DAY
        if workdays.working_days_between(max(month, ready), last, holidays=holidays) >= DAYS_TO_HOLD:
            found.append(month)
    return tuple(found)


# --- what is free -----------------------------------------------------------------------------------------------------
def is_free_to_give(line, *, this_month):
    """Only what is over gives: a line still to come, or under way, may yet fill its places."""
    return line.state(this_month=this_month) in {LineState.LATE, LineState.UNDERUSED}


def free(line, *, this_month, loose):
    """(people, satang) of a line that can be moved at most; `loose` is the money of its grain that nothing binds."""
    if not is_free_to_give(line, this_month=this_month):
        return 0, 0
    ledger = _Ledger.of(Ask((line,), (), this_month, (), loose={line.grain: loose}))
    people = ledger.most_people(line, wanted=line.people)
    return people, ledger.money(line, people=people)[-1] if people else 0


# --- proposing --------------------------------------------------------------------------------------------------------
def propose(ask):
    """The moves, best use first; the same ask gives the same moves."""
    ledger, rounds, unmet = _Ledger.of(ask), [], []
    giving = {line.row.activity_id for line in ask.lines if is_free_to_give(line, this_month=ask.this_month)}
    for want in sorted(ask.wants, key=lambda one: one.place(activities=giving)):
        lacking = want.people
        while lacking >= want.offered.round_smallest:
            found = _fill(ledger, want, wanted=min(lacking, want.offered.round_largest))
            if found is None:
                break
            rounds.append(found)
            lacking -= found.people
        if lacking > 0 and want.ground != Ground.FULL:
            unmet.append((want, lacking))
    turns = Counter()
    numbered = []
    for one in [*rounds, *_later(ledger)]:
        numbered.append(replace(one, turn=turns[one.row]))
        turns[one.row] += 1
    return Proposal(tuple(numbered), tuple(unmet))


@dataclass
class _Ledger:
    """What lines, books and trainers still have to give while a proposal is made."""

    ask: Ask
    people: dict
    satang: dict
    loose: Counter
    spare: Counter

    @classmethod
    def of(cls, ask):
        return cls(
            ask,
            people={line.key: line.people for line in ask.lines},
            satang={line.key: line.satang for line in ask.lines},
            loose=Counter(ask.loose),
            spare=Counter(ask.spare),
        )

    def givers(self, want):
        """Lines of the project that are over, the nearest to what is wanted first."""
        found = [
            line
            for line in self.ask.lines
            if line.project == want.project and is_free_to_give(line, this_month=self.ask.this_month)
        ]
        return sorted(
            found,
            key=lambda line: (
                line.row != want.row, line.row.activity_id != want.row.activity_id, line.month, line.row
            ),
        )

    def most_people(self, line, *, wanted):
        """The most people up to `wanted` that can go so that the rest fills whole rounds within what they may cost."""
        left = self.people[line.key]
        for people in range(min(wanted, left - line.held), LEAST_PART - 1, -1):
            rest = left - people
            fits = not rest or grid.fits_rounds(rest, activity=line.offered)
            if fits and self.money(line, people=people):
                return people
        return 0

    def money(self, line, *, people):
        """(least, usual, most) satang that go with so many people; None where the books or the unit cost forbid it."""
        left, rest = self.satang[line.key], self.people[line.key] - people
        least = max(0, left - line.offered.unit_cost_high_satang * rest)
        most = min(left - line.offered.unit_cost_low_satang * rest, self.loose[line.grain])
        usual = left * people // self.people[line.key]
        return (least, min(max(usual, least), most), most) if least <= most else None

    def month_for(self, row, *, rounds=1):
        """The first month to come in which the trainers have so many rounds to give."""
        crew = self.ask.crew.get(row.province_id)
        for month in self.ask.months:
            if (crew, month) not in self.ask.spare or self.spare[(crew, month)] >= rounds:
                return month
        return None

    def keep(self, new, *, rounds):
        """Write a new round down."""
        for part in new.parts:
            self.people[part.line.key] -= part.people
            self.satang[part.line.key] -= part.satang
            self.loose[part.line.grain] -= part.satang
        self.spare[(self.ask.crew.get(new.row.province_id), new.month)] -= rounds
        return new


def _fill(ledger, want, *, wanted):
    """One round for a want from those who can give, or None."""
    month = ledger.month_for(want.row)
    if month is None:
        return None
    parts = _gathered(ledger, want, wanted=wanted)
    while sum(people for _line, people, _money in parts) >= want.offered.round_smallest:
        priced = _priced(parts, offered=want.offered)
        if priced:
            return ledger.keep(_new_round(ledger, want, month=month, priced=priced), rounds=1)
        # The one that brings least for each person makes the round too dear for the rest.
        parts.remove(min(parts, key=lambda part: part[2][2] / part[1]))
    return None


def _gathered(ledger, want, *, wanted):
    """(line, people, its money) of those who give, nearest first."""
    parts, missing, room = [], wanted, want.offered.round_largest
    for line in ledger.givers(want):
        left = ledger.people[line.key]
        if line.grain in {one.grain for one, _people, _money in parts}:
            continue  # lines of one grain share the money that is loose
        # A whole line that fits goes whole, unless less than half of it is wanted.
        takes_all = not line.held and LEAST_PART <= left <= room and missing * 2 >= left
        people = left if takes_all else ledger.most_people(line, wanted=missing)
        money = ledger.money(line, people=people) if people else None
        if money:
            parts.append((line, people, money))
            missing, room = missing - people, room - people
        if missing < LEAST_PART:
            break
    return parts


def _priced(parts, *, offered):
    """[(line, people, satang it gives)], what the round costs; None where its unit cost can't be reached."""
    people = sum(part[1] for part in parts)
    low, high = offered.unit_cost_low_satang * people, offered.unit_cost_high_satang * people
    given = {line.key: usual for line, _people, (_least, usual, _most) in parts}
    for line, _people, (least, _usual, most) in parts:
        total = sum(given.values())
        # Up to what the round needs at least, or down to what it may cost at most.
        wanted = given[line.key] + max(0, low - total) - max(0, total - high)
        given[line.key] = min(max(wanted, least), most)
    total = sum(given.values())
    if total < low:
        return None
    return [(line, count, given[line.key]) for line, count, _money in parts], min(total, high)


def _new_round(ledger, want, *, month, priced):
    parts, satang = priced
    return NewRound(
        row=want.row,
        month=month,
        people=sum(people for _line, people, _satang in parts),
        satang=satang,
        ground=want.ground,
        parts=tuple(
            Part(line, line.state(this_month=ledger.ask.this_month), people, given) for line, people, given in parts
        ),
        waiting=want.waiting,
        needed=want.needed,
    )


def _later(ledger):
    """What nobody asked for of lines that held nothing: the same row, in a month to come."""
    found = []
    for line in sorted(ledger.ask.lines, key=lambda line: (line.month, line.row)):
        people = ledger.people[line.key]
        if line.state(this_month=ledger.ask.this_month) != LineState.LATE or line.held or not people:
            continue
        rounds = grid.rounds_for(people, activity=line.offered)
        month = ledger.month_for(line.row, rounds=rounds)
        if month is None:
            continue
        satang = ledger.satang[line.key]
        part = Part(line, LineState.LATE, people, satang)
        new = NewRound(line.row, month, people, satang, Ground.LATER, (part,))
        found.append(ledger.keep(new, rounds=rounds))
    return found


# --- what becomes of the plan -----------------------------------------------------------------------------------------
def after(lines: Iterable[Standing], rounds: Iterable[NewRound]):
    """{(row, month): (people, satang)} of the plan once the rounds are taken."""
    found = {line.key: (line.people, line.satang) for line in lines}
    for new in rounds:
        for part in new.parts:
            people, satang = found[part.line.key]
            found[part.line.key] = (people - part.people, satang - part.satang)
        people, satang = found.get((new.row, new.month), (0, 0))
        found[(new.row, new.month)] = (people + new.people, satang + new.satang)
    return found


def edits(lines, rounds):
    """The cells that the rounds change, for actions.set_cells; whatever was taken must fit together."""
    lines = list(lines)
    before = {line.key: CellValue(line.people, line.satang) for line in lines}
    offered = {line.key: line.offered for line in lines}
    found = []
    for (row, month), (people, satang) in sorted(after(lines, rounds).items()):
        was = before.get((row, month))
        now = CellValue(people, satang) if people else None
        if now == was:
            continue
        if people and (row, month) in offered:
            check_fits(people, offered=offered[(row, month)])
        found.append(CellEdit(row, month, expected=was, wanted=now))
    return found


def check_fits(people, *, offered):
    """Some of a proposal's rounds may leave a line with less than a round, where all of them would not."""
    if not grid.fits_rounds(people, activity=offered):
        raise RuleBroken(
            "moves_leave_part_of_a_round",
            _("These rounds leave a line with %(people)s people, less than a round. Take another of its rounds too."),
            people=people,
        )


def taken(proposal, *, keys):
    """The rounds of a proposal that were ticked; each must still be proposed as it was shown."""
    found = [one for one in proposal.rounds if one.key in keys]
    if not keys:
        raise RuleBroken("no_round_taken", _("Tick at least one new round."))
    if len(found) < len(set(keys)):
        raise RuleBroken(
            "proposal_has_changed",
            _("Something has changed since this proposal was shown. Look at it again and tick once more."),
        )
    return found
