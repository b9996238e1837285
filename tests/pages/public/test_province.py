"""A province for everybody: totals only, hidden when they are small."""

import pytest

from buranakan.lib import clock
from tests.insight import world as worlds
from tests.pages.public import busy

QUERIES = 22

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(busy.NOW):
        yield busy.build()


def test_totals_and_offices(world, client):
    response = client.get("/provinces/50/")
    [row] = response.context["rows"]
    assert (response.status_code, row["reached"], row["planned"]) == (200, "12 คน", "40 คน")
    assert response.context["offices"] == [world.offices["50"]]


def test_wrong_method(client):
    assert client.post("/provinces/50/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, client, count, django_assert_num_queries):
    for _ in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chiang_mai)
    with django_assert_num_queries(QUERIES):
        client.get("/provinces/50/")


@pytest.mark.parametrize("code", ["36", "30"])
def test_a_small_count_and_what_would_reveal_it_are_hidden(world, client, code):
    [row] = client.get(f"/provinces/{code}/").context["rows"]
    assert (row["cell"].is_hidden, row["cell"].reached, "40" in row["reached"]) == (True, None, False)


def test_a_province_that_is_none(client):
    assert client.get("/provinces/99/").status_code == 404
