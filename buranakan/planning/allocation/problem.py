"""What is to be split, within which limits, and what comes of it: frozen values, every quantity an integer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

# Coverage (people served of those in need) is counted in ten-thousandths, so that it too is an integer.
WHOLE = 10_000

Key: TypeAlias = str | int
Cell: TypeAlias = tuple[Key, Key, Key]  # area, offer, month
Table: TypeAlias = Sequence[Sequence[int]]


class Measure(StrEnum):
    """What the planner calls fair: lift the worst-served, stay near a target, or some of both."""

    MAX_MIN = "max_min"
    PROPORTIONAL = "proportional"
    BLEND = "blend"


@dataclass(frozen=True)
class Area:
    """A province or district. `need` is how many could use a place; floor and ceiling are people over the year."""

    key: Key
    centre: Key
    need: int
    floor: int
    ceiling: int


@dataclass(frozen=True)
class Offer:
    """An activity that is given in rounds of so many people."""

    key: Key
    project: Key
    smallest: int
    largest: int


@dataclass(frozen=True)
class Fairness:
    """Worth of fairness beside the worth of cells.

    `coverage` is what one ten-thousandth more of the smallest coverage is worth, `deviation` what each person above or
    below an area's target costs. Without targets, an area's target is its share of all need.
    """

    measure: Measure = Measure.BLEND
    coverage: int = 0
    deviation: int = 0
    targets: Sequence[int] = ()

    @property
    def weight_of_coverage(self) -> int:
        return 0 if self.measure is Measure.PROPORTIONAL else self.coverage

    @property
    def weight_of_deviation(self) -> int:
        return 0 if self.measure is Measure.MAX_MIN else self.deviation


@dataclass(frozen=True)
class Pin:
    """A cell that a person has fixed, with nobody in it too."""

    area: Key
    offer: Key
    month: Key
    people: int
    rounds: int

    @property
    def cell(self) -> Cell:
        return (self.area, self.offer, self.month)


@dataclass(frozen=True)
class Plan:
    """People and rounds by cell; cells with neither are left out."""

    people: Mapping[Cell, int]
    rounds: Mapping[Cell, int]


@dataclass(frozen=True)
class Problem:
    """Tables go by the place of area, offer and month in their sequences; `trainers` goes by the centre's key.

    Exactly `people` are placed, at most `budget` satang spent. A centre runs at most trainers[centre][month] rounds, an
    area at most rooms[area][month]; a cell holds at most `rounds_per_cell` rounds. `closed` cells are not offered.
    """

    areas: Sequence[Area]
    offers: Sequence[Offer]
    months: Sequence[Key]
    worth: Sequence[Table]
    cost_per_person: Table
    cost_per_round: Table
    people: int
    budget: int
    trainers: Mapping[Key, Sequence[int]]
    rooms: Table
    project_floors: Mapping[Key, int] = field(default_factory=dict)
    fairness: Fairness = field(default_factory=Fairness)
    pins: Sequence[Pin] = ()
    rounds_per_cell: int = 1
    closed: Collection[Cell] = ()

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise ValueError("; ".join(faults))


@dataclass(frozen=True)
class Limit:
    """One limit of a problem: a kind of KINDS, whose it is (None for the whole), and its value there."""

    kind: str
    key: Key | tuple[Key, ...] | None
    value: int


# Every kind of limit, with what its key is.
KINDS: Mapping[str, str] = {
    "people": "nothing",
    "budget": "nothing",
    "floor": "area",
    "ceiling": "area",
    "project_floor": "project",
    "trainers": "centre, month",
    "rooms": "area, month",
    "smallest_round": "offer",
    "largest_round": "offer",
    "rounds_per_cell": "nothing",
    "closed": "offer; the value is how many of its cells",
    "pin": "area, offer, month",
}


@dataclass(frozen=True)
class Binding:
    """A limit that holds the plan back. `price` is what one unit more is worth, by the duals of the relaxed problem.

    The unit is the limit's own: a satang, a round, a person. Prices hold near the plan, not far from it.
    """

    limit: str
    key: Key | tuple[Key, ...] | None
    slack: int
    price: float


@dataclass(frozen=True)
class Outcome:
    """The best plan found and the proven bound no plan can exceed.

    `is_impossible` when there is proof that no plan keeps every limit; the conflict says which of them, if the time
    sufficed to tell.
    """

    plan: Plan | None
    objective: int | None
    bound: float | None
    gap: float | None
    seconds: float
    binding: Sequence[Binding] = ()
    conflict: Sequence[Limit] = ()
    is_impossible: bool = False


def centres(problem: Problem) -> list[Key]:
    """In the order of the areas."""
    return list(dict.fromkeys(area.centre for area in problem.areas))


def projects(problem: Problem) -> list[Key]:
    """In the order of the offers, then those that only have a floor."""
    return list(dict.fromkeys([*(offer.project for offer in problem.offers), *problem.project_floors]))


def targets(problem: Problem) -> list[int]:
    """People each area should have: as given, or its share of the need, rounded so that the sum is right."""
    if problem.fairness.targets:
        return list(problem.fairness.targets)
    need = [area.need for area in problem.areas]
    total = sum(need)
    if not total:
        return [0] * len(need)
    shares = [problem.people * each // total for each in need]
    by_remainder = sorted(range(len(need)), key=lambda a: (-(problem.people * need[a] % total), a))
    for a in by_remainder[: problem.people - sum(shares)]:
        shares[a] += 1
    return shares


def _faults(problem: Problem) -> Iterator[str]:
    areas, offers, months = len(problem.areas), len(problem.offers), len(problem.months)
    if len(problem.worth) != areas or any(_shape(table) != (offers, months) for table in problem.worth):
        yield "worth is not a table of areas, offers and months"
    for name, shape in (("cost_per_person", offers), ("cost_per_round", offers), ("rooms", months)):
        if _shape(getattr(problem, name)) != (areas, shape):
            yield f"{name} has not the problem's shape"
    if any(len(problem.trainers.get(area.centre, ())) != months for area in problem.areas):
        yield "trainers do not name every month of every area's centre"
    if problem.fairness.targets and len(problem.fairness.targets) != areas:
        yield "targets are not one for each area"
    if any(offer.smallest < 1 or offer.largest < offer.smallest for offer in problem.offers):
        yield "a round's smallest size is not between 1 and its largest"
    yield from _faults_of_keys(problem)


def _faults_of_keys(problem: Problem) -> Iterator[str]:
    keys = [[one.key for one in problem.areas], [one.key for one in problem.offers], list(problem.months)]
    if any(len(set(each)) != len(each) for each in keys):
        yield "a key is given twice"
    cells = [pin.cell for pin in problem.pins]
    known = [set(each) for each in keys]
    if any(part not in known[i] for cell in (*cells, *problem.closed) for i, part in enumerate(cell)):
        yield "a pinned or closed cell is not of this problem"
    if len(set(cells)) != len(cells):
        yield "a cell is pinned twice"


def _shape(table: Table) -> tuple[int, int]:
    widths = {len(row) for row in table}
    return (len(table), widths.pop() if len(widths) == 1 else -1)
