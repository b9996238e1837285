"""People: find and list."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import NOW, Counter

URL = "/desk/register/people/"
NUMBER = ids.made_up_citizen_number(1)
QUERIES = 6  # session, user, memberships, provinces in reach, count, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


def listed(response):
    return [person.full_name for person in response.context["page"].object_list]


def test_an_officer_sees_the_people_of_the_province_in_order_with_their_services(counter):
    counter.person(first_name="เกษม")
    somsri = counter.person(first_name="สมศรี")
    counter.person(first_name="กมล")
    ServiceRecordFactory.create_batch(2, person=somsri, province=counter.province)
    response = counter.client.get(URL)
    rows = [(one.first_name, one.services_in_reach) for one in response.context["page"].object_list]
    assert (response.status_code, rows) == (200, [("กมล", 0), ("เกษม", 0), ("สมศรี", 2)])


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.FINANCE_OFFICER, Role.PLANNER])
def test_a_role_without_the_register_is_refused(counter, role):
    assert counter.as_role(role).get(URL).status_code == 403


def test_people_of_another_province_are_absent(counter):
    counter.person()
    assert listed(counter.as_neighbour().get(URL)) == []


def test_a_steward_of_a_department_sees_all(counter):
    counter.person(province=counter.elsewhere)
    assert listed(counter.as_steward().get(URL)) == ["นางสมศรี ใจดี"]


def test_wrong_method(counter):
    assert counter.client.delete(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    for person in PersonFactory.create_batch(count, province=counter.province):
        ServiceRecordFactory(person=person, province=counter.province)
    with django_assert_num_queries(QUERIES):
        counter.client.get(URL)


@pytest.mark.parametrize("text", ["สม\u200bศรี", "ใจดี", "081-234-5678"])
def test_finding_by_name_or_telephone_leads_to_an_address(counter, text):
    counter.person(phone="0812345678")
    counter.person(first_name="มานะ", last_name="อดทน")
    response = counter.client.post(URL, {"text": text}, follow=True)
    assert (len(response.redirect_chain), listed(response)) == (1, ["นางสมศรี ใจดี"])


def test_finding_by_citizen_number_never_puts_it_in_an_address(counter):
    counter.person(citizen_number=NUMBER)
    response = counter.client.post(URL, {"text": ids.format_citizen_number(NUMBER)})
    assert (response.status_code, listed(response)) == (200, ["นางสมศรี ใจดี"])
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_citizen_number_typed_into_the_address_is_dropped(counter):
    counter.person(citizen_number=NUMBER)
    assert counter.client.get(URL, {"q": NUMBER}).headers["Location"] == URL


def test_nobody_found_offers_to_add(counter):
    response = counter.client.get(URL, {"q": "ไม่มีคนนี้"})
    assert listed(response) == []
    assert 'href="/desk/register/people/add/"' in response.content.decode()


def test_a_role_that_may_not_add_is_not_offered_it(counter):
    page = counter.as_role(Role.OFFICE_HEAD).get(URL).content.decode()
    assert "/desk/register/people/add/" not in page


def test_a_page_of_text_in_the_box_is_cut_to_an_address_that_can_be_asked(counter):
    answer = counter.client.post(URL, {"text": "ก" * 5000})
    assert (answer.status_code, len(answer.headers["Location"])) == (302, len(f"{URL}?q=") + 200 * len("%E0%B8%81"))
