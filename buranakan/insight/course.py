"""Is a promise on course? From the plan's months and the pace so far, with an interval; never from hope."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.lib import fiscal

# Fewer full months of a plan than this tell no pace: what is left of the plan may then come to all or to nothing.
FEWEST_MONTHS = 4
DRAWS = 1_000
SEED = 2568  # the same months give the same interval, on every machine and every day
TAIL = 0.025  # of the draws, below the interval and above it


class PromiseState(models.TextChoices):
    """How a promise stands."""

    PLANNED = "planned", _("Planned, not begun")
    ON_COURSE = "on_course", _("On course")
    UNCERTAIN = "uncertain", _("Uncertain")
    OFF_COURSE = "off_course", _("Off course")
    REACHED = "reached", _("Promise reached")
    LATE = "late", _("Late: the day has passed")
    NOT_MEASURABLE = "not_measurable", _("Not measurable")
    WITHDRAWN = "withdrawn", _("Withdrawn promise")


@dataclass(frozen=True)
class Course:
    """Where a promise is heading. `low`, `likely` and `high` are what will be reached on the due day.

    The pace is seen in full months only: `planned_to_date` and `reached_in_full` end with the last of them, while
    `reached` counts up to today. What was not estimated is None.
    """

    state: PromiseState
    target: int
    is_ceiling: bool
    reached: int | None
    reached_in_full: int = 0
    planned_to_date: int = 0
    planned_ahead: int = 0
    months: int = 0  # full months with a plan
    pace: float | None = None  # reached for each one planned
    low: int | None = None
    likely: int | None = None
    high: int | None = None

    @property
    def is_estimated(self):
        return self.likely is not None

    @property
    def tells_a_pace(self):
        """Were there enough full months to tell how far the pace may differ?"""
        return self.months >= FEWEST_MONTHS


def course(planned_by_month, reached_by_month, *, on, due_on, target, is_ceiling=False):
    """Where a promise is heading: what was reached, and what the rest of the plan will bring at the pace so far.

    Both tables hold what was planned and reached in each month (by its first day), not added up; `reached_by_month` is
    None where nothing counts what is reached. `target` is the least that keeps the promise, or of a ceiling the most.

    The pace is what was reached for each one planned, over the full months since the plan began. The forecast for the
    due day is what was reached in full months and the pace times the plan of the months that remain up to that day.
    The interval comes from the months themselves (a bootstrap): a thousand times, months are drawn with replacement
    from those so far, and out of these as many as remain, for the coming months will differ from each other as the
    past ones did, and the past ones are few. The interval leaves out the lowest and the highest fortieth of the
    forecasts. Few months understate how months differ: in simulated years it holds about eight outcomes in ten
    (tests/insight/test_course.py). It knows no work that is not in the plan and no speeding-up that has not begun.
    """
    if reached_by_month is None:
        return Course(PromiseState.NOT_MEASURABLE, target=target, is_ceiling=is_ceiling, reached=None)
    seen = _seen(planned_by_month, reached_by_month, on=on, due_on=due_on)
    if settled := _settled(seen, target=target, is_ceiling=is_ceiling, is_over=due_on < on):
        return Course(settled, target=target, is_ceiling=is_ceiling, **seen.told)
    low, likely, high = _forecast(seen)
    return Course(
        _state(low, high, target=target, is_ceiling=is_ceiling),
        target=target,
        is_ceiling=is_ceiling,
        **seen.told,
        pace=max(0, seen.pace),
        low=low,
        likely=likely,
        high=high,
    )


def forecast_by_month(course, months, *, on, due_on):
    """{month: (low, likely, high)} added up to the end of each, from the last full month to the one it is due in.

    The rest of the forecast comes as the rest of the plan does. `months` are (month, planned so far), oldest first;
    nothing is told where nothing remains to come.
    """
    this_month, last = fiscal.month_start(on), fiscal.month_start(due_on)
    planned = {month: total for month, total in months if month <= last}
    before = max((month for month in planned if month < this_month), default=None)
    if not course.is_estimated or not course.planned_ahead or before is None:
        return {}
    base = course.reached_in_full
    return {
        month: tuple(
            round(base + (end - base) * (planned[month] - planned[before]) / course.planned_ahead)
            for end in (course.low, course.likely, course.high)
        )
        for month in planned
        if month >= before
    }


@dataclass(frozen=True)
class _Seen:
    """What the tables come to on a day: the full months that a pace is told from, and what remains."""

    pairs: tuple  # (planned, reached) of each full month since the plan began
    ahead: tuple  # what is planned in each month that remains up to the due day
    reached: int
    reached_in_full: int

    @property
    def planned_to_date(self):
        return sum(planned for planned, _reached in self.pairs)

    @property
    def months(self):
        """Those with a plan; how many they are does not hang on what was reached."""
        return sum(planned > 0 for planned, _reached in self.pairs)

    @property
    def pace(self):
        return sum(reached for _planned, reached in self.pairs) / self.planned_to_date

    @property
    def told(self):
        return {
            "reached": self.reached,
            "reached_in_full": self.reached_in_full,
            "planned_to_date": self.planned_to_date,
            "planned_ahead": sum(self.ahead),
            "months": self.months,
        }


def _seen(planned_by_month, reached_by_month, *, on, due_on):
    this_month, last = fiscal.month_start(on), fiscal.month_start(due_on)
    planned = {month: number for month, number in planned_by_month.items() if number > 0 and month <= last}
    full = _months(min(planned, default=this_month), this_month)
    return _Seen(
        pairs=tuple((planned.get(month, 0), reached_by_month.get(month, 0)) for month in full),
        ahead=tuple(planned[month] for month in sorted(planned) if month >= this_month),
        reached=sum(number for month, number in reached_by_month.items() if month <= this_month),
        reached_in_full=sum(number for month, number in reached_by_month.items() if month < this_month),
    )


def _months(first, until):
    """The first days of the months from one up to, and without, another."""
    found = []
    while first < until:
        found.append(first)
        first = fiscal.next_month(first)
    return found


def _settled(seen, *, target, is_ceiling, is_over):
    """The state where it needs no forecast: reached, over, nothing planned, nothing due yet."""
    if is_ceiling and seen.reached > target:
        return PromiseState.OFF_COURSE
    if seen.reached >= target and not is_ceiling:
        return PromiseState.REACHED
    if is_over:
        return PromiseState.REACHED if is_ceiling else PromiseState.LATE
    if not seen.planned_to_date:
        return PromiseState.PLANNED if seen.ahead else PromiseState.NOT_MEASURABLE
    return None


def _state(low, high, *, target, is_ceiling):
    if is_ceiling:
        low, high, target = -high, -low, -target
    if low >= target:
        return PromiseState.ON_COURSE
    return PromiseState.OFF_COURSE if high < target else PromiseState.UNCERTAIN


# --- the forecast -----------------------------------------------------------------------------------------------------
def _forecast(seen):
    """(low, likely, high) on the due day, never below what is reached already."""
    rest = sum(seen.ahead)
    if not rest:
        paces = seen.pace, seen.pace, seen.pace
    elif seen.months < FEWEST_MONTHS:
        paces = 0, seen.pace, max(1, seen.pace)
    else:
        paces = _interval(seen.pairs, remaining=len(seen.ahead), pace=seen.pace)
    low, likely, high = (seen.reached_in_full + rest * max(0, pace) for pace in paces)
    return tuple(max(seen.reached, number) for number in (math.floor(low), round(likely), math.ceil(high)))


@lru_cache(maxsize=4096)  # promises of one programme share their months, and every page asks again
def _interval(pairs, *, remaining, pace):
    """Every step grows with what was reached in any month, so more reached never lowers a forecast or its ends."""
    drawn = sorted(_pace_of(pairs, picks, otherwise=pace) for picks in _picks(len(pairs), remaining))
    cut = round(DRAWS * TAIL)
    return min(pace, drawn[cut]), pace, max(pace, drawn[-1 - cut])


def _pace_of(pairs, picks, *, otherwise):
    planned = sum(pairs[place][0] for place in picks)
    return sum(pairs[place][1] for place in picks) / planned if planned else otherwise


@lru_cache(maxsize=256)
def _picks(months, remaining):
    """The places drawn, for so many months seen and so many to come: chosen before anything is known of them."""
    chance = random.Random(f"{SEED}/{months}/{remaining}")  # noqa: S311 - the same every time, by intent
    return [
        tuple(chance.choices(chance.choices(range(months), k=months), k=remaining)) for _draw in range(DRAWS)
    ]
