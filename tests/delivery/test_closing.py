"""Closing a round: records, certificates, one event; reopening takes all of it back."""

import datetime as dt

import pytest

from buranakan.delivery import actions, audit, queries
from buranakan.delivery.enums import CertificateState, RoundState
from buranakan.delivery.models import Certificate, Participant, Round
from buranakan.lib.rules import RuleBroken
from buranakan.planning.models import PlanVersion
from buranakan.records.models import Event
from buranakan.services import actions as services
from buranakan.services.models import ServiceRecord
from tests.delivery.conftest import AT, FIRST_DAY, REASON, SECOND_DAY, WHOLE_DAY, seats_of
from tests.factories.registry import EnterpriseFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def closed(ground, round_, **more):
    return actions.close_round(round_, **(ground.acting | more))


def reopened(ground, round_):
    return actions.reopen_round(round_, reason=REASON, **ground.acting)


# --- closing ----------------------------------------------------------------------------------------------------------
def test_everybody_who_attended_enough_gets_one_record_and_one_certificate(ground):
    round_ = ground.closed(people=3)
    assert round_.state == RoundState.CLOSED
    records = ServiceRecord.objects.all()
    assert [(one.minutes, one.served_on, one.plan_line, one.from_round) for one in records] == [
        (2 * WHOLE_DAY, SECOND_DAY, ground.line, True)
    ] * 3
    assert {one.round_reference for one in records} == {str(round_.reference)}
    assert sorted(Certificate.objects.values_list("number", "series__year")) == [(1, 2568), (2, 2568), (3, 2568)]
    assert audit.differences() == []


def test_who_attended_too_little_or_left_gets_neither(ground):
    round_ = ground.held(people=4, completion_percent=80)
    enough, short, left, absent = seats_of(round_)
    day = round_.sessions.first()
    # Four fifths of twelve hours are 576 minutes: 216 of the first day with the whole of the second.
    ground.marked(day, [enough, short, left], minutes={enough: 216, short: 215})
    ground.marked(round_.sessions.last(), [enough, short, left])
    actions.leave(left, reason=REASON, **ground.acting)
    closed(ground, round_)
    assert [one.person_id for one in ServiceRecord.objects.all()] == [enough.person_id]
    assert list(Participant.objects.completed()) == [enough]
    assert absent.minutes == 2 * WHOLE_DAY  # what it was before the last marks
    assert audit.differences() == []


def test_the_record_is_of_the_last_day_somebody_came(ground):
    round_ = ground.held(people=1, completion_percent=50)
    ground.marked(round_.sessions.last(), [])
    closed(ground, round_)
    record = ServiceRecord.objects.get()
    assert (record.served_on, record.minutes) == (FIRST_DAY, WHOLE_DAY)


def test_the_enterprise_and_the_evidence_go_with_each_record(ground):
    round_ = ground.held(people=2)
    enterprise = EnterpriseFactory()
    Participant.objects.filter(pk=seats_of(round_)[0].pk).update(enterprise=enterprise)
    sheet = services.store_evidence(PNG, name="ใบลงชื่อ.png", **ground.acting)
    closed(ground, round_, evidence=[sheet])
    assert [list(one.evidence.all()) for one in ServiceRecord.objects.all()] == [[sheet]] * 2
    assert {one.enterprise for one in ServiceRecord.objects.all()} == {enterprise, None}
    assert list(round_.evidence.all()) == [sheet]


def test_closing_is_one_event_with_the_hash_of_who_and_one_of_each_service(ground):
    round_ = ground.closed(people=2)
    event = Event.objects.get(name="round.closed")
    assert (event.payload["rows"], event.payload["completed"], event.payload["percent"]) == (2, 2, 80)
    assert len(event.payload["manifest_sha256"]) == 64
    assert Event.objects.filter(name="service.recorded").count() == 2
    codes = Certificate.objects.values_list("code", flat=True)
    assert not any(code in str(one.payload) for one in Event.objects.all() for code in codes)
    assert round_.closed_at == AT


@pytest.mark.parametrize("missing", ["session", "roster", "end", "marks"])
def test_a_round_that_lacks_something_is_not_closed(ground, missing):
    round_ = ground.held(people=1)
    if missing == "session":
        round_ = ground.opened()
        Round.objects.filter(pk=round_.pk).update(state=RoundState.RUNNING)
        ground.walk_in(round_)
    if missing == "roster":
        actions.leave(seats_of(round_)[0], reason=REASON, **ground.acting)
    if missing == "end":
        ground.session(round_, dt.date(2025, 5, 15))
    if missing == "marks":
        ground.session(round_, dt.date(2025, 5, 14))
    assert code_of(closed, ground, round_) == "round_not_finished"
    assert (ServiceRecord.objects.count(), Certificate.objects.count()) == (0, 0)


def test_a_round_is_closed_once(ground):
    round_ = ground.closed(people=2)
    assert code_of(closed, ground, round_) == "round_move_not_allowed"
    assert (ServiceRecord.objects.count(), Certificate.objects.count()) == (2, 2)


def test_a_round_that_nobody_completed_is_closed_without_records(ground):
    round_ = ground.held(people=1)
    for session in round_.sessions.all():
        ground.marked(session, [])
    assert closed(ground, round_).state == RoundState.CLOSED
    assert (ServiceRecord.objects.count(), Certificate.objects.count()) == (0, 0)


def test_somebody_whose_record_was_written_by_hand_holds_the_closing_up_and_is_named(ground):
    round_ = ground.held(people=2)
    person = seats_of(round_)[1].person
    services.record_service(
        ground.activity,
        person=person,
        serving_office=ground.office,
        province=ground.province,
        served_on=SECOND_DAY,
        minutes=60,
        **ground.acting,
    )
    with pytest.raises(RuleBroken) as refusal:
        closed(ground, round_)
    assert (refusal.value.code, refusal.value.params["name"]) == ("participant_already_recorded", person.full_name)
    assert ServiceRecord.objects.count() == 1


def test_other_refusals_of_the_spine_go_through_as_they_are(ground):
    round_ = ground.held(people=1)
    ground.office.responsibilities.update(valid_to=FIRST_DAY)
    assert code_of(closed, ground, round_) == "office_does_not_answer"


def test_a_line_that_an_amendment_took_out_leaves_the_service_outside_the_plan(ground):
    round_ = ground.held(people=1)
    PlanVersion.objects.filter(pk=ground.line.version_id).supersede()
    assert queries.line_in_force(round_) is None
    closed(ground, round_)
    record = ServiceRecord.objects.get()
    assert (record.plan_line, record.owner_office) == (None, ground.line.owner_office)


def test_numbers_go_on_within_an_office_and_year(ground):
    ground.closed(people=2)
    ground.activity = ground.line.activity
    ground.closed(people=1)
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2, 3]
    other_year = ground.held(people=1)
    closed(ground, other_year, at=dt.datetime(2026, 1, 2, 9, tzinfo=AT.tzinfo))
    assert Certificate.objects.latest("pk").number_shown == "1/2569"
    assert audit.differences() == []


# --- reopening --------------------------------------------------------------------------------------------------------
def test_reopening_takes_the_records_back_and_withdraws_the_certificates(ground):
    round_ = reopened(ground, ground.closed(people=2))
    assert (round_.state, round_.closed_at) == (RoundState.RUNNING, None)
    assert [one.taken_back_because for one in ServiceRecord.objects.all()] == [REASON] * 2
    assert [one.withdrawn_because for one in Certificate.objects.all()] == [REASON] * 2
    assert Participant.objects.completed().count() == 0
    event = Event.objects.get(name="round.reopened")
    assert (event.payload["reason"], event.payload["records"]) == (REASON, 2)
    assert audit.differences() == []


def test_only_a_closed_round_is_reopened_and_with_a_reason(ground):
    assert code_of(reopened, ground, ground.held()) == "round_not_closed"
    round_ = ground.closed(people=1)
    assert code_of(actions.reopen_round, round_, reason="x", **ground.acting) == "reason_needed"


def test_closing_again_after_correction_writes_new_records_and_certificates(ground):
    round_ = reopened(ground, ground.closed(people=2))
    ground.marked(round_.sessions.first(), seats_of(round_)[:1])
    closed(ground, round_)
    assert [one.person_id for one in ServiceRecord.objects.standing()] == [seats_of(round_)[0].person_id]
    states = [(one.number, one.state) for one in Certificate.objects.order_by("number")]
    assert states == [
        (1, CertificateState.WITHDRAWN),
        (2, CertificateState.WITHDRAWN),
        (3, CertificateState.VALID),
    ]


def test_a_record_taken_back_by_itself_stays_so_and_its_certificate_is_no_longer_valid(ground):
    round_ = ground.closed(people=2)
    record = ServiceRecord.objects.order_by("pk").first()
    services.take_back(record, reason="คนนี้ไม่ได้มาจริงตามที่ตรวจพบ", **ground.acting)
    first = Certificate.objects.get(participant__service=record)
    assert queries.verified(first.code).state == CertificateState.WITHDRAWN
    reopened(ground, round_)
    record.refresh_from_db()
    assert record.taken_back_because == "คนนี้ไม่ได้มาจริงตามที่ตรวจพบ"


# --- evidence ---------------------------------------------------------------------------------------------------------
def test_evidence_that_comes_later_proves_every_record_that_stands(ground):
    round_ = ground.closed(people=2)
    services.take_back(ServiceRecord.objects.order_by("pk").first(), reason=REASON, **ground.acting)
    sheet = services.store_evidence(PNG, name="ใบลงชื่อ.png", **ground.acting)
    actions.add_evidence(round_, files=[sheet], **ground.acting)
    assert [one.evidence.count() for one in ServiceRecord.objects.order_by("pk")] == [0, 1]
    assert code_of(actions.add_evidence, round_, files=[], **ground.acting) == "evidence_missing"
    cancelled = actions.cancel_round(ground.opened(), reason=REASON, **ground.acting)
    assert code_of(actions.add_evidence, cancelled, files=[sheet], **ground.acting) == "round_cancelled"


# --- what a code says -------------------------------------------------------------------------------------------------
def test_a_code_says_enough_to_compare_and_not_who_it_is(ground):
    round_ = ground.closed(people=1)
    certificate = Certificate.objects.get()
    told = queries.verified(certificate.code_shown.lower())
    assert (told.state, told.number, told.course, told.minutes) == (CertificateState.VALID, "1/2568", round_.title, 720)
    assert (told.first_on, told.last_on, told.office) == (FIRST_DAY, SECOND_DAY, ground.office)
    assert told.initials == "ท. ส."
    assert (queries.verified("0000-0000-0000"), queries.verified("?")) == (None, None)


def test_a_withdrawn_certificate_says_so(ground):
    round_ = ground.closed(people=1)
    certificate = Certificate.objects.get()
    reopened(ground, round_)
    told = queries.verified(certificate.code)
    assert (told.state, told.withdrawn_at) == (CertificateState.WITHDRAWN, AT)
