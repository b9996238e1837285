"""What is late: every kind with its rule and its list."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.insight import late
from buranakan.lib import clock
from tests.insight import world as worlds
from tests.insight.test_late import everything
from tests.pages.signing_in import signed_in_as

URL = "/desk/late/"
QUERIES = 17

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(worlds.NOW):
        world = worlds.build()
        everything(world)
        yield world


@pytest.fixture
def executive(world):
    return signed_in_as(Role.EXECUTIVE, world.ministry)


def test_everything_late_is_listed_and_opens(world, executive):
    response = executive.get(URL)
    shown = response.context
    assert (response.status_code, shown["counts"]) == (200, late.Counts(lines=2, rounds=1, movements=1, applications=2))
    assert [(row["province"], row["missing"]) for row in shown["lines"]] == [("นครราชสีมา", 30), ("ชัยภูมิ", 20)]
    assert executive.get(shown["lines"][0]["href"]).context["opened"].value == 0
    links = [
        f"/desk/rounds/{shown['rounds'][0].reference}/",
        f"/desk/money/movements/{shown['movements'][0].reference}/",
        f"/desk/calls/{shown['applications'][0].call.reference}/",
    ]
    assert [link for link in links if link not in response.content.decode()] == []
    assert [executive.get(link).status_code for link in links] == [200, 200, 200]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_figures_is_refused(world, role):
    office = world.centre if role == Role.EXPERT else world.ministry
    assert signed_in_as(role, office).get(URL).status_code == 403


def test_another_province_sees_its_own(world):
    counts = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["50"]).get(URL).context["counts"]
    assert not counts


def test_wrong_method(executive):
    assert executive.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, executive, count, django_assert_num_queries):
    for _number in range(count):
        everything(world)
    with django_assert_num_queries(QUERIES):
        executive.get(URL)


def test_an_address_narrows_it(executive):
    assert executive.get(URL, {"year": "2568", "province": "36"}).context["counts"] == late.Counts(1, 0, 0, 0)


@pytest.mark.parametrize(("query", "status"), [({"year": "ปีก่อน"}, 400), ({"province": "50"}, 404)])
def test_what_an_address_can_not_mean_or_reach_is_said(world, query, status):
    response = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"]).get(URL, query)
    assert response.status_code == status


def test_a_long_list_is_cut_and_says_so(world, executive, monkeypatch):
    monkeypatch.setattr(late, "MOST_LISTED", 1)
    executive.cookies["django_language"] = "en"
    response = executive.get(URL)
    assert (len(response.context["lines"]), response.context["counts"].lines) == (1, 2)
    assert "The first 1 of 2 are listed." in response.content.decode()


def test_nothing_late(world):
    with clock.frozen_at(worlds.NOW.replace(year=2024)):
        response = signed_in_as(Role.EXECUTIVE, world.ministry).get(URL)
    assert (response.status_code, bool(response.context["counts"])) == (200, False)
