"""What an applicant does, from the first page to the receipt."""

import datetime as dt

import pytest

from buranakan.calls import actions, applying, consent, queries
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.records.models import Event
from buranakan.registry import secrets
from tests.calls.conftest import AT, CLOSES, DAY, OPENS, code_sent, confirm, letters
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory

S = ApplicationState


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


# --- begin and come back ----------------------------------------------------------------------------------------------
def test_a_draft_is_opened_again_with_its_number_and_code(ground):
    draft, code = actions.begin(ground.published(), at=AT)
    assert draft.number_shown.startswith("DR68-")
    assert actions.resume(draft.number_shown.lower(), code.replace("-", " "), at=AT) == draft
    assert queries.application_by_reference(draft.reference) == draft
    assert code not in str(Application.objects.values().get())


def test_after_some_wrong_codes_there_is_a_pause(ground):
    draft, code = actions.begin(ground.published(), at=AT)
    for _try in range(5):
        assert code_of(actions.resume, draft.number, "AAAA-AAAA", at=AT) == "resume_code_wrong"
    assert code_of(actions.resume, draft.number, code, at=AT) == "resume_tries_over"
    assert actions.resume(draft.number, code, at=AT + dt.timedelta(minutes=15)) == draft
    assert Application.objects.get().wrong_codes == 0
    assert Event.objects.filter(name="application.code_missed").count() == 5


def test_a_number_nobody_has_is_refused_like_a_wrong_code(ground):
    assert code_of(actions.resume, "BK68-AAAA-AAAA", "AAAA-AAAA", at=AT) == "resume_code_wrong"


@pytest.mark.parametrize(
    ("at", "code"),
    [(OPENS - dt.timedelta(seconds=1), "call_not_open_yet"), (OPENS, None), (CLOSES, "call_closed")],
    ids=["before", "first-moment", "closing-moment"],
)
def test_applications_are_begun_between_the_two_moments(ground, at, code):
    call = ground.published()
    if code is None:
        assert actions.begin(call, at=at)[0].state == S.DRAFT
    else:
        assert code_of(actions.begin, call, at=at) == code


def test_a_call_that_was_closed_early_takes_nothing_more(ground):
    draft = ground.ready(ground.published())
    actions.close(draft.call, by=ground.officer, at=AT)
    assert code_of(actions.submit, draft, at=AT) == "call_closed"
    assert code_of(actions.fill_in, draft, step="person", answers={}, at=AT) == "call_closed"


# --- fill in ----------------------------------------------------------------------------------------------------------
def test_whatever_was_typed_is_kept_and_what_is_wrong_is_said(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    draft = actions.fill_in(draft, step="contact", answers={"phone": "12ab", "unknown": "x"}, at=AT)
    assert applying.typed(draft)["contact"] == {"phone": "12ab"}
    states = {one.step.code: one for one in applying.step_states(draft, on=DAY)}
    assert states["contact"].problems["phone"].code == "phone_not_understood"
    assert (states["contact"].is_begun, states["contact"].is_complete, states["person"].is_begun) == (
        True,
        False,
        False,
    )


def test_the_citizen_number_is_sealed_right_or_wrong_and_found_only_when_right(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    for text, is_found in [("12-3", False), (ids.made_up_citizen_number(9), True), ("", False)]:
        draft = actions.fill_in(draft, step="identity", answers={"citizen_number": text}, at=AT)
        row = str(Application.objects.values().get())
        assert text == "" or text not in row
        assert applying.typed(draft)["identity"].get("citizen_number", "") == text
        assert (draft.citizen_number_hash is not None) is is_found
    assert applying.masked_citizen_number(draft) == ""


def test_a_step_that_is_not_asked_is_refused(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    assert code_of(actions.fill_in, draft, step="business", answers={}, at=AT) == "step_unknown"


def test_consent_is_kept_with_its_version_and_moment_and_can_be_taken_back(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    draft = actions.fill_in(draft, step="consent", answers={"consent": "yes"}, at=AT)
    assert (draft.consent_version, draft.consented_at) == (consent.VERSION, AT)
    draft = actions.fill_in(draft, step="consent", answers={"consent": ""}, at=AT)
    assert (draft.consent_version, draft.consented_at) == ("", None)


# --- submit -----------------------------------------------------------------------------------------------------------
def test_submitting_gives_a_number_a_letter_and_one_event_that_names_nobody(ground):
    call = ground.published(criteria=[WrittenCriterion("lives_in")])
    sent = ground.sent(call)
    assert (sent.state, sent.submitted_at, sent.province) == (S.SUBMITTED, AT, ground.korat)
    assert sent.number_shown == sent.number
    assert sent.number.startswith("BK68-")
    assert (sent.applicant_name, sent.phone, sent.email) == (
        "นางสมัคร1 สมมติ",
        "0810000001",
        "applicant1@example.test",
    )
    assert len(letters(sent)) == 1
    event = Event.objects.get(name="application.submitted")
    assert event.payload == {
        "call_id": call.pk,
        "consent": consent.VERSION,
        "criteria": {str(call.criteria.get().pk): "met"},
    }
    assert (event.office_id, event.province_id, event.on_label) == (ground.office.pk, "30", sent.number)


def test_submitting_twice_is_refused_the_second_time(ground):
    sent = ground.sent(ground.published())
    assert code_of(actions.submit, sent, at=AT) == "application_cannot_move"
    assert code_of(actions.fill_in, sent, step="person", answers={}, at=AT) == "application_is_sent"
    assert Message.objects.filter(is_secret=False).count() == 1


def test_a_missing_answer_is_named_with_its_step_and_field(ground):
    draft = ground.ready(ground.published())
    actions.fill_in(draft, step="person", answers={"last_name": ""}, at=AT)
    with pytest.raises(RuleBroken) as refusal:
        actions.submit(draft, at=AT)
    assert (refusal.value.code, refusal.value.params) == ("answers_missing", {"step": "person", "field": "last_name"})


def test_consent_is_to_the_text_of_today(ground, monkeypatch):
    draft = ground.ready(ground.published())
    monkeypatch.setattr(consent, "VERSION", "later")
    assert code_of(actions.submit, draft, at=AT) == "consent_missing"


def test_a_contact_that_was_not_confirmed_for_this_application_is_refused(ground):
    call = ground.published()
    draft = ground.filled(call)
    assert code_of(actions.submit, draft, at=AT) == "contact_not_confirmed"
    confirm(draft)
    actions.fill_in(draft, step="contact", answers={"email": "other@example.test"}, at=AT)
    assert code_of(actions.submit, draft, at=AT) == "contact_not_confirmed"
    actions.fill_in(draft, step="contact", answers={"email": "applicant1@example.test"}, at=AT)
    other = ground.filled(call, contact={"phone": "0899999999", "email": "applicant1@example.test"})
    assert code_of(actions.submit, other, at=AT) == "contact_not_confirmed"
    assert actions.submit(draft, at=AT).state == S.SUBMITTED


def test_nothing_about_a_citizen_number_is_told_before_the_contact_is_confirmed(ground):
    call = ground.published(criteria=[WrittenCriterion("not_supported_this_year")])
    number = ids.made_up_citizen_number(500)
    served = PersonFactory(citizen_number_hash=secrets.keyring().fingerprint(number), province=ground.chiang_mai)
    ServiceRecordFactory(person=served, activity=ground.activity, province=ground.chiang_mai)
    applied = ground.sent(call)
    again = applying.typed(applied)["identity"]["citizen_number"]
    unknown = ids.made_up_citizen_number(501)
    told = {one: code_of(actions.submit, ground.filled(call, number=one), at=AT) for one in (number, again, unknown)}
    assert set(told.values()) == {"contact_not_confirmed"}


def test_another_citizen_number_asks_for_another_code(ground):
    draft = ground.ready(ground.published())
    code = code_sent(draft)
    same = applying.typed(draft)["identity"]
    actions.fill_in(draft, step="identity", answers=same, at=AT)
    assert applying.is_contact_confirmed(_with_columns(draft))
    later = AT + dt.timedelta(minutes=5)
    for number in ("1", ids.made_up_citizen_number(700)):
        actions.fill_in(draft, step="identity", answers={"citizen_number": number}, at=later)
    assert code_of(actions.submit, draft, at=later) == "contact_not_confirmed"
    assert code_of(actions.confirm_contact, draft, code=code, at=later) == "code_expired"
    assert Event.objects.filter(name="contact_check.voided").count() == 1
    actions.ask_to_confirm_contact(draft, at=later)
    actions.confirm_contact(draft, code=code_sent(draft), at=later)
    assert actions.submit(draft, at=later).state == S.SUBMITTED


def _with_columns(draft):
    """The draft with the contact that only sending reads."""
    draft.email = applying.typed(draft)["contact"]["email"]
    return draft


def test_no_code_is_sent_to_a_contact_that_can_not_be_read(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    assert code_of(actions.ask_to_confirm_contact, draft, at=AT) == "answers_missing"


def test_required_criteria_that_are_not_met_are_all_said(ground):
    call = ground.published(
        criteria=[
            WrittenCriterion("lives_in"),
            WrittenCriterion("has_registered_enterprise"),
            WrittenCriterion("attends_all", is_required=False),
        ]
    )
    away = {"title": "", "first_name": "ก", "last_name": "ข", "home_province": "50"}
    draft = ground.ready(call, person=away, questions={"attends_all": "no"})
    with pytest.raises(RuleBroken) as refusal:
        actions.submit(draft, at=AT)
    assert refusal.value.code == "criteria_not_met"
    assert [one.criterion.kind for one in refusal.value.params["results"]] == ["lives_in", "has_registered_enterprise"]
    assert all(one.explanation in str(refusal.value) for one in refusal.value.params["results"])


@pytest.mark.parametrize("is_merged", [False, True])
def test_somebody_supported_by_the_activity_already_is_refused(ground, is_merged):
    call = ground.published(criteria=[WrittenCriterion("not_supported_this_year")])
    number = ids.made_up_citizen_number(500)
    person = PersonFactory(citizen_number_hash=secrets.keyring().fingerprint(number), province=ground.chiang_mai)
    served = PersonFactory(merged_into=person) if is_merged else person
    record = ServiceRecordFactory(person=served, activity=ground.activity, province=ground.chiang_mai)
    assert code_of(actions.submit, ground.ready(call, number=number), at=AT) == "criteria_not_met"
    type(record).objects.update(taken_back_at=AT, taken_back_because="test")
    assert actions.submit(ground.ready(call, number=number), at=AT).state == S.SUBMITTED


@pytest.mark.parametrize("state", [S.SUBMITTED, S.ACCEPTED, S.WAITING, S.DECLINED])
def test_one_application_per_citizen_number_and_call(ground, state):
    call, number = ground.published(), ids.made_up_citizen_number(600)
    first = ground.sent(call, number=number)
    if state == S.ACCEPTED:
        actions.accept(first, by=ground.officer, at=AT)
    elif state == S.WAITING:
        actions.put_on_waiting_list(first, by=ground.officer, at=AT)
    elif state == S.DECLINED:
        actions.decline(first, reason="เอกสารไม่ครบตามประกาศ", by=ground.officer, at=AT)
    second = ground.ready(call, number=number)
    with pytest.raises(RuleBroken) as refusal:
        actions.submit(second, at=AT)
    assert refusal.value.code == "already_applied"
    assert first.number not in str(refusal.value)
    actions.withdraw(first, at=AT)
    assert actions.submit(second, at=AT).state == S.SUBMITTED


def test_another_call_takes_the_same_person(ground):
    number = ids.made_up_citizen_number(601)
    assert {ground.sent(ground.published(), number=number).state for _each in range(2)} == {S.SUBMITTED}


def test_questions_are_asked_and_their_answers_read(ground):
    questions = [
        WrittenQuestion("ทำไมจึงสมัคร", kind="long_text", is_required=True),
        WrittenQuestion("ช่องทางขาย", kind="choice", choices=(("ตลาด", "Market"), ("ออนไลน์", ""))),
    ]
    call = ground.published(questions=questions, places={ground.korat: 3})
    why, where = (f"question-{one.pk}" for one in call.questions.all())
    sent = ground.sent(call, questions={why: "อยากเก่ง", where: "1"})
    found = applying.reading(sent, on=DAY)
    assert (found.value("questions", why), found.value("questions", where)) == ("อยากเก่ง", "1")
    assert (sent.province, "province" in {step.code for step in applying.steps(call)}) == (ground.korat, False)


# --- afterwards -------------------------------------------------------------------------------------------------------
def test_drafts_are_emptied_some_time_after_their_call_closed(ground):
    call = ground.published()
    draft, sent = ground.filled(call), ground.sent(call)
    kept_for = dt.timedelta(days=consent.DRAFT_KEPT_DAYS)
    assert actions.forget_drafts(CLOSES + kept_for) == 0
    assert actions.forget_drafts(CLOSES + kept_for + dt.timedelta(seconds=1)) == 1
    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (draft.answers, draft.citizen_number_sealed, draft.citizen_number_hash) == ({}, "", None)
    assert sent.answers != {}
    assert actions.forget_drafts(CLOSES + kept_for * 2) == 0
    assert code_of(actions.ask_to_confirm_contact, draft, at=AT) == "application_is_sent"


def test_numbers_are_sealed_anew_with_the_key_that_comes_first(ground, settings):
    sent = ground.sent(ground.published())
    assert actions.reseal(by=None, at=AT) == 0
    settings.IDENTITY_KEYS = f"new:{'n' * 40},{settings.IDENTITY_KEYS}"
    settings.IDENTITY_LOOKUP_KEY = "l" * 40
    assert actions.reseal(by=None, at=AT) == 1
    sent.refresh_from_db()
    number = ids.made_up_citizen_number(1)
    assert sent.citizen_number_sealed.startswith("new:")
    assert sent.citizen_number_hash == secrets.keyring().fingerprint(number)
    assert applying.typed(sent)["identity"]["citizen_number"] == number
