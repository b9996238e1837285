"""Changes to the sessions of a round and to who teaches them."""

from django.db import transaction

from buranakan.delivery import rules
from buranakan.delivery.actions import rounds
from buranakan.delivery.models import Attendance, Session, SessionTrainer
from buranakan.delivery.totals import recount_minutes
from buranakan.lib import thai_text
from buranakan.records.actions import record
from buranakan.registry.rules import check_reason


@transaction.atomic
def add_session(round_, *, held_on, starts_at, ends_at, topic, venue="", break_minutes=0, by, at):
    """Add a meeting; without a venue it is held where the round is."""
    held = _open_round(round_.pk)
    session = Session(round=held)
    _write(
        session, held_on, starts_at=starts_at, ends_at=ends_at, break_minutes=break_minutes, topic=topic, venue=venue
    )
    _check(session)
    session.save(force_insert=True)
    record("session.added", on=session, by=by, at=at, **rounds.where(held), **_told(session))
    return session


@transaction.atomic
def edit_session(session, *, held_on, starts_at, ends_at, topic, venue="", break_minutes=0, by, at):
    """Change a meeting. Where attendance is marked, who was there all the time was there all the new time."""
    held = _open_round(session.round_id)
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.round = held
    rules.check_session_stands(session)
    before = session.minutes
    _write(
        session, held_on, starts_at=starts_at, ends_at=ends_at, break_minutes=break_minutes, topic=topic, venue=venue
    )
    _check(session)
    session.save(update_fields=["held_on", "starts_at", "ends_at", "break_minutes", "topic", "venue"])
    _follow_length(session, before=before)
    record("session.changed", on=session, by=by, at=at, **rounds.where(held), **_told(session))
    return session


@transaction.atomic
def call_off_session(session, *, reason, by, at):
    """A session that will not be held stays to be seen, with the reason, and counts no more."""
    held = _open_round(session.round_id)
    session = Session.objects.select_for_update().get(pk=session.pk)
    rules.check_can_call_off(session)
    reason = thai_text.one_line(reason)
    check_reason(reason)
    session.called_off_at, session.called_off_because = at, reason
    session.save(update_fields=["called_off_at", "called_off_because"])
    record("session.called_off", on=session, by=by, at=at, **rounds.where(held), round_id=held.pk, reason=reason)
    return session


@transaction.atomic
def add_trainer(session, *, name="", organisation="", minutes=None, user=None, by, at):
    """Say who teaches a session: an expert who can log in, or somebody by name. Without minutes, all of it."""
    held = _open_round(session.round_id)
    session = Session.objects.select_for_update().get(pk=session.pk)
    rules.check_session_stands(session)
    trainer = SessionTrainer(
        session=session,
        name=thai_text.one_line(name or (user.display_name if user else "")),
        organisation=thai_text.one_line(organisation),
        minutes=session.minutes if minutes is None else minutes,
        user=user,
    )
    rules.check_trainer(trainer, session=session)
    if user is not None:
        there = SessionTrainer.objects.filter(session=session, user=user, taken_off_at__isnull=True)
        rules.check_trainer_is_new(there.exists())
    trainer.save(force_insert=True)
    said = {"session_id": session.pk, "user_id": trainer.user_id, "minutes": trainer.minutes}
    record("trainer.added", on=trainer, by=by, at=at, **rounds.where(held), **said)
    return trainer


@transaction.atomic
def add_trainer_to(sessions, *, name="", organisation="", minutes=None, user=None, by, at):
    """The same trainer in several sessions of a round: in all of them or in none."""
    rules.check_has_sessions(sessions)
    said = {"name": name, "organisation": organisation, "minutes": minutes, "user": user}
    return [add_trainer(session, **said, by=by, at=at) for session in sessions]


@transaction.atomic
def take_off_trainer(trainer, *, by, at):
    """Somebody does not teach after all; an expert no longer finds the session among their own."""
    held = _open_round(trainer.session.round_id)
    trainer = SessionTrainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    rules.check_trainer_is_there(trainer)
    trainer.taken_off_at = at
    trainer.save(update_fields=["taken_off_at"])
    said = {"session_id": trainer.session_id, "user_id": trainer.user_id}
    record("trainer.taken_off", on=trainer, by=by, at=at, **rounds.where(held), **said)
    return trainer


def _open_round(pk):
    held = rounds.locked(pk)
    rules.check_is_open(held.state)
    return held


def _write(session, held_on, *, starts_at, ends_at, break_minutes, topic, venue):
    session.held_on, session.starts_at, session.ends_at = held_on, starts_at, ends_at
    session.break_minutes = break_minutes
    session.topic = thai_text.one_line(topic)
    session.venue = thai_text.one_line(venue) or session.round.venue


def _check(session):
    rules.check_text(session.topic, field="topic", longest=rules.LONGEST_TOPIC)
    rules.check_text(session.venue, field="venue")
    others = Session.objects.standing().filter(round=session.round).exclude(pk=session.pk)
    fiscal_year = session.round.activity.project.portfolio.fiscal_year
    rules.check_session(session, fiscal_year=fiscal_year, others=list(others))


def _follow_length(session, *, before):
    """Marks of a session that was really longer or shorter: all of it stays all of it, and nobody was there longer."""
    if session.minutes == before:
        return
    marks = Attendance.objects.filter(session=session)
    marks.filter(minutes=before).update(minutes=session.minutes)
    marks.filter(minutes__gt=session.minutes).update(minutes=session.minutes)
    recount_minutes(list(marks.values_list("participant_id", flat=True)))


def _told(session):
    return {
        "round_id": session.round_id,
        "held_on": session.held_on.isoformat(),
        "starts_at": session.starts_at.isoformat("minutes"),
        "ends_at": session.ends_at.isoformat("minutes"),
        "minutes": session.minutes,
    }
