"""The list of open calls: for everybody, the one that closes first in front."""

import datetime as dt

import pytest

from buranakan.calls import actions
from tests.pages.portal.applicant import AT

DAY = dt.timedelta(days=1)
URL = "/calls/"

pytestmark = pytest.mark.django_db


def titles(response, name="rows"):
    return [row["call"].title_th for row in response.context[name]]


def test_open_calls_stand_in_the_order_in_which_they_close_and_those_that_open_soon_below(client, ground):
    ground.published(title_th="later", closes_at=AT + 9 * DAY)
    ground.published(title_th="sooner", closes_at=AT + 2 * DAY)
    ground.published(title_th="soon", opens_at=AT + DAY, closes_at=AT + 9 * DAY)
    response = client.get(URL)
    assert (response.status_code, titles(response), titles(response, "soon")) == (200, ["sooner", "later"], ["soon"])
    assert [bool(row["time_left"]) for row in response.context["rows"]] == [True, False]


def test_drafts_and_closed_calls_are_not_there(client, ground):
    ground.written(title_th="draft")
    actions.close(ground.published(title_th="closed"), by=ground.officer, at=AT)
    response = client.get(URL)
    assert (titles(response), titles(response, "soon")) == ([], [])


def test_a_province_shows_its_calls_and_its_places(client, ground):
    ground.published(title_th="both")
    ground.published(title_th="korat", places={ground.korat: 3})
    response = client.get(URL, {"province": ground.surin.pk})
    assert titles(response) == ["both"]
    assert "1" in response.context["rows"][0]["places"]
    assert titles(client.get(URL, {"province": ground.chiang_mai.pk})) == []


@pytest.mark.parametrize("asked", [{"province": "99"}, {"page": "x"}, {"page": "99"}])
def test_an_address_that_was_typed_wrong_shows_the_list(client, ground, asked):
    ground.published(title_th="one")
    assert titles(client.get(URL, asked)) == ["one"]


def test_wrong_method(client):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, ground, count, django_assert_num_queries):
    for _ in range(count):
        ground.published()
        ground.published(opens_at=AT + DAY, closes_at=AT + 9 * DAY)
    with django_assert_num_queries(8):
        client.get(URL)
