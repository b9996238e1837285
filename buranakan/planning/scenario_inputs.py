"""What a scenario starts from, as values with their sources, and the problem that they make. Pure."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from heapq import heappop, heappush

from buranakan.planning.allocation.problem import Area, Fairness, Measure, Offer, Pin, Problem, targets

# A cell's worth beside fairness, in points a person: how well the activity fits the province, and the month the season.
FIT_POINTS, SEASON_POINTS = 70, 30
# What lifting the smallest coverage by a hundredth of a percent is worth to each person placed, and what each person
# above or below the province's share of need costs: of one order, so that a blend means both.
COVERAGE_POINTS, COVERAGE_PARTS = 200, 10_000
DEVIATION_POINTS = 20
HALF = 50


class Source(StrEnum):
    """Where a number comes from; every one is shown with it."""

    ENVELOPE = "envelope"
    SURVEY = "survey"
    PARTLY_GRANTED = "partly_granted"
    ASKED = "asked"
    LAST_YEAR = "last_year"
    REGISTER = "register"  # of scenarios drawn up before last year's plan was a source
    ACTIVITY = "activity"
    ASSUMED = "assumed"
    TYPED = "typed"


@dataclass(frozen=True)
class ProvinceInput:
    """Need and limits of a province, in people over the year; `rooms` is rounds it can host in a month."""

    code: str
    centre: str  # the code of the office whose trainers go there
    need: int
    need_source: str
    floor: int
    ceiling: int
    rooms: int
    limits_source: str = Source.ASSUMED


@dataclass(frozen=True)
class ActivityInput:
    """An activity on offer: its round, its cost, the least people of it, and its part of the wish for all."""

    activity: int  # the activity's id
    project: int  # the project's number
    smallest: int
    largest: int
    low_satang: int
    high_satang: int
    cost_satang: int  # a person
    round_cost_satang: int  # a round, whoever comes
    floor: int
    share: int
    is_offered: bool = True
    cost_source: str = Source.ACTIVITY
    floor_source: str = Source.ASSUMED


@dataclass(frozen=True)
class CentreInput:
    """Rounds that a centre's trainers can give in each month, in the order of the months."""

    code: str
    trainers: tuple[int, ...]
    source: str = Source.ASSUMED


@dataclass(frozen=True)
class MonthInput:
    """A month and its part of the season; without a part it is closed."""

    month: str  # its first day, ISO
    part: int
    source: str = Source.ASSUMED

    @property
    def day(self):
        return day_of(self.month)


@dataclass(frozen=True)
class Asked:
    """People that a province asked for, of an activity; only how they stand to each other counts."""

    province: str
    activity: int
    people: int
    source: str = Source.SURVEY


@dataclass(frozen=True)
class ProvincePin:
    """A province that gets exactly so many people, whatever else moves."""

    province: str
    people: int


@dataclass(frozen=True)
class CellPin:
    """An activity in a province and a month that stays as it is."""

    province: str
    activity: int
    month: str
    people: int
    rounds: int

    @property
    def cell(self):
        return (self.province, self.activity, self.month)


@dataclass(frozen=True)
class Inputs:
    """Everything a scenario is solved from; nothing of it is a secret."""

    people: int
    budget_satang: int
    provinces: tuple[ProvinceInput, ...]
    activities: tuple[ActivityInput, ...]
    centres: tuple[CentreInput, ...]
    months: tuple[MonthInput, ...]
    asked: tuple[Asked, ...] = ()
    measure: str = Measure.BLEND
    blend: int = HALF  # of a hundred: how much the worst-served weigh against shares of need
    totals_source: str = Source.ENVELOPE
    province_pins: tuple[ProvincePin, ...] = ()
    cell_pins: tuple[CellPin, ...] = ()

    def by_code(self):
        """Provinces by their code."""
        return {one.code: one for one in self.provinces}

    def offered(self):
        """Activities that may be used."""
        return tuple(one for one in self.activities if one.is_offered)

    def open_months(self):
        """Months that have a part of the season."""
        return tuple(one for one in self.months if one.part > 0)


# How the lists of the inputs come back from plain values.
LISTS = {
    "provinces": ProvinceInput,
    "activities": ActivityInput,
    "centres": CentreInput,
    "months": MonthInput,
    "asked": Asked,
    "province_pins": ProvincePin,
    "cell_pins": CellPin,
}


def as_values(inputs):
    """Plain values, as they are kept."""
    return json.loads(json.dumps(asdict(inputs)))


def from_values(kept):
    """The inputs that `as_values` kept."""
    lists = {name: tuple(_part(kind, one) for one in kept[name]) for name, kind in LISTS.items()}
    return Inputs(**kept | lists)


def _part(kind, values):
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def digest(inputs):
    """What tells these inputs from any others."""
    text = json.dumps(as_values(inputs), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def day_of(month):
    """The first day of a month as it is kept."""
    return dt.date.fromisoformat(month)


# --- pins -------------------------------------------------------------------------------------------------------------
def with_province_pin(inputs, pin):
    """The same with a province fixed at so many people."""
    others = tuple(one for one in inputs.province_pins if one.province != pin.province)
    return replace(inputs, province_pins=(*others, pin))


def with_cell_pin(inputs, pin):
    """The same with a cell fixed."""
    return replace(inputs, cell_pins=(*(one for one in inputs.cell_pins if one.cell != pin.cell), pin))


def without_pins(inputs, *, province):
    """The same with nothing of a province fixed."""
    return replace(
        inputs,
        province_pins=tuple(one for one in inputs.province_pins if one.province != province),
        cell_pins=tuple(one for one in inputs.cell_pins if one.province != province),
    )


def nearest_in_whole_rounds(inputs, *, province, people):
    """The nearest numbers of people at most and at least so many, or None, that whole rounds of the activities on offer
    add up to in a province, beside its fixed cells. Of one number twice where it fits."""
    held = sum(pin.people for pin in _pins(inputs) if pin.area == province)
    sizes = sorted({size for one in inputs.offered() for size in range(max(1, one.smallest), one.largest + 1)})
    if people < held or not sizes:
        return None, held
    least = _least_by_remainder(sizes)
    wanted, step = people - held, sizes[0]

    def fits(number):
        return number >= 0 and number >= least.get(number % step, number + 1)

    # Whole rounds of the smallest size always fit, so both are near.
    below = next(number for number in range(wanted, wanted - step, -1) if fits(number))
    above = next(number for number in range(wanted, wanted + step) if fits(number))
    return held + below, held + above


def _least_by_remainder(sizes):
    """The least sum of sizes by what it leaves over the smallest of them; more of that remainder are sums as well."""
    least, waiting = {0: 0}, [0]
    while waiting:
        number = heappop(waiting)
        for size in sizes[1:]:
            rest = (number + size) % sizes[0]
            if number + size < least.get(rest, number + size + 1):
                least[rest] = number + size
                heappush(waiting, number + size)
    return least


# --- the problem ------------------------------------------------------------------------------------------------------
def problem_of(inputs):
    """The problem that the solver gets. What can't be used is left out: closed months, activities not on offer, and
    provinces that may get nobody."""
    months, activities = inputs.open_months(), inputs.offered()
    provinces = _reachable(inputs)
    places = [place for place, one in enumerate(inputs.months) if one.part > 0]
    costs = [[one.cost_satang for one in activities]] * len(provinces)
    of_rounds = [[one.round_cost_satang for one in activities]] * len(provinces)
    problem = Problem(
        areas=tuple(_area(one, inputs=inputs) for one in provinces),
        offers=tuple(Offer(one.activity, one.activity, one.smallest, one.largest) for one in activities),
        months=tuple(one.month for one in months),
        worth=_worth(inputs, provinces),
        cost_per_person=costs,
        cost_per_round=of_rounds,
        people=inputs.people,
        budget=inputs.budget_satang,
        trainers={one.code: tuple(one.trainers[place] for place in places) for one in inputs.centres},
        rooms=[[one.rooms] * len(months) for one in provinces],
        project_floors={one.activity: one.floor for one in activities if one.floor},
        pins=_pins(inputs),
        rounds_per_cell=max([1, *(pin.rounds for pin in inputs.cell_pins)]),
    )
    return replace(problem, fairness=_fairness(inputs, problem))


def _reachable(inputs):
    pinned = {one.province for one in (*inputs.province_pins, *inputs.cell_pins)}
    return tuple(one for one in inputs.provinces if one.ceiling > 0 or one.floor > 0 or one.code in pinned)


def _area(one, *, inputs):
    pinned = next((pin.people for pin in inputs.province_pins if pin.province == one.code), None)
    floor, ceiling = (one.floor, one.ceiling) if pinned is None else (pinned, pinned)
    return Area(one.code, one.centre, one.need, floor, ceiling)


def _pins(inputs):
    """Pins of cells that may still be used."""
    activities = {one.activity for one in inputs.offered()}
    months = {one.month for one in inputs.open_months()}
    return tuple(
        Pin(one.province, one.activity, one.month, one.people, one.rounds)
        for one in inputs.cell_pins
        if one.activity in activities and one.month in months
    )


def _worth(inputs, provinces):
    """Points a person: what the province asked for, or else the activity's share, and the season's part."""
    fit = _fit(inputs)
    longest = max((one.part for one in inputs.months), default=1) or 1
    seasons = [SEASON_POINTS * one.part // longest for one in inputs.open_months()]
    return [
        [[fit(province.code, one) + season for season in seasons] for one in inputs.offered()] for province in provinces
    ]


def _fit(inputs):
    asked = {(one.province, one.activity): one.people for one in inputs.asked}
    most = {}
    for one in inputs.asked:
        most[one.province] = max(most.get(one.province, 0), one.people)
    largest = max((one.share for one in inputs.activities), default=1) or 1

    def points(province, activity):
        if most.get(province):
            return FIT_POINTS * asked.get((province, activity.activity), 0) // most[province]
        return FIT_POINTS * activity.share // largest

    return points


def _fairness(inputs, problem):
    coverage = max(1, COVERAGE_POINTS * inputs.people // COVERAGE_PARTS)
    measure = Measure(inputs.measure)
    parts = (inputs.blend, 100 - inputs.blend) if measure is Measure.BLEND else (HALF, HALF)
    return Fairness(
        measure=measure,
        coverage=max(1, coverage * parts[0] // HALF),
        deviation=DEVIATION_POINTS * parts[1] // HALF,
        targets=tuple(targets(problem)),
    )


def without_fairness(problem):
    """The same where only the worth of cells counts: what the limits alone would choose."""
    return replace(problem, fairness=Fairness(measure=Measure.MAX_MIN, targets=problem.fairness.targets))
