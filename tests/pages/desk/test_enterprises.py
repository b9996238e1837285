"""Enterprises: find and list, add, the page of one, edit."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.registry import actions as registry
from buranakan.registry.models import Enterprise
from tests.factories.imports import SourceRecordFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import NOW, Counter, main_text

LIST = "/desk/register/enterprises/"
ADD = f"{LIST}add/"
WRITTEN = {"name": "กลุ่มทอผ้าบ้านหนอง", "kind": "community", "number": "1-30-01-01/1-0001", "province": "30"}
LIST_QUERIES = 6
PAGE_QUERIES = 8

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


def url(enterprise, page=""):
    return f"{LIST}{enterprise.reference}/{page}"


def listed(response):
    return list(response.context["page"].object_list)


# --- list -------------------------------------------------------------------------------------------------------------
def test_an_officer_sees_the_enterprises_of_the_province(counter):
    mine = counter.enterprise()
    EnterpriseFactory(province=counter.elsewhere)
    assert listed(counter.client.get(LIST)) == [mine]
    assert listed(counter.client.get(LIST, {"q": "ทอ ผ้า"})) == [mine]
    assert listed(counter.client.get(LIST, {"q": "จักสาน"})) == []


def test_a_stranger_is_asked_to_sign_in(client):
    assert [client.get(address).status_code for address in (LIST, ADD)] == [302, 302]


def test_roles_without_the_permission_are_refused(counter):
    assert counter.as_role(Role.PLANNER).get(LIST).status_code == 403
    assert counter.as_role(Role.OFFICE_HEAD).post(ADD, WRITTEN).status_code == 403


def test_enterprises_of_another_province_are_absent(counter):
    enterprise = counter.enterprise()
    neighbour = counter.as_neighbour()
    assert listed(neighbour.get(LIST)) == []
    assert [neighbour.get(url(enterprise, page)).status_code for page in ("", "edit/")] == [404, 404]


def test_wrong_method(counter):
    enterprise = counter.enterprise()
    asked = [counter.client.post(LIST), counter.client.put(ADD), counter.client.post(url(enterprise))]
    assert [response.status_code for response in asked] == [405, 405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_does_not_grow(counter, count, django_assert_num_queries):
    EnterpriseFactory.create_batch(count, province=counter.province)
    with django_assert_num_queries(LIST_QUERIES):
        counter.client.get(LIST)


# --- add --------------------------------------------------------------------------------------------------------------
def test_an_officer_adds_an_enterprise(counter):
    response = counter.client.post(ADD, WRITTEN)
    enterprise = Enterprise.objects.get()
    assert response.headers["Location"] == url(enterprise)
    assert (enterprise.number, enterprise.registered_by_office) == ("130010110001", counter.office)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": ""}, "name", "required"),
        ({"number": "12"}, "number", "number_length"),
        ({"kind": "juristic", "number": "0123456789012"}, "number", "number_check_digit"),
        ({"kind": "sole", "number": ids.made_up_citizen_number(3)}, "number", "citizen_number_in_text"),
        ({"kind": "sole", "number": "12"}, "number", "number_not_kept"),
        ({"kind": "shop"}, "kind", "invalid_choice"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_everything_typed_stays(counter, changes, field, code):
    typed = WRITTEN | changes
    response = counter.client.post(ADD, typed)
    form = response.context["form"]
    errors = {name: [error.code for error in found.as_data()] for name, found in form.errors.items()}
    assert (errors, {name: form[name].value() for name in typed}) == ({field: [code]}, typed)
    assert Enterprise.objects.count() == 0


def test_likely_the_same_enterprise_is_shown_first_and_added_once_confirmed(counter):
    counter.enterprise()
    response = counter.client.post(ADD, WRITTEN)
    assert (response.status_code, Enterprise.objects.count()) == (409, 1)
    confirmed = response.context["form"]["confirmed"].value()
    counter.client.post(ADD, WRITTEN | {"confirmed": confirmed})
    assert Enterprise.objects.count() == 2


def test_a_taken_number_offers_the_record_that_has_it_within_reach(counter):
    holder = counter.enterprise(name="กลุ่มจักสาน", number="130010110001")
    response = counter.client.post(ADD, WRITTEN)
    assert (response.status_code, response.context["refusal"].code) == (409, "enterprise_number_taken")
    assert response.context["holder"] == holder
    assert counter.as_neighbour().post(ADD, WRITTEN).context["holder"] is None


def test_after_adding_for_a_service_the_service_page_follows(counter):
    response = counter.client.post(f"{ADD}?then=service", WRITTEN)
    assert response.headers["Location"] == f"/desk/services/add/?enterprise={Enterprise.objects.get().reference}"


# --- never type what is known -----------------------------------------------------------------------------------------
REGISTERED = {"name": "บริษัท โคราชไหมไทย จำกัด", "kind": "juristic", "number": ids.made_up_juristic_number(7)}


def held(response):
    form = response.context["form"]
    return {name: form[name].value() for name in (*REGISTERED, "province", "looked_up")}


@pytest.fixture
def registration(counter):
    return SourceRecordFactory(province=counter.province, name=REGISTERED["name"], number=REGISTERED["number"])


def test_a_number_looked_up_fills_in_what_is_registered(counter, registration):
    response = counter.client.get(ADD, {"number": f" {registration.number[:4]}-{registration.number[4:]}"})
    assert held(response) == REGISTERED | {"province": "30", "looked_up": registration.number}
    assert response.context["registration"] == registration


def test_a_number_typed_brings_the_form_back_filled_in_to_be_looked_at(counter, registration):
    typed = {"name": "", "kind": "community", "number": registration.number, "province": ""}
    response = counter.client.post(ADD, typed)
    assert (response.status_code, held(response)) == (
        409,
        REGISTERED | {"province": "30", "looked_up": registration.number},
    )
    assert Enterprise.objects.count() == 0


def test_once_looked_at_it_is_added_as_corrected_and_linked_to_its_registration(counter, registration):
    written = REGISTERED | {"name": "โคราชไหมไทย", "province": "30", "looked_up": registration.number}
    response = counter.client.post(ADD, written)
    enterprise = Enterprise.objects.get()
    registration.refresh_from_db()
    assert response.headers["Location"] == url(enterprise)
    assert (enterprise.name, enterprise.number, registration.enterprise) == (
        "โคราชไหมไทย",
        registration.number,
        enterprise,
    )


def test_a_registration_of_another_province_fills_in_too(counter, registration):
    response = counter.as_neighbour().get(ADD, {"number": registration.number})
    assert response.context["registration"] == registration


def test_a_number_of_an_enterprise_we_have_leads_to_it(counter):
    holder = counter.enterprise(name="กลุ่มจักสาน", number="130010110001")
    response = counter.client.get(ADD, {"number": "1-30-01-01/1-0001"})
    assert (response.context["holder"], response.context["registration"]) == (holder, None)
    assert counter.as_neighbour().get(ADD, {"number": "130010110001"}).context["holder"] is None


def test_a_number_nobody_registered_stays_in_the_form(counter):
    response = counter.client.get(ADD, {"number": "0105500000009", "then": "service"})
    assert (response.context["form"]["number"].value(), response.context["carried"]) == (
        "0105500000009",
        [("then", "service")],
    )


# --- page, edit -------------------------------------------------------------------------------------------------------
def test_the_page_shows_its_people_and_services_in_reach(counter):
    enterprise, person = counter.enterprise(), counter.person()
    registry.link_part(person, enterprise, part="owner", by=None, at=NOW)
    far = PersonFactory(province=counter.elsewhere, first_name="แดนไกล")
    registry.link_part(far, enterprise, part="member", by=None, at=NOW)
    service = ServiceRecordFactory(person=None, enterprise=enterprise, province=counter.province)
    shown = main_text(counter.client.get(url(enterprise)))
    assert (str(service.reference) in shown, "นางสมศรี ใจดี" in shown, "แดนไกล" in shown) == (True, True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_page_does_not_grow(counter, count, django_assert_num_queries):
    enterprise = counter.enterprise()
    for person in PersonFactory.create_batch(count, province=counter.province):
        registry.link_part(person, enterprise, part="owner", by=None, at=NOW)
        ServiceRecordFactory(person=person, enterprise=enterprise, province=counter.province)
    with django_assert_num_queries(PAGE_QUERIES):
        counter.client.get(url(enterprise))


def test_a_merged_record_leads_to_the_one_that_remains(counter):
    remains = counter.enterprise()
    merged = EnterpriseFactory(province=counter.province, merged_into=remains)
    assert counter.client.get(url(merged)).headers["Location"] == url(remains)


def test_an_enterprise_is_edited(counter):
    enterprise = counter.enterprise()
    counter.client.post(url(enterprise, "edit/"), WRITTEN | {"name": "กลุ่มจักสาน"})
    enterprise.refresh_from_db()
    assert (enterprise.name, enterprise.number) == ("กลุ่มจักสาน", "130010110001")


def test_editing_takes_nobody_elses_number(counter):
    counter.enterprise(number="130010110001")
    other = counter.enterprise(name="กลุ่มอื่น")
    response = counter.client.post(url(other, "edit/"), WRITTEN)
    assert (response.status_code, response.context["refusal"].code) == (409, "enterprise_number_taken")


def test_pages_that_name_people_are_kept_by_no_browser(counter):
    addresses = [LIST, ADD, url(counter.enterprise()), url(counter.enterprise(), "edit/")]
    assert all("no-store" in counter.client.get(address).headers["Cache-Control"] for address in addresses)
