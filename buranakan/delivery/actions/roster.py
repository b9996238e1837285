"""Changes to a round's roster: accepted applications in one act, walk-ins, leaving and coming back."""

from django.db import transaction

from buranakan.calls import actions as calls
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application
from buranakan.delivery import rules
from buranakan.delivery.actions import rounds
from buranakan.delivery.models import Participant
from buranakan.delivery.totals import take_places
from buranakan.lib import thai_text
from buranakan.planning.locking import once_more
from buranakan.records.actions import record, record_many
from buranakan.registry import queries as registry
from buranakan.registry.rules import check_reason


@once_more
@transaction.atomic
def enrol(round_, *, applications, by, at):
    """Put accepted applicants on the roster, all of them or none. Who is on it already keeps the one place."""
    held = _open_round(round_.pk)
    applications = _locked_applications(applications)
    rules.check_has_applications(applications)
    seats = [_seat(held, application) for application in applications]
    rules.check_each_person_once(seat.person for seat in seats)
    for application in applications:
        if application.round_reference != held.reference:
            calls.place_in_round(application, round_reference=held.reference, by=by, at=at)
    enrolled = _put_on(held, seats, by=by, at=at)
    manifest = [[str(seat.reference), seat.application_id] for seat in enrolled]
    record_many(
        "round.people_enrolled",
        on=held,
        by=by,
        at=at,
        manifest=manifest,
        **rounds.where(held),
        application_ids=[seat.application_id for seat in enrolled],
    )
    return enrolled


@transaction.atomic
def enrol_walk_in(round_, *, person, enterprise=None, by, at):
    """Somebody of the register comes without having applied. Whoever left the round comes back."""
    held = _open_round(round_.pk)
    person = registry.canonical(person)
    seat = _on_roster(held, person) or Participant(round=held, person=person, is_walk_in=True)
    rules.check_not_on_roster(seat.pk is not None and seat.left_at is None)
    seat.enterprise = registry.canonical(enterprise) if enterprise else seat.enterprise
    (seat,) = _put_on(held, [seat], by=by, at=at)
    record("participant.enrolled", on=seat, by=by, at=at, **rounds.where(held), **_told(seat))
    return seat


@transaction.atomic
def leave(participant, *, reason, by, at):
    """Somebody leaves the round: their place is free, what they attended stays, and they don't complete."""
    held = _open_round(participant.round_id)
    participant = _locked(participant.pk)
    rules.check_has_not_left(participant)
    reason = thai_text.one_line(reason)
    check_reason(reason)
    participant.left_at, participant.left_because = at, reason
    participant.save(update_fields=["left_at", "left_because"])
    take_places(held, -1)
    rounds.free_application(participant, by=by, at=at)
    # The reason is written freely and may be somebody's illness: it stays with the row, out of the trail.
    record("participant.left", on=participant, by=by, at=at, **rounds.where(held), **_told(participant))
    return participant


@transaction.atomic
def bring_back(participant, *, by, at):
    """Undo leaving, while there is a place."""
    held = _open_round(participant.round_id)
    participant = _locked(participant.pk)
    rules.check_has_left(participant)
    if participant.application and participant.application.state == ApplicationState.ACCEPTED:
        calls.place_in_round(participant.application, round_reference=held.reference, by=by, at=at)
    (participant,) = _put_on(held, [participant], by=by, at=at)
    record("participant.brought_back", on=participant, by=by, at=at, **rounds.where(held), **_told(participant))
    return participant


def _open_round(pk):
    held = rounds.locked(pk)
    rules.check_is_open(held.state)
    return held


def _locked(pk):
    return (
        Participant.objects.select_for_update(of=("self",)).select_related("person", "application", "round").get(pk=pk)
    )


def _locked_applications(applications):
    """Two offices may enrol the same application at the same moment: the second one waits and is refused."""
    wanted = [application.pk for application in applications]
    rows = Application.objects.select_for_update(of=("self",)).select_related("call", "person", "enterprise")
    return list(rows.filter(pk__in=wanted).order_by("pk"))


def _seat(held, application):
    """The participant of an application, not kept yet where there is none."""
    rules.check_can_enrol(application, activity=held.activity)
    person = registry.canonical(application.person)
    seat = _on_roster(held, person) or Participant(round=held, person=person)
    rules.check_not_on_roster(seat.application_id == application.pk and seat.left_at is None)
    seat.application = application
    seat.enterprise = registry.canonical(application.enterprise) if application.enterprise else seat.enterprise
    return seat


def _on_roster(held, person):
    return Participant.objects.filter(round=held, person=person).select_related("person").first()


def _put_on(held, seats, *, by, at):
    """Keep the seats and take their places; a seat that stands already takes none."""
    take_places(held, sum(1 for seat in seats if seat.pk is None or seat.left_at is not None))
    for seat in seats:
        if seat.pk is None:
            seat.enrolled_at, seat.enrolled_by_id = at, getattr(by, "pk", None)
        seat.left_at, seat.left_because = None, ""
        seat.save()
    return seats


def _told(participant):
    return {
        "round_id": participant.round_id,
        "person_id": participant.person_id,
        "enterprise_id": participant.enterprise_id,
        "is_walk_in": participant.is_walk_in,
    }
