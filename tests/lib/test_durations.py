"""Hours of whole minutes."""

import pytest

from buranakan.lib.durations import format_hours


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, "0"), (60, "1"), (90, "1.5"), (1, "0"), (3, "0.1"), (74_070, "1,234.5"), (720, "12")]
)
def test_hours_have_at_most_one_decimal(minutes, hours):
    assert format_hours(minutes) == hours
