"""Where promises are heading: each with its numbers, its months, and what these tell of its day."""

from dataclasses import dataclass, replace

from buranakan.insight import progress
from buranakan.insight.course import Course, course
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS, Month
from buranakan.insight.slices import Dimension, Slice
from buranakan.lib import fiscal
from buranakan.policy import queries as policy
from buranakan.policy.enums import Comparison

CEILINGS = frozenset({Comparison.AT_MOST, Comparison.UP_TO})
MOST_SLICES = 120  # of one query: each is a column of its answer
MOST_YEARS = 3  # that a promise's months are looked at; plans of a programme lie within its fiscal year


@dataclass(frozen=True)
class Heading:
    """A promise with its numbers, its months, and where it is heading."""

    promise: object
    standing: progress.Standing
    course: Course
    months: tuple[Month, ...]  # added up to the end of each
    part: Slice  # what it is measured over

    @property
    def state(self):
        return self.course.state

    @property
    def due_on(self):
        return self.promise.due_on


def of_year(scope, year, *, on):
    """The standing promises of a fiscal year that this scope may see; numbers are everybody's totals."""
    return of(policy.promises(scope).filter(fiscal_year=year, withdrawn_at=None).order_by("due_on", "pk"), on=on)


def of(promises, *, on):
    """Where each of these promises is heading, each figure asked once for all of them."""
    promises = list(promises)
    parts = progress.parts_of(promises, on=on)
    months = months_of(promises, parts, on=on)
    return [
        Heading(
            promise=standing.promise,
            standing=standing,
            course=course_of(standing, months[standing.promise.pk], on=on),
            months=months[standing.promise.pk],
            part=parts[standing.promise.pk],
        )
        for standing in progress.standings(promises, on=on, parts=parts)
    ]


# --- by its months ----------------------------------------------------------------------------------------------------
def course_of(standing, months, *, on):
    """Where a promise is heading, by its months."""
    promise = standing.promise
    is_counted = result_of(standing.figure) is not None
    return course(
        _apart(months, "planned"),
        _apart(months, "reached") if is_counted else None,
        on=on,
        due_on=promise.due_on,
        target=target_of(promise),
        is_ceiling=promise.comparison in CEILINGS,
    )


def target_of(promise):
    """The least that keeps a promise, or of a ceiling the most: more than 2,180 is 2,181."""
    return promise.value + (promise.comparison == Comparison.MORE_THAN)


def _apart(months, name):
    """What came in each month, of what is added up; months to come have nothing reached."""
    found, before = {}, 0
    for one in months:
        total = getattr(one, name)
        if total is not None:
            found[one.month], before = total - before, total
    return found


def result_of(figure):
    """The figure that says what came of the promise: its own, or of a plan what came of it; None where none does."""
    return FIGURES.get(figure.result) if figure.is_plan else figure


def months_of(promises, parts, *, on):
    """Plan and result of each promise added up to the end of each month; promises over the same part ask once."""
    wanted, keys = {}, {}
    for promise in promises:
        figure, part = FIGURES[promise.figure_key], parts[promise.pk]
        result = result_of(figure)
        months = _months(promise)
        keys[promise.pk] = (figure.plan, result and result.key, part, months)
        wanted.setdefault(figure.plan, {}).update({(part, month): replace(part, until=month) for month in months})
        if result:
            begun = {(part, month): replace(part, until=month) for month in months if month <= on}
            wanted.setdefault(result.key, {}).update(begun)
    found = {key: _values(FIGURES[key], slices) for key, slices in wanted.items()}
    return {
        pk: tuple(
            Month(
                month=month,
                planned=found[plan][part, month],
                reached=found[result].get((part, month)) if result else None,
            )
            for month in months
        )
        for pk, (plan, result, part, months) in keys.items()
    }


def _months(promise):
    """The months of its fiscal year, and of the years up to the day it is due."""
    last = min(fiscal.fiscal_year_of(promise.due_on), promise.fiscal_year + MOST_YEARS - 1)
    years = range(promise.fiscal_year, max(promise.fiscal_year, last) + 1)
    return tuple(month for year in years for month in fiscal.months_of(year))


def _values(figure, slices):
    """The figure over many slices, so many at a time as a database answers at once.

    Of one part whose months add up, each month is asked for once, which is a tenth of the work.
    """
    parts = {part for part, _month in slices}
    if len(parts) == 1 and Dimension.MONTH in figure.adds_up_over:
        by_month = figure.by(TOTALS, Dimension.MONTH, parts.pop())
        return {
            (part, until): sum(value for month, value in by_month.items() if month <= until) for part, until in slices
        }
    names, found = list(slices), {}
    for place in range(0, len(names), MOST_SLICES):
        found |= figure.values(TOTALS, {name: slices[name] for name in names[place : place + MOST_SLICES]})
    return found
