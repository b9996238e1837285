"""Hidden small counts can't be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from buranakan.insight.small_counts import hide_small

TABLES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 60), min_size=1, max_size=12)


def test_a_lone_small_count_takes_the_next_smallest_with_it():
    assert hide_small({"a": 3, "b": 12, "c": 40}, threshold=10) == {"a": None, "b": None, "c": 40}


def test_two_small_counts_with_a_tiny_sum_take_another():
    assert hide_small({"a": 1, "b": 2, "c": 15, "d": 40}, threshold=10) == {"a": None, "b": None, "c": None, "d": 40}


def test_zero_is_small():
    assert hide_small({"a": 0, "b": 12, "c": 40}, threshold=10)["a"] is None


def test_nothing_small_hides_nothing():
    assert hide_small({"a": 10, "b": 12}, threshold=10) == {"a": 10, "b": 12}


@given(TABLES)
def test_no_small_count_is_shown(table):
    shown = hide_small(table, threshold=10)
    assert all(count is None or count >= 10 for count in shown.values())


@given(TABLES)
def test_what_is_shown_is_true(table):
    shown = hide_small(table, threshold=10)
    assert all(count is None or count == table[key] for key, count in shown.items())


@given(TABLES)
def test_the_total_less_what_is_shown_never_pins_a_hidden_count(table):
    """The reader knows the total, so the sum of what is hidden: it must leave a range of at least the threshold."""
    shown = hide_small(table, threshold=10)
    hidden = [table[key] for key, count in shown.items() if count is None]
    if hidden and len(hidden) < len(table):
        assert len(hidden) >= 2
        assert sum(hidden) >= 10
