"""Places of a call in one province: given, freed, and handed to the first who waits. The caller holds their lock."""

from django.db.models import F

from buranakan.calls import letters, rules
from buranakan.calls.actions import clients
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application, CallPlaces
from buranakan.records.actions import record


def locked_places(call_id, province_id):
    """The places as they stand now, which nobody else changes until this transaction ends."""
    rows = CallPlaces.objects.select_for_update(of=("self",)).select_related("province", "call__office")
    return rows.get(call=call_id, province=province_id)


def locked(pk):
    """The application as it stands now; after the places, where places are taken too."""
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("call__activity", "call__office", "province").get(pk=pk)


def give(application, row, *, reason="", by, at, is_promoted=False):
    """Give a place: count it, register who it is, and write to them."""
    take(row)
    clients.register(application, by=by, at=at)
    application.state = ApplicationState.ACCEPTED
    application.waiting_number = None
    application.decided_at = at
    if not is_promoted:
        application.decided_by_id = getattr(by, "pk", None)
    application.decided_because = reason
    application.save()
    letters.accepted(application, by=by, at=at, is_promoted=is_promoted)
    given = {"person_id": application.person_id, "enterprise_id": application.enterprise_id, "reason": reason}
    tell("application.promoted" if is_promoted else "application.accepted", application, by=by, at=at, **given)
    return application


def tell(name, application, *, by, at, **told):
    """Write into the trail what happened to an application, where, and to which call it belongs."""
    where = {"office": application.call.office, "province": application.province}
    record(name, on=application, by=by, at=at, **where, call_id=application.call_id, **told)


def take(row):
    """One place more is taken, never past what there are.

    The rule has looked already, at the locked row. The condition stands in the update once more, so that the loser of
    a race changes nothing even where a database would not lock.
    """
    rules.check_place_is_left(row)
    free = CallPlaces.objects.filter(pk=row.pk, places__gt=F("places_taken"))
    if not free.update(places_taken=F("places_taken") + 1):
        row.refresh_from_db(fields=["places", "places_taken"])
        rules.check_place_is_left(row)
        raise RuntimeError(f"places {row.pk} refused a taking that their row allows")
    row.refresh_from_db(fields=["places_taken"])


def free(row, *, by, at):
    """One place is given back, and the first who waits has it."""
    CallPlaces.objects.filter(pk=row.pk, places_taken__gt=0).update(places_taken=F("places_taken") - 1)
    row.refresh_from_db(fields=["places_taken"])
    promote(row, by=by, at=at)


def resize(row, *, places, by, at):
    """Another number of places; new ones go to those who wait."""
    rules.check_places_hold(row, places=places)
    changed = CallPlaces.objects.filter(pk=row.pk, places_taken__lte=places).update(places=places)
    row.refresh_from_db(fields=["places", "places_taken"])
    if not changed:
        rules.check_places_hold(row, places=places)
        raise RuntimeError(f"places {row.pk} refused a number that their row allows")
    promote(row, by=by, at=at)


def promote(row, *, by, at):
    """Give what is free to those on the waiting list, in its order."""
    waiting = Application.objects.select_for_update(of=("self",)).filter(
        call=row.call_id, province=row.province_id, state=ApplicationState.WAITING
    )
    queue = waiting.select_related("call__activity", "call__office", "province").order_by("waiting_number")
    for application in queue[: max(row.places_left, 0)]:
        give(application, row, by=by, at=at, is_promoted=True)


def next_waiting_number(row):
    """The end of the waiting list of a province."""
    CallPlaces.objects.filter(pk=row.pk).update(waiting_numbers_given=F("waiting_numbers_given") + 1)
    row.refresh_from_db(fields=["waiting_numbers_given"])
    return row.waiting_numbers_given
