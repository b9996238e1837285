"""Visits within reach: those one's own office, or an office below it, makes or receives."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.lib import clock
from buranakan.policy.models import Visit, VisitItem, VisitNote
from buranakan.policy.visits.enums import VisitState

ONE_DAY = dt.timedelta(days=1)


def visits(scope):
    """Visits seen by the office that goes, the offices visited, and those above either."""
    found = Visit.objects.all()
    if scope.kind == Kind.SYSTEM:
        return found
    reach = _reach(scope)
    received = Visit.offices.through.objects.filter(visit=OuterRef("pk"), office__in=reach)
    return found.filter(Q(visiting_office__in=reach) | Exists(received))


def visits_run(scope):
    """Visits whose plan and notes are one's own to write: of one's office or of one below it."""
    if scope.kind == Kind.SYSTEM:
        return Visit.objects.all()
    return Visit.objects.filter(visiting_office__in=_reach(scope))


def visiting_offices(scope, *, on):
    """Offices in whose name one may plan a visit."""
    return areas.offices(on=on).filter(pk__in=_reach(scope))


def starting_on(scope, day):
    """Visits still to be made that start on a day."""
    begins, ends = clock.day_starts_at(day), clock.day_starts_at(day + ONE_DAY)
    return visits(scope).filter(state=VisitState.PLANNED, starts_at__gte=begins, starts_at__lt=ends)


def programme(visit):
    """The programme as it stands."""
    return VisitItem.objects.standing().filter(visit=visit)


def notes(scope, visit=None):
    """Standing notes of the visits within reach, as they were noted."""
    found = VisitNote.objects.standing().filter(visit__in=visits(scope)).select_related("photo")
    return found.filter(visit=visit) if visit else found


def drafts_of_directives(scope, visit=None):
    """Notes meant as directives that have not become one."""
    return notes(scope, visit).filter(is_directive=True, directive_reference__isnull=True)


def _reach(scope):
    if scope.kind != Kind.OFFICE:
        return frozenset()
    return areas.subtree_ids(Office(pk=scope.office_id))
