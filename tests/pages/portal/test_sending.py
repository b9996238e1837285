"""Check your answers, confirm that letters reach you, send, and the receipt."""

import datetime as dt

import pytest

from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application
from buranakan.calls.values import WrittenQuestion
from buranakan.lib import clock, ids
from buranakan.messages.models import ContactCheck, Message
from tests.calls.conftest import CLOSES, lives_in
from tests.factories.messages import another_code, code_in
from tests.pages.portal.applicant import AT, MINUTE, PHONE, Applicant, problem_codes

S = ApplicationState
DOOR = "portal/applications/door.html"

pytestmark = pytest.mark.django_db


def newest():
    return Message.objects.latest("pk")


# --- check ------------------------------------------------------------------------------------------------------------
def test_the_check_shows_every_answer_with_its_way_back(filled):
    response = filled.get("check/")
    shown = [(one.slug, one.shown) for one in response.context["answers"]]
    assert shown[3:7] == [
        ("person-title", "สมมติ"),
        ("person-home_province", filled.now().call.places.first().province.name),
        ("identity-citizen_number", ids.mask_citizen_number(ids.made_up_citizen_number(1))),
        ("contact-phone", PHONE),
    ]
    assert f"{filled.address}answer/person-title/?change=1" in response.content.decode()
    assert "081-234-5678" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_what_is_missing_is_asked_before_anything_is_sent(begun):
    response = begun.get("check/")
    assert response.context["next_slug"] == "province-province"
    assert "code/ask/" not in response.content.decode()
    refused = begun.post("code/ask/")
    assert (refused.status_code, refused.context["refusal"].code) == (409, "answers_missing")
    assert Message.objects.count() == 0


def test_whoever_the_call_is_not_for_finds_no_button(ground):
    applicant = Applicant(ground.published(criteria=[lives_in()]))
    applicant.begin()
    applicant.fill()
    applicant.answer("person-home_province", home_province=ground.chiang_mai.pk)
    response = applicant.get("check/")
    assert [one.criterion.kind for one in response.context["in_the_way"]] == ["lives_in"]
    assert "code/ask/" not in response.content.decode()


# --- the code ---------------------------------------------------------------------------------------------------------
def test_six_digits_send_the_application(filled):
    asked = filled.post("code/ask/")
    assert (asked.status_code, asked.url) == (302, f"{filled.address}code/")
    assert newest().recipient == PHONE
    sent = filled.post("code/", code=code_in(newest()))
    assert (sent.status_code, sent.url) == (302, f"{filled.address}sent/")
    assert (filled.now().state, filled.now().submitted_at) == (S.SUBMITTED, AT)
    receipt = filled.get("sent/")
    assert filled.now().number in receipt.content.decode()
    # The mask is enough for whoever gave the number.
    assert (receipt.context["contact"], PHONE in receipt.content.decode()) == ("•••-•••-5678", False)


def test_letters_go_to_the_email_where_there_is_one(begun):
    begun.fill(email="somsri@example.test")
    begun.post("code/ask/")
    assert newest().recipient == "somsri@example.test"
    assert begun.get("code/").context["is_email"] is True


def test_a_wrong_code_sends_nothing(filled):
    filled.post("code/ask/")
    response = filled.post("code/", code=another_code(code_in(newest())))
    assert (response.status_code, problem_codes(response, field="code")) == (409, ["code_wrong"])
    assert filled.now().state == S.DRAFT
    assert ContactCheck.objects.get().tries == 1


def test_an_empty_code_is_no_try(filled):
    filled.post("code/ask/")
    assert problem_codes(filled.post("code/", code=""), field="code") == ["required"]
    assert ContactCheck.objects.get().tries == 0


def test_a_code_is_sent_again_but_not_at_once(filled):
    filled.post("code/ask/")
    response = filled.post("code/ask/")
    assert (response.status_code, response.context["refusal"].code) == (409, "code_asked_too_soon")
    with clock.frozen_at(AT + MINUTE):
        assert filled.post("code/ask/").status_code == 302
        assert filled.post("code/", code=code_in(newest())).url == f"{filled.address}sent/"


def test_another_contact_is_another_code(filled):
    filled.post("code/ask/")
    old = code_in(newest())
    filled.answer("contact-phone", phone="089-999-9999", email="")
    response = filled.post("code/", code=old)
    assert (response.status_code, problem_codes(response, field="code")) == (409, ["code_expired"])
    filled.post("code/ask/")
    assert newest().recipient == "0899999999"


def test_where_no_text_message_can_be_sent_it_says_to_write_an_email(filled, settings):
    settings.SMS_BACKEND = ""
    response = filled.post("code/ask/")
    assert (response.status_code, response.context["refusal"].code) == (409, "sms_not_available")


def test_no_address_holds_the_contact(filled):
    filled.post("code/ask/")
    assert PHONE not in filled.get("code/").request["PATH_INFO"]


# --- what can still be in the way -------------------------------------------------------------------------------------
def test_a_call_that_closed_meanwhile_takes_nothing(filled):
    with clock.frozen_at(CLOSES - dt.timedelta(minutes=5)):
        filled.post("code/ask/")
    with clock.frozen_at(CLOSES):
        response = filled.post("code/", code=code_in(newest()))
    assert (response.status_code, response.context["refusal"].code) == (409, "call_closed")
    assert filled.now().state == S.DRAFT


def test_the_second_application_of_a_citizen_number_is_refused(sent):
    second = Applicant(sent.call)
    second.begin()
    second.fill(phone="0899999999")
    response = second.confirm()
    assert (response.status_code, response.context["refusal"].code) == (409, "already_applied")
    # Put right it is sent, with another code: nobody tries one number after the other with one contact.
    second.answer("identity-citizen_number", citizen_number=ids.made_up_citizen_number(2))
    assert second.post("send/").url == f"{second.address}check/"
    with clock.frozen_at(AT + MINUTE):
        assert second.confirm().url == f"{second.address}sent/"


def test_nothing_is_sent_by_somebody_who_cannot_be_reached(filled):
    assert filled.post("send/").url == f"{filled.address}check/"
    assert filled.now().state == S.DRAFT


def test_what_was_sent_shows_how_it_stands(sent):
    for page in ["check/", "code/"]:
        assert sent.get(page).url == sent.address
    assert [sent.post(page).url for page in ["code/ask/", "send/"]] == [sent.address] * 2
    assert Application.objects.count() == 1


def test_a_draft_has_no_receipt(filled):
    assert filled.get("sent/").url == filled.address


# --- who, how, how much -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["check/", "code/", "sent/"])
def test_a_stranger_finds_a_door(sent, stranger, page):
    stranger.application = sent.application
    response = stranger.get(page)
    assert response.templates[0].name == DOOR
    assert sent.now().number not in response.content.decode()


@pytest.mark.parametrize("page", ["code/ask/", "send/", "code/"])
def test_a_stranger_sends_nothing(filled, stranger, page):
    stranger.application = filled.application
    assert stranger.post(page, code="123456").templates[0].name == DOOR
    assert (filled.now().state, Message.objects.count()) == (S.DRAFT, 0)


def test_wrong_method(filled):
    assert [filled.post(page).status_code for page in ["check/", "sent/"]] == [405, 405]
    assert [filled.get(page).status_code for page in ["code/ask/", "send/"]] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(ground, count, django_assert_num_queries):
    applicant = Applicant(ground.published(questions=[WrittenQuestion("ถาม")] * count))
    applicant.begin()
    applicant.fill()
    with django_assert_num_queries(13):
        applicant.get("check/")
