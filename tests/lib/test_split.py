from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import split
from buranakan.lib.rules import RuleBroken

weights = st.lists(st.integers(0, 10_000), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize(
    ("total", "by", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (10, [3, 3, 3, 0], [4, 3, 3, 0]),
        (7, [50, 30, 20], [4, 2, 1]),
        (1, [1, 5, 5], [0, 1, 0]),
        (3, [1, 2, 3], [0, 1, 2]),
        (2180, [5, 4, 1], [1090, 872, 218]),
        (0, [0, 0], [0, 0]),
        (5, [Fraction(1, 3), Decimal("0.5"), 0.25], [2, 2, 1]),
    ],
    ids=[
        "ties-to-the-first",
        "zero-gets-nothing",
        "fractions",
        "larger-weight-first",
        "thin",
        "exact",
        "none",
        "kinds",
    ],
)
def test_shares(total, by, parts):
    assert split.apportion(total, by) == parts


@given(st.integers(0, 10**12), weights)
def test_shares_add_up_and_are_within_one_of_exact(total, by):
    parts = split.apportion(total, by)

    assert sum(parts) == total
    for part, weight in zip(parts, by, strict=True):
        assert abs(part - Fraction(total * weight, sum(by))) < 1
        assert weight or not part
    assert parts == split.apportion(total, by)


@given(st.integers(0, 10**6), weights)
def test_a_larger_weight_never_gets_less(total, by):
    ordered = sorted(by)
    parts = split.apportion(total, ordered)
    lightest_first = [part for part, weight in zip(parts, ordered, strict=True) if ordered.count(weight) == 1]

    assert lightest_first == sorted(lightest_first)


@given(st.integers(0, 10**6), weights, st.integers(1, 1000))
def test_only_proportions_count(total, by, factor):
    assert split.apportion(total, [weight * factor for weight in by]) == split.apportion(total, by)


@pytest.mark.parametrize("by", [[], [0, 0]])
def test_without_weights_there_is_nothing_to_share_by(by):
    with pytest.raises(RuleBroken) as refusal:
        split.apportion(5, by)
    assert refusal.value.code == "nothing_to_share_by"


@pytest.mark.parametrize(("total", "by"), [(-1, [1]), (1, [1, -1])])
def test_negative_numbers_are_a_fault(total, by):
    with pytest.raises(ValueError, match="negative"):
        split.apportion(total, by)


@pytest.mark.parametrize(
    ("target", "by", "smallest", "largest", "sizes"),
    [
        (60, [1, 1], 20, 30, [[30], [30]]),
        (50, [3, 2], 20, 30, [[30], [20]]),
        (100, [3, 1], 20, 30, [[25, 25, 25], [25]]),
        (10, [1, 2], 20, 30, [[], [20]]),
        (31, [1, 1], 25, 30, [[25], [25]]),
        (65, [1, 0], 1, 30, [[22, 22, 21], []]),
        (60, [1], 30, 30, [[30, 30]]),
        (0, [1, 1], 20, 30, [[], []]),
    ],
    ids=["full", "by-weight", "even", "below-one-round", "between-two", "zero-weight", "fixed-size", "nobody"],
)
def test_rounds(target, by, smallest, largest, sizes):
    assert split.whole_rounds(target, by, smallest=smallest, largest=largest) == sizes


@given(st.integers(0, 3000), weights, st.integers(1, 40), st.integers(0, 40))
def test_rounds_hold_the_target_with_least_excess(target, by, smallest, more):
    largest = smallest + more
    rounds = split.whole_rounds(target, by, smallest=smallest, largest=largest)
    sizes = [size for of_one in rounds for size in of_one]

    assert len(rounds) == len(by)
    assert all(smallest <= size <= largest for size in sizes)
    assert all(weight or not of_one for weight, of_one in zip(by, rounds, strict=True))
    assert all(max(of_one) - min(of_one) <= 1 for of_one in rounds if of_one)
    # Any number of rounds within reach: the least total at or above the target that some number of them can hold.
    reachable = [max(target, count * smallest) for count in range(target + 1) if count * largest >= target]
    assert sum(sizes) == min(reachable)
    assert len(sizes) == next(count for count in range(target + 1) if count * largest >= target)


@given(st.integers(1, 2000), st.integers(1, 50), st.integers(1, 50))
def test_people_follow_the_weights_where_the_limits_leave_room(target, one, other):
    first, second = split.whole_rounds(target, [one, other], smallest=1, largest=10**6)
    people = (sum(first), sum(second))

    assert sum(people) == target
    assert people[0] >= people[1] if one > other else people[0] <= people[1] or one == other


@pytest.mark.parametrize(
    ("target", "smallest", "largest"), [(10, 0, 5), (10, 6, 5), (-1, 1, 5)], ids=["empty", "upside-down", "negative"]
)
def test_impossible_limits_are_a_fault(target, smallest, largest):
    with pytest.raises(ValueError, match="possible|negative"):
        split.whole_rounds(target, [1], smallest=smallest, largest=largest)


def test_nothing_to_share_rounds_by():
    with pytest.raises(RuleBroken) as refusal:
        split.whole_rounds(10, [0], smallest=1, largest=5)
    assert refusal.value.code == "nothing_to_share_by"
