"""One clock."""

import pytest

from tests.house.guards import clocks
from tests.house.guards.tree import PRODUCT, kept_files, python

DOOR = "buranakan/lib/clock.py"


def sources():
    return {path: text for path, text in python(kept_files(), PRODUCT).items() if path != DOOR}


def test_no_clock_but_ours():
    assert clocks.find_other_clocks(sources()) == []


@pytest.mark.parametrize(
    "line",
    [
        "timezone.now()",
        "at = django.utils.timezone.now",
        "dt.datetime.now(dt.UTC)",
        "datetime.utcnow()",
        "dt.date.today()",
        "date.today()",
        "time.time()",
        "from time import time",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
        "made_at = models.DateTimeField(auto_now_add=True)",
        "changed_at = models.DateTimeField(auto_now=True)",
    ],
)
def test_another_clock_is_caught(line):
    assert len(clocks.find_other_clocks({"buranakan/planning/actions.py": line})) == 1


@pytest.mark.parametrize("line", ["clock.now()", "clock.today()", "time.monotonic()", "time.sleep(1)", "day = at.date"])
def test_our_clock_is_left_alone(line):
    assert clocks.find_other_clocks({"buranakan/planning/actions.py": line}) == []


def test_days_are_days_in_thailand():
    assert clocks.find_days_of_moments(sources()) == []


@pytest.mark.parametrize(
    ("line", "is_caught"), [("at.date()", True), ("clock.local_day(at)", False), ("parse.date(text)", False)]
)
def test_the_day_of_a_moment_in_its_own_zone_is_caught(line, is_caught):
    assert bool(clocks.find_days_of_moments({"a.py": line})) is is_caught
