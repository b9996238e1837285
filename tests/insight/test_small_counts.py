"""Hidden small counts can't be worked out from what is shown, not even by one who knows how they were hidden."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.insight.small_counts import hide_small, points_shown

TABLES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 60), min_size=1, max_size=12)
SERIES = st.lists(st.integers(0, 40), max_size=12).map(
    lambda gains: [sum(gains[: place + 1]) for place in range(len(gains))]
)


def hide(table):
    return hide_small(table, threshold=10, given_up_first=sorted(table))


def test_a_lone_small_count_takes_the_next_of_the_list_with_it():
    assert hide({"a": 40, "b": 3, "c": 12}) == {"a": None, "b": None, "c": 12}


def test_others_go_until_the_hidden_ones_could_be_anything_small():
    assert hide({"a": 3, "b": 12, "c": 40, "d": 50}) == {"a": None, "b": None, "c": None, "d": 50}


def test_many_small_counts_take_another_with_them():
    """Nine, nine and nine are 27: alone they would be known, for nothing hidden is larger."""
    assert hide({"a": 9, "b": 9, "c": 9, "d": 10, "e": 11}) == {"a": None, "b": None, "c": None, "d": None, "e": 11}


def test_zero_is_small():
    assert hide({"a": 0, "b": 12, "c": 40})["a"] is None


def test_nothing_small_hides_nothing():
    assert hide({"a": 10, "b": 12}) == {"a": 10, "b": 12}


def test_a_table_of_nothing_is_a_table_of_nothing():
    assert hide({}) == {}


@given(TABLES)
def test_no_small_count_is_shown_and_what_is_shown_is_true(table):
    assert all(count is None or (count >= 10 and count == table[key]) for key, count in hide(table).items())


@given(TABLES)
def test_what_is_hidden_leaves_room_for_any_small_count(table):
    hidden = [table[key] for key, count in hide(table).items() if count is None]
    if len(hidden) < len(table):
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= 19)


# --- a reader who knows the method ------------------------------------------------------------------------------------
THRESHOLD = 3
LARGEST_TOTAL = 13


def worlds_by_what_is_seen(cells, see):
    """Every table of a few small cells, sorted by what a reader of it sees."""
    seen = {}
    for counts in product(range(LARGEST_TOTAL + 1), repeat=cells):
        if sum(counts) <= LARGEST_TOTAL:
            seen.setdefault(see(counts), []).append(counts)
    return seen


def see_table(counts):
    table, total = dict(enumerate(counts)), sum(counts)
    shown = hide_small(table, threshold=THRESHOLD, given_up_first=list(table))
    return (total if total >= THRESHOLD else "small", *shown.values())


def see_series(gains):
    totals = [sum(gains[: place + 1]) for place in range(len(gains))]
    shown = points_shown(totals, threshold=THRESHOLD)
    return tuple(total if place in shown else None for place, total in enumerate(totals))


@pytest.mark.parametrize("cells", [1, 2, 3, 4])
def test_a_reader_who_tries_every_table_finds_every_small_count_possible(cells):
    for worlds in worlds_by_what_is_seen(cells, see_table).values():
        for place in range(cells):
            if any(counts[place] < THRESHOLD for counts in worlds):
                assert {counts[place] for counts in worlds} >= set(range(THRESHOLD)), (worlds, place)


@pytest.mark.parametrize("cells", [3, 4])
@pytest.mark.parametrize("known", [0, 2])
def test_knowing_that_a_province_without_a_plan_has_nobody_does_not_help(cells, known):
    for worlds in worlds_by_what_is_seen(cells, see_table).values():
        nobody_there = [counts for counts in worlds if counts[known] == 0]
        for place in {*range(cells)} - {known}:
            if any(counts[place] < THRESHOLD for counts in nobody_there):
                assert {counts[place] for counts in nobody_there} >= set(range(THRESHOLD)), (nobody_there, place)


@pytest.mark.parametrize("months", [1, 2, 3, 4])
def test_a_reader_who_tries_every_series_finds_as_many_gains_possible_as_the_threshold(months):
    for worlds in worlds_by_what_is_seen(months, see_series).values():
        for place in range(months):
            if any(gains[place] < THRESHOLD for gains in worlds):
                assert len({gains[place] for gains in worlds}) >= THRESHOLD, (worlds, place)


# --- all public tables together ---------------------------------------------------------------------------------------
PROVINCES, PROJECTS, MONTHS, PAIR = 3, 2, 2, 2
PLACES = list(product(range(PROVINCES), range(PROJECTS), range(MONTHS)))
MOST_PEOPLE = 7


def cubes(cells, total):
    """Every way of sharing up to `total` people out over cells of province, project and month."""
    if cells == 1:
        yield from ((count,) for count in range(total + 1))
        return
    for count in range(total + 1):
        yield from ((count, *rest) for rest in cubes(cells - 1, total - count))


def margins(cube):
    """What the three public tables would say if nothing were hidden."""
    totals = [Counter(), Counter(), Counter()]
    for place, count in zip(PLACES, cube, strict=True):
        for table, key in zip(totals, place, strict=True):
            table[key] += count
    sizes = (PROVINCES, PROJECTS, MONTHS)
    return [tuple(table[key] for key in range(size)) for table, size in zip(totals, sizes, strict=True)]


def see_everything(tables):
    """What the public reads: the total and the three tables, each with its hidden cells."""
    provinces, projects, months = tables
    shown = [
        hide_small(dict(enumerate(table)), threshold=PAIR, given_up_first=range(len(table)))
        for table in (provinces, projects)
    ]
    totals = [sum(months[: place + 1]) for place in range(MONTHS)]
    points = points_shown(totals, threshold=PAIR)
    told = sum(provinces) if sum(provinces) >= PAIR else None
    return (
        told,
        *(tuple(one.values()) for one in shown),
        tuple(total if place in points else None for place, total in enumerate(totals)),
    )


def test_all_tables_together_tell_no_small_count():
    """Every possible world is tried: provinces by projects by months, and a reader who has all three public tables."""
    seen = {}
    for cube in cubes(len(PLACES), MOST_PEOPLE - 1):
        tables = margins(cube)
        seen.setdefault(see_everything(tables), set()).add(tuple(tables))
    assert len(seen) > 100
    for view, worlds in seen.items():
        for table, size in enumerate((PROVINCES, PROJECTS, MONTHS)):
            for place in range(size):
                possible = {world[table][place] for world in worlds}
                assert min(possible) >= PAIR or len(possible) >= PAIR, (view, table, place)


# --- series -----------------------------------------------------------------------------------------------------------
def test_a_month_that_gains_few_waits_for_the_next():
    assert points_shown([12, 15, 30, 60], threshold=10) == {0, 2, 3}


def test_the_last_point_but_one_is_hidden_when_the_end_is_too_near():
    assert points_shown([20, 40, 45], threshold=10) == {0, 2}


def test_a_series_that_ends_small_shows_nothing():
    assert points_shown([0, 4, 9], threshold=10) == frozenset()
    assert points_shown([], threshold=10) == frozenset()


@given(SERIES)
def test_between_any_two_shown_points_enough_people_were_gained(totals):
    shown = [totals[place] for place in sorted(points_shown(totals, threshold=10))]
    assert all(later - earlier >= 10 for earlier, later in zip([0, *shown], shown, strict=False))
    assert not shown or shown[-1] == totals[-1]
