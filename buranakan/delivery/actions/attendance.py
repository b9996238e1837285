"""Marking who was at a session, and for how long."""

from django.db import transaction

from buranakan.delivery import rules
from buranakan.delivery.actions import rounds
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Attendance, Participant, Session
from buranakan.delivery.totals import recount_minutes
from buranakan.lib import clock
from buranakan.records.actions import record

ABSENT = 0


@transaction.atomic
def mark_attendance(session, *, present, minutes=None, seen=None, by, at):
    """Mark who was there: `present` are participants; `minutes` maps those who were not there all the time to theirs.

    Everybody else on the roster was absent. `seen` maps participants to the minutes a page showed when it was opened:
    with it only what differs from what was shown is marked, so that two who mark at the same time each keep theirs.
    """
    held = rounds.locked(session.round_id)
    rules.check_is_open(held.state)
    session = Session.objects.select_for_update().get(pk=session.pk)
    rules.check_can_mark(session, on=clock.local_day(at))
    roster = list(Participant.objects.standing().filter(round=held).order_by("pk"))
    rules.check_on_roster(present, roster=roster)
    stayed = {one: (minutes or {}).get(one, session.minutes) for one in present}
    rules.check_minutes(stayed.values(), session=session)
    changed = _mark(session, roster, stayed=stayed, seen=seen, by_id=getattr(by, "pk", None), at=at)
    session.marked_at, session.marked_by_id = at, getattr(by, "pk", None)
    session.save(update_fields=["marked_at", "marked_by_id"])
    if held.state == RoundState.PLANNED:
        held.state = RoundState.RUNNING
        held.save(update_fields=["state"])
    # Who changed from what to what, by number: the trail keeps every mark, the row only the last.
    said = {"round_id": held.pk, "roster": len(roster), "changed": changed}
    record("attendance.marked", on=session, by=by, at=at, **rounds.where(held), **said)
    return session


def _mark(session, roster, *, stayed, seen, by_id, at):
    """Keep what differs from the marks there are; returns [participant id, before, after] of each."""
    kept = {mark.participant_id: mark for mark in Attendance.objects.filter(session=session)}
    changed, marks = [], []
    for one in roster:
        mark = kept.get(one.pk)
        before = mark.minutes if mark else None
        after = stayed.get(one, ABSENT)
        if seen is not None and seen.get(one, ABSENT) == after:
            after = before or ABSENT  # the page's reader changed nothing here; somebody else may have since
        if after != before:
            changed.append([one.pk, before, after])
            made = Attendance(session=session, participant=one, minutes=after, marked_at=at, marked_by_id=by_id)
            made.pk = mark.pk if mark else None
            marks.append(made)
    corrected = [mark for mark in marks if mark.pk is not None]
    Attendance.objects.bulk_create([mark for mark in marks if mark.pk is None])
    Attendance.objects.bulk_update(corrected, ["minutes", "marked_at", "marked_by_id"])
    recount_minutes([participant_id for participant_id, _before, _after in changed])
    return changed
