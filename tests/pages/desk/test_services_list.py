"""Services given: the list and what narrows it."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.records.models import StoredFile
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory
from tests.factories.registry import EnterpriseFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import DAY, NOW, Counter, main_text

URL = "/desk/services/"
QUERIES = 11

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


def listed(response):
    return set(response.context["page"].object_list)


def test_an_officer_sees_what_any_agency_does_in_the_province_and_how_it_counts(counter):
    person = counter.person()
    mine = {
        ServiceRecordFactory(person=person, province=counter.province, served_on=DAY),
        ServiceRecordFactory(person=person, province=counter.province, enterprise=EnterpriseFactory()),
    }
    response = counter.client.get(URL)
    totals = response.context["totals"]
    assert (response.status_code, listed(response)) == (200, mine)
    assert (totals.services, totals.people, totals.without_evidence) == (2, 1, 2)
    assert "นางสมศรี ใจดี" in main_text(response)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_a_role_without_the_permission_is_refused(counter):
    assert counter.as_role(Role.ADMINISTRATOR, OfficeFactory(ministry=True)).get(URL).status_code == 403


def test_services_of_another_province_are_absent_also_from_what_narrows(counter):
    far = ServiceRecordFactory(province=counter.elsewhere)
    response = counter.client.get(URL)
    assert listed(response) == set()
    assert (far.activity.name in main_text(response), "เชียงใหม่" in main_text(response)) == (False, False)
    assert listed(counter.client.get(URL, {"activity": far.activity_id})) == set()


def test_an_expert_sees_only_what_they_recorded(counter):
    ServiceRecordFactory(province=counter.province)
    assert listed(counter.as_role(Role.EXPERT).get(URL)) == set()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.INSPECTOR, Role.AUDITOR])
def test_roles_that_do_not_work_with_names_see_rows_without_them(counter, role):
    ServiceRecordFactory(person=counter.person(), province=counter.province)
    shown = main_text(counter.as_role(role, OfficeFactory(ministry=True)).get(URL))
    assert ("/desk/services/" in shown, "สมศรี" in shown) == (True, False)


def test_wrong_method(counter):
    assert counter.client.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    ServiceRecordFactory.create_batch(count, province=counter.province)
    with django_assert_num_queries(QUERIES):
        counter.client.get(URL)


def test_the_list_narrows_by_every_key_of_the_grain(counter):
    one = ServiceRecordFactory(province=counter.province, served_on=DAY, serving_office=counter.office)
    ServiceRecordFactory(
        province=counter.province,
        served_on=dt.date(2025, 3, 3),
        activity=ActivityFactory(),
        owner_office=OfficeFactory(ops=True),
    )
    asked = {
        "project": one.activity.project_id,
        "activity": one.activity_id,
        "owner_office": one.owner_office_id,
        "serving_office": one.serving_office_id,
        "month": "2025-05",
    }
    for name, value in asked.items():
        assert listed(counter.client.get(URL, {name: value})) == {one}
    assert len(listed(counter.client.get(URL, {"province": "30"}))) == 2


def test_records_without_evidence_and_those_taken_back_have_their_own_look(counter):
    unproved = ServiceRecordFactory(province=counter.province)
    proved = ServiceRecordFactory(province=counter.province)
    file = StoredFile.objects.create(
        sha256="0" * 64, name="a.png", kind="image/png", size=9, classification="personal", stored_at=NOW
    )
    proved.evidence.add(file)
    back = ServiceRecordFactory(province=counter.province, taken_back_at=NOW, taken_back_because="บันทึกผิดคน")
    assert listed(counter.client.get(URL)) == {unproved, proved}
    assert listed(counter.client.get(URL, {"show": "without_evidence"})) == {unproved}
    assert listed(counter.client.get(URL, {"show": "taken_back"})) == {back}


@pytest.mark.parametrize("asked", [{"month": "2025-13"}, {"activity": "x"}, {"show": "everything"}])
def test_an_address_that_asks_for_nonsense_gets_nothing_and_is_told(counter, asked):
    ServiceRecordFactory(province=counter.province)
    response = counter.client.get(URL, asked)
    assert (listed(response), list(response.context["form"].errors)) == (set(), list(asked))
