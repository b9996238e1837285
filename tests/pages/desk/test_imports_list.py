"""Lists brought in: which the office has sent, and what became of them."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.pages.desk.counter import NOW, Counter, main_text
from tests.pages.desk.list_desk import ADD, LISTS, companies, company, send, url

QUERIES = 7

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield Counter.opened()


def listed(response):
    return list(response.context["page"].object_list)


def test_an_officer_sees_the_lists_of_the_office_with_their_counts_and_post(counter):
    run = send(counter.client, companies(company(1), company(2, day="32/13/2558"), name="ธันวาคม.csv"))
    response = counter.client.get(LISTS)
    shown = main_text(response)
    assert (listed(response), "ธันวาคม.csv" in shown, url(run) in shown) == ([run], True, True)
    assert (run.rows, run.accepted, run.refused) == (2, 1, 1)
    assert [post for _run, post in response.context["rows"]] == ["เจ้าหน้าที่สำนักงานอุตสาหกรรมจังหวัด · pio-30"]


def test_without_lists_the_page_says_how_to_begin(counter):
    shown = main_text(counter.client.get(LISTS))
    assert f'href="{ADD}"' in shown


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(LISTS).status_code == 302


def test_a_role_without_the_permission_is_refused(counter):
    assert counter.as_role(Role.OFFICE_HEAD).get(LISTS).status_code == 403


def test_lists_of_another_office_are_absent_and_those_who_see_the_country_see_all(counter):
    run = send(counter.client, companies(company(1)))
    assert listed(counter.as_neighbour().get(LISTS)) == []
    assert listed(counter.as_steward().get(LISTS)) == [run]


def test_wrong_method(counter):
    assert counter.client.post(LISTS).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    for serial in range(count):
        send(counter.client, companies(company(serial + 1)))
    with django_assert_num_queries(QUERIES):
        counter.client.get(LISTS)
