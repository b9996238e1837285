"""A figure for everybody: definition and totals; tables by one counting rule only."""

import pytest

from buranakan.insight.figures import FIGURES
from buranakan.lib import clock
from tests.insight import world as worlds
from tests.pages.public import busy

QUERIES = 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(busy.NOW):
        yield busy.build()


def url(key):
    return f"/figures/{key}/"


@pytest.mark.parametrize(
    ("key", "value", "is_told", "has_tables"),
    [
        ("people_reached_distinct", "55 คน", True, True),
        ("people_reached_participations", "55 ครั้ง", True, False),
        ("people_planned", "90 คน", True, True),
        ("money_planned", "300,000 บาท", True, True),
        ("money_paid", "0 บาท", True, False),
    ],
)
def test_totals_and_tables(world, client, key, value, is_told, has_tables):
    response = client.get(url(key))
    [part] = response.context["parts"]
    assert (part["value"], part["is_told"], part["has_tables"]) == (value, is_told, has_tables)
    assert ("<table" in response.content.decode()) is has_tables
    assert str(FIGURES[key].definition) in response.content.decode()


def test_a_third_count_of_the_same_people_is_not_published(world, client):
    [part] = client.get(url("places_filled")).context["parts"]
    assert (part["is_told"], part["has_tables"]) == (False, False)
    assert "<table" not in client.get(url("places_filled")).content.decode()


def test_wrong_method(client):
    assert client.post(url("people_planned")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, client, count, django_assert_num_queries):
    for _ in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chiang_mai)
    with django_assert_num_queries(QUERIES):
        client.get(url("people_reached_distinct"))


def test_an_unknown_figure_is_not_there(client):
    assert client.get(url("happiness")).status_code == 404


def test_before_anything_is_published_the_definition_stands(db, client):
    response = client.get(url("people_planned"))
    assert (response.status_code, response.context["parts"]) == (200, [])
