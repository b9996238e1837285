"""Services within reach, how they are counted, their evidence, and what an office may record."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.planning.enums import Kind
from buranakan.records.models import StoredFile
from buranakan.services import actions, queries
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.planning import (
    ActivityFactory,
    EnvelopeFactory,
    PlanLineFactory,
    PortfolioFactory,
    ProjectFactory,
)
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.services.conftest import AT

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.system("test")
MAY, JUNE = dt.date(2025, 5, 15), dt.date(2025, 6, 15)


@pytest.fixture
def here():
    return ProvinceFactory(code="30")


@pytest.fixture
def elsewhere():
    return ProvinceFactory(code="50")


@pytest.fixture
def office(here):
    return provincial_office(here)


def stored(by_id=None):
    return StoredFile.objects.create(
        sha256="0" * 64, name="a.png", kind="image/png", size=9, classification="personal", stored_at=AT, by_id=by_id
    )


# --- reach ------------------------------------------------------------------------------------------------------------
def test_an_office_sees_what_any_agency_does_in_its_province(office, here, elsewhere):
    mine = {ServiceRecordFactory(province=here, serving_office=office), ServiceRecordFactory(province=here)}
    ServiceRecordFactory(province=elsewhere, serving_office=office)
    assert set(queries.services(scope(Role.PROVINCIAL_OFFICER, office))) == mine


def test_an_expert_sees_only_what_they_recorded(office, here):
    expert = scope(Role.EXPERT, office)
    own = ServiceRecordFactory(recorded_by_id=expert.user_id)
    ServiceRecordFactory(province=here, recorded_by_id=expert.user_id + 1)
    assert list(queries.services(expert)) == [own]
    assert list(queries.people(expert)) == [own.person]


def test_the_public_sees_no_rows(here):
    ServiceRecordFactory(province=here)
    assert list(queries.services(Scope.public())) == []
    assert list(queries.people(Scope.public())) == []


def test_what_was_taken_back_is_seen_and_does_not_count(here):
    standing = ServiceRecordFactory(province=here)
    taken_back = ServiceRecordFactory(province=here, taken_back_at=AT, taken_back_because="บันทึกผิดคน")
    assert set(queries.services(EVERYTHING)) == {standing, taken_back}
    assert list(queries.standing_services(EVERYTHING)) == [standing]


def test_an_office_changes_only_what_it_gave_itself(office, here):
    given = ServiceRecordFactory(province=here, serving_office=office)
    ServiceRecordFactory(province=here)
    assert list(queries.services_given(scope(Role.PROVINCIAL_OFFICER, office))) == [given]


def test_records_narrow_by_every_key_of_the_grain_and_by_kind(here, elsewhere):
    one = ServiceRecordFactory(province=here, served_on=MAY)
    ServiceRecordFactory(
        province=elsewhere,
        served_on=JUNE,
        activity=ActivityFactory(
            kind=Kind.FAIRS, project=ProjectFactory(portfolio=PortfolioFactory(code="other", fiscal_year=2569))
        ),
        owner_office=OfficeFactory(ops=True),
    )
    keys = {
        "fiscal_year": 2568,
        "project": one.activity.project,
        "activity": one.activity,
        "kind": Kind.TRAINING,
        "owner_office": one.owner_office,
        "serving_office": one.serving_office,
        "province": here,
        "month": dt.date(2025, 5, 1),
    }
    assert keys.keys() == queries.FILTERS.keys()
    for name, value in keys.items():
        assert list(queries.standing_services(EVERYTHING, **{name: value})) == [one]
    assert queries.standing_services(EVERYTHING, province=None).count() == 2


# --- counting ---------------------------------------------------------------------------------------------------------
def test_a_person_served_by_two_agencies_and_under_two_records_counts_once(here):
    remains = PersonFactory(province=here)
    merged = PersonFactory(province=here, merged_into=remains)
    ServiceRecordFactory(person=remains, province=here)
    ServiceRecordFactory(person=merged, province=here).evidence.add(stored(), stored())
    ServiceRecordFactory(person=None, enterprise=EnterpriseFactory(), province=here)
    assert queries.totals(queries.standing_services(EVERYTHING)) == queries.Totals(
        services=3, people=1, without_evidence=2
    )


def test_nothing_counts_as_nothing():
    assert queries.totals(queries.services(EVERYTHING)) == queries.Totals(services=0, people=0, without_evidence=0)


def test_what_somebody_received_is_found_under_merged_records_too(here):
    remains = PersonFactory(province=here)
    rows = {
        ServiceRecordFactory(person=remains),
        ServiceRecordFactory(person=PersonFactory(merged_into=remains), province=here),
    }
    ServiceRecordFactory(province=here)
    assert set(queries.services_to_person(EVERYTHING, remains)) == rows


def test_what_an_enterprise_received_is_found_under_merged_records_too(here):
    remains = EnterpriseFactory()
    rows = {
        ServiceRecordFactory(person=None, enterprise=remains, province=here),
        ServiceRecordFactory(person=None, enterprise=EnterpriseFactory(merged_into=remains), province=here),
    }
    ServiceRecordFactory(province=here)
    assert set(queries.services_to_enterprise(EVERYTHING, remains)) == rows


# --- people and evidence ----------------------------------------------------------------------------------------------
def test_names_in_reach_are_those_living_here_and_those_served_here(office, here, elsewhere):
    lives_here = PersonFactory(province=here)
    served_here = PersonFactory(province=elsewhere)
    ServiceRecordFactory(person=PersonFactory(province=elsewhere, merged_into=served_here), province=here)
    gone = PersonFactory(province=elsewhere)
    ServiceRecordFactory(person=gone, province=here, taken_back_at=AT, taken_back_because="บันทึกผิดคน")
    ServiceRecordFactory(person=PersonFactory(province=elsewhere), province=elsewhere)
    assert set(queries.people(scope(Role.PROVINCIAL_OFFICER, office))) == {lives_here, served_here}


def test_evidence_is_opened_within_reach_and_by_those_who_may_see_names(office, here, elsewhere):
    file = stored()
    for _time in range(2):
        ServiceRecordFactory(province=here).evidence.add(file)
    neighbour = scope(Role.PROVINCIAL_OFFICER, provincial_office(elsewhere))
    ministry = OfficeFactory(ministry=True)
    found = [
        queries.evidence_file(seen_by, file.reference)
        for seen_by in (
            scope(Role.PROVINCIAL_OFFICER, office),
            neighbour,
            scope(Role.EXECUTIVE, ministry),
            scope(Role.STEWARD, ministry),
            Scope.public(),
        )
    ]
    assert found == [file, None, None, file, None]


def test_a_file_that_proves_no_service_is_not_opened(office):
    assert queries.evidence_file(EVERYTHING, stored().reference) is None


def test_evidence_kept_while_a_form_is_put_right_is_its_own_officers(office, here):
    mine = scope(Role.PROVINCIAL_OFFICER, office)
    own, others = stored(by_id=mine.user_id), stored(by_id=member(Role.PROVINCIAL_OFFICER, office).pk)
    kept = queries.kept_evidence(mine, [str(own.reference), str(others.reference), "nonsense"])
    assert list(kept) == [own]


# --- what an office may record ----------------------------------------------------------------------------------------
def test_the_lines_an_office_serves_are_its_own_of_approved_plans_of_two_years(office, here):
    mine = scope(Role.PROVINCIAL_OFFICER, office)
    served = PlanLineFactory(version__approved=True, serving_office=office, province=here)
    envelope = served.version.plan.envelope
    PlanLineFactory(serving_office=office, province=here, version__plan__envelope=envelope)
    PlanLineFactory(version__approved=True, province=here, version__plan__envelope=envelope)
    assert list(queries.lines_to_serve(mine, on=MAY)) == [served]
    assert list(queries.lines_to_serve(mine, on=dt.date(2025, 10, 3))) == [served]
    assert list(queries.lines_to_serve(mine, on=dt.date(2026, 10, 3))) == []


def test_activities_and_owners_are_those_of_the_joint_programmes_of_two_years(office, here):
    line = PlanLineFactory(version__approved=True, serving_office=office, province=here)
    PlanLineFactory(owner_office=OfficeFactory(ops=True), version__plan__envelope=line.version.plan.envelope)
    mine = scope(Role.PROVINCIAL_OFFICER, office)
    assert line.activity in queries.activities_to_serve(on=MAY)
    assert list(queries.activities_to_serve(on=dt.date(2027, 5, 1))) == []
    assert set(queries.owners_to_serve(mine, on=MAY)) == {line.owner_office, office}


def test_what_records_can_be_narrowed_by_is_what_is_in_reach(office, here, elsewhere):
    one = ServiceRecordFactory(province=here, served_on=MAY)
    ServiceRecordFactory(province=elsewhere, served_on=JUNE, owner_office=OfficeFactory(ops=True))
    mine = scope(Role.PROVINCIAL_OFFICER, office)
    assert list(queries.activities_recorded(mine)) == [one.activity]
    assert set(queries.offices_recorded(mine)) == {one.owner_office, one.serving_office}
    assert list(queries.provinces_recorded(mine)) == [here]
    assert list(queries.months_recorded(mine)) == [dt.date(2025, 5, 1)]


def test_a_centre_serves_its_own_lines_in_all_its_provinces(here, elsewhere):
    centre, envelope = centre_of(here, elsewhere), EnvelopeFactory()
    lines = {
        PlanLineFactory(
            version__approved=True, version__plan__envelope=envelope, serving_office=centre, province=province
        )
        for province in (here, elsewhere)
    }
    assert set(queries.lines_to_serve(scope(Role.CENTRE_OFFICER, centre), on=MAY)) == lines


def test_taking_back_moves_the_totals(ground):
    service = ground.recorded()
    before = queries.totals(queries.standing_services(EVERYTHING)).people
    actions.take_back(service, reason="บันทึกผิดคน ต้องแก้ใหม่", by=ground.officer, at=AT)
    assert (before, queries.totals(queries.standing_services(EVERYTHING)).people) == (1, 0)
