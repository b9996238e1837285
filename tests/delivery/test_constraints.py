"""What the database itself refuses: each constraint of delivery is tripped once, by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import CertificateSeries
from tests.delivery.conftest import AT, FIRST_DAY
from tests.factories.accounts import UserFactory
from tests.factories.delivery import (
    AttendanceFactory,
    CertificateFactory,
    ParticipantFactory,
    RoundFactory,
    SessionFactory,
    SessionTrainerFactory,
)
from tests.factories.services import ServiceRecordFactory


@pytest.fixture
def round_(ground):
    return RoundFactory(plan_line=ground.line)


def tripped(make):
    """The constraint's name on PostgreSQL; SQLite names checks, and of unique ones the columns."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make()
    return str(refusal.value)


def says(refusal, name, *columns):
    return name in refusal or (bool(columns) and all(column in refusal for column in columns))


ROUNDS = {
    "a_round_has_places": {"places": 0},
    "no_round_takes_more_people_than_it_has_places": {"places": 2, "places_taken": 3},
    "a_completion_share_is_a_percentage": {"completion_percent": 101},
    "closed_rounds_and_no_others_have_a_closing_moment": {"state": RoundState.CLOSED},
    "cancelled_rounds_and_no_others_say_when_and_why": {"state": RoundState.CANCELLED, "cancelled_at": AT},
}


@pytest.mark.parametrize("name", ROUNDS)
def test_rounds(ground, name):
    assert says(tripped(lambda: RoundFactory(plan_line=ground.line, **ROUNDS[name])), name)


def test_a_moment_of_closing_or_cancelling_is_of_a_closed_or_cancelled_round(ground):
    for columns in ({"closed_at": AT}, {"cancelled_at": AT}):
        assert (
            "moment" in (said := tripped(lambda c=columns: RoundFactory(plan_line=ground.line, **c))) or "why" in said
        )


def test_numbers_of_rounds(ground, round_):
    refusal = tripped(lambda: RoundFactory(plan_line=ground.line, number=round_.number))
    assert says(refusal, "one_round_per_activity_office_and_number", "activity_id", "serving_office_id", "number")


SESSIONS = {
    "a_session_ends_after_it_begins_on_the_same_day": {"ends_at": dt.time(9)},
    "a_session_called_off_has_a_reason": {"called_off_at": AT},
    "no_marked_session_is_called_off": {"called_off_at": AT, "called_off_because": "x", "marked_at": AT},
}


@pytest.mark.parametrize("name", SESSIONS)
def test_sessions(round_, name):
    assert says(tripped(lambda: SessionFactory(round=round_, **SESSIONS[name])), name)


def test_beginnings_of_sessions(round_):
    SessionFactory(round=round_, called_off_at=AT, called_off_because="x")
    SessionFactory(round=round_, held_on=FIRST_DAY)
    refusal = tripped(lambda: SessionFactory(round=round_, held_on=FIRST_DAY))
    assert says(refusal, "one_session_per_round_and_beginning", "round_id", "held_on", "starts_at")


def test_trainers(round_):
    session, expert = SessionFactory(round=round_), UserFactory()
    refusal = tripped(lambda: SessionTrainerFactory(session=session, minutes=0))
    assert says(refusal, "a_trainer_teaches_up_to_a_day")
    SessionTrainerFactory(session=session, user=expert)
    refusal = tripped(lambda: SessionTrainerFactory(session=session, user=expert))
    assert says(refusal, "one_trainer_per_session_and_user", "session_id", "user_id")


PARTICIPANTS = {
    "who_leaves_a_round_says_why": {"left_at": AT},
    "who_completed_has_a_service_record": {"completed_at": AT},
}


@pytest.mark.parametrize("name", PARTICIPANTS)
def test_participants(round_, name):
    assert says(tripped(lambda: ParticipantFactory(round=round_, **PARTICIPANTS[name])), name)


def test_who_left_did_not_complete(ground, round_):
    service = ServiceRecordFactory(activity=ground.activity, serving_office=ground.office)
    columns = {"left_at": AT, "left_because": "x", "completed_at": AT, "service": service}
    assert says(tripped(lambda: ParticipantFactory(round=round_, **columns)), "who_left_did_not_complete")


def test_one_place_each(round_):
    person = ParticipantFactory(round=round_).person
    refusal = tripped(lambda: ParticipantFactory(round=round_, person=person))
    assert says(refusal, "one_place_per_person_and_round", "round_id", "person_id")


def test_marks(round_):
    session, participant = SessionFactory(round=round_), ParticipantFactory(round=round_)
    refusal = tripped(lambda: AttendanceFactory(session=session, participant=participant, minutes=1441))
    assert says(refusal, "nobody_attends_longer_than_a_day")
    AttendanceFactory(session=session, participant=participant)
    refusal = tripped(lambda: AttendanceFactory(session=session, participant=participant))
    assert says(refusal, "one_mark_per_session_and_participant", "session_id", "participant_id")


def test_certificates(round_):
    one, other = ParticipantFactory(round=round_), ParticipantFactory(round=round_)
    standing = CertificateFactory(participant=one)
    refusals = [
        tripped(lambda: CertificateFactory(participant=other, number=standing.number)),
        tripped(lambda: CertificateFactory(participant=one)),
        tripped(lambda: CertificateFactory(participant=other, withdrawn_at=AT)),
        tripped(lambda: CertificateFactory(participant=other, code=standing.code)),
        tripped(lambda: CertificateSeries.objects.create(office=standing.series.office, year=2568)),
    ]
    assert says(refusals[0], "one_certificate_per_series_and_number", "series_id", "number")
    assert says(refusals[1], "one_standing_certificate_per_participant", "participant_id")
    assert says(refusals[2], "a_withdrawn_certificate_has_a_reason")
    assert says(refusals[3], "code", "code")
    assert says(refusals[4], "one_certificate_series_per_office_and_year", "office_id", "year")
