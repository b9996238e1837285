"""Provinces: a map and a table of how each stands, chosen by standing."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in_as

URL = "/desk/provinces/"
QUERIES = 10

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)):
        world = worlds.build()
        worlds.serve(world, world.korat, people=27)
        worlds.serve(world, world.chaiyaphum, people=2)
        yield world


@pytest.fixture
def executive(world):
    return signed_in_as(Role.EXECUTIVE, world.ministry)


def listed(response):
    return [(row["province"].pk, row["progress"].reached, row["progress"].state) for row in response.context["rows"]]


def test_those_behind_come_first(executive):
    response = executive.get(URL)
    assert listed(response) == [("36", 2, "behind"), ("30", 27, "on_plan"), ("50", 0, "not_due")]
    assert response.context["counts"] == {"behind": 1, "on_plan": 1, "not_due": 1, "no_plan": 0}


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_figures_is_refused(world, role):
    assert signed_in_as(role, world.centre if role == Role.EXPERT else world.ministry).get(URL).status_code == 403


def test_other_provinces_are_absent(world):
    response = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["50"]).get(URL)
    assert (listed(response), list(response.context["map_values"])) == ([("50", 0, "not_due")], ["50"])
    assert "นครราชสีมา" not in response.content.decode()


def test_wrong_method(executive):
    assert executive.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, executive, count, django_assert_num_queries):
    worlds.serve(world, world.chiang_mai, people=count)
    with django_assert_num_queries(QUERIES):
        executive.get(URL)


def test_map_and_table_follow_the_standing_chosen(executive):
    response = executive.get(URL, {"standing": "behind"})
    assert (listed(response), list(response.context["map_values"])) == ([("36", 2, "behind")], ["36"])


def test_the_programme_or_the_year_can_be_chosen(executive):
    assert listed(executive.get(URL, {"year": "2560"})) == []
    assert len(listed(executive.get(URL, {"portfolio": "joint-2568"}))) == 3


@pytest.mark.parametrize(
    ("query", "code"), [({"standing": "late"}, "standing_not_understood"), ({"year": "ปีหน้า"}, "slice_not_understood")]
)
def test_what_an_address_can_not_mean_is_said(executive, query, code):
    response = executive.get(URL, query)
    assert (response.status_code, response.context["refusal"].code) == (400, code)
