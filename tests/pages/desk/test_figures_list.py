"""The catalogue: every figure with its definition and this year's value within reach."""

import datetime as dt

import pytest
from django.utils.html import escape

from buranakan.accounts.permissions import Role
from buranakan.insight.figures import FIGURES
from buranakan.lib import clock
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in_as

URL = "/desk/figures/"
QUERIES = 19

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)):
        world = worlds.build()
        worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.chiang_mai, people=4)
        yield world


def values(response):
    return {one["figure"].key: one["value"] for one in response.context["figures"]}


def test_every_figure_with_its_value_within_reach(world):
    worlds.keep_books(world, world.korat)
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat, people=2)
    response = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"]).get(URL)
    assert (response.status_code, values(response)) == (
        200,
        {
            "people_reached_distinct": 3,
            "people_reached_participations": 3,
            "places_filled": 3,
            "people_planned": 30,
            "money_planned": 100_000_00,
            "money_allotted": 90_000_00,
            "money_reserved": 20_000_00,
            "money_committed": 20_000_00,
            "money_paid": 30_000_00,
            "money_spent": 70_000_00,
            "applications_received": 2,
            "applications_accepted": 0,
            "people_completed": 0,
            "training_hours": 0,
        },
    )
    text = response.content.decode()
    said = [escape(str(words)) for one in FIGURES.values() for words in (one.definition, one.counting_rule)]
    assert [words for words in said if words not in text] == []


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_figures_is_refused(world, role):
    assert signed_in_as(role, world.centre if role == Role.EXPERT else world.ministry).get(URL).status_code == 403


def test_another_province_counts_its_own(world):
    assert values(signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["36"]).get(URL))["people_reached_distinct"] == 0


def test_wrong_method(world):
    assert signed_in_as(Role.EXECUTIVE, world.ministry).post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, count, django_assert_num_queries):
    worlds.serve(world, world.chaiyaphum, people=count)
    client = signed_in_as(Role.EXECUTIVE, world.ministry)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
