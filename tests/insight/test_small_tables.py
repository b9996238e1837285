"""Hidden counts of a table of two ways can't be worked out, not even by one who has its totals and knows the method."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.insight.small_counts import hidden_keys
from buranakan.insight.small_tables import hidden_cells

SIZES = st.tuples(st.integers(1, 5), st.integers(1, 4))
TABLES = SIZES.flatmap(
    lambda size: st.fixed_dictionaries({cell: st.integers(0, 60) for cell in product(range(size[0]), range(size[1]))})
)


def totals(people, side):
    found = {}
    for cell, count in people.items():
        found[cell[side]] = found.get(cell[side], 0) + count
    return found


def hidden_totals(people, side, *, threshold):
    """Rows or columns whose totals the public does not see."""
    found = totals(people, side)
    return hidden_keys(found, threshold=threshold, given_up_first=sorted(found))


def hide(people, *, threshold=10):
    return hidden_cells(
        people,
        threshold=threshold,
        given_up_first=sorted(people),
        hidden_rows=hidden_totals(people, 0, threshold=threshold),
        hidden_columns=hidden_totals(people, 1, threshold=threshold),
    )


def table(*rows):
    return {(row, column): count for row, counts in enumerate(rows) for column, count in enumerate(counts)}


def test_a_table_without_small_counts_is_shown_whole():
    assert hide(table([10, 12], [40, 11])) == frozenset()


def test_a_small_count_takes_another_of_its_row_with_it_and_other_rows_stay_as_they_are():
    people = table([4, 25, 40], [25, 4, 50], [20, 30, 60])
    assert hide(people) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_lone_row_with_small_counts_would_be_told_by_the_columns_so_nothing_is_shown():
    people = table([3, 25, 40], [20, 30, 60])
    assert hide(people) == frozenset(people)


def test_a_row_whose_total_is_hidden_shows_nothing():
    people = table([2, 3], [20, 30], [40, 50], [60, 70])
    assert {(0, 0), (0, 1), (1, 0), (1, 1)} <= hide(people)


def test_a_table_of_nothing_hides_nothing():
    assert hidden_cells({}, threshold=10, given_up_first=[]) == frozenset()


@given(TABLES)
def test_no_small_count_is_ever_shown(people):
    assert {cell for cell, count in people.items() if count < 10} <= hide(people)


@given(TABLES)
def test_what_is_hidden_does_not_hang_on_the_order_of_the_table(people):
    assert hide(dict(reversed(people.items()))) == hide(people)


# --- a reader who knows the method, and has the totals of both ways ---------------------------------------------------
def ways(cells, total):
    """Every way of sharing up to `total` people out over some cells."""
    if not cells:
        yield ()
        return
    for count in range(total + 1):
        yield from ((count, *rest) for rest in ways(cells - 1, total - count))


def see_totals(people, *, threshold):
    """What the public tables of provinces and projects say."""
    told = sum(people.values())
    shown = [
        tuple(None if key in hidden_totals(people, side, threshold=threshold) else count for key, count in found)
        for side in (0, 1)
        for found in [sorted(totals(people, side).items())]
    ]
    return (told if told >= threshold else None, *shown)


def possible(views):
    """What a reader of each view finds possible in each cell."""
    return {view: [set(counts) for counts in zip(*worlds, strict=True)] for view, worlds in views.items()}


@pytest.mark.parametrize(
    ("rows", "columns", "threshold", "people", "patterns"), [(2, 2, 2, 14, 2), (2, 2, 3, 18, 2), (3, 2, 2, 12, 5)]
)
def test_a_reader_who_tries_every_table_finds_as_many_counts_possible_as_the_totals_leave(
    rows, columns, threshold, people, patterns
):
    """Two by two is shown whole or not at all; with a third row the square of small counts alone may be hidden."""
    cells = list(product(range(rows), range(columns)))
    by_totals, by_everything, ways_to_hide = {}, {}, set()
    for counts in ways(len(cells), people):
        world = dict(zip(cells, counts, strict=True))
        hidden = hide(world, threshold=threshold)
        ways_to_hide.add(hidden)
        seen = see_totals(world, threshold=threshold)
        by_totals.setdefault(seen, []).append(counts)
        told = tuple(None if cell in hidden else world[cell] for cell in cells)
        by_everything.setdefault((seen, told), []).append(counts)
    before, after = possible(by_totals), possible(by_everything)
    assert len(ways_to_hide) == patterns
    for view, found in after.items():
        for place, counts in enumerate(found):
            assert (
                min(counts) >= threshold or len(counts) >= threshold or len(before[view[0]][place]) < threshold
            ), (view, place)
