"""A service: its page, its evidence, and taking it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.records.models import Event
from buranakan.services import actions
from tests.factories.areas import OfficeFactory
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import DAY, NOW, Counter, main_text

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32
REASON = {"reason": "บันทึกผิดคน ต้องบันทึกใหม่"}
QUERIES = 6

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


@pytest.fixture
def service(counter):
    file = actions.store_evidence(PNG, name="ลงชื่อ.png", by=counter.officer, at=NOW)
    line = counter.line()
    return actions.record_service(
        line.activity,
        plan_line=line,
        person=counter.person(),
        serving_office=counter.office,
        province=counter.province,
        served_on=DAY,
        minutes=360,
        evidence=[file],
        by=counter.officer,
        at=NOW,
    )


def url(service, page=""):
    return f"/desk/services/{service.reference}/{page}"


def evidence_url(service):
    return url(service, f"evidence/{service.evidence.get().reference}/")


def test_an_officer_sees_the_record_with_its_evidence(counter, service):
    shown = main_text(counter.client.get(url(service)))
    assert ("นางสมศรี ใจดี" in shown, service.activity.name in shown, evidence_url(service) in shown) == (True,) * 3


@pytest.mark.parametrize(("page", "method"), [("", "get"), ("evidence/", "post"), ("take-back/", "post")])
def test_a_stranger_is_asked_to_sign_in(client, service, page, method):
    assert getattr(client, method)(url(service, page)).status_code == 302


@pytest.mark.parametrize("page", ["evidence/", "take-back/"])
def test_a_role_that_may_not_record_is_refused(counter, service, page):
    assert counter.as_role(Role.OFFICE_HEAD).post(url(service, page), REASON).status_code == 403


def test_a_role_without_services_is_refused(counter, service):
    administrator = counter.as_role(Role.ADMINISTRATOR, OfficeFactory(ministry=True))
    assert administrator.get(url(service)).status_code == 403


def test_a_service_of_another_province_is_not_found(counter, service):
    neighbour = counter.as_neighbour()
    answers = [
        neighbour.get(url(service)),
        neighbour.get(evidence_url(service)),
        neighbour.post(url(service, "evidence/")),
        neighbour.post(url(service, "take-back/"), REASON),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize(("page", "method"), [("", "post"), ("evidence/", "get"), ("take-back/", "get")])
def test_wrong_method(counter, service, page, method):
    assert getattr(counter.client, method)(url(service, page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, service, count, django_assert_num_queries):
    for number in range(count):
        content = PNG + bytes([number])
        service.evidence.add(actions.store_evidence(content, name="a.png", by=counter.officer, at=NOW))
    with django_assert_num_queries(QUERIES):
        counter.client.get(url(service))


def test_a_role_that_does_not_work_with_names_sees_the_record_without_name_or_file(counter, service):
    executive = counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    shown = main_text(executive.get(url(service)))
    assert (service.activity.name in shown, "สมศรี" in shown, evidence_url(service) in shown) == (True, False, False)
    assert executive.get(evidence_url(service)).status_code == 404


def test_what_was_written_freely_may_name_people_and_is_shown_with_names_only(counter, service):
    person = counter.person(first_name="สมใจ")
    noted = ServiceRecordFactory(person=person, province=counter.province, note="คุณสมใจมาแทนพี่สาว")
    actions.take_back(noted, reason="คุณสมใจมาแทน ไม่ใช่ผู้สมัคร", by=counter.officer, at=NOW)
    executive = counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    seen = [main_text(client.get(url(noted))).count("คุณสมใจมาแทน") for client in (counter.client, executive)]
    assert seen == [2, 0]


# --- evidence ---------------------------------------------------------------------------------------------------------
def test_evidence_is_downloaded_to_be_saved_and_never_kept_by_the_browser(counter, service):
    response = counter.client.get(evidence_url(service))
    assert (response.status_code, response.content) == (200, PNG)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_evidence_of_another_record_does_not_open_under_this_one(counter, service):
    other = ServiceRecordFactory(person=PersonFactory(), province=counter.province)
    wrong = f"/desk/services/{other.reference}/evidence/{service.evidence.get().reference}/"
    assert counter.client.get(wrong).status_code == 404


def test_evidence_is_added(counter, service):
    file = SimpleUploadedFile("ภาพ.png", PNG + b"1")
    assert counter.client.post(url(service, "evidence/"), {"evidence": [file]}).headers["Location"] == url(service)
    assert service.evidence.count() == 2


def test_no_file_and_a_wrong_file_are_said_beside_the_field(counter, service):
    nothing = counter.client.post(url(service, "evidence/"))
    wrong = counter.client.post(url(service, "evidence/"), {"evidence": [SimpleUploadedFile("a.exe", b"MZ\x00")]})
    assert [list(answer.context["evidence_form"].errors) for answer in (nothing, wrong)] == [["evidence"]] * 2
    assert service.evidence.count() == 1


def test_nothing_is_added_to_a_record_taken_back(counter, service):
    actions.take_back(service, **REASON, by=counter.officer, at=NOW)
    file = SimpleUploadedFile("ภาพ.png", PNG + b"1")
    response = counter.client.post(url(service, "evidence/"), {"evidence": [file]})
    assert (response.status_code, response.context["refusal"].code) == (409, "already_taken_back")


# --- taking back ------------------------------------------------------------------------------------------------------
def test_a_record_is_taken_back_with_a_reason_and_stays_to_be_seen(counter, service):
    assert counter.client.post(url(service, "take-back/"), REASON).headers["Location"] == url(service)
    response = counter.client.get(url(service))
    assert (REASON["reason"] in main_text(response), response.context["may_change"]) == (True, False)
    assert Event.objects.filter(name="service.taken_back").count() == 1


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("ผิด", 409)])
def test_without_a_reason_it_stands(counter, service, reason, status):
    response = counter.client.post(url(service, "take-back/"), {"reason": reason})
    service.refresh_from_db()
    assert (response.status_code, service.taken_back_at) == (status, None)
    assert response.context["reason_form"]["reason"].value() == reason


def test_taking_back_twice_from_two_tabs_is_refused_the_second_time(counter, service):
    counter.client.post(url(service, "take-back/"), REASON)
    response = counter.client.post(url(service, "take-back/"), REASON)
    assert (response.status_code, response.context["refusal"].code) == (409, "already_taken_back")


def test_another_office_of_the_province_sees_it_and_does_not_change_it(counter):
    theirs = ServiceRecordFactory(person=counter.person(), province=counter.province)
    response = counter.client.get(url(theirs))
    assert (response.status_code, response.context["may_change"]) == (200, False)
    assert counter.client.post(url(theirs, "take-back/"), REASON).status_code == 404
