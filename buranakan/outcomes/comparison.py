"""Before against after: changes of each receiver, and what many of them say, methods and evidence apart. Pure.

One call compares the values of one indicator, so different units never meet. The middle of the changes comes with a
sign-based interval: order statistics of the changes themselves, right whatever their distribution (incomes and sales
are far from normal). With fewer than six changes no such interval holds 95 times in 100, so nothing but the number
of receivers is said.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import comb

from buranakan.outcomes.enums import LADDER, Direction, EvidenceLevel, Method, Stage

CONFIDENCE_PERCENT = 95
FEWEST = 6  # 2 · 0.5^6 < 5 % < 2 · 0.5^5: the smallest number with a sign-based interval


@dataclass(frozen=True)
class Value:
    """One standing value; `receiver` is whatever tells receivers apart, `key` whatever finds the value again."""

    receiver: object
    stage: str
    measured_on: dt.date
    hundredths: int
    method: str
    level: str
    key: object = None


@dataclass(frozen=True)
class Change:
    """A follow-up against the latest baseline before it that was taken by the same method."""

    baseline: Value
    follow_up: Value

    @property
    def receiver(self):
        return self.follow_up.receiver

    @property
    def hundredths(self):
        return self.follow_up.hundredths - self.baseline.hundredths

    @property
    def method(self):
        return self.follow_up.method

    @property
    def level(self):
        """As sure as the weaker of the two."""
        return min(self.baseline.level, self.follow_up.level, key=LADDER.index)

    def is_better(self, direction):
        """None where nothing changed."""
        if not self.hundredths:
            return None
        return (self.hundredths > 0) == (direction == Direction.MORE)


@dataclass(frozen=True)
class Interval:
    """The middle change with the bounds that hold it, at least `percent` times in 100; in hundredths of the unit."""

    middle: int
    low: int
    high: int
    percent: int = CONFIDENCE_PERCENT


@dataclass(frozen=True)
class Summary:
    """Receivers with a change by one method at one level of evidence. Without an interval they are too few."""

    method: Method
    level: EvidenceLevel
    receivers: int
    better: int
    same: int
    worse: int
    interval: Interval | None


@dataclass(frozen=True)
class Reading:
    """What the values of one indicator say: how many receivers have which, and the changes, apart."""

    with_baseline: int
    with_follow_up: int
    compared: int
    summaries: tuple[Summary, ...]

    @property
    def not_compared(self):
        """Receivers with a follow-up whose method has no baseline to compare with."""
        return self.with_follow_up - self.compared


def baseline_for(follow_up, values):
    """The latest baseline of the same receiver and method before the follow-up, or None."""
    earlier = [
        one
        for one in values
        if one.stage == Stage.BASELINE
        and one.receiver == follow_up.receiver
        and one.method == follow_up.method
        and one.measured_on < follow_up.measured_on
    ]
    return max(earlier, key=lambda one: one.measured_on, default=None)


def changes(values):
    """The latest change of each receiver by each method."""
    of_one = defaultdict(list)
    for value in values:
        of_one[value.receiver, value.method].append(value)
    found = []
    for group in of_one.values():
        follow_ups = [one for one in group if one.stage == Stage.FOLLOW_UP]
        latest = max(follow_ups, key=lambda one: one.measured_on, default=None)
        baseline = baseline_for(latest, group) if latest else None
        if baseline:
            found.append(Change(baseline, latest))
    return found


def read(values, *, direction):
    """Everything one indicator's standing values say."""
    values = list(values)
    compared = changes(values)
    apart = defaultdict(list)
    for change in compared:
        apart[change.method, change.level].append(change)
    methods = list(Method)
    ordered = sorted(apart, key=lambda one: (methods.index(one[0]), -LADDER.index(one[1])))
    return Reading(
        with_baseline=_receivers(values, Stage.BASELINE),
        with_follow_up=_receivers(values, Stage.FOLLOW_UP),
        compared=len({one.receiver for one in compared}),
        summaries=tuple(_summary(key, apart[key], direction=direction) for key in ordered),
    )


def interval(amounts):
    """The middle with its sign-based interval; None where too few amounts leave nothing to say."""
    ordered = sorted(amounts)
    depth = _depth(len(ordered))
    if depth == 0:
        return None
    return Interval(middle=_middle(ordered), low=ordered[depth - 1], high=ordered[-depth])


def _depth(count):
    """How many amounts may lie outside on each side, plus one: the largest d with P(Binomial(n, ½) < d) ≤ 2.5 %."""
    # Whole numbers throughout: sums of binomials against 2.5 % of 2^n.
    outside, depth = 0, 0
    while (outside + comb(count, depth)) * 200 <= (100 - CONFIDENCE_PERCENT) * 2**count:
        outside += comb(count, depth)
        depth += 1
    return depth


def _middle(ordered):
    """The median; of an even number the half between the two in the middle, rounded down to a hundredth."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2


def _summary(key, found, *, direction):
    method, level = key
    ways = Counter(change.is_better(direction) for change in found)
    return Summary(
        method=Method(method),
        level=EvidenceLevel(level),
        receivers=len(found),
        better=ways[True],
        same=ways[None],
        worse=ways[False],
        interval=interval([change.hundredths for change in found]),
    )


def _receivers(values, stage):
    return len({one.receiver for one in values if one.stage == stage})
