"""The front page: for everybody, without anybody's small number."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.insight import world as worlds
from tests.pages.public import busy

URL = "/"
QUERIES = 24

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(busy.NOW):
        yield busy.build()


def test_everybody_reads_what_was_promised_and_reached(world, client):
    response = client.get(URL)
    shown = response.context
    assert (response.status_code, shown["people"]["reached"], shown["people"]["promised"]) == (
        200,
        "55 คน",
        "กว่า 2,180 คน",
    )
    assert [row["href"] for row in shown["promises"]] == [
        f"/promises/{world.promise.reference}/",
        f"/promises/{world.money.reference}/",
    ]
    assert [client.get(row["href"]).status_code for row in shown["promises"]] == [200, 200]


def test_wrong_method(client):
    assert client.post(URL).status_code == 405
    head = client.head(URL)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, client, count, django_assert_num_queries):
    for number in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chiang_mai, on=dt.date(2025, 3, number + 1))
        worlds.open_call(world, world.korat)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


def test_the_map_hides_small_counts_and_what_would_reveal_them(world, client):
    values = client.get(URL).context["map_values"]
    assert {code: (said["value"], said.get("hidden", False)) for code, said in values.items()} == {
        "30": (None, True),
        "36": (None, True),
        "50": (12, False),
    }


def test_open_calls_lead_to_their_pages_the_one_that_closes_first_in_front(world, client):
    days = [20, 17, 30, 25]
    calls = {
        day: worlds.open_call(world, world.korat, closes_at=dt.datetime(2025, 5, day, 16, 30, tzinfo=clock.BANGKOK))
        for day in days
    }
    worlds.open_call(world, world.korat, closes_at=dt.datetime(2025, 5, 14, 16, 30, tzinfo=clock.BANGKOK))
    shown = client.get(URL).context
    assert [row["href"] for row in shown["calls"]] == [f"/calls/{calls[day].reference}/" for day in sorted(days)[:3]]
    assert (shown["calls"][0]["provinces"], shown["has_more_calls"]) == ("นครราชสีมา", True)
    assert client.get(shown["calls"][0]["href"]).status_code == 200


def test_money_paid_is_told_of_what_was_announced(world, client):
    worlds.keep_books(world, world.korat)
    shown = client.get(URL).context["money"]
    assert (shown["paid"], shown["paid_href"]) == ("30,000 บาท", "/figures/money_paid/")
    assert client.get(shown["paid_href"]).context["parts"][0]["value"] == "30,000 บาท"


def test_somebody_signed_in_sees_what_everybody_sees(world, client):
    as_everybody = client.get(URL).context["map_values"]
    client.force_login(member(Role.EXECUTIVE, world.ministry))
    assert client.get(URL).context["map_values"] == as_everybody


def test_a_promise_of_the_desks_is_not_public(world, client):
    worlds.promise(world, is_public=False, statement_th="เรื่องภายใน")
    assert "เรื่องภายใน" not in client.get(URL).content.decode()


def test_before_anything_is_published(db, client):
    response = client.get(URL)
    assert (response.status_code, response.context["promises"], response.context["release"]) == (200, [], None)


def test_so_few_people_that_even_the_total_is_hidden(db, client):
    with clock.frozen_at(busy.NOW):
        world = worlds.build()
        worlds.promise(world)
        worlds.serve(world, world.korat, people=4)
        response = client.get(URL)
    assert (response.context["people"]["shown"].reached, response.status_code) == (None, 200)
    assert {said["value"] for said in response.context["map_values"].values()} == {None}


def test_the_page_reads_in_english(world, client):
    client.cookies["django_language"] = "en"
    assert "55 people have received services so far" in client.get(URL).content.decode()
