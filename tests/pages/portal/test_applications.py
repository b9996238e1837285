"""Coming back with number and code, and how an application stands."""

import datetime as dt

import pytest

from buranakan.calls import actions
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application
from buranakan.lib import clock
from tests.calls.conftest import CLOSES, REASON
from tests.factories.delivery import RoundFactory, SessionFactory
from tests.pages.portal.applicant import AT, Applicant, accepted, problem_codes

S = ApplicationState
URL = "/applications/"
DOOR = "portal/applications/door.html"

pytestmark = pytest.mark.django_db


def come_back(client, applicant, **changes):
    return client.post(URL, {"number": applicant.now().number_shown, "code": applicant.code} | changes)


def another(call, *, serial, province="30"):
    """Somebody else who has sent an application to the same call."""
    applicant = Applicant(call)
    applicant.send(serial=serial, province=province, phone=f"089000000{serial}")
    return applicant


# --- the way back -----------------------------------------------------------------------------------------------------
def test_number_and_code_open_a_draft_on_another_device(begun, client):
    assert client.get(URL).status_code == 200
    response = come_back(client, begun, number=begun.application.number_shown.lower())
    assert (response.status_code, response.url) == (302, begun.address)
    assert client.get(begun.address).context["application"] == begun.application
    assert client.get(URL).context["opened"] == [begun.application]


@pytest.mark.parametrize("changes", [{"code": "AAAA-AAAA"}, {"number": "BK68-7K3M-9QPX"}, {"number": "x", "code": "x"}])
def test_whatever_is_wrong_is_answered_with_the_same_words(begun, client, changes):
    response = come_back(client, begun, **changes)
    assert (response.status_code, problem_codes(response, field="code")) == (409, ["resume_code_wrong"])
    assert client.get(begun.address).templates[0].name == DOOR


def test_guessing_is_stopped_for_a_while(begun, client):
    for _ in range(5):
        come_back(client, begun, code="AAAA-AAAA")
    response = come_back(client, begun)
    assert (response.status_code, response.context["refusal"].code) == (409, "resume_tries_over")
    with clock.frozen_at(AT + dt.timedelta(minutes=15)):
        assert come_back(client, begun).status_code == 302


def test_a_session_known_before_is_not_the_one_that_opens(begun, client):
    client.post("/applications/lost-code/", {"number": "x"})
    before = client.session.session_key
    come_back(client, begun)
    assert client.session.session_key != before


def test_the_door_is_the_same_for_what_is_there_and_what_is_not(begun, stranger):
    stranger.application = begun.application
    there = stranger.get()
    stranger.application = Application(reference="00000000-0000-4000-8000-000000000000")
    not_there = stranger.get()
    assert [one.templates[0].name for one in [there, not_there]] == [DOOR, DOOR]
    assert begun.application.number_shown not in there.content.decode()


def test_a_few_are_kept_open_and_the_oldest_is_closed(begun):
    first = begun.address
    for _ in range(5):
        begun.begin()
    assert begun.client.get(first).templates[0].name == DOOR
    assert len(begun.client.get(URL).context["opened"]) == 5


def test_it_can_be_closed_on_this_device(begun):
    response = begun.post("leave/")
    assert (response.status_code, response.url) == (302, URL)
    assert begun.get().templates[0].name == DOOR
    assert Application.objects.count() == 1


# --- a draft ----------------------------------------------------------------------------------------------------------
def test_a_draft_says_what_is_left(begun):
    begun.answer("province-province", province="30")
    begun.answer("identity-citizen_number", citizen_number="1")
    response = begun.get()
    states = {page.slug: (page.is_answered, page.is_complete) for page in response.context["pages"]}
    assert (states["province-province"], states["identity-citizen_number"], states["consent-consent"]) == (
        (True, True), (True, False), (False, False),
    )  # fmt: skip
    assert (response.context["next_slug"], response.context["progress"].left) == ("person-title", 6)
    assert "no-store" in response.headers["Cache-Control"]


def test_after_the_call_has_closed_a_draft_only_says_so(filled):
    with clock.frozen_at(CLOSES):
        response = filled.get()
    assert (response.context["is_open"], "check/" in response.content.decode()) == (False, False)


def test_a_draft_is_deleted_with_what_stood_in_it(filled):
    response = filled.post("withdraw/")
    assert (response.status_code, response.url) == (302, "/calls/")
    gone = filled.now()
    assert (gone.state, gone.answers, gone.citizen_number_sealed) == (S.WITHDRAWN, {}, "")
    assert filled.get().templates[0].name == DOOR


# --- what was sent ----------------------------------------------------------------------------------------------------
def test_what_was_sent_says_how_it_stands_and_what_comes(sent):
    response = sent.get()
    assert (response.context["state"], [one.at for one in response.context["story"]]) == (S.SUBMITTED, [AT, AT])
    assert [one.subject for one in response.context["letters"]] == [sent.letters()[-1]]


def test_a_place_is_told_with_its_days_and_where(sent, ground):
    round_ = RoundFactory(call=sent.call, venue="ห้องประชุมทดสอบ")
    SessionFactory(round=round_, topic="การตลาดออนไลน์")
    SessionFactory(round=round_, topic="งดแล้ว", called_off_at=AT, called_off_because="วิทยากรป่วย")
    application = accepted(sent, by=ground.officer)
    actions.place_in_round(application, round_reference=round_.reference, by=ground.officer, at=AT)
    response = sent.get()
    assert [one.topic for one in response.context["sessions"]] == ["การตลาดออนไลน์"]
    assert "ห้องประชุมทดสอบ" in response.content.decode()


def test_the_waiting_list_shows_ones_own_place_and_moves_up(ground):
    call = ground.published()
    first, second = another(call, serial=1), another(call, serial=2)
    for applicant in [first, second]:
        actions.put_on_waiting_list(applicant.now(), by=ground.officer, at=AT)
    assert second.get().context["ahead"] == 1
    first.post("withdraw/")
    assert second.get().context["ahead"] == 0


def test_a_no_comes_with_its_reason(sent, ground):
    actions.decline(sent.now(), reason=REASON, by=ground.officer, at=AT)
    response = sent.get()
    assert (response.context["state"], response.context["story"][-1].why) == (S.DECLINED, REASON)


def test_withdrawing_gives_the_place_to_the_next_at_once(ground):
    call = ground.published(places={ground.korat: 1})
    first, second = another(call, serial=1), another(call, serial=2)
    accepted(first, by=ground.officer)
    actions.put_on_waiting_list(second.now(), by=ground.officer, at=AT)
    response = first.post("withdraw/", reason="ติดธุระ")
    assert (response.status_code, response.url) == (302, first.address)
    assert (first.now().state, first.now().withdrawn_because, second.now().state) == (
        S.WITHDRAWN, "ติดธุระ", S.ACCEPTED,
    )  # fmt: skip
    assert first.get().context["may_withdraw"] is False


def test_withdrawing_twice_shows_how_it_stands(sent):
    sent.post("withdraw/")
    assert sent.get("withdraw/").url == sent.address
    assert sent.post("withdraw/").url == sent.address


def test_a_reason_that_cannot_be_kept_is_said_beside_it(sent):
    response = sent.post("withdraw/", reason="1-1037-02071-81-1 เลขของฉัน")
    assert response.status_code == 409
    assert sent.now().state == S.SUBMITTED


# --- who, how, how much -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["", "withdraw/"])
def test_a_stranger_finds_a_door(sent, stranger, page):
    stranger.application = sent.application
    response = stranger.get(page)
    assert response.templates[0].name == DOOR
    assert sent.now().applicant_name not in response.content.decode()


@pytest.mark.parametrize("page", ["withdraw/", "leave/", "go-on/"])
def test_a_stranger_changes_nothing(sent, stranger, page):
    stranger.application = sent.application
    assert stranger.post(page).templates[0].name == DOOR
    assert sent.now().state == S.SUBMITTED


def test_wrong_method(sent):
    assert sent.post().status_code == 405
    assert sent.get("leave/").status_code == 405
    assert sent.client.delete(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_what_was_sent_does_not_grow(sent, ground, count, django_assert_num_queries):
    actions.put_on_waiting_list(sent.now(), by=ground.officer, at=AT)
    for serial in range(1, count):
        another(sent.call, serial=serial + 1)
    with django_assert_num_queries(9):
        sent.get()
