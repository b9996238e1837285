"""Visits within reach: those one's own office, or an office below it, makes or receives."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.lib import clock
from buranakan.policy.models import Visit, VisitEdit, VisitItem, VisitNote
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


def every_note(scope, visit=None):
    """Notes of the visits one runs, those taken back too: the offices visited read what is ordered alone."""
    found = VisitNote.objects.filter(visit__in=visits_run(scope)).select_related("photo")
    return found.filter(visit=visit) if visit else found


def notes(scope, visit=None):
    """Standing notes of the visits one runs, as they were noted."""
    return every_note(scope, visit).standing()


def edits(scope, visit):
    """What was changed in the plan of a visit one runs, the latest first."""
    run = visits_run(scope).order_by().values("pk")
    return VisitEdit.objects.filter(visit=visit, visit__in=run).order_by("-at", "pk")


def drafts_of_directives(scope, visit=None):
    """Notes meant as directives that have not become one."""
    return notes(scope, visit).filter(is_directive=True, directive_reference__isnull=True)


def _reach(scope):
    if scope.kind != Kind.OFFICE:
        return frozenset()
    return areas.subtree_ids(Office(pk=scope.office_id))


def note_of(scope, visit, client_key):
    """One standing note of a visit, or None."""
    return notes(scope, visit).filter(client_key=client_key).first()


def notes_taken_back(scope, visit):
    """Notes that were taken back, which may be put back."""
    return every_note(scope, visit).filter(taken_back_at__isnull=False).order_by("-taken_back_at")


# --- what may be ordered there ----------------------------------------------------------------------------------------
def offices_to_order(visit, *, on):
    """Offices below the visiting one, in two lists: those visited, above them or of their area; and all others."""
    below = areas.subtree_ids(visit.visiting_office) - {visit.visiting_office_id}
    found = areas.offices(on=on).filter(pk__in=below).in_bulk()
    visited = list(visit.offices.all())
    above = [office.parent_id for office in visited]
    near = [*(office.pk for office in visited), *above, *_answering_nearby(visited, on=on)]
    first = [found.pop(pk) for pk in dict.fromkeys(near) if pk in found]
    return first, sorted(found.values(), key=lambda office: office.sort_order)


def _answering_nearby(visited, *, on):
    """Offices that answer for a province which a visited office answers for."""
    held = areas.responsibilities(on=on)
    codes = {one.province_id for one in held.filter(office__in=visited)}
    return [one.office_id for one in held.filter(province__in=codes).order_by("office__sort_order")]
