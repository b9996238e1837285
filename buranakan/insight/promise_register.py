"""The register of promises: each with its numbers, where it is heading, what it rests on, and whose it is."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.insight import progress, promise_grounds
from buranakan.insight.course import Course, PromiseState, course
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS, Month
from buranakan.insight.slices import Dimension
from buranakan.lib import fiscal, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.policy import queries as policy
from buranakan.policy.enums import Comparison

CEILINGS = frozenset({Comparison.AT_MOST, Comparison.UP_TO})
MOST_SLICES = 120  # of one query: each is a column of its answer
MOST_YEARS = 3  # that a promise's months are looked at; plans of a programme lie within its fiscal year
LONGEST_TEXT = 120


# --- which promises ---------------------------------------------------------------------------------------------------
class Due(models.TextChoices):
    """When a promise is due, from a day."""

    PASSED = "passed", _("The day has passed")
    MONTH = "month", _("Within 30 days")
    QUARTER = "quarter", _("In 31 to 90 days")
    LATER = "later", _("In more than 90 days")


SOON = {Due.MONTH: 30, Due.QUARTER: 90}  # days, at most


class Seen(models.TextChoices):
    """Who sees a promise."""

    PUBLIC = "public", _("Everybody: on the public site")
    INTERNAL = "internal", _("The desks only")


@dataclass(frozen=True)
class Filters:
    """What of the register is asked for, as the address writes it; "" asks for all."""

    year: str = ""
    state: str = ""
    framework: str = ""
    office: str = ""
    project: str = ""  # series: the same from year to year
    province: str = ""
    due: str = ""
    seen: str = ""

    @property
    def chosen(self):
        """What is asked for, as the address holds it."""
        return {name: text for name, text in vars(self).items() if text}


KNOWN = {"state": PromiseState, "due": Due, "seen": Seen}


def read(query):
    """What an address asks for; a state that there is none of is refused."""
    texts = {name: thai_text.arabic_digits(thai_text.clean(query.get(name, ""))) for name in Filters.__annotations__}
    filters = Filters(**{name: text[:LONGEST_TEXT] for name, text in texts.items()})
    for name, choices in KNOWN.items():
        text = getattr(filters, name)
        if text and text not in choices.values:
            raise RuleBroken(
                "register_not_understood", _("“%(text)s” is nothing to choose by here. Choose one of those offered."),
                text=text,
            )  # fmt: skip
    return filters


# --- rows -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RestsOn:
    """What a promise rests on: the words of an announcement, a figure, and the programmes with their plans."""

    announcement: object
    quote: str
    figure: object
    portfolios: tuple
    plan_lines: int
    plan_versions: int


@dataclass(frozen=True)
class Row:
    """One promise of the register."""

    promise: object
    standing: progress.Standing
    course: Course
    months: tuple[Month, ...]  # added up to the end of each
    rests_on: RestsOn
    frameworks: tuple
    projects: tuple
    provinces: tuple  # codes, in the order of the register of provinces

    @property
    def state(self):
        return PromiseState.WITHDRAWN if self.promise.is_withdrawn else self.course.state

    @property
    def office(self):
        return self.promise.office

    @property
    def due_on(self):
        return self.promise.due_on


def register(scope, *, on, filters=None):
    """Promises that this scope may see, newest year first, those that are asked for; numbers are everybody's totals."""
    every = policy.promises(scope).order_by("-fiscal_year", "due_on", "pk").defer("proposal__announcement__text")
    return narrowed(rows(every, on=on), filters or Filters(), on=on)


def counts(scope, *, on, filters=None):
    """How many promises stand in each state: a Counter by PromiseState."""
    return count(register(scope, on=on, filters=filters))


def count(found):
    """How many of the rows stand in each state."""
    return Counter(one.state for one in found)


def narrowed(found, filters, *, on):
    """The rows that are asked for."""
    return [one for one in found if all(_has(one, name, text, on=on) for name, text in filters.chosen.items())]


def row(promise, *, on):
    """One promise of the register."""
    return rows([promise], on=on)[0]


def rows(promises, *, on):
    """Promises as rows of the register, each figure asked once for all of them."""
    promises = list(promises)
    parts = progress.parts_of(promises, on=on)
    standings = progress.standings(promises, on=on, parts=parts)
    months = months_of(promises, parts, on=on)
    plans = promise_grounds.plans_of(promises, parts)
    frameworks = promise_grounds.frameworks_of(promises, on=on)
    return [
        Row(
            promise=standing.promise,
            standing=standing,
            course=course_of(standing, months[standing.promise.pk], on=on),
            months=months[standing.promise.pk],
            rests_on=_rests_on(standing, plans[standing.promise.pk]),
            frameworks=frameworks[standing.promise.pk],
            projects=plans[standing.promise.pk].projects,
            provinces=plans[standing.promise.pk].provinces,
        )
        for standing in standings
    ]


def _has(found, name, text, *, on):
    """Does a row have what one filter asks for?"""
    promise = found.promise
    held = {
        "year": {str(promise.fiscal_year)},
        "state": {found.state},
        "framework": {one.code for one in found.frameworks},
        "office": {promise.office.code} if promise.office else set(),
        "project": {one.series for one in found.projects},
        "province": set(found.provinces),
        "due": {due(promise, on=on)},
        "seen": {Seen.PUBLIC if promise.is_public else Seen.INTERNAL},
    }
    return text in held[name]


def due(promise, *, on):
    """When a promise is due, seen from a day."""
    days = (promise.due_on - on).days
    if days < 0:
        return Due.PASSED
    return next((soon for soon, most in SOON.items() if days <= most), Due.LATER)


def _rests_on(standing, plan):
    promise = standing.promise
    return RestsOn(
        announcement=promise.proposal.announcement,
        quote=promise.proposal.quote,
        figure=standing.figure,
        portfolios=tuple(promise.portfolios.all()),
        plan_lines=plan.lines,
        plan_versions=len(plan.versions),
    )


# --- where it is heading ----------------------------------------------------------------------------------------------
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
