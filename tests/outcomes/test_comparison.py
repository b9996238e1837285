"""Before against after: pairs, summaries apart by method and evidence, intervals. No database."""

import datetime as dt
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.outcomes import comparison
from buranakan.outcomes.comparison import Interval, Value
from buranakan.outcomes.enums import Direction, EvidenceLevel, Method, Stage

BEFORE, AFTER = dt.date(2025, 1, 15), dt.date(2025, 5, 1)
CLAIMED, DOCUMENTED = EvidenceLevel.CLAIMED, EvidenceLevel.DOCUMENTED
TOLD, MEASURED = Method.SELF_REPORTED, Method.MEASURED


def value(receiver, hundredths, *, stage=Stage.BASELINE, on=None, method=TOLD, level=CLAIMED):
    on = on or (BEFORE if stage == Stage.BASELINE else AFTER)
    return Value(receiver, stage, on, hundredths, method, level)


def pair(receiver, before, after, **said):
    return [value(receiver, before, **said), value(receiver, after, stage=Stage.FOLLOW_UP, **said)]


def pairs(amounts, **said):
    """One receiver for each change."""
    return [one for receiver, amount in enumerate(amounts) for one in pair(receiver, 1000, 1000 + amount, **said)]


def read(values, direction=Direction.MORE):
    return comparison.read(values, direction=direction)


# --- pairs ------------------------------------------------------------------------------------------------------------
def test_a_change_is_the_follow_up_less_the_latest_baseline_before_it():
    older, later = value(1, 100, on=dt.date(2024, 12, 1)), value(1, 150)
    after = value(1, 180, stage=Stage.FOLLOW_UP)
    too_late = value(1, 999, on=AFTER)
    (change,) = comparison.changes([older, later, after, too_late])
    assert (change.baseline, change.follow_up, change.hundredths) == (later, after, 30)


def test_only_the_latest_follow_up_counts():
    values = [*pair(1, 100, 150), value(1, 170, stage=Stage.FOLLOW_UP, on=dt.date(2025, 8, 1))]
    assert [one.hundredths for one in comparison.changes(values)] == [70]


def test_values_of_different_methods_are_never_compared():
    values = [value(1, 100, method=TOLD), value(1, 150, stage=Stage.FOLLOW_UP, method=MEASURED)]
    assert comparison.changes(values) == []
    reading = read(values)
    assert (reading.with_baseline, reading.with_follow_up, reading.compared, reading.not_compared) == (1, 1, 0, 1)
    assert reading.summaries == ()


def test_values_of_different_receivers_are_never_compared():
    assert comparison.changes([value(1, 100), value(2, 150, stage=Stage.FOLLOW_UP)]) == []


def test_a_change_is_as_sure_as_the_weaker_of_its_values():
    values = [value(1, 100, level=DOCUMENTED), value(1, 150, stage=Stage.FOLLOW_UP, level=EvidenceLevel.VERIFIED)]
    assert [one.level for one in comparison.changes(values)] == [DOCUMENTED]


@pytest.mark.parametrize(
    ("direction", "amount", "better"),
    [
        (Direction.MORE, 1, True),
        (Direction.MORE, -1, False),
        (Direction.LESS, -1, True),
        (Direction.LESS, 1, False),
        (Direction.LESS, 0, None),
    ],
)
def test_which_way_is_better(direction, amount, better):
    (change,) = comparison.changes(pair(1, 100, 100 + amount))
    assert change.is_better(direction) is better


# --- summaries --------------------------------------------------------------------------------------------------------
def test_methods_and_levels_stand_apart():
    values = [
        *pairs([10, 20, -5], method=TOLD),
        *pair("a", 0, 40, method=MEASURED, level=DOCUMENTED),
        *pair("b", 0, 0, method=TOLD, level=DOCUMENTED),
    ]
    found = [(one.method, one.level, one.receivers, one.better, one.same, one.worse) for one in read(values).summaries]
    assert found == [(MEASURED, DOCUMENTED, 1, 1, 0, 0), (TOLD, DOCUMENTED, 1, 0, 1, 0), (TOLD, CLAIMED, 3, 2, 0, 1)]


def test_less_is_better_where_less_is_better():
    (summary,) = read(pairs([-10, -20, 5]), Direction.LESS).summaries
    assert (summary.better, summary.worse) == (2, 1)


@pytest.mark.parametrize("count", range(comparison.FEWEST))
def test_too_few_changes_say_nothing_but_how_many(count):
    assert comparison.interval(range(count)) is None
    assert [one.interval for one in read(pairs(range(count))).summaries] == [None] * bool(count)


@pytest.mark.parametrize(
    ("count", "lowest", "highest"),
    # Ranks of the bounds, from tables of the sign test at 95 %.
    [(6, 1, 6), (8, 1, 8), (9, 2, 8), (12, 3, 10), (15, 4, 12), (20, 6, 15), (25, 8, 18), (50, 18, 33)],
)
def test_the_interval_is_that_of_the_sign_test(count, lowest, highest):
    found = comparison.interval(range(1, count + 1))
    assert (found.low, found.high) == (lowest, highest)


def test_an_interval_holds_its_middle():
    assert comparison.interval([5, -10, 40, 0, 20, 3, 8]) == Interval(middle=5, low=-10, high=40)
    assert comparison.interval([1, 2, 3, 6, 7, 8]).middle == 4


@given(st.lists(st.integers(min_value=-(10**12), max_value=10**12), min_size=6, max_size=60))
def test_every_interval_holds_its_middle_and_comes_from_the_amounts(amounts):
    found = comparison.interval(amounts)
    assert min(amounts) <= found.low <= found.middle <= found.high <= max(amounts)
    assert {found.low, found.high} <= set(amounts)


@given(st.integers(min_value=6, max_value=200))
def test_the_interval_holds_95_times_in_100_and_is_the_narrowest_that_does(count):
    depth = comparison.interval(range(1, count + 1)).low
    outside = 2 * sum(comb(count, below) for below in range(depth))
    wider = outside + 2 * comb(count, depth)
    assert outside * 20 <= 2**count < wider * 20


@given(st.lists(st.integers(min_value=-1000, max_value=1000), max_size=40), st.randoms())
def test_the_order_of_values_changes_nothing(amounts, chance):
    values = pairs(amounts)
    shuffled = chance.sample(values, len(values))
    assert read(values) == read(shuffled)


@given(st.lists(st.sampled_from([(TOLD, CLAIMED), (MEASURED, DOCUMENTED), (MEASURED, CLAIMED)]), max_size=40))
def test_no_receiver_is_lost_or_counted_twice_within_a_method(kinds):
    found = [pair(receiver, 1, 2, method=method, level=level) for receiver, (method, level) in enumerate(kinds)]
    values = [one for both in found for one in both]
    reading = read(values)
    assert sum(one.receivers for one in reading.summaries) == len(kinds) == reading.compared
