"""People: the page of one, and editing, revealing and linking from it."""

import uuid

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from buranakan.registry import actions as registry
from buranakan.registry.models import EnterprisePart, Person
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import NOW, Counter, main_text

NUMBER = ids.made_up_citizen_number(1)
MASK = ids.mask_citizen_number(NUMBER)
SHOWN = ids.format_citizen_number(NUMBER)
REASON = {"reason": "ยืนยันตัวก่อนออกวุฒิบัตร"}
QUERIES = 12  # three of them write the look into the trail

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


def url(person, page=""):
    return f"/desk/register/people/{person.reference}/{page}"


def test_an_officer_sees_the_person_with_the_number_masked(counter):
    person = counter.person(phone="0812345678", citizen_number=NUMBER)
    service = ServiceRecordFactory(person=person, province=counter.province)
    shown = main_text(response := counter.client.get(url(person)))
    assert response.status_code == 200
    assert ("นางสมศรี ใจดี" in shown, "081-234-5678" in shown, MASK in shown) == (True, True, True)
    assert (NUMBER in shown, SHOWN in shown) == (False, False)
    assert f"/desk/services/{service.reference}/" in shown


@pytest.mark.parametrize("page", ["", "edit/", "link/"])
def test_a_stranger_is_asked_to_sign_in(client, counter, page):
    assert client.get(url(counter.person(), page)).status_code == 302


@pytest.mark.parametrize(
    ("role", "page"), [(Role.PLANNER, ""), (Role.OFFICE_HEAD, "edit/"), (Role.OFFICE_HEAD, "link/")]
)
def test_a_role_without_the_permission_is_refused(counter, role, page):
    assert counter.as_role(role).get(url(counter.person(), page)).status_code == 403


@pytest.mark.parametrize("page", ["", "edit/", "link/"])
def test_a_person_of_another_province_is_not_found(counter, page):
    assert counter.as_neighbour().get(url(counter.person(), page)).status_code == 404


def test_nobody_is_not_found(counter):
    assert counter.client.get(f"/desk/register/people/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize(("page", "method"), [("", "post"), ("edit/", "put"), ("link/", "put"), ("reveal/", "get")])
def test_wrong_method(counter, page, method):
    assert getattr(counter.client, method)(url(counter.person(), page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    person = counter.person(citizen_number=NUMBER)
    for service in ServiceRecordFactory.create_batch(count, person=person, province=counter.province):
        enterprise = EnterpriseFactory(province=service.province)
        registry.link_part(person, enterprise, part="owner", by=None, at=NOW)
    with django_assert_num_queries(QUERIES):
        counter.client.get(url(person))


def test_a_merged_record_leads_to_the_one_that_remains(counter):
    remains = counter.person()
    merged = PersonFactory(province=counter.province, merged_into=remains)
    response = counter.client.get(url(merged))
    assert (response.status_code, response.headers["Location"]) == (302, url(remains))
    assert counter.client.get(url(merged, "edit/")).status_code == 404


def test_somebody_served_here_who_lives_elsewhere_is_seen_and_edited_where_they_live(counter):
    person = PersonFactory(province=counter.elsewhere)
    ServiceRecordFactory(person=person, province=counter.province)
    elsewhere = ServiceRecordFactory(person=person, province=counter.elsewhere)
    shown = main_text(counter.client.get(url(person)))
    assert (str(elsewhere.reference) in shown, url(person, "edit/") in shown) == (False, False)
    assert counter.client.get(url(person, "edit/")).status_code == 404


# --- a look is an act -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["", "edit/"])
def test_whoever_opens_a_person_leaves_an_event(counter, page):
    person = counter.person()
    counter.client.get(url(person, page))
    event = Event.objects.get(name="person.opened")
    assert (event.on_id, event.by_id, event.by_post, event.office_id, event.province_id, event.payload) == (
        *(str(person.pk), counter.officer.pk, f"provincial_officer@{counter.office.code}"),
        *(counter.office.pk, "30", {}),
    )


def test_who_saw_nobody_leaves_none(counter, client):
    person = counter.person()
    merged = PersonFactory(province=counter.province, merged_into=person)
    answers = [client.get(url(person)), counter.as_neighbour().get(url(person)), counter.client.get(url(merged))]
    assert [answer.status_code for answer in answers] == [302, 404, 302]
    assert not Event.objects.filter(name="person.opened").exists()


# --- edit -------------------------------------------------------------------------------------------------------------
def test_editing_keeps_the_number_when_none_is_written(counter):
    person = counter.person(citizen_number=NUMBER)
    form = counter.client.get(url(person, "edit/")).context["form"]
    written = {name: form[name].value() or "" for name in form.fields} | {"last_name": "ใจงาม"}
    assert counter.client.post(url(person, "edit/"), written).headers["Location"] == url(person)
    changed = Person.objects.get()
    assert (changed.last_name, changed.citizen_number_hash) == ("ใจงาม", person.citizen_number_hash)
    assert written["citizen_number"] == ""


def test_editing_with_somebody_elses_number_is_refused_and_what_was_typed_stays(counter):
    counter.person(first_name="มานี", citizen_number=NUMBER)
    typed = {"first_name": "สมหญิง", "province": "30", "citizen_number": NUMBER}
    response = counter.client.post(url(counter.person(), "edit/"), typed)
    assert (response.status_code, response.context["refusal"].code) == (409, "citizen_number_taken")
    assert {name: response.context["form"][name].value() for name in typed} == typed


def test_editing_with_bad_input_changes_nothing(counter):
    person = counter.person()
    response = counter.client.post(url(person, "edit/"), {"first_name": "", "province": "30"})
    assert (list(response.context["form"].errors), Person.objects.get().first_name) == (["first_name"], "สมศรี")


# --- reveal -----------------------------------------------------------------------------------------------------------
def test_a_reason_reveals_the_number_once_in_the_answer_and_in_no_trail(counter):
    person = counter.person(citizen_number=NUMBER)
    response = counter.client.post(url(person, "reveal/"), REASON)
    event = Event.objects.get(name="person.citizen_number_revealed")
    assert (response.status_code, SHOWN in main_text(response)) == (200, True)
    assert "no-store" in response.headers["Cache-Control"]
    assert (event.payload, event.by_id) == (REASON, counter.officer.pk)
    assert SHOWN not in main_text(counter.client.get(url(person)))


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("ตรวจ", 409), (f"ตรวจสอบเลขที่ {NUMBER}", 409)])
def test_without_a_good_reason_nothing_is_revealed(counter, reason, status):
    person = counter.person(citizen_number=NUMBER)
    response = counter.client.post(url(person, "reveal/"), {"reason": reason})
    assert (response.status_code, SHOWN in main_text(response)) == (status, False)
    assert response.context["form"]["reason"].value() == reason
    assert not Event.objects.filter(name="person.citizen_number_revealed").exists()


def test_nobody_without_permission_or_reach_reveals(counter, client):
    person = counter.person(citizen_number=NUMBER)
    answers = [
        client.post(url(person, "reveal/"), REASON).status_code,
        counter.as_role(Role.PLANNER).post(url(person, "reveal/"), REASON).status_code,
        counter.as_neighbour().post(url(person, "reveal/"), REASON).status_code,
    ]
    assert answers == [302, 403, 404]
    assert not Event.objects.filter(name="person.citizen_number_revealed").exists()


def test_a_number_that_is_not_stored_is_not_offered_nor_revealed(counter):
    person = counter.person()
    assert url(person, "reveal/") not in main_text(counter.client.get(url(person)))
    response = counter.client.post(url(person, "reveal/"), REASON)
    assert (response.status_code, response.context["refusal"].code) == (409, "no_citizen_number")


# --- link -------------------------------------------------------------------------------------------------------------
def test_an_enterprise_is_found_and_linked(counter):
    person, group = counter.person(), counter.enterprise()
    EnterpriseFactory(name="กลุ่มทอผ้าเชียงใหม่", province=counter.elsewhere)
    address = url(person, "link/?q=ทอผ้า")
    assert list(counter.client.get(address).context["found"]) == [group]
    counter.client.post(address, {"enterprise": str(group.reference), "part": "owner"})
    assert list(EnterprisePart.objects.values_list("person", "enterprise", "part")) == [(person.pk, group.pk, "owner")]


def test_an_enterprise_out_of_reach_is_not_linked(counter):
    far = EnterpriseFactory(name="กลุ่มทอผ้าเชียงใหม่", province=counter.elsewhere)
    address = url(counter.person(), "link/?q=ทอผ้า")
    response = counter.client.post(address, {"enterprise": str(far.reference), "part": "owner"})
    assert (response.status_code, EnterprisePart.objects.count()) == (200, 0)


def test_linking_twice_is_refused_on_the_same_page(counter):
    person, group = counter.person(), counter.enterprise()
    address, written = url(person, "link/?q=ทอผ้า"), {"enterprise": str(group.reference), "part": "owner"}
    counter.client.post(address, written)
    response = counter.client.post(address, written)
    assert (response.status_code, response.context["refusal"].code) == (409, "already_linked")
