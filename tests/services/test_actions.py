"""What changes the spine: rows, refusals, events, races and speed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from buranakan.accounts.permissions import Role
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event, StoredFile
from buranakan.registry.models import Person
from buranakan.services import actions
from buranakan.services.models import ServiceRecord
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, ResponsibilityFactory, centre_of, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.services.conftest import AT, DAY

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32
REASON = "บันทึกผิดคน ต้องบันทึกใหม่"


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def events(name):
    return list(Event.objects.filter(name=name))


# --- recording -------------------------------------------------------------------------------------------------------
def test_a_service_is_recorded_with_one_event_that_names_nobody(ground):
    service = ground.recorded(plan_line=ground.line, note=" รุ่นที่ 1 ")
    (event,) = Event.objects.all()
    assert (service.month, service.note, service.recorded_by_id) == (dt.date(2025, 5, 1), "รุ่นที่ 1", ground.officer.pk)
    assert (event.name, event.on_id, event.office_id, event.province_id, event.by_post) == (
        "service.recorded",
        str(service.pk),
        ground.office.pk,
        "30",
        ground.officer.worn_post,
    )
    assert event.payload == {
        "person_id": ground.person.pk,
        "enterprise_id": None,
        "activity_id": ground.activity.pk,
        "plan_line_id": ground.line.pk,
        "owner_office_id": ground.line.owner_office_id,
        "served_on": "2025-05-14",
        "minutes": 360,
        "details_told": [],
        "round_reference": "",
        "evidence": [],
    }


def test_without_an_owner_office_the_plan_line_says_whose_budget(ground):
    service = ground.recorded(owner_office=None, plan_line=ground.line)
    assert service.owner_office == ground.line.owner_office


def test_without_either_the_serving_office_pays_itself(ground):
    assert ground.recorded(owner_office=None).owner_office == ground.office


def test_a_person_merged_away_is_recorded_as_the_one_that_remains(ground):
    between = PersonFactory(merged_into=ground.person)
    service = ground.recorded(person=PersonFactory(merged_into=between))
    assert service.person == ground.person


def test_an_enterprise_alone_is_served(ground):
    remains = EnterpriseFactory(province=ground.province)
    service = ground.recorded(person=None, enterprise=EnterpriseFactory(merged_into=remains))
    assert (service.person, service.enterprise) == (None, remains)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": None}, "nobody_received"),
        ({"minutes": 0}, "minutes_out_of_range"),
        ({"minutes": 1441}, "minutes_out_of_range"),
        ({"served_on": dt.date(2025, 5, 16)}, "served_in_future"),
        ({"served_on": dt.date(2024, 9, 30)}, "outside_fiscal_year"),
        ({"note": ids.made_up_citizen_number(1)}, "citizen_number_in_text"),
    ],
)
def test_a_refused_record_leaves_no_row_and_no_event(ground, changes, code):
    assert code_of(ground.recorded, **changes) == code
    assert (ServiceRecord.objects.count(), Event.objects.count()) == (0, 0)


def test_the_day_that_is_over_is_the_thai_one(ground):
    just_after_midnight = dt.datetime(2025, 5, 15, 17, 30, tzinfo=dt.UTC)  # 00.30 on 16 May in Bangkok
    assert ground.recorded(served_on=dt.date(2025, 5, 16), at=just_after_midnight).served_on == dt.date(2025, 5, 16)


def test_an_office_serves_only_where_it_answers_on_that_day(ground):
    former = OfficeFactory(centre=True)
    ResponsibilityFactory(office=former, province=ground.province, valid_to=dt.date(2025, 1, 31))
    assert code_of(ground.recorded, serving_office=former) == "office_does_not_answer"
    assert ground.recorded(serving_office=former, served_on=dt.date(2025, 1, 31)).serving_office == former


def test_a_department_serves_nobody_itself(ground):
    assert code_of(ground.recorded, serving_office=OfficeFactory(diprom=True)) == "office_does_not_serve"


def test_a_plan_line_of_another_activity_is_refused(ground):
    assert code_of(ground.recorded, plan_line=ground.line, activity=ActivityFactory()) == "plan_line_does_not_fit"


def test_a_plan_line_not_yet_approved_is_refused(ground):
    draft = PlanLineFactory(
        version__plan__envelope=ground.line.version.plan.envelope,
        activity=ground.activity,
        serving_office=ground.office,
        province=ground.province,
        owner_office=ground.line.owner_office,
    )
    assert code_of(ground.recorded, plan_line=draft) == "plan_line_not_approved"


def test_the_month_of_the_plan_line_binds_nobody(ground):
    assert ground.recorded(plan_line=ground.line, served_on=dt.date(2025, 3, 1)).plan_line == ground.line


# --- twice -----------------------------------------------------------------------------------------------------------
def test_the_same_person_activity_office_and_day_is_recorded_once(ground):
    first = ground.recorded()
    with pytest.raises(RuleBroken) as refusal:
        ground.recorded(minutes=30, enterprise=EnterpriseFactory())
    assert (refusal.value.code, refusal.value.params["earlier"]) == ("already_recorded", str(first.reference))


def test_a_record_under_a_name_merged_later_still_counts_as_the_same(ground):
    other = PersonFactory(province=ground.province)
    ground.recorded(person=other)
    Person.objects.filter(pk=other.pk).update(merged_into=ground.person)
    assert code_of(ground.recorded) == "already_recorded"


def test_the_same_enterprise_activity_office_and_day_is_recorded_once(ground):
    enterprise = EnterpriseFactory()
    ground.recorded(person=None, enterprise=enterprise)
    assert code_of(ground.recorded, person=None, enterprise=enterprise) == "already_recorded"
    ground.recorded(enterprise=enterprise)


def test_another_day_activity_office_or_person_is_another_service(ground):
    ground.recorded()
    ground.recorded(served_on=dt.date(2025, 5, 13))
    ground.recorded(activity=ActivityFactory())
    ground.recorded(serving_office=centre_of(ground.province))
    ground.recorded(person=PersonFactory())
    assert ServiceRecord.objects.count() == 5


def test_after_taking_back_the_same_service_may_be_recorded_again(ground):
    actions.take_back(ground.recorded(), reason=REASON, by=ground.officer, at=AT)
    assert ground.recorded().taken_back_at is None


@pytest.mark.race
def test_of_many_desks_recording_the_same_service_one_wins_and_the_rest_are_refused(race):
    province = ProvinceFactory(code="30")
    office, activity, person = provincial_office(province), ActivityFactory(), PersonFactory(province=province)
    officer = member(Role.PROVINCIAL_OFFICER, office)

    def recording():
        return actions.record_service(
            activity,
            person=person,
            serving_office=office,
            province=province,
            served_on=DAY,
            minutes=60,
            by=officer,
            at=AT,
        )

    outcomes = race([recording] * 10)
    codes = [outcome.code for outcome in outcomes if isinstance(outcome, RuleBroken)]
    assert (codes, ServiceRecord.objects.count()) == (["already_recorded"] * 9, 1)


# --- rounds ----------------------------------------------------------------------------------------------------------
def test_a_record_of_a_round_stands_for_all_its_days(ground):
    service = ground.recorded(minutes=60_000, from_round=True)
    assert (service.minutes, service.from_round, service.round_reference) == (60_000, True, "")
    assert code_of(ground.recorded, person=PersonFactory(), minutes=60_001, from_round=True) == "minutes_out_of_range"
    assert code_of(ground.recorded, person=PersonFactory(), minutes=1441) == "minutes_out_of_range"


def test_a_record_that_names_its_round_comes_from_it(ground):
    service = ground.recorded(minutes=2880, round_reference="00000000-0000-4000-8000-000000000001")
    assert (service.from_round, service.round_reference) == (True, "00000000-0000-4000-8000-000000000001")
    assert events("service.recorded")[0].payload["round_reference"] == service.round_reference


# --- evidence --------------------------------------------------------------------------------------------------------
def test_evidence_is_stored_as_personal_and_told_by_its_hash(ground):
    file = actions.store_evidence(PNG, name="ลงชื่อ.png", by=ground.officer, at=AT)
    service = ground.recorded(evidence=[file])
    (event,) = events("service.recorded")
    assert (file.classification, list(service.evidence.all())) == ("personal", [file])
    assert event.payload["evidence"] == [file.sha256]


def test_evidence_is_added_later(ground):
    service = ground.recorded()
    file = actions.store_evidence(PNG, name="ลงชื่อ.png", by=ground.officer, at=AT)
    actions.add_evidence(service, files=[file], by=ground.officer, at=AT)
    (event,) = events("service.evidence_added")
    assert (list(service.evidence.all()), event.payload) == ([file], {"evidence": [file.sha256]})


def test_no_file_is_no_evidence(ground):
    assert code_of(actions.add_evidence, ground.recorded(), files=[], by=ground.officer, at=AT) == "evidence_missing"


def test_nothing_is_added_to_a_record_taken_back(ground):
    service = actions.take_back(ground.recorded(), reason=REASON, by=ground.officer, at=AT)
    file = actions.store_evidence(PNG, name="ลงชื่อ.png", by=ground.officer, at=AT)
    assert code_of(actions.add_evidence, service, files=[file], by=ground.officer, at=AT) == "already_taken_back"
    assert StoredFile.objects.count() == 1


# --- taking back -----------------------------------------------------------------------------------------------------
def test_a_record_taken_back_stays_with_its_reason(ground):
    service = actions.take_back(ground.recorded(), reason=f"  {REASON} ", by=ground.officer, at=AT)
    service.refresh_from_db()
    (event,) = events("service.taken_back")
    kept = (service.taken_back_at, service.taken_back_by_id, service.taken_back_because)
    assert kept == (AT, ground.officer.pk, REASON)
    assert (event.on_id, event.payload) == (str(service.pk), {"reason": REASON})


def test_taking_back_needs_a_reason(ground):
    assert code_of(actions.take_back, ground.recorded(), reason="ผิด", by=ground.officer, at=AT) == "reason_needed"


def test_a_record_is_taken_back_once_even_from_two_tabs(ground):
    first_tab = ground.recorded()
    second_tab = ServiceRecord.objects.get(pk=first_tab.pk)
    actions.take_back(first_tab, reason=REASON, by=ground.officer, at=AT)
    again = {"reason": REASON, "by": ground.officer, "at": AT}
    assert code_of(actions.take_back, second_tab, **again) == "already_taken_back"
    assert len(events("service.taken_back")) == 1


# --- the database says it too ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"person": None},
        {"month": dt.date(2025, 2, 2)},
        {"minutes": 0},
        {"minutes": 1441},
        {"minutes": 60_001, "from_round": True},
        {"taken_back_at": AT},
    ],
    ids=["nobody", "mid-month", "no-time", "longer-than-a-day", "longer-than-a-round", "no-reason"],
)
def test_rows_that_can_not_be(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceRecordFactory(province=ProvinceFactory(code="31"), **wrong)


def test_no_two_standing_records_of_the_same_service(db):
    first = ServiceRecordFactory()
    grain = {name: getattr(first, name) for name in ("activity", "serving_office", "served_on", "province")}
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceRecordFactory(person=first.person, **grain)
    enterprise = EnterpriseFactory()
    ServiceRecordFactory(person=None, enterprise=enterprise, **grain)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceRecordFactory(person=None, enterprise=enterprise, **grain)


# --- speed -----------------------------------------------------------------------------------------------------------
def test_few_queries_per_record_when_everything_is_loaded(ground, django_assert_max_num_queries):
    people = PersonFactory.create_batch(3, province=ground.province)
    ground.recorded(person=people[0])
    with django_assert_max_num_queries(10):
        ground.recorded(person=people[1], plan_line=ground.line)
