"""Reality against plan by line: planned, reached, promised, bound, paid; and what a proposal of moves starts from."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from buranakan.areas import queries as areas
from buranakan.calls import queries as calls
from buranakan.calls.enums import ApplicationState, CallState
from buranakan.calls.models import CallPlaces
from buranakan.delivery import queries as delivery
from buranakan.delivery.enums import RoundState
from buranakan.finance import queries as finance
from buranakan.finance.enums import MovementKind
from buranakan.insight import crews
from buranakan.insight.figures.people import PLACE, services_to_people
from buranakan.lib import clock, fiscal
from buranakan.planning import queries as planning
from buranakan.planning import replanning
from buranakan.planning.enums import State
from buranakan.planning.grid import RowKey
from buranakan.planning.models import PlanLine, PlanVersion
from buranakan.planning.replanning import Ask, LineState, Offered, Proposal, Standing, Want

GRAIN = ("activity_id", "owner_office_id", "serving_office_id", "province_id")
OPEN = (RoundState.PLANNED, RoundState.RUNNING)
BINDING = (MovementKind.COMMITMENT, MovementKind.RESERVATION)


@dataclass
class Became:
    """What became of a line or of a grain so far."""

    reached: int = 0
    rounds: int = 0  # opened and not cancelled
    is_open: bool = False  # a round, a call or a decision on applicants is not over
    accepted: int = 0
    waiting: int = 0

    def add(self, other):
        """Both together."""
        self.reached += other.reached
        self.rounds += other.rounds
        self.is_open |= other.is_open
        self.accepted += other.accepted
        self.waiting += other.waiting


@dataclass
class Books:
    """Money of a grain, which knows no month."""

    held: int = 0  # allotted and not given back
    bound: int = 0  # committed or reserved, or entered and waiting for a decision
    paid: int = 0


@dataclass(frozen=True)
class LineNow:
    """An approved line and how it stands; `books` are its whole grain's, None where they may not be seen."""

    line: PlanLine
    standing: Standing
    state: LineState
    became: Became
    books: Books | None
    free_people: int
    free_satang: int

    @property
    def row(self):
        return self.standing.row

    @property
    def missing(self):
        return max(0, self.line.people - self.became.reached)


# --- lines as they stand ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Reality:
    """Every approved line of a programme within reach, as it stands at a moment."""

    lines: list
    this_month: dt.date
    unmet: Counter = field(default_factory=Counter)  # people who wait, by (province, activity)

    def of(self, version):
        """Lines of one version."""
        return [one for one in self.lines if one.line.version_id == version.pk]

    def counted(self):
        """How many lines stand how, and how many people of them can be moved."""
        return Counter(one.state for one in self.lines), sum(one.free_people for one in self.lines)


def reality(scope, portfolio, *, at):
    """How the approved lines of a programme stand, by project, month and place."""
    rows = planning.lines(scope).filter(version__state=State.APPROVED, activity__project__portfolio=portfolio)
    named = "activity__project", "owner_office", "serving_office", "counts_for", "province"
    lines = list(planning.for_table(rows).select_related(*named, "version__plan__envelope__office"))
    became, unmet = _became(scope, portfolio, at=at)
    became = _onto_lines(became, lines=lines)
    books = _books(scope, portfolio)
    planned = Counter()
    for line in lines:
        planned[_grain(line)] += line.amount_satang
    this_month = fiscal.month_start(clock.local_day(at))
    found = [
        _line_now(line, became=became, books=books, planned=planned, this_month=this_month) for line in lines
    ]
    return Reality(found, this_month, unmet)


def _line_now(line, *, became, books, planned, this_month):
    what = became[(*_grain(line), line.month)]
    standing = Standing(
        RowKey.of(line),
        line.month,
        line.activity.project_id,
        Offered.of(line.activity),
        rounds=line.rounds,
        people=line.people,
        satang=line.amount_satang,
        reached=what.reached,
        held=max(what.reached, what.accepted),
        is_open=what.is_open,
    )
    is_seen = line.shown_satang is not None
    of_grain = books.get(_grain(line), Books())
    loose = max(0, planned[_grain(line)] - of_grain.bound)
    people, satang = replanning.free(standing, this_month=this_month, loose=loose)
    return LineNow(
        line,
        standing,
        standing.state(this_month=this_month),
        what,
        books=of_grain if is_seen else None,
        free_people=people,
        free_satang=satang if is_seen else 0,
    )


def _became(scope, portfolio, *, at):
    """({grain and month: Became}, people who wait by (province, activity))."""
    found, unmet = defaultdict(Became), Counter()
    for *key, reached in _reached(scope, portfolio):
        found[tuple(key)].reached = reached
    for *key, state in _rounds(scope, portfolio):
        found[tuple(key)].rounds += 1
        found[tuple(key)].is_open |= state in OPEN
    for *key, places in _calls(scope, portfolio, at=at):
        one = found[tuple(key)]
        one.accepted += places["taken"]
        one.waiting += places["waiting"]
        one.is_open |= places["is_open"]
        _activity, _owner, _serving, province, _month = key
        unmet[(province, key[0])] += places["waiting"] + max(0, places["submitted"] - places["left"])
    return found, unmet


def _onto_lines(became, *, lines):
    """The same by the months that have a line. What was served or promised under a line that an amendment moved since,
    or under none, goes to the place's next line, else to its last: it must not be given away as if nothing was."""
    months, found = defaultdict(set), defaultdict(Became)
    for line in lines:
        months[_grain(line)].add(line.month)
    for (*grain, month), one in became.items():
        planned = sorted(months[tuple(grain)])
        if planned and month not in planned:
            month = next((each for each in planned if month and each > month), planned[-1])
        found[(*grain, month)].add(one)
    return found


def _reached(scope, portfolio):
    """People reached of each grain, in the month of the line they were served under, else in their own."""
    rows = services_to_people(scope).filter(activity__project__portfolio=portfolio).order_by()
    rows = rows.annotate(planned_for=Coalesce("plan_line__month", "month"))
    return rows.values_list(*GRAIN, "planned_for").annotate(places=Count(PLACE, distinct=True))


def _rounds(scope, portfolio):
    rows = delivery.rounds(scope).standing().filter(activity__project__portfolio=portfolio).order_by()
    return rows.values_list(*GRAIN, "plan_line__month", "state")


def _calls(scope, portfolio, *, at):
    """Calls by their line's keys and province, with what became of their places; month None without a line."""
    seen = calls.calls(scope).filter(activity__project__portfolio=portfolio).exclude(state=CallState.DRAFT)
    applied = Counter()
    states = [ApplicationState.SUBMITTED, ApplicationState.WAITING]
    rows = calls.applications(scope).filter(call__in=seen.order_by().values("pk"), state__in=states).order_by()
    for call, province, state, count in rows.values_list("call", "province", "state").annotate(n=Count("pk")):
        applied[(call, province, state)] = count
    places = CallPlaces.objects.filter(call__in=seen.order_by().values("pk"), places__gt=0).select_related(
        "call__plan_line"
    )
    for one in places:
        call, key = one.call, (one.call_id, one.province_id)
        submitted = applied[(*key, ApplicationState.SUBMITTED)]
        said = {
            "taken": one.places_taken,
            "left": one.places_left,
            "submitted": submitted,
            "waiting": applied[(*key, ApplicationState.WAITING)],
            "is_open": call.is_open(at) or submitted > 0,
        }
        line = call.plan_line
        yield call.activity_id, call.owner_office_id, call.office_id, one.province_id, line and line.month, said


def _books(scope, portfolio):
    """{grain: Books} of the accounts in reach."""
    found = defaultdict(Books)
    rows = finance.allotments(scope).filter(activity__project__portfolio=portfolio).order_by()
    sums = {
        "held": Sum(F("allotted_satang") - F("returned_satang")),
        "bound": Sum(F("committed_satang") + F("reserved_satang")),
        "paid": Sum("paid_satang"),
    }
    for row in rows.values(*GRAIN).annotate(**sums):
        found[tuple(row[name] for name in GRAIN)] = Books(**{name: row[name] for name in sums})
    waiting = finance.waiting(scope).filter(
        Q(kind__in=BINDING), allotment__activity__project__portfolio=portfolio
    ).order_by()
    for *grain, satang in waiting.values_list(*[f"allotment__{name}" for name in GRAIN]).annotate(
        total=Sum("amount_satang")
    ):
        found[tuple(grain)].bound += satang
    return found


def _grain(line):
    return tuple(getattr(line, name) for name in GRAIN)


# --- moves ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Wish:
    """Somebody who could use places that this plan can't give: their row is in another plan, or in none."""

    line: LineNow
    people: int


@dataclass(frozen=True)
class Moves:
    """A proposal for one version, with what its words name."""

    version: PlanVersion
    lines: list
    proposal: Proposal
    months: tuple
    wishes: list

    @property
    def by_row(self):
        """A line of each row, which names what the row is of."""
        return {one.row: one for one in self.lines}

    def to_return(self, part):
        """Satang that the giving office holds already and must give back before they can be spent elsewhere."""
        now = next(one for one in self.lines if one.standing.key == part.line.key)
        planned = sum(one.line.amount_satang for one in self.lines if one.standing.grain == part.line.grain)
        return min(part.satang, max(0, now.books.held - (planned - part.satang))) if now.books else 0


def moves(scope, version, *, at):
    """What could be moved within a version, which the one who asks plans with."""
    portfolio, on = version.plan.envelope.portfolio, clock.local_day(at)
    now = reality(scope, portfolio, at=at)
    ours = now.of(version)
    wants = _wants(now, needed=planning.accepted_need(portfolio))
    here = {one.row for one in ours}
    first, last = on, fiscal.last_day(portfolio.fiscal_year)
    holidays = {one.on for one in areas.holidays_between(first, last)}
    months = replanning.months_to_come(on, fiscal_year=portfolio.fiscal_year, holidays=holidays)
    teams = crews.crews(on=on)
    ask = Ask(
        lines=tuple(one.standing for one in ours),
        wants=tuple(want for _line, want in wants if want.row in here),
        this_month=now.this_month,
        months=months,
        loose=_loose(ours),
        crew={province: office.pk for province, office in teams.items()},
        spare=crews.spare(teams, rounds=crews.of_lines(now.lines), months=months),
    )
    wishes = [
        Wish(line, want.waiting + want.needed)
        for line, want in wants
        if want.row not in here and want.waiting + want.needed
    ]
    return Moves(version, ours, replanning.propose(ask), months, wishes)


def _wants(now, *, needed):
    """(a line of the row, Want) of every row in reach that can use more people."""
    rows = defaultdict(list)
    for one in now.lines:
        rows[one.row].append(one)
    planned = Counter()
    for one in now.lines:
        planned[(one.line.province_id, one.line.activity_id)] += one.line.people
    found, spoken_for = [], set()
    for row, lines in sorted(rows.items()):
        place = (row.province_id, row.activity_id)
        # Where two offices deliver the same activity in a province, who waits is counted once.
        is_first = place not in spoken_for
        spoken_for.add(place)
        waiting = now.unmet[place] if is_first else 0
        granted = max(0, needed.get(place, 0) - planned[place] - waiting) if is_first else 0
        given = {"waiting": waiting, "needed": granted, "is_full": _is_full(lines, this_month=now.this_month)}
        if any(given.values()):
            first = lines[0]
            found.append((first, Want(row, first.standing.project, first.standing.offered, **given)))
    return found


def _is_full(lines, *, this_month):
    """Every place so far was filled, and nothing is planned to come."""
    over = [one for one in lines if one.line.month < this_month]
    return len(over) == len(lines) and sum(one.became.reached for one in over) >= sum(one.line.people for one in over)


def _loose(lines):
    """Money of each grain that nothing binds."""
    planned, bound = Counter(), {}
    for one in lines:
        planned[one.standing.grain] += one.line.amount_satang
        bound[one.standing.grain] = one.books.bound if one.books else planned[one.standing.grain]
    return {grain: max(0, satang - bound[grain]) for grain, satang in planned.items()}
