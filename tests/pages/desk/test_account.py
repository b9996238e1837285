"""My account: the duties I hold, and the switch between them."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.areas import OfficeFactory

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("desk:account")
SWITCH = reverse("desk:switch_membership")


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def auditor(user):
    return MembershipFactory(user=user, role=Role.AUDITOR)


@pytest.fixture
def head(user):
    return MembershipFactory(user=user, role=Role.OFFICE_HEAD, office=OfficeFactory(centre=True))


def worn(client):
    return client.get(ACCOUNT).context["worn"]


def test_it_lists_the_duties_held_today(client, user, auditor, head):
    yesterday = clock.today() - dt.timedelta(days=1)
    MembershipFactory(user=user, role=Role.PLANNER, valid_to=yesterday)
    MembershipFactory(role=Role.PLANNER)
    client.force_login(user)
    answer = client.get(ACCOUNT)
    assert set(answer.context["memberships"]) == {auditor, head}
    assert answer.content.decode().count('name="membership"') == 3  # two in the bar, one beside the duty not worn


def test_a_stranger_is_sent_to_the_door(client):
    for answer in (client.get(ACCOUNT), client.post(SWITCH)):
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_switching_changes_what_is_worn_and_what_is_open(client, user, auditor, head):
    client.force_login(user)
    client.post(SWITCH, {"membership": head.pk})
    assert worn(client) == head
    assert client.get(reverse("desk:trail")).status_code == 403
    client.post(SWITCH, {"membership": auditor.pk})
    assert worn(client) == auditor
    assert client.get(reverse("desk:trail")).status_code == 200


def test_a_duty_given_today_does_not_put_itself_on(client, user):
    sits_lower = OfficeFactory(centre=True, sort_order=20)
    first = MembershipFactory(user=user, role=Role.PLANNER, office=sits_lower)
    client.force_login(user)
    sits_higher = OfficeFactory(centre=True, sort_order=10)
    MembershipFactory(user=user, role=Role.OFFICE_HEAD, office=sits_higher, valid_from=clock.today())
    assert worn(client) == first


def test_a_duty_of_somebody_else_or_of_yesterday_cannot_be_worn(client, user, auditor):
    past = MembershipFactory(user=user, role=Role.PLANNER, valid_to=clock.today() - dt.timedelta(days=1))
    other = MembershipFactory(role=Role.PLANNER)
    client.force_login(user)
    for wanted in (past.pk, other.pk, "", "x"):
        assert client.post(SWITCH, {"membership": wanted}).status_code == 404
    assert worn(client) == auditor


def test_wrong_methods(client, user, auditor):
    client.force_login(user)
    assert client.get(SWITCH).status_code == 405
    assert client.post(ACCOUNT).status_code == 405


def test_the_switch_leaves_a_page_that_the_new_duty_may_not_open(client, user, auditor, head):
    client.force_login(user)
    trail = reverse("desk:trail")
    assert client.post(SWITCH, {"membership": auditor.pk, "next": trail})["Location"] == trail
    assert client.post(SWITCH, {"membership": head.pk, "next": trail})["Location"] == reverse("desk:home")


@pytest.mark.parametrize("elsewhere", ["/no/such/page/", "https://elsewhere.example/", "//elsewhere.example"])
def test_the_switch_comes_back_here_and_sends_nobody_elsewhere(client, user, auditor, elsewhere):
    client.force_login(user)
    assert client.post(SWITCH, {"membership": auditor.pk, "next": ACCOUNT})["Location"] == ACCOUNT
    assert client.post(SWITCH, {"membership": auditor.pk, "next": elsewhere})["Location"] == reverse("desk:home")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, user, count, django_assert_num_queries):
    for _ in range(count):
        MembershipFactory(user=user, role=Role.OFFICE_HEAD, office=OfficeFactory(centre=True))
    client.force_login(user)
    client.get(ACCOUNT)
    with django_assert_num_queries(4):
        client.get(ACCOUNT)


def test_somebody_without_a_duty_is_told_what_to_do(client, user):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    assert "You hold no duty today" in client.get(ACCOUNT).content.decode()


def test_one_duty_needs_no_switch(client, user, auditor):
    client.force_login(user)
    assert 'name="membership"' not in client.get(ACCOUNT).content.decode()
