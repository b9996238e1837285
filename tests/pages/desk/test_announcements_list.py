"""The list of announcements: what waits stands first."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.policy import AnnouncementFactory, PromiseFactory, ProposalFactory
from tests.pages.desk.promise_desk import NOON, client_of

URL = "/desk/announcements/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    with clock.frozen_at(NOON):
        yield


def listed(response):
    return [(one.title, one.waiting, one.confirmed) for one in response.context["page"]]


def test_those_that_wait_stand_first_then_the_newest():
    PromiseFactory(proposal__announcement=AnnouncementFactory(title="ตัดสินแล้ว", published_on=dt.date(2025, 5, 1)))
    ProposalFactory(announcement=AnnouncementFactory(title="รอ", published_on=dt.date(2024, 12, 10)))
    AnnouncementFactory(title="ว่าง", published_on=dt.date(2025, 4, 1))
    response = client_of(Role.PLANNER).get(URL)
    assert (response.status_code, listed(response)) == (200, [("รอ", 1, 0), ("ตัดสินแล้ว", 0, 1), ("ว่าง", 0, 0)])
    assert response.context["waiting"] == 1


@pytest.mark.parametrize(("role", "offered"), [(Role.PLANNER, True), (Role.EXECUTIVE, False)])
def test_taking_one_in_is_offered_to_those_who_may(role, offered):
    response = client_of(role).get(URL)
    assert (reverse("desk:announcement_add") in response.content.decode()) is offered


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT])
def test_a_role_without_the_permission_is_refused(role):
    assert client_of(role).get(URL).status_code == 403


def test_announcements_are_public_texts_and_read_in_every_province():
    AnnouncementFactory(title="ประกาศ")
    client = client_of(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="50")))
    assert listed(client.get(URL)) == [("ประกาศ", 0, 0)]


def test_it_is_only_read():
    assert client_of(Role.PLANNER).post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(count, django_assert_num_queries):
    for _number in range(count):
        ProposalFactory()
    client = client_of(Role.PLANNER)
    with django_assert_num_queries(7):
        client.get(URL)


def test_an_empty_list_says_what_to_do():
    assert listed(client_of(Role.EXECUTIVE).get(URL)) == []
