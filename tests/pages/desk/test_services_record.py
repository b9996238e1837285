"""Record a service: who was served, then what they received; nothing typed or sent is lost."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event, StoredFile
from buranakan.registry import actions as registry
from buranakan.services.models import ServiceRecord
from tests.factories.planning import ActivityFactory, PlanLineFactory, amended
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import DAY, NOW, Counter, main_text

URL = "/desk/services/add/"
NUMBER = ids.made_up_citizen_number(1)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32
FIND_QUERIES = 6
FORM_QUERIES = 10

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


@pytest.fixture
def line(counter):
    return counter.line()


@pytest.fixture
def person(counter):
    return counter.person(citizen_number=NUMBER)


@pytest.fixture
def address(person):
    return f"{URL}?person={person.reference}"


@pytest.fixture
def written(line):
    return {"what": f"line:{line.pk}", "served_on": "14 พ.ค. 2568", "minutes": "6 ชม.", "note": "รุ่นที่ ๑"}


def upload(content=PNG, name="ลงชื่อ.png"):
    return SimpleUploadedFile(name, content)


def errors_of(response):
    found = response.context["form"].errors.as_data()
    return {name: [error.code for error in errors] for name, errors in found.items()}


def test_the_next_record_stands_at_the_same_line_after_an_amendment(counter, person, line, address, written):
    counter.client.post(address, written)
    newer = amended(line.version).lines.get(activity=line.activity)
    like = f"{address}&like={ServiceRecord.objects.get().reference}"
    assert counter.client.get(like).context["form"]["what"].value() == f"line:{newer.pk}"


def test_an_officer_records_a_service_with_evidence(counter, person, line, address, written):
    response = counter.client.post(address, written | {"evidence": [upload()]})
    service = ServiceRecord.objects.get()
    assert response.headers["Location"] == f"/desk/services/{service.reference}/"
    assert (service.person, service.plan_line, service.activity) == (person, line, line.activity)
    assert (service.serving_office, service.owner_office, service.province) == (
        counter.office,
        line.owner_office,
        counter.province,
    )
    assert (service.served_on, service.minutes, service.note) == (DAY, 360, "รุ่นที่ ๑")
    assert list(service.evidence.values_list("name", "classification")) == [("ลงชื่อ.png", "personal")]
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == [
        "person.added",
        "file.stored",
        "service.recorded",
    ]


def test_a_stranger_is_asked_to_sign_in(client, address, written):
    assert (client.get(URL).status_code, client.post(address, written).status_code) == (302, 302)
    assert ServiceRecord.objects.count() == 0


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXPERT, Role.PLANNER])
def test_a_role_that_may_not_record_is_refused(counter, role, address, written):
    client = counter.as_role(role)
    assert (client.get(URL).status_code, client.post(address, written).status_code) == (403, 403)
    assert ServiceRecord.objects.count() == 0


def test_a_person_of_another_province_is_not_found(counter, address, written):
    neighbour = counter.as_neighbour()
    assert (neighbour.get(address).status_code, neighbour.post(address, written).status_code) == (404, 404)


# Fixed references: workers must collect the same tests.
NOBODY = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize("asked", [f"person={NOBODY}", "person=", "person=x", f"enterprise={NOBODY}"])
def test_nobody_is_not_found(counter, asked):
    assert counter.client.get(f"{URL}?{asked}").status_code == 404


def test_wrong_method(counter):
    assert counter.client.put(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_form_does_not_grow(counter, person, line, count, address, django_assert_num_queries):
    ActivityFactory.create_batch(count, project__portfolio=line.activity.project.portfolio)
    for _n in range(count):
        registry.link_part(person, EnterpriseFactory(province=counter.province), part="owner", by=None, at=NOW)
    with django_assert_num_queries(FORM_QUERIES):
        counter.client.get(address)


# --- who --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["สมศรี", "0812345678", NUMBER])
def test_the_receiver_is_found_by_name_telephone_or_number_that_stands_in_no_address(counter, text):
    person = counter.person(phone="0812345678", citizen_number=NUMBER)
    counter.person(first_name="มานะ", last_name="อดทน", phone="0899999999")
    response = counter.client.post(URL, {"text": text})
    assert [one for one, _mask in response.context["people"]] == [person]
    assert f'href="{URL}?person={person.reference}"' in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_finding_does_not_grow(counter, count, django_assert_num_queries):
    PersonFactory.create_batch(count, province=counter.province)
    EnterpriseFactory.create_batch(count, province=counter.province)
    with django_assert_num_queries(FIND_QUERIES):
        counter.client.post(URL, {"text": "ทดสอบ"})


def test_nobody_out_of_reach_is_found(counter):
    PersonFactory(province=counter.elsewhere, first_name="แดนไกล")
    EnterpriseFactory(province=counter.elsewhere, name="แดนไกล")
    response = counter.client.post(URL, {"text": "แดนไกล"})
    assert (list(response.context["people"]), list(response.context["enterprises"])) == ([], [])
    assert "/desk/register/people/add/?then=service" in response.content.decode()


def test_a_merged_person_is_recorded_as_the_one_that_remains(counter, person, written):
    merged = PersonFactory(province=counter.province, merged_into=person)
    counter.client.post(f"{URL}?person={merged.reference}", written)
    assert ServiceRecord.objects.get().person == person


def test_an_enterprise_is_served_with_or_without_one_of_its_people(counter, person, written):
    group = counter.enterprise()
    registry.link_part(person, group, part="owner", by=None, at=NOW)
    address = f"{URL}?enterprise={group.reference}"
    counter.client.post(address, written)
    counter.client.post(address, written | {"counterpart": str(person.reference)})
    assert set(ServiceRecord.objects.values_list("person", "enterprise")) == {(None, group.pk), (person.pk, group.pk)}


def test_a_person_is_served_for_an_enterprise_they_play_a_part_in(counter, person, address, written):
    group = counter.enterprise()
    registry.link_part(person, group, part="owner", by=None, at=NOW)
    counter.client.post(address, written | {"counterpart": str(group.reference)})
    assert ServiceRecord.objects.values_list("person", "enterprise").get() == (person.pk, group.pk)


# --- what -------------------------------------------------------------------------------------------------------------
def test_lines_of_this_office_come_first_then_the_other_activities(counter, line, address):
    other = ActivityFactory(project__portfolio=line.activity.project.portfolio)
    groups = counter.client.get(address).context["form"].fields["what"].choices[1:]
    offered = [[key for key, _text in members] for _heading, members in groups]
    assert offered[0] == [f"line:{line.pk}"]
    assert set(offered[1]) == {f"activity:{line.activity_id}", f"activity:{other.pk}"}


def test_what_is_known_is_filled_in(counter, address):
    form = counter.client.get(address).context["form"]
    assert (form["served_on"].value(), form["province"].value()) == ("15 พ.ค. 2568", "30")


def test_an_activity_outside_the_plan_asks_whose_budget(counter, line, address, written):
    written |= {"what": f"activity:{line.activity_id}"}
    response = counter.client.post(address, written)
    assert errors_of(response) == {"province": ["required"], "owner_office": ["required"]}
    counter.client.post(address, written | {"province": "30", "owner_office": str(line.owner_office_id)})
    assert ServiceRecord.objects.values_list("plan_line", "owner_office").get() == (None, line.owner_office_id)


def test_a_line_of_another_office_is_not_taken(counter, line, address, written):
    envelope = line.version.plan.envelope
    other = PlanLineFactory(version__approved=True, version__plan__envelope=envelope, province=counter.province)
    response = counter.client.post(address, written | {"what": f"line:{other.pk}"})
    assert errors_of(response) == {"what": ["invalid_choice"]}


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("what", "", "required"),
        ("served_on", "", "required"),
        ("served_on", "32 พ.ค. 2568", "date_impossible"),
        ("served_on", "เมื่อวาน", "date_not_understood"),
        ("minutes", "", "required"),
        ("minutes", "ครึ่งวัน", "duration_not_understood"),
        ("note", "ก" * 501, "max_length"),
        ("province", "50", "invalid_choice"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_everything_typed_stays(counter, address, written, field, typed, code):
    written |= {field: typed}
    response = counter.client.post(address, written)
    form = response.context["form"]
    assert errors_of(response) == {field: [code]}
    assert {name: form[name].value() for name in written} == written
    assert ServiceRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("served_on", "16 พ.ค. 2568", "served_in_future"),
        ("served_on", "30 ก.ย. 2567", "outside_fiscal_year"),
        ("minutes", "0", "minutes_out_of_range"),
        ("minutes", "25 ชม.", "minutes_out_of_range"),
        ("note", f"เลข {NUMBER}", "citizen_number_in_text"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_everything_typed_stays(counter, address, written, field, typed, code):
    written |= {field: typed}
    response = counter.client.post(address, written)
    form = response.context["form"]
    assert (response.status_code, errors_of(response)) == (409, {field: [code]})
    assert {name: form[name].value() for name in written} == written


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("390", 390), ("๓๙๐", 390), ("6 ชม. 30 นาที", 390), ("6.5 ชั่วโมง", 390), ("6h", 360), ("45 นาที", 45)],
)
def test_a_length_is_written_as_people_write_it(counter, address, written, typed, minutes):
    counter.client.post(address, written | {"minutes": typed})
    assert ServiceRecord.objects.get().minutes == minutes


def test_the_same_service_twice_is_refused_and_leads_to_the_first(counter, address, written):
    counter.client.post(address, written)
    response = counter.client.post(address, written)
    assert (response.status_code, response.context["refusal"].code) == (409, "already_recorded")
    assert f"/desk/services/{ServiceRecord.objects.get().reference}/" in main_text(response)


# --- evidence ---------------------------------------------------------------------------------------------------------
def test_a_wrong_file_is_refused_and_the_good_one_and_everything_typed_stay(counter, address, written):
    files = [upload(), upload(b"MZ\x00\x01program", "โปรแกรม.exe")]
    response = counter.client.post(address, written | {"evidence": files})
    (kept,) = response.context["kept"]
    assert (list(errors_of(response)), kept.name, ServiceRecord.objects.count()) == (["evidence"], "ลงชื่อ.png", 0)
    assert "โปรแกรม.exe" in main_text(response)
    counter.client.post(address, written | {"kept": [str(kept.reference)]})
    assert list(ServiceRecord.objects.get().evidence.all()) == [kept]


def test_a_file_too_large_is_refused(counter, address, written, settings):
    settings.FILE_UPLOAD_MAX_SIZE = 20
    response = counter.client.post(address, written | {"evidence": [upload()]})
    assert (list(errors_of(response)), StoredFile.objects.count()) == (["evidence"], 0)


def test_a_file_sent_with_a_mistake_elsewhere_is_not_asked_for_again(counter, address, written):
    response = counter.client.post(address, written | {"minutes": "", "evidence": [upload()]})
    (kept,) = response.context["kept"]
    assert f'name="kept" id="kept_1" value="{kept.reference}" checked' in response.content.decode()
    counter.client.post(address, written | {"kept": [str(kept.reference)]})
    assert list(ServiceRecord.objects.get().evidence.all()) == [kept]
    assert StoredFile.objects.count() == 1


def test_a_kept_file_may_be_left_out(counter, address, written):
    counter.client.post(address, written | {"minutes": "", "evidence": [upload()]})
    counter.client.post(address, written)
    assert ServiceRecord.objects.get().evidence.count() == 0


def test_somebody_elses_file_is_not_taken(counter, address, written):
    other = counter.as_role(Role.PROVINCIAL_OFFICER)
    response = other.post(address, written | {"minutes": "", "evidence": [upload()]})
    counter.client.post(address, written | {"kept": [str(response.context["kept"][0].reference), "x"]})
    assert ServiceRecord.objects.get().evidence.count() == 0


# --- the next person --------------------------------------------------------------------------------------------------
def test_the_next_person_takes_over_activity_day_length_and_the_sign_in_sheet(counter, address, written):
    counter.client.post(address, written | {"evidence": [upload()]})
    first = ServiceRecord.objects.get()
    second = counter.person(first_name="มานะ")
    found = counter.client.post(f"{URL}?like={first.reference}", {"text": "มานะ"})
    follow = f"{URL}?person={second.reference}&amp;like={first.reference}"
    assert f'href="{follow}"' in found.content.decode()
    response = counter.client.get(follow.replace("&amp;", "&"))
    form = response.context["form"]
    assert [form[name].value() for name in ("what", "served_on", "minutes", "note")] == [
        written["what"],
        "14 พ.ค. 2568",
        360,
        "รุ่นที่ ๑",
    ]
    assert [file.name for file in response.context["kept"]] == ["ลงชื่อ.png"]


def test_a_record_of_another_office_is_not_taken_over(counter, address):
    other = ServiceRecordFactory(province=counter.province, served_on=dt.date(2025, 3, 3))
    form = counter.client.get(f"{address}&like={other.reference}").context["form"]
    assert form["served_on"].value() == "15 พ.ค. 2568"
