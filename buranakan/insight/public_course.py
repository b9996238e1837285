"""Where a promise is heading, told from what the public sees already: hidden months stay hidden in the forecast too."""

from dataclasses import dataclass

from buranakan.insight import course_words
from buranakan.insight.course import Course, PromiseState, course
from buranakan.insight.headings import CEILINGS, target_of
from buranakan.insight.statements import Sentence
from buranakan.lib import fiscal


@dataclass(frozen=True)
class PublicCourse:
    """The state of a promise for everybody, and why; None of both where what is public tells neither."""

    state: PromiseState | None
    why: Sentence | None
    course: Course | None


NOTHING = PublicCourse(state=None, why=None, course=None)


def of(shown, *, on):
    """The course of a public promise (publish.PublicPromise), computed from its public tables and nothing else.

    Months whose count is hidden are counted with the next one that is told, as the table's reader would have to.
    """
    promise, release = shown.promise, shown.release
    if promise.is_withdrawn:
        return PublicCourse(PromiseState.WITHDRAWN, course_words.withdrawn(), None)
    if shown.is_money or release is None or release.figure != shown.figure or release.is_hidden:
        return NOTHING
    told = [point for point in release.months if point.reached is not None]
    day = _seen_on(told, on=on) if promise.due_on >= on else on
    found = course(
        _planned(release.months, told),
        _reached(told, total=release.reached, on=day),
        on=day,
        due_on=promise.due_on,
        target=target_of(promise),
        is_ceiling=promise.comparison in CEILINGS,
    )
    why = course_words.told(promise, found, plan=shown.figure.plan, result=shown.figure.key, on=day)
    return PublicCourse(found.state, why, found)


def _seen_on(told, *, on):
    """The day up to which full months are told: the first after the last of them."""
    full = [point.month for point in told if point.month < fiscal.month_start(on)]
    return fiscal.next_month(max(full)) if full else on


def _planned(points, told):
    """What is planned in each month; of hidden months with the next one told, like what was reached in them."""
    last = max((point.month for point in told), default=None)
    kept = [point for point in points if point.reached is not None or last is None or point.month > last]
    return _apart((point.month, point.planned) for point in kept)


def _reached(told, *, total, on):
    """What was reached in each month told; what came after the last of them stands in the month of the day."""
    found = _apart((point.month, point.reached) for point in told if point.month < fiscal.month_start(on))
    return found | {fiscal.month_start(on): total - sum(found.values())}


def _apart(totals):
    found, before = {}, 0
    for month, total in totals:
        found[month], before = total - before, total
    return found
