"""Where the year's promises are heading, without all that each rests on: for pages that are read in a minute."""

from dataclasses import dataclass

from buranakan.insight import progress, promise_register
from buranakan.insight.course import Course
from buranakan.insight.slices import Slice
from buranakan.policy import queries as policy


@dataclass(frozen=True)
class Heading:
    """A promise with its numbers, its months, and where it is heading."""

    promise: object
    standing: progress.Standing
    course: Course
    months: tuple
    part: Slice  # what it is measured over

    @property
    def state(self):
        return self.course.state

    @property
    def due_on(self):
        return self.promise.due_on


def of_year(scope, year, *, on):
    """The standing promises of a fiscal year that this scope may see; numbers are everybody's totals."""
    promises = list(policy.promises(scope).filter(fiscal_year=year, withdrawn_at=None).order_by("due_on", "pk"))
    parts = progress.parts_of(promises, on=on)
    months = promise_register.months_of(promises, parts, on=on)
    return [
        Heading(
            promise=standing.promise,
            standing=standing,
            course=promise_register.course_of(standing, months[standing.promise.pk], on=on),
            months=months[standing.promise.pk],
            part=parts[standing.promise.pk],
        )
        for standing in progress.standings(promises, on=on, parts=parts)
    ]
