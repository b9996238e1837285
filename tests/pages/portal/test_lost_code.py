"""Back in without the code, by the contact that was confirmed."""

import pytest

from buranakan.lib import clock
from buranakan.messages.models import ContactCheck, Message
from tests.factories.messages import another_code, code_in
from tests.pages.portal.applicant import AT, MINUTE, PHONE, problem_codes

LOST = "/applications/lost-code/"
BACK = "/applications/lost-code/type/"

pytestmark = pytest.mark.django_db


def ask(client, number):
    return client.post(LOST, {"number": number})


def codes():
    return list(Message.objects.filter(is_secret=True).order_by("-pk"))


def test_six_digits_to_the_confirmed_contact_open_it(sent, client):
    with clock.frozen_at(AT + MINUTE):
        response = ask(client, sent.now().number.lower())
        assert (response.status_code, response.url, codes()[0].recipient) == (302, BACK, PHONE)
        back = client.post(BACK, {"code": code_in(codes()[0])})
    assert (back.status_code, back.url) == (302, sent.address)
    assert client.get(sent.address).context["application"] == sent.application


def test_a_number_of_nobody_and_a_draft_look_the_same_and_send_nothing(begun, client):
    said = []
    for number in [begun.application.number_shown, "BK68-7K3M-9QPX", "anything"]:
        response = ask(client, number)
        page = client.get(response.url)
        wrong = client.post(BACK, {"code": "123456"})
        said.append((response.status_code, page.status_code, wrong.status_code, problem_codes(wrong, field="code")))
    assert said == [(302, 200, 409, ["resume_code_wrong"])] * 3
    assert (Message.objects.count(), ContactCheck.objects.count()) == (0, 0)


def test_a_wrong_code_is_counted_and_refused_in_the_same_words(sent, client):
    with clock.frozen_at(AT + MINUTE):
        ask(client, sent.now().number)
        right = code_in(codes()[0])
        for _ in range(6):
            response = client.post(BACK, {"code": another_code(right)})
            assert (response.status_code, problem_codes(response, field="code")) == (409, ["resume_code_wrong"])
        assert client.post(BACK, {"code": right}).status_code == 409
    assert ContactCheck.objects.filter(purpose="coming back").get().tries == 5


def test_the_code_of_the_application_is_not_the_code_of_the_way_back(filled, client):
    filled.confirm()
    used = code_in(codes()[0])
    with clock.frozen_at(AT + MINUTE):
        ask(client, filled.now().number)
        if code_in(codes()[0]) != used:
            assert client.post(BACK, {"code": used}).status_code == 409


def test_asking_too_often_tells_nobody_that_there_is_such_an_application(sent, client):
    # A code went to this contact in this very minute.
    assert ask(client, sent.now().number).url == BACK
    assert len(codes()) == 1


def test_without_a_number_there_is_nothing_to_type_a_code_for(client):
    assert client.get(BACK).url == LOST
    assert client.post(BACK, {"code": "123456"}).url == LOST


def test_what_is_missing_is_said(sent, client):
    assert problem_codes(ask(client, ""), field="number") == ["required"]
    ask(client, sent.now().number)
    assert problem_codes(client.post(BACK, {"code": ""}), field="code") == ["required"]


def test_wrong_method(client):
    assert [client.delete(url).status_code for url in [LOST, BACK]] == [405, 405]


def test_query_count(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(LOST)
