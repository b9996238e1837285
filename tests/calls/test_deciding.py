"""Decisions: places, the register, the waiting list, letters, withdrawing."""

import pytest

from buranakan.calls import actions, audit, queries
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application, CallPlaces
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.records.models import Event
from buranakan.registry import actions as registry
from buranakan.registry import queries as registry_queries
from buranakan.registry.models import Enterprise, EnterprisePart, Person
from tests.calls.conftest import AT, REASON, SYSTEM, letters
from tests.factories.services import ServiceRecordFactory

S = ApplicationState
COMPANY = {"name": "บริษัท ทดสอบ จำกัด", "kind": "juristic", "part": "owner"}


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def taken(call, province):
    return CallPlaces.objects.get(call=call, province=province).places_taken


# --- accept -----------------------------------------------------------------------------------------------------------
def test_accepting_takes_a_place_registers_the_person_and_writes_a_letter(ground):
    call = ground.published()
    application = ground.sent(call)
    accepted = actions.accept(application, reason="คุณสมบัติครบ", by=ground.officer, at=AT)
    person = Person.objects.get()
    assert (accepted.state, accepted.person, taken(call, ground.korat)) == (S.ACCEPTED, person, 1)
    assert (person.first_name, person.province, person.registered_by_office) == ("สมัคร1", ground.korat, ground.office)
    assert person.citizen_number_hash == accepted.citizen_number_hash
    assert registry_queries.masked_citizen_number(person) == ids.mask_citizen_number(ids.made_up_citizen_number(1))
    assert len(letters(accepted)) == 2
    letter = Message.objects.latest("pk")
    assert (letter.recipient, letter.office) == ("applicant1@example.test", ground.office)
    assert f"/applications/{accepted.reference}/" in letter.body
    event = Event.objects.get(name="application.accepted")
    assert event.payload == {
        "call_id": call.pk,
        "person_id": person.pk,
        "enterprise_id": None,
        "reason": "คุณสมบัติครบ",
    }
    assert audit.differences() == []


def test_somebody_known_elsewhere_is_taken_up_not_added(ground):
    number = ids.made_up_citizen_number(77)
    known = registry.add_person(
        first_name="สมัคร", province=ground.chiang_mai, office=ground.pio_surin, citizen_number=number, by=None, at=AT
    )
    accepted = ground.accepted(ground.published(), number=number)
    assert (accepted.person, Person.objects.count()) == (known, 1)
    assert known.reaches.get().office == ground.office


def test_the_enterprise_is_registered_once_and_linked(ground):
    call = ground.published()
    details = COMPANY | {"number": ids.made_up_juristic_number(5), "province": ground.korat.pk}
    both = [
        ground.accepted(call, enterprise={"has_enterprise": "yes"}, enterprise_details=details) for _each in range(2)
    ]
    enterprise = Enterprise.objects.get()
    assert [one.enterprise for one in both] == [enterprise, enterprise]
    assert EnterprisePart.objects.filter(enterprise=enterprise, part="owner").count() == 2


def test_an_enterprise_without_a_number_is_found_by_its_name_and_a_sole_one_only_by_its_owner(ground):
    call = ground.published(places={ground.korat: 9})
    for kind, count in [("group", 1), ("sole", 2)]:
        details = {"name": "กลุ่มทอผ้าทดสอบ", "kind": kind, "part": "owner", "province": ground.korat.pk}
        for _each in range(2):
            ground.accepted(call, enterprise={"has_enterprise": "yes"}, enterprise_details=details)
        assert Enterprise.objects.filter(kind=kind).count() == count


def test_the_last_place_is_given_once(ground):
    call = ground.published()
    first, second = (ground.sent(call, province=ground.surin) for _each in range(2))
    actions.accept(first, by=ground.officer, at=AT)
    assert code_of(actions.accept, second, by=ground.officer, at=AT) == "no_place_left"
    assert Person.objects.count() == 1
    assert code_of(actions.accept, first, by=ground.officer, at=AT) == "application_cannot_move"
    assert audit.differences() == []


# --- the waiting list -------------------------------------------------------------------------------------------------
def test_withdrawing_gives_the_place_to_the_first_who_waits_in_that_province(ground):
    call = ground.published()
    holder = ground.accepted(call, province=ground.surin)
    first, second = (ground.waiting(call, province=ground.surin) for _each in range(2))
    elsewhere = ground.waiting(call, province=ground.korat)
    assert [queries.ahead_of(one) for one in (first, second, elsewhere)] == [0, 1, 0]

    actions.withdraw(holder, at=AT)

    states = dict(Application.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (holder, first, second, elsewhere)] == [
        S.WITHDRAWN,
        S.ACCEPTED,
        S.WAITING,
        S.WAITING,
    ]
    second.refresh_from_db()
    assert queries.ahead_of(second) == 0
    first.refresh_from_db()
    assert (first.person is not None, first.waiting_number, taken(call, ground.surin)) == (True, None, 1)
    assert (len(letters(holder)), len(letters(first)), len(letters(second))) == (3, 3, 2)
    assert Event.objects.filter(name="application.promoted").count() == 1
    assert audit.differences() == []


def test_more_places_go_to_those_who_wait(ground):
    call = ground.published()
    ground.accepted(call, province=ground.surin)
    waiting = [ground.waiting(call, province=ground.surin) for _each in range(3)]
    actions.edit_call(
        call,
        title_th=call.title_th,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        places={ground.korat: 2, ground.surin: 3},
        by=ground.officer,
        at=AT,
    )
    assert [Application.objects.get(pk=one.pk).state for one in waiting] == [S.ACCEPTED, S.ACCEPTED, S.WAITING]
    assert audit.differences() == []


def test_withdrawing_a_waiting_one_frees_nothing(ground):
    call = ground.published()
    ground.accepted(call, province=ground.surin)
    actions.withdraw(ground.waiting(call, province=ground.surin), at=AT)
    assert taken(call, ground.surin) == 1


# --- no, and again ----------------------------------------------------------------------------------------------------
def test_declining_needs_a_reason_that_the_applicant_reads(ground):
    application = ground.sent(ground.published())
    assert code_of(actions.decline, application, reason="ไม่", by=ground.officer, at=AT) == "reason_needed"
    declined = actions.decline(application, reason=REASON, by=ground.officer, at=AT)
    assert (declined.state, declined.decided_because) == (S.DECLINED, REASON)
    assert REASON in Message.objects.latest("pk").body


def test_a_no_is_taken_back_with_a_reason(ground):
    application = ground.sent(ground.published())
    assert code_of(actions.reconsider, application, reason=REASON, by=ground.officer, at=AT) == (
        "application_cannot_move"
    )
    declined = actions.decline(application, reason=REASON, by=ground.officer, at=AT)
    again = actions.reconsider(declined, reason=REASON, by=ground.officer, at=AT)
    assert (again.state, again.decided_at, again.decided_because) == (S.SUBMITTED, None, "")
    assert actions.accept(again, by=ground.officer, at=AT).state == S.ACCEPTED


def test_a_draft_is_not_reconsidered_into_being_sent(ground):
    draft = ground.filled(ground.published())
    assert code_of(actions.reconsider, draft, reason=REASON, by=ground.officer, at=AT) == "application_not_declined"


@pytest.mark.parametrize("note", ["ก" * 301, "เลข 1 0000 00000 00 9"])
def test_a_note_is_short_and_holds_no_citizen_number(ground, note):
    application = ground.sent(ground.published())
    number = ids.format_citizen_number(ids.made_up_citizen_number(3))
    written = note if len(note) > 300 else f"เลข {number}"
    code = code_of(actions.accept, application, reason=written, by=ground.officer, at=AT)
    assert code == ("text_too_long" if len(note) > 300 else "citizen_number_in_text")


# --- withdrawing ------------------------------------------------------------------------------------------------------
def test_an_officer_withdraws_with_a_reason_the_applicant_without(ground):
    call = ground.published()
    application = ground.sent(call)
    assert code_of(actions.withdraw, application, by=ground.officer, at=AT) == "reason_needed"
    withdrawn = actions.withdraw(application, reason=REASON, by=ground.officer, at=AT)
    assert (withdrawn.withdrawn_by_id, withdrawn.withdrawn_because) == (ground.officer.pk, REASON)
    assert actions.withdraw(ground.sent(call), at=AT).withdrawn_by_id is None
    assert code_of(actions.withdraw, withdrawn, at=AT) == "application_cannot_move"


def test_a_place_in_a_round_that_was_held_goes_to_nobody_who_waits(ground):
    call = ground.published()
    holder, waits = ground.accepted(call, province=ground.surin), ground.waiting(call, province=ground.surin)
    actions.place_in_round(holder, round_reference=call.reference, by=ground.officer, at=AT)
    written = {"activity": ground.activity, "from_round": True, "round_reference": str(call.reference)}
    record = ServiceRecordFactory(person=holder.person, **written)
    assert code_of(actions.withdraw, holder, at=AT) == "round_was_held"
    assert code_of(actions.withdraw, holder, reason=REASON, by=ground.officer, at=AT) == "round_was_held"
    waits.refresh_from_db()
    assert (waits.state, len(letters(waits)), taken(call, ground.surin)) == (S.WAITING, 2, 1)
    # A round that was reopened has taken its records back: it is ahead again.
    type(record).objects.update(taken_back_at=AT, taken_back_because="test")
    assert actions.withdraw(holder, at=AT).state == S.WITHDRAWN


def test_a_draft_that_is_withdrawn_is_emptied_and_nobody_is_written_to(ground):
    draft = actions.withdraw(ground.filled(ground.published()), at=AT)
    assert (draft.state, draft.answers, draft.citizen_number_sealed, draft.citizen_number_hash) == (
        S.WITHDRAWN,
        {},
        "",
        None,
    )
    assert letters(draft) == []


# --- rounds -----------------------------------------------------------------------------------------------------------
def test_an_accepted_application_has_a_seat_in_one_round(ground):
    call = ground.published()
    accepted, sent = ground.accepted(call), ground.sent(call)
    assert list(queries.accepted_without_round(SYSTEM, call)) == [accepted]
    placed = actions.place_in_round(accepted, round_reference=call.reference, by=ground.officer, at=AT)
    assert list(queries.accepted_without_round(SYSTEM, call)) == []
    again = {"round_reference": call.reference, "by": ground.officer, "at": AT}
    assert code_of(actions.place_in_round, placed, **again) == "application_in_a_round"
    assert code_of(actions.place_in_round, sent, **again) == "application_not_accepted"
    actions.leave_round(placed, by=ground.officer, at=AT)
    assert list(queries.accepted_without_round(SYSTEM, call)) == [accepted]


def test_letters_are_in_the_applicants_language(ground):
    call = ground.published()
    ground.sent(call, language="en")
    letter = Message.objects.latest("pk")
    assert letter.subject.startswith("We received your application BK68-")
    assert call.title_en in letter.body
