"""The search for the best plan: first over the smallest coverage, then over whole people and rounds.

The smallest coverage is the one value that ties every area to every other. It is split into ranges; the range with the
highest bound is asked again in parts until it is one level. There the few cells that the bound itself uses nearly
always hold a plan within a hair of it; where that hair is too much, the cells whose loss could still be made up are
searched in full, which lowers the bound to the best plan of that level.
"""

import heapq
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np

from buranakan.planning.allocation import whole
from buranakan.planning.allocation.answer import IMPOSSIBLE, Answer
from buranakan.planning.allocation.arrays import Arrays
from buranakan.planning.allocation.problem import WHOLE
from buranakan.planning.allocation.relaxation import Prices, Relaxation, Relaxed, TimeOver
from buranakan.planning.allocation.timing import Allowance

WINDOW = 16  # levels below the bound's own that make a range of their own
# How far below the coverage that fractions would reach a first plan is looked for, until there is one.
DIVES = (0.97, 0.9, 0.75, 0.5, 0.0)
# A near look frees only the areas that the bound leaves in fractions, among cells that lose no more than this.
LOSS_OF_NEAR, NODES_OF_NEAR = 1e-6, 20
GAP_OF_CLIMB = 0.005  # will do for a plan on the way up
CLIMBS = 5  # near looks between the best plan's coverage and that of the bound
# Beyond the time given, where it was over before any plan was found: a busy machine shall not leave a planner without.
SECONDS_FOR_ANY = 10.0
FAILURES = 2  # looks without a plan before any plan will do
# Which cells a look takes: those whose loss is within this share of what is still open. The last leaves nothing out.
MARGINS = (0.0, 0.1, 1.0)
LOOKS = 1 + len(MARGINS)  # the first is a near one
FIRST_MARGIN = 40.0  # worth of a full round's people, while there is no plan to reckon from
SHARES_OF_TIME = (0.2, 0.3, 0.6)
SHARE_OF_NEAR = 0.4
SHORTEST = 0.5  # seconds
BEST = 2  # cells of each area to begin with
TOO_MANY = 2_000_000


@dataclass(order=True)
class Range:
    """Levels of coverage still open, the highest bound first; `looks` taken into its one level."""

    order: tuple[float, int]
    first: int = field(compare=False)
    last: int = field(compare=False)
    relaxed: Relaxed = field(compare=False)
    looks: int = field(default=0, compare=False)

    @property
    def bound(self) -> float:
        return -self.order[0]


class Search:
    """Best plan so far and the ranges that could hold a better one."""

    def __init__(self, arrays: Arrays, *, allowance: Allowance, gap: float, threads: int) -> None:
        self.arrays, self.allowance, self.gap, self.threads = arrays, allowance, gap, threads
        self.levels = _levels(arrays)
        self.relaxation = Relaxation(arrays, allowance=allowance)
        self.open: list[Range] = []
        self.best: Answer | None = None
        self.objective = -np.inf
        self.prices: Prices | None = None
        self.asked = self.failures = 0  # searches in whole numbers, and those without a plan
        self.climb: tuple[int, int] | None = None  # levels with a plan and without, not looked between yet
        self.is_impossible = False

    def run(self) -> Answer:
        self.relaxation.add_cells(_first_cells(self.arrays), several=False)
        bound = np.inf
        try:
            self._ask(0, len(self.levels) - 1)
            bound = self._bound()
            self._dive()
            while self.open and not self.is_impossible and not self._is_close():
                self._step()
                bound = self._bound()
        except TimeOver:
            pass
        if self.best is None and self.open and not self.is_impossible:
            self._take_any()
        if self.best is not None:
            return replace(self.best, bound=max(bound, self.objective), prices=self.prices)
        return IMPOSSIBLE if self.is_impossible or bound == -np.inf else Answer(None, None, bound)

    def _bound(self) -> float:
        return max(self.objective, self.open[0].bound if self.open else -np.inf)

    def _is_close(self) -> bool:
        return self.best is not None and self._bound() - self.objective <= self.gap * abs(self.objective)

    def _step(self) -> None:
        if self.allowance.is_over:
            raise TimeOver
        top = self.open[0]
        if top.first == top.last:
            if self.climb is not None:
                self._climb(*self.climb)
                self.climb = None
            else:
                self._look(top)
            return
        parts = [(first, last) for first, last in self._parts(top) if first <= last]
        # The range stays open until all its parts are known: its bound holds whenever time runs out.
        asked = [(first, last, self.relaxation.bound(*self._between(first, last))) for first, last in parts]
        heapq.heappop(self.open)
        for first, last, relaxed in asked:
            self._push(first, last, relaxed=relaxed, at_most=top.bound)

    def _ask(self, first: int, last: int) -> None:
        self._push(first, last, relaxed=self.relaxation.bound(*self._between(first, last)), at_most=np.inf)

    def _dive(self) -> None:
        """A plan early, should time be short: a little below the coverage that fractions would reach, or as far below
        as it takes."""
        if not self.open:
            return
        reached = self.open[0].relaxed.coverage
        tried = list(dict.fromkeys(self._level(share * reached) for share in DIVES))
        for place, at in enumerate(tried):
            if self._is_found_near(at):
                self.climb = (at, tried[place - 1]) if place else None
                return

    def _climb(self, at: int, below: int) -> None:
        """Looks between a level that has a plan and one where none was found, halfway each time."""
        for _ in range(CLIMBS):
            if below - at < 2 or self._is_close():
                return
            middle = (at + below) // 2
            if self._is_found_near(middle):
                at = middle
            else:
                below = middle

    def _is_found_near(self, at: int) -> bool:
        """Is there a plan at this level near what the bound uses? The best is kept."""
        relaxed = self.relaxation.bound(*self._between(at, at))
        if not relaxed.is_possible or relaxed.bound <= self.objective:
            return False
        top = Range((-relaxed.bound, at), at, at, relaxed)
        gap = max(self.gap, GAP_OF_CLIMB)
        answer = self._solved(self._near(relaxed), at=at, gap=gap, share=SHARE_OF_NEAR, nodes=NODES_OF_NEAR)
        self._keep(answer, top=top)
        return answer.people is not None

    def _near(self, relaxed: Relaxed) -> np.ndarray:
        """The cells that the bound uses, and those of the areas which it leaves in fractions."""
        rounds = relaxed.rounds.reshape(self.arrays.shape[0], -1)
        is_loose = (np.abs(rounds - np.rint(rounds)) > 1e-6).any(1)
        is_near = (rounds > 1e-7) | (is_loose[:, None] & (relaxed.loss.reshape(rounds.shape) <= LOSS_OF_NEAR))
        return np.flatnonzero(is_near.ravel() & self.arrays.rest.free)

    def _level(self, coverage: float) -> int:
        return max(0, int(np.searchsorted(self.levels, coverage, side="right")) - 1)

    def _take_any(self) -> None:
        """Beyond the time given: whatever keeps the limits."""
        self.allowance = self.relaxation.allowance = Allowance(SECONDS_FOR_ANY)
        with suppress(TimeOver):
            self._dive()

    def _between(self, first: int, last: int) -> tuple[int, int]:
        return int(self.levels[first]), int(self.levels[last])

    def _push(self, first: int, last: int, *, relaxed: Relaxed, at_most: float, looks: int = 0) -> None:
        # Every term is a whole number; what the relaxation's own tolerance may hide is given to the bound.
        bound = min(at_most, np.floor(relaxed.bound + 1e-7 * abs(relaxed.bound) + 1e-6))
        if relaxed.is_possible and bound > self.objective:
            heapq.heappush(self.open, Range((-bound, first), first, last, relaxed, looks))

    def _parts(self, top: Range) -> list[tuple[int, int]]:
        at = min(max(self._level(top.relaxed.coverage + 1e-6), top.first), top.last - 1)
        if at - top.first > WINDOW:
            return [(top.first, at - WINDOW), (at - WINDOW + 1, at), (at + 1, top.last)]
        if top.last - at > WINDOW:
            return [(top.first, at), (at + 1, top.last)]
        middle = (top.first + top.last) // 2
        return [(top.first, middle), (middle + 1, top.last)]

    def _look(self, top: Range) -> None:
        """Searches one level among the cells its bound uses, then among more, at last among all that could matter."""
        look = min(top.looks, LOOKS - 1)
        answer = self._looked(top, look=look)
        self._keep(answer, top=top)
        self.failures += answer.people is None
        heapq.heappop(self.open)
        if look < LOOKS - 1:
            self._push(top.first, top.last, relaxed=top.relaxed, at_most=top.bound, looks=top.looks + 1)
        elif not answer.is_impossible and answer.bound > self.objective:
            bound = min(top.bound, np.floor(answer.bound + 1e-6))
            heapq.heappush(self.open, replace(top, order=(-bound, top.first)))
        if answer.people is None and self.best is None:
            self._any_plan(top)

    def _looked(self, top: Range, *, look: int) -> Answer:
        if not look:
            cells = self._near(top.relaxed)
            return self._solved(cells, at=top.first, gap=self.gap / 4, share=SHARE_OF_NEAR, nodes=NODES_OF_NEAR)
        still_open = top.bound - self.objective
        if self.best is None:
            still_open = FIRST_MARGIN * float(np.median(self.arrays.largest)) / MARGINS[1]
        used = (top.relaxed.rounds > 1e-7) | (top.relaxed.loss <= MARGINS[look - 1] * still_open)
        is_last = look == LOOKS - 1 and len(self.open) == 1
        share = 1.0 if is_last else SHARES_OF_TIME[look - 1]
        cells = np.flatnonzero(used & self.arrays.rest.free)
        return self._solved(cells, at=top.first, gap=self.gap / 4, share=share)

    def _solved(
        self,
        cells: np.ndarray,
        *,
        at: int,
        gap: float,
        share: float = 1.0,
        nodes: int | None = None,
        is_any: bool = False,
    ) -> Answer:
        self.asked += 1
        coverage = int(self.levels[at])
        return whole.solve(
            self.arrays,
            cells,
            coverage=coverage,
            allowance=self.allowance.part(max(SHORTEST, share * self.allowance.left)),
            gap=gap,
            threads=self.threads,
            nodes=nodes,
            start=self._start(coverage),
            is_any=is_any,
        )

    def _start(self, coverage: int) -> Answer | None:
        """The best plan so far, where it serves everybody to that coverage."""
        if self.best is None or self.best.people is None:
            return None
        return self.best if self.arrays.smallest_coverage(self.best.people) >= coverage else None

    def _keep(self, answer: Answer, *, top: Range) -> None:
        if answer.people is None:
            return
        objective = self.arrays.objective(answer.people)
        if objective > self.objective:
            self.best, self.objective, self.prices = answer, objective, top.relaxed.prices

    def _any_plan(self, top: Range) -> None:
        """After a few looks without a plan: is there one at all?"""
        if self.failures != FAILURES:
            return
        answer = self._solved(np.flatnonzero(self.arrays.rest.free), at=0, gap=1.0, is_any=True)
        self.is_impossible = answer.is_impossible
        self._keep(answer, top=top)


def solve(arrays: Arrays, *, seconds: float, gap: float, threads: int = 1) -> Answer:
    return Search(arrays, allowance=Allowance(seconds), gap=gap, threads=threads).run()


def _levels(arrays: Arrays) -> np.ndarray:
    """Every value the smallest coverage can have: one that some area has with a whole number of people."""
    counted = arrays.counted
    if not len(counted):
        return np.zeros(1, np.int64)
    need, low, high = arrays.need[counted], arrays.floor[counted], arrays.high[counted]
    least = int(min(WHOLE, (WHOLE * low // need).min()))
    most = int(max(least, min(WHOLE, (WHOLE * high // need).min())))
    if (high - low).sum() > TOO_MANY:
        return np.arange(least, most + 1)
    area = np.repeat(np.arange(len(counted)), np.maximum(0, high - low + 1))
    step = np.arange(len(area)) - np.searchsorted(area, area)
    levels = np.unique(WHOLE * (low[area] + step) // need[area])
    return np.unique(np.concatenate([[least], levels[(levels >= least) & (levels <= most)], [most]]))


def _first_cells(arrays: Arrays) -> np.ndarray:
    """The cells of most worth in each area; prices call for others."""
    areas, size = arrays.shape[0], arrays.worth[0].size
    free = arrays.rest.free.reshape(areas, size)
    if not free.any():
        return np.zeros(0, np.int64)
    worth = np.where(free, arrays.worth.reshape(areas, size), np.iinfo(np.int64).min // 2)
    best = np.argpartition(-worth, min(BEST, size) - 1, axis=1)[:, :BEST]
    cells = (best + np.arange(areas)[:, None] * size).ravel()
    return cells[arrays.rest.free[cells]]
