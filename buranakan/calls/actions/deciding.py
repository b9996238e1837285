"""Decisions on applications: a place, the waiting list, no; taking a decision back; withdrawing."""

from django.db import transaction

from buranakan.calls import letters, queries, rules
from buranakan.calls.actions import seats
from buranakan.calls.enums import ApplicationState
from buranakan.lib import thai_text
from buranakan.planning.locking import once_more
from buranakan.records.actions import record
from buranakan.registry import rules as registry_rules

S = ApplicationState


@once_more
@transaction.atomic
def accept(application, *, reason="", by, at):
    """Give a place. The person and the enterprise are registered; the applicant is written to."""
    row, application = _locked_with_places(application)
    rules.check_can_move(application, S.ACCEPTED)
    return seats.give(application, row, reason=_note(reason), by=by, at=at)


@once_more
@transaction.atomic
def put_on_waiting_list(application, *, reason="", by, at):
    """Let somebody wait at the end of the list of their province."""
    row, application = _locked_with_places(application)
    rules.check_can_move(application, S.WAITING)
    application.waiting_number = seats.next_waiting_number(row)
    _decide(application, S.WAITING, reason=_note(reason), by=by, at=at)
    letters.waiting(application, ahead=queries.ahead_of(application), by=by, at=at)
    seats.tell("application.put_on_waiting_list", application, by=by, at=at, order=application.waiting_number)
    return application


@once_more
@transaction.atomic
def decline(application, *, reason, by, at):
    """Say no, with the reason that the applicant reads."""
    application = seats.locked(application.pk)
    rules.check_can_move(application, S.DECLINED)
    reason = thai_text.clean(reason)
    registry_rules.check_reason(reason)
    application.waiting_number = None
    _decide(application, S.DECLINED, reason=reason, by=by, at=at)
    letters.declined(application, by=by, at=at)
    seats.tell("application.declined", application, by=by, at=at, reason=reason)
    return application


@once_more
@transaction.atomic
def reconsider(application, *, reason, by, at):
    """Take a no back: the application waits for a decision again."""
    application = seats.locked(application.pk)
    rules.check_can_reconsider(application)
    reason = thai_text.clean(reason)
    registry_rules.check_reason(reason)
    application.decided_at = application.decided_by_id = None
    application.decided_because = ""
    application.state = S.SUBMITTED
    application.save()
    letters.reconsidered(application, by=by, at=at)
    seats.tell("application.reconsidered", application, by=by, at=at, reason=reason)
    return application


@once_more
@transaction.atomic
def withdraw(application, *, reason="", by=None, at):
    """The applicant takes it back, or an officer for them with a reason. A place that becomes free goes to the first
    who waits, in the same transaction."""
    row, application = _locked_with_places(application)
    rules.check_can_move(application, S.WITHDRAWN)
    rules.check_round_is_ahead(has_been_held=queries.is_round_held(application))
    reason = thai_text.clean(reason)
    if by is not None:
        registry_rules.check_reason(reason)
    was = S(application.state)
    application.state = S.WITHDRAWN
    application.waiting_number = application.round_reference = None
    application.withdrawn_at, application.withdrawn_by_id = at, getattr(by, "pk", None)
    application.withdrawn_because = _note(reason)
    if was == S.DRAFT:
        forget(application)
    application.save()
    seats.tell("application.withdrawn", application, by=by, at=at, was=was.value, reason=reason)
    if was != S.DRAFT:
        letters.withdrawn(application, by=by, at=at)
    if was == S.ACCEPTED:
        seats.free(row, by=by, at=at)
    return application


@transaction.atomic
def place_in_round(application, *, round_reference, by, at):
    """Say that a round has given this accepted application a seat."""
    application = seats.locked(application.pk)
    rules.check_can_join_round(application)
    application.round_reference = round_reference
    application.save(update_fields=["round_reference"])
    seats.tell("application.placed_in_round", application, by=by, at=at, round=str(round_reference))
    return application


@transaction.atomic
def leave_round(application, *, by, at):
    """Say that no round has a seat for it any more."""
    application = seats.locked(application.pk)
    before, application.round_reference = application.round_reference, None
    application.save(update_fields=["round_reference"])
    seats.tell("application.left_round", application, by=by, at=at, round=str(before))
    return application


@transaction.atomic
def note_opening(application, *, office, by, at):
    """Write down that somebody's application was opened: a look at personal data is an act."""
    record("application.opened", on=application, by=by, at=at, office=office, province=application.province)


def forget(application):
    """Empty a draft that was never sent; nothing of it was ever the office's."""
    application.answers, application.citizen_number_sealed, application.citizen_number_hash = {}, "", None
    application.consent_version, application.consented_at = "", None


def _locked_with_places(application):
    """The places first, then the application; a draft has no places yet."""
    province_id = type(application).objects.values_list("province_id", flat=True).get(pk=application.pk)
    row = seats.locked_places(application.call_id, province_id) if province_id else None
    return row, seats.locked(application.pk)


def _decide(application, state, *, reason, by, at):
    application.state = state
    application.decided_at, application.decided_by_id = at, getattr(by, "pk", None)
    application.decided_because = reason
    application.save()


def _note(reason):
    """A reason that may be empty; where it is not, it is short and holds no citizen number."""
    reason = thai_text.clean(reason)
    if reason:
        rules.check_note(reason)
    return reason
