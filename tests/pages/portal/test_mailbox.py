"""The mailbox of a demo; nowhere else is there one."""

import pytest

from tests.factories.messages import MessageFactory

URL = "/mailbox/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.IS_DEMO = True


def shown(response):
    return [one for one, _recipient in response.context["letters"]]


def test_letters_stand_newest_first_with_what_they_say(client, demo):
    first = MessageFactory(body="รหัส 123456")
    second = MessageFactory()
    response = client.get(URL)
    assert shown(response) == [second, first]
    assert "รหัส 123456" in response.content.decode()


@pytest.mark.parametrize("typed", ["081-234-5678", "0812345678", "2345"])
def test_it_finds_the_letters_of_a_recipient(client, demo, typed):
    wanted = MessageFactory(recipient="0812345678")
    MessageFactory()
    assert shown(client.get(URL, {"to": typed})) == [wanted]


def test_outside_of_a_demo_there_is_none(client):
    MessageFactory(body="รหัส 123456")
    assert client.get(URL).status_code == 404


def test_wrong_method(client, demo):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, demo, count, django_assert_num_queries):
    MessageFactory.create_batch(count)
    with django_assert_num_queries(2):
        client.get(URL)
