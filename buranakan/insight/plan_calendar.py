"""The calendar of a plan: rounds planned by centre and month; a month's sessions, holidays, clashes, what is missing.

A month is judged by the trainers of the centre that serves a province (insight/crews.py), whoever delivers.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from buranakan.areas import queries as areas
from buranakan.delivery import clashes as clashing
from buranakan.delivery import queries as delivery
from buranakan.insight import crews, replanning
from buranakan.lib import clock, fiscal, workdays
from buranakan.planning.replanning import LineState

BEGUN = {LineState.DONE, LineState.UNDER_WAY, LineState.UNDERUSED}


@dataclass(frozen=True)
class Cell:
    """Rounds of a centre's provinces in a month: planned, of lines that have begun, and what its trainers can give."""

    planned: int = 0
    begun: int = 0
    most: int = 0

    @property
    def is_too_many(self):
        return self.planned > self.most


@dataclass(frozen=True)
class CentreRow:
    """A centre with its twelve months."""

    office: object
    cells: dict  # by month
    planned: int


@dataclass(frozen=True)
class Year:
    """Rounds planned by centre and month."""

    months: list
    rows: list
    by_month: dict
    planned: int

    @property
    def too_many(self):
        """(centre, month, cell) where more is planned than the trainers can give."""
        return [(row.office, month, cell) for row in self.rows for month, cell in row.cells.items() if cell.is_too_many]


@dataclass(frozen=True)
class Narrowed:
    """Which part of the calendar is looked at; what is None is not narrowed."""

    centre: object = None
    province: object = None
    project: object = None

    def holds(self, line, *, teams):
        wanted = {
            (self.centre and self.centre.pk, getattr(teams.get(line.province_id), "pk", None)),
            (self.province and self.province.pk, line.province_id),
            (self.project and self.project.pk, line.activity.project_id),
        }
        return all(asked is None or asked == has for asked, has in wanted)


@dataclass(frozen=True)
class Standings:
    """Lines of a programme as they stand, and whose trainers go where: read once a page."""

    portfolio: object
    lines: list
    teams: dict

    def within(self, narrowed):
        return [one for one in self.lines if narrowed.holds(one.line, teams=self.teams)]


def standings(scope, portfolio, *, at):
    """What both views of the calendar start from."""
    teams = crews.crews(on=clock.local_day(at))
    return Standings(portfolio, replanning.reality(scope, portfolio, at=at).lines, teams)


def year(found, narrowed):
    """The view of a year. What is too many is judged by everything in reach, not by what was narrowed to."""
    months = fiscal.months_of(found.portfolio.fiscal_year)
    planned, begun = defaultdict(int), defaultdict(int)
    for one in found.within(narrowed):
        office = found.teams.get(one.line.province_id)
        planned[(office, one.line.month)] += one.line.rounds
        begun[(office, one.line.month)] += one.line.rounds if one.state in BEGUN else 0
    most = crews.most(found.teams, months=months)
    offices = sorted({office for office, _month in planned if office}, key=lambda office: office.sort_order)
    rows = []
    for office in offices:
        cells = {
            month: Cell(planned[(office, month)], begun[(office, month)], most[(office.pk, month)])
            for month in months
            if planned[(office, month)]
        }
        rows.append(CentreRow(office, cells, sum(cell.planned for cell in cells.values())))
    by_month = {month: sum(planned[(office, month)] for office in {*offices, None}) for month in months}
    return Year(months, rows, by_month, sum(by_month.values()))


# --- a month ----------------------------------------------------------------------------------------------------------
@dataclass
class Day:
    """A day of the month: the holidays it is, and the sessions held on it."""

    on: dt.date
    is_of_month: bool
    holidays: list = field(default_factory=list)
    sessions: list = field(default_factory=list)

    @property
    def is_open(self):
        """Are offices open?"""
        return workdays.is_working_day(self.on, holidays=[one.on for one in self.holidays])

    @property
    def by_round(self):
        """(round, its sessions of the day), the one that begins first in front."""
        found = {}
        for one in self.sessions:
            found.setdefault(one.round_id, (one.round, []))[1].append(one)
        return list(found.values())

    @property
    def is_held_though_closed(self):
        """Sessions on a holiday; on a weekend they are usual."""
        return bool(self.holidays and self.sessions)


@dataclass(frozen=True)
class Month:
    """A month: its weeks from Monday, its lines, what clashes in it."""

    first: dt.date
    weeks: list
    lines: list
    clashes: list  # (clash, session, session)
    working_days: int
    too_many: list  # (centre, cell)
    knows_holidays: bool

    @property
    def days(self):
        return [day for week in self.weeks for day in week if day.is_of_month]

    @property
    def sessions(self):
        return [one for day in self.days for one in day.sessions]

    @property
    def on_holidays(self):
        return [day for day in self.days if day.is_held_though_closed]

    @property
    def not_begun(self):
        """Lines of the month without a round, a call or anybody served."""
        return [one for one in self.lines if one.state in {LineState.LATE, LineState.NOT_STARTED}]


def month(scope, found, narrowed, *, first):
    """The view of a month."""
    last = fiscal.next_month(first) - workdays.ONE_DAY
    holidays = areas.holidays_between(first, last)
    held = sessions(scope, found, narrowed, span=(first, last))
    lines = [one for one in found.within(narrowed) if one.line.month == first]
    whole = year(found, Narrowed(centre=narrowed.centre))
    return Month(
        first=first,
        weeks=_weeks(first, last, holidays=holidays, sessions=held),
        lines=lines,
        clashes=_clashes(held),
        working_days=workdays.working_days_between(first, last, holidays={one.on for one in holidays}),
        too_many=[(office, cell) for office, when, cell in whole.too_many if when == first],
        knows_holidays=first.year in areas.holiday_years(),
    )


def sessions(scope, found, narrowed, *, span):
    """Standing sessions from one day to another, with who teaches them."""
    rows = delivery.sessions_between(scope, *span).prefetch_related("trainers")
    return [one for one in rows if narrowed.holds(one.round, teams=found.teams)]


def _weeks(first, last, *, holidays, sessions):
    """Weeks from Monday to Sunday that the month touches."""
    closed, held = defaultdict(list), defaultdict(list)
    for one in holidays:
        closed[one.on].append(one)
    for one in sessions:
        held[one.held_on].append(one)
    start = first - dt.timedelta(days=first.weekday())
    weeks = []
    while start <= last:
        days = [start + dt.timedelta(days=number) for number in range(7)]
        weeks.append([Day(day, first <= day <= last, closed[day], held[day]) for day in days])
        start += dt.timedelta(days=7)
    return weeks


def _clashes(sessions):
    """Clashes of a month. Two rounds that meet several times on a day are told once."""
    found = {}
    for clash, first, second in _pairs(sessions):
        rounds = frozenset({first.round_id, second.round_id})
        found.setdefault((clash.on, clash.shared, clash.what, rounds), (clash, first, second))
    return list(found.values())


def _pairs(sessions):
    by_key = {one.pk: one for one in sessions}
    meetings = [
        clashing.Meeting.of(one, trainers=[who for who in one.trainers.all() if who.taken_off_at is None])
        for one in sessions
    ]
    return [(clash, by_key[clash.first], by_key[clash.second]) for clash in clashing.clashes(meetings)]


# --- what clashes with one session ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Told:
    """What to know of a session that was just planned."""

    holidays: list
    clashes: list  # (clash, the other session)


def warned(session):
    """Holidays on its day, and other rounds anywhere that need its trainers or its venue at its time."""
    day = session.held_on
    others = delivery.sessions_on(day).prefetch_related("trainers")
    mine = [clash for clash in _pairs(list(others)) if session.pk in {clash[1].pk, clash[2].pk}]
    found = [(clash, second if first.pk == session.pk else first) for clash, first, second in mine]
    return Told(areas.holidays_between(day, day), found)
