"""Calls within reach: the list."""

import pytest

from buranakan.calls import actions
from buranakan.lib import clock
from tests.calls.conftest import AT, OPENS
from tests.pages.desk.counter import main_text
from tests.pages.desk.recruiting import Desk

URL = "/desk/calls/"
QUERIES = 11

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(AT):
        yield Desk.opened()


def listed(response):
    return [row["call"] for row in response.context["rows"]]


def test_an_officer_sees_calls_with_what_waits(desk):
    draft, call = desk.ground.written(opens_at=OPENS.replace(day=1)), desk.ground.published()
    desk.ground.accepted(call)
    desk.ground.sent(call)
    response = desk.client.get(URL)
    assert (response.status_code, listed(response)) == (200, [call, draft])
    assert (response.context["open"], response.context["to_decide"]) == (1, 1)
    shown = listed(response)[0]
    assert (shown.taken_in_all, shown.places_in_all, shown.count_submitted) == (1, 3, 1)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_a_role_without_the_permission_is_refused(desk):
    assert desk.as_administrator().get(URL).status_code == 403


def test_an_office_sees_published_calls_of_its_provinces_and_no_others(desk):
    desk.ground.written()
    both, korat_only = desk.ground.published(), desk.ground.published(places={desk.ground.korat: 1})
    assert listed(desk.as_surin().get(URL)) == [both]
    assert listed(desk.as_far().get(URL)) == []
    assert listed(desk.as_executive().get(URL)) == [korat_only, both]


def test_wrong_method(desk):
    assert desk.client.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for _each in range(count):
        desk.ground.published()
    with django_assert_num_queries(QUERIES):
        desk.client.get(URL)


def test_only_who_writes_calls_is_offered_to(desk):
    desk.ground.published()
    assert ["/desk/calls/add/" in main_text(client.get(URL)) for client in (desk.client, desk.as_executive())] == [
        True,
        False,
    ]


def test_each_call_says_whether_it_takes_applications(desk):
    desk.ground.written()
    desk.ground.published()
    actions.close(desk.ground.published(), by=desk.ground.officer, at=AT)
    desk.ground.published(opens_at=AT.replace(day=20))
    tones = sorted(row["badge"]["tone"] for row in desk.client.get(URL).context["rows"])
    assert tones == ["good", "info", "plain", "plain"]


def test_the_oldest_application_that_waits_is_one_step_away_for_who_decides_it(desk):
    call = desk.ground.published()
    oldest, _newer = desk.ground.sent(call), desk.ground.sent(call)
    address = f"/desk/applications/{oldest.reference}/"
    assert [address in main_text(client.get(URL)) for client in (desk.client, desk.as_executive())] == [True, False]
