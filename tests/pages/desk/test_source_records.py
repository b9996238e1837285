"""Public registrations: search, the page of one, and making it an enterprise of ours."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from buranakan.registry import actions as registry
from buranakan.registry.models import Enterprise
from tests.factories.imports import ImportRunFactory, SourceRecordFactory
from tests.pages.desk.counter import NOW, Counter, main_text

URL = "/desk/register/registrations/"
QUERIES = 7
PAGE_QUERIES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


@pytest.fixture
def record(counter):
    said = {"name": "บริษัท โคราชไหมไทย จำกัด", "district": "ปักธงชัย", "address": "9 หมู่ที่ 2", "objective": "ทอผ้าไหม"}
    return SourceRecordFactory(province=counter.province, number=ids.made_up_juristic_number(7), **said)


def url(record, page=""):
    return f"{URL}{record.reference}/{page}"


def registered(counter, **said):
    said = {"name": "ของจังหวัดอื่น", "kind": "juristic"} | said
    return registry.add_enterprise(**said, by=counter.officer, at=NOW)


def listed(response):
    return list(response.context["page"].object_list)


# --- search -----------------------------------------------------------------------------------------------------------
def test_an_officer_finds_registrations_of_the_province_by_name_number_and_district(counter, record):
    SourceRecordFactory(province=counter.province, district="เมืองนครราชสีมา")
    SourceRecordFactory(province=counter.elsewhere, name=record.name, number=ids.made_up_juristic_number(8))
    asked = [{"text": "ไหม ไทย"}, {"text": record.number}, {"text": record.number[:8]}, {"district": "อ.ปักธงชัย"}]
    assert [listed(counter.client.get(URL, words)) for words in asked[:2] + asked[3:]] == [[record]] * 3
    assert record in listed(counter.client.get(URL, asked[2]))
    assert (len(listed(counter.client.get(URL))), listed(counter.client.get(URL, {"text": "ไม่มี"}))) == (2, [])


def test_who_reaches_more_provinces_narrows_by_one(counter, record):
    SourceRecordFactory(province=counter.elsewhere)
    assert listed(counter.as_steward().get(URL, {"province": "30"})) == [record]


def test_registrations_of_an_unfinished_list_are_not_there(counter, record):
    hidden = SourceRecordFactory(province=counter.province, is_standing=False)
    assert listed(counter.client.get(URL)) == [record]
    assert counter.client.get(url(hidden)).status_code == 404


def test_without_registrations_the_page_says_where_they_come_from(counter):
    assert 'href="/desk/register/lists/add/"' in main_text(counter.client.get(URL))
    assert "/lists/add/" not in main_text(counter.as_role(Role.OFFICE_HEAD).get(URL))


def test_a_stranger_is_asked_to_sign_in(client, record):
    answers = [client.get(URL), client.get(url(record)), client.post(url(record, "choose/"))]
    assert [answer.status_code for answer in answers] == [302, 302, 302]


def test_roles_without_the_permission_are_refused(counter, record):
    head = counter.as_role(Role.OFFICE_HEAD)
    assert counter.as_role(Role.PLANNER).get(URL).status_code == 403
    assert (head.get(url(record)).status_code, head.post(url(record, "choose/")).status_code) == (200, 403)
    assert url(record, "choose/") not in main_text(head.get(url(record)))


def test_registrations_of_another_province_are_absent(counter, record):
    neighbour = counter.as_neighbour()
    assert listed(neighbour.get(URL)) == []
    assert (neighbour.get(url(record)).status_code, neighbour.post(url(record, "choose/")).status_code) == (404, 404)


def test_wrong_method(counter, record):
    asked = [counter.client.post(URL), counter.client.post(url(record)), counter.client.get(url(record, "choose/"))]
    assert [answer.status_code for answer in asked] == [405, 405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    SourceRecordFactory.create_batch(count, province=counter.province, run=ImportRunFactory())
    with django_assert_num_queries(QUERIES):
        counter.client.get(URL, {"text": "ทดสอบ"})


# --- the page, choosing -----------------------------------------------------------------------------------------------
def test_the_page_shows_what_is_registered(counter, record, django_assert_num_queries):
    with django_assert_num_queries(PAGE_QUERIES):
        shown = main_text(counter.client.get(url(record)))
    assert all(words in shown for words in (record.name, record.number, "ปักธงชัย", "9 หมู่ที่ 2", "ทอผ้าไหม"))


def test_choosing_makes_an_enterprise_and_the_registration_leads_to_it(counter, record):
    response = counter.client.post(url(record, "choose/"))
    enterprise = Enterprise.objects.get()
    page = f"/desk/register/enterprises/{enterprise.reference}/"
    assert (response.headers["Location"], enterprise.number, enterprise.registered_by_office) == (
        page,
        record.number,
        counter.office,
    )
    shown = main_text(counter.client.get(url(record)))
    assert (page in shown, url(record, "choose/") in shown) == (True, False)
    assert list(Event.objects.values_list("name", flat=True)) == ["enterprise.added", "source_record.chosen"]


def test_choosing_twice_is_refused_on_the_page(counter, record):
    counter.client.post(url(record, "choose/"))
    response = counter.client.post(url(record, "choose/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "already_chosen")
    assert Enterprise.objects.count() == 1


def test_a_registration_without_a_province_asks_for_it(counter):
    record = SourceRecordFactory(province=None)
    steward = counter.as_steward()
    assert list(steward.post(url(record, "choose/")).context["form"].errors) == ["province"]
    steward.post(url(record, "choose/"), {"province": "50"})
    assert Enterprise.objects.get().province == counter.elsewhere


def test_an_enterprise_that_another_province_has_is_linked_and_not_shown(counter, record):
    far = {"province": counter.elsewhere, "office": counter.other_office, "number": record.number}
    from_elsewhere = registered(counter, **far)
    response = counter.client.post(url(record, "choose/"))
    record.refresh_from_db()
    assert (response.headers["Location"], record.enterprise) == (url(record), from_elsewhere)
    assert from_elsewhere.name not in main_text(counter.client.get(url(record)))
