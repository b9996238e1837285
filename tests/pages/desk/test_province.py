"""A province: everything every agency does there, for those whose province it is."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in_as

URL = "/desk/provinces/30/"
QUERIES = 42

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)):
        world = worlds.build()
        [first, *_rest] = worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.korat, persons=[first.person], activity=world.fair, serving=world.centre)
        yield world


@pytest.fixture
def officer(world):
    return signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])


def test_an_officer_sees_every_agencys_work(world, officer):
    response = officer.get(URL)
    here = response.context["report"].here
    assert (response.status_code, here.people, here.participations, here.progress.planned) == (200, 3, 4, 30)
    works = response.context["works"]
    assert [(row["activity"], row["progress"].reached) for row in works] == [("อบรม", 3), ("งานแฟร์", 1)]
    opened = [officer.get(row["href"]).context["opened"].value for row in works]
    assert opened == [3, 1]


def test_every_number_opens_to_itself(world, officer):
    worlds.keep_books(world, world.korat)
    for address in (URL, "/desk/"):
        shown = officer.get(address).context
        here = shown["report"].here
        said = [
            (shown["distinct_href"], here.people),
            (shown["participations_href"], here.participations),
            (shown["filled_href"], here.progress.reached),
            (shown["planned_href"], here.progress.planned),
            (shown["due_href"], here.progress.planned_to_date),
            *((shown["money_links"][key], getattr(here.money, key)) for key in shown["money_links"]),
        ]
        for row in shown["works"]:
            said.append((row["href"], row["progress"].reached))
            said.append((row["planned_href"], row["progress"].planned))
            said.append((row["paid_href"], row["paid"] or 0))
        for row in shown["projects"]:
            said.append((row["href"], row["reached"]))
            said.append((row["planned_href"], row["planned"]))
            said.append((row["money_href"], row["satang"]))
        assert [officer.get(href).context["opened"].value for href, _value in said] == [value for _href, value in said]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_figures_is_refused(world, role):
    assert signed_in_as(role, world.centre if role == Role.EXPERT else world.ministry).get(URL).status_code == 403


def test_an_officer_of_another_province_finds_nothing(world):
    assert signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["50"]).get(URL).status_code == 404
    assert signed_in_as(Role.CENTRE_OFFICER, world.centre).get(URL).status_code == 200


def test_wrong_method(officer):
    assert officer.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, officer, count, django_assert_num_queries):
    for number in range(count):
        worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 1 + number, 1))
        worlds.serve(world, world.korat, on=dt.date(2025, 3, 1 + number))
        worlds.open_call(world, world.korat)
        worlds.complete(world, world.korat, on=dt.date(2025, 2, 1 + number))
        worlds.keep_books(world, world.korat)
    with django_assert_num_queries(QUERIES):
        officer.get(URL)


@pytest.mark.parametrize("code", ["99", "xx", "3"])
def test_a_province_that_is_none(world, code):
    assert signed_in_as(Role.EXECUTIVE, world.ministry).get(f"/desk/provinces/{code}/").status_code == 404


def test_money_of_lines_it_is_not_party_to_is_not_shown(world, officer):
    stranger = OfficeFactory(provincial=True, code="pio-99")
    worlds.add_line(
        world,
        world.fair,
        world.korat,
        people=20,
        month=dt.date(2025, 3, 1),
        satang=77_777_00,
        owner=stranger,
        serving=stranger,
    )
    text = officer.get(URL).content.decode()
    assert ("77,777" in text, "100,000" in text) == (False, True)


def test_everything_that_is_done_here_opens(world, officer):
    call = worlds.open_call(world, world.korat)
    [service] = worlds.complete(world, world.korat)
    worlds.keep_books(world, world.korat)
    response = officer.get(URL)
    shown, text = response.context, response.content.decode()
    links = [
        f"/desk/calls/{call.reference}/",
        f"/desk/rounds/{service.participation.round.reference}/",
        f"/desk/services/{service.reference}/",
        shown["services_href"],
        shown["money_links"]["paid"].replace("&", "&amp;"),
        shown["late"][0]["href"].replace("&", "&amp;"),
    ]
    assert [link for link in links if link not in text] == []
    assert officer.get(shown["money_links"]["paid"]).context["opened"].value == 30_000_00
    assert [row["province"] for row in officer.get(shown["late"][0]["href"]).context["lines"]] == ["นครราชสีมา"]


def test_another_year_has_its_own_page(officer):
    assert officer.get(URL, {"year": "2567"}).context["report"].here.people == 0
    response = officer.get(URL, {"year": "ปีก่อน"})
    assert (response.status_code, response.context["refusal"].code) == (400, "slice_not_understood")
