"""The register of promises: each with its numbers, where it is heading, what it rests on, and whose it is."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.insight import headings, promise_grounds
from buranakan.insight.course import PromiseState
from buranakan.insight.headings import Heading
from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.policy import queries as policy

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
class Row(Heading):
    """One promise of the register: where it is heading, and what it rests on."""

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
    found = headings.of(promises, on=on)
    promises = [one.promise for one in found]
    plans = promise_grounds.plans_of(promises, {one.promise.pk: one.part for one in found})
    frameworks = promise_grounds.frameworks_of(promises, on=on)
    return [
        Row(
            **vars(one),
            rests_on=_rests_on(one.standing, plans[one.promise.pk]),
            frameworks=frameworks[one.promise.pk],
            projects=plans[one.promise.pk].projects,
            provinces=plans[one.promise.pk].provinces,
        )
        for one in found
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
