"""What is held, due or closes in a province this month and the next, day by day."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.delivery import queries as delivery
from buranakan.lib import clock, fiscal
from buranakan.policy.visits import queries as visits
from buranakan.policy.visits.enums import VisitState

# From one month's first day, so many days lie in the month after the next for certain, and never beyond it.
INTO_THE_MONTH_AFTER_NEXT = dt.timedelta(days=62)


class Kind(models.TextChoices):
    """What stands in the calendar."""

    SESSION = "session", _("Training")
    VISIT = "visit", _("Visit")
    CALL = "call", _("Call closes")
    PROMISE = "promise", _("Promise due")
    DIRECTIVE = "directive", _("Directive due")


@dataclass(frozen=True)
class Entry:
    """One thing on one day."""

    kind: Kind
    on: dt.date
    thing: object


@dataclass(frozen=True)
class Month:
    """A month: what of it is over, and what is still to come."""

    first: dt.date
    past: list
    coming: list


def span(on):
    """The first day of this month and the last of the next."""
    first = fiscal.month_start(on)
    return first, fiscal.month_start(first + INTO_THE_MONTH_AFTER_NEXT) - dt.timedelta(days=1)


def months(scope, province, *, on, promises=(), directives=(), calls=()):
    """This month and the next; promises, directives and calls are those that the page knows already."""
    first, last = span(on)
    found = [*_sessions(scope, province, first, last), *_visits(scope, province, first, last)]
    found += [Entry(Kind.CALL, clock.local_day(one.closes_at), one) for one in calls]
    found += [Entry(Kind.PROMISE, one.promise.due_on, one.promise) for one in promises]
    found += [Entry(Kind.DIRECTIVE, one.due_on, one) for one in directives]
    found = sorted((one for one in found if first <= one.on <= last), key=lambda one: (one.on, one.kind))
    return [_month(month, found, on=on) for month in (first, fiscal.month_start(last))]


def _month(month, entries, *, on):
    here = [one for one in entries if fiscal.month_start(one.on) == month]
    return Month(month, past=[one for one in here if one.on < on], coming=[one for one in here if one.on >= on])


def _sessions(scope, province, first, last):
    found = delivery.sessions_between(scope, first, last, province=province)
    return [Entry(Kind.SESSION, one.held_on, one) for one in found]


def _visits(scope, province, first, last):
    begins, ends = clock.day_starts_at(first), clock.day_starts_at(last + dt.timedelta(days=1))
    found = visits.visits(scope).filter(province=province, starts_at__gte=begins, starts_at__lt=ends)
    found = found.exclude(state=VisitState.CANCELLED).select_related("visiting_office")
    return [Entry(Kind.VISIT, clock.local_day(one.starts_at), one) for one in found]
