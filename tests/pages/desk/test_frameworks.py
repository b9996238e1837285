"""Frameworks in force on a day: several at once, worded as on that day, those not in force not shown."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.policy.models import Pillar, PillarWording
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.policy import FrameworkFactory
from tests.pages.desk.promise_desk import NOON, client_of

URL = "/desk/frameworks/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


def framework(code, first, last=None, *, wordings=()):
    one = FrameworkFactory(code=code, valid_from=first, valid_to=last)
    pillar = Pillar.objects.create(framework=one, code="one", order=1)
    for name, valid_from in wordings:
        PillarWording.objects.create(pillar=pillar, name_th=name, name_en=name, valid_from=valid_from, source="test")
    return one


def shown(response):
    return [
        (one.framework.code, [wording.name_th for wording in one.pillars]) for one in response.context["frameworks"]
    ]


@pytest.fixture
def two():
    old = framework(
        "old",
        dt.date(2022, 12, 2),
        dt.date(2025, 9, 30),
        wordings=[("เดิม", dt.date(2022, 12, 2)), ("ใหม่", dt.date(2024, 12, 25))],
    )
    return old, framework("next", dt.date(2025, 10, 1))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", [("old", ["ใหม่"])]),
        ("?on=24+%E0%B8%98.%E0%B8%84.+2567", [("old", ["เดิม"])]),
        ("?on=30/9/2568", [("old", ["ใหม่"])]),
        ("?on=1/10/2568", [("next", [])]),
        ("?on=1/1/2560", []),
        ("?on=", [("old", ["ใหม่"])]),
    ],
    ids=["today", "before-the-new-wording", "last-day", "day-after", "long-ago", "nothing-asked"],
)
@pytest.mark.usefixtures("two")
def test_only_those_in_force_on_the_day_are_shown_as_worded_then(planner, asked, expected):
    response = planner.get(URL + asked)
    assert (response.status_code, shown(response)) == (200, expected)


def test_several_are_in_force_at_once(planner):
    framework("one", dt.date(2024, 9, 14))
    framework("two", dt.date(2024, 10, 7))
    assert [code for code, _pillars in shown(planner.get(URL))] == ["one", "two"]


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


def test_a_role_without_the_permission_is_refused():
    assert client_of(Role.EXPERT).get(URL).status_code == 403


@pytest.mark.usefixtures("two")
def test_frameworks_are_the_same_in_every_province():
    client = client_of(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="50")))
    assert [code for code, _pillars in shown(client.get(URL))] == ["old"]


def test_it_is_only_read(planner):
    assert planner.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(planner, count, django_assert_num_queries):
    for number in range(count):
        framework(f"framework-{number}", dt.date(2024, 1, 1), wordings=[("ถ้อยคำ", dt.date(2024, 1, 1))])
    with django_assert_num_queries(9):
        planner.get(URL)


@pytest.mark.usefixtures("two")
def test_a_day_that_was_not_understood_shows_no_other_day(planner):
    response = planner.get(URL, {"on": "เมื่อวาน"})
    assert response.context["form"].errors.as_data()["on"][0].code == "date_not_understood"
    assert (shown(response), response.context["form"]["on"].value()) == ([], "เมื่อวาน")
