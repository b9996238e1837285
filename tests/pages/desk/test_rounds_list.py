"""Rounds of training: the list and what narrows it."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory
from tests.factories.delivery import RoundFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import TrainingDesk

URL = "/desk/rounds/"
QUERIES = 11

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


def listed(response):
    return list(response.context["page"].object_list)


def test_an_officer_sees_the_provinces_rounds_with_their_days_and_people(desk):
    round_ = desk.closed(people=2)
    response = desk.client.get(URL)
    (shown,) = listed(response)
    totals = response.context["totals"]
    assert (shown, shown.attended, shown.completed) == (round_, 2, 2)
    assert (totals.rounds, totals.open, totals.on_roster, totals.completed) == (1, 0, 2, 2)
    assert "การตลาดออนไลน์" in main_text(response)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_a_role_without_the_permission_is_refused(desk):
    assert desk.counter.as_role(Role.ADMINISTRATOR, OfficeFactory(ministry=True)).get(URL).status_code == 403


def test_rounds_of_another_province_are_absent_also_from_what_narrows(desk):
    round_ = desk.round()
    response = desk.counter.as_neighbour().get(URL)
    assert (listed(response), round_.activity.name in main_text(response)) == ([], False)


def test_an_expert_sees_only_the_rounds_they_teach_in(desk):
    taught, _other = desk.round(), desk.round()
    expert = desk.expert(desk.session(taught))
    assert listed(expert.get(URL)) == [taught]


def test_wrong_method(desk):
    assert desk.client.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    RoundFactory.create_batch(count, plan_line=desk.line)
    with django_assert_num_queries(QUERIES):
        desk.client.get(URL)


def test_the_list_narrows_and_says_when_an_address_asks_for_nonsense(desk):
    round_ = desk.round()
    asked = {
        "activity": round_.activity_id,
        "serving_office": round_.serving_office_id,
        "province": "30",
        "state": "planned",
    }
    for name, value in asked.items():
        assert listed(desk.client.get(URL, {name: value})) == [round_]
    assert listed(desk.client.get(URL, {"state": "closed"})) == []
    nonsense = desk.client.get(URL, {"state": "x"})
    assert (listed(nonsense), list(nonsense.context["form"].errors)) == ([], ["state"])
