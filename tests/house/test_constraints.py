"""The database says it too: every constraint is tripped by its name; here those that no rule stands before."""

import datetime as dt

import pytest
from django.db import models

from buranakan.lib.clock import BANGKOK
from buranakan.policy.models import Pillar, PillarWording
from buranakan.records.models import StoredFile
from buranakan.registry.enums import Part
from buranakan.registry.models import Enterprise, EnterprisePart, Person
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.areas import OfficeFactory, ProvinceFactory, ResponsibilityFactory
from tests.factories.planning import (
    ActivityFactory,
    PlanFactory,
    PlanLineFactory,
    PlanVersionFactory,
    PortfolioFactory,
    ProjectFactory,
)
from tests.factories.policy import AnnouncementFactory, FrameworkFactory, ProposalFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory, PersonReachFactory
from tests.factories.services import ServiceRecordFactory
from tests.house.guards.models import find_untripped_constraints
from tests.house.guards.tree import kept_files, python
from tests.house.test_models import OURS

EARLY, LATE = dt.date(2024, 10, 1), dt.date(2025, 10, 1)
NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
BACKWARDS = {"valid_from": LATE, "valid_to": EARLY}


def of(maker, **said):
    return lambda: maker(**said)


def pillar(**said):
    return Pillar.objects.create(order=1, **said)


def wording(**said):
    return PillarWording.objects.create(name_th="ก", name_en="a", source="test", **said)


def stored_file(**said):
    return StoredFile.objects.create(
        sha256="ab" * 32, name="a.pdf", kind="application/pdf", classification="office", stored_at=NOON, **said
    )


# One row that is wrong by itself.
WRONG = {
    "stored_files_are_not_empty": of(stored_file, size=0),
    "an_office_ends_after_it_begins": of(OfficeFactory, **BACKWARDS),
    "a_responsibility_ends_after_it_begins": of(ResponsibilityFactory, **BACKWARDS),
    "a_membership_ends_after_it_begins": of(MembershipFactory, **BACKWARDS),
    "a_framework_ends_after_it_begins": of(FrameworkFactory, **BACKWARDS),
    "unit_cost_range_is_in_order": of(ActivityFactory, unit_cost_low_satang=2, unit_cost_high_satang=1),
    "round_sizes_are_in_order": of(ActivityFactory, round_smallest=2, round_largest=1),
    "somebody_received_the_service": lambda: ServiceRecordFactory(person=None, province=ProvinceFactory()),
    "a_service_month_is_its_first_day": of(ServiceRecordFactory, month=dt.date(2025, 2, 2)),
    "a_service_taken_back_has_a_reason": of(ServiceRecordFactory, taken_back_at=NOON),
    "nobody_is_merged_into_themselves": lambda: merged_into_itself(Person, PersonFactory()),
    "a_person_is_taken_up_for_a_reason": of(PersonReachFactory, because=""),
    "no_enterprise_is_merged_into_itself": lambda: merged_into_itself(Enterprise, EnterpriseFactory()),
}


def merged_into_itself(model, row):
    models.QuerySet(model).filter(pk=row.pk).update(merged_into=row)


# A row that is wrong because there is one like it: what both share is made first.
TWICE = {
    "one_responsibility_per_office_province_function_day": lambda: of(
        ResponsibilityFactory, office=OfficeFactory(), province=ProvinceFactory(), valid_from=EARLY
    ),
    "one_responsibility_without_a_first_day": lambda: of(
        ResponsibilityFactory, office=OfficeFactory(), province=ProvinceFactory(), valid_from=None
    ),
    "one_membership_per_role_office_and_day": lambda: of(MembershipFactory, user=UserFactory(), office=OfficeFactory()),
    "one_pillar_per_code": lambda: of(pillar, framework=FrameworkFactory(), code="a"),
    "one_wording_per_pillar_and_day": lambda: of(
        wording, pillar=pillar(framework=FrameworkFactory(), code="a"), valid_from=EARLY
    ),
    "one_proposal_per_words": lambda: of(ProposalFactory, announcement=AnnouncementFactory()),
    "one_project_per_number": lambda: of(ProjectFactory, portfolio=PortfolioFactory(), number=1),
    "one_activity_per_code": lambda: of(ActivityFactory, project=ProjectFactory(), code="a"),
    "one_plan_version_per_number": lambda: of(PlanVersionFactory, plan=PlanFactory(), number=1),
    "one_plan_line_per_grain": lambda: of(
        PlanLineFactory,
        version=PlanVersionFactory(),
        activity=ActivityFactory(),
        serving_office=OfficeFactory(),
        province=ProvinceFactory(),
    ),
    "one_person_per_citizen_number": lambda: of(PersonFactory, citizen_number_hash="ab" * 32),
    "one_enterprise_per_number": lambda: of(EnterpriseFactory, number="0105500000000"),
    "one_part_per_person_and_enterprise": lambda: of(
        EnterprisePart.objects.create, person=PersonFactory(), enterprise=EnterpriseFactory(), part=Part.OWNER
    ),
    "an_office_takes_up_a_person_once": lambda: of(PersonReachFactory, person=PersonFactory(), office=OfficeFactory()),
    "one_service_per_person_activity_office_and_day": lambda: of(
        ServiceRecordFactory, person=PersonFactory(), activity=ActivityFactory(), serving_office=OfficeFactory()
    ),
    "one_service_per_enterprise_activity_office_and_day": lambda: of(
        ServiceRecordFactory,
        person=None,
        enterprise=EnterpriseFactory(),
        province=ProvinceFactory(),
        activity=ActivityFactory(),
        serving_office=OfficeFactory(),
    ),
}


def test_every_constraint_is_tripped_somewhere():
    assert find_untripped_constraints(OURS, tests=python(kept_files(), "tests/")) == []


def test_a_constraint_that_no_test_trips_is_caught():
    assert find_untripped_constraints([StoredFile], tests={"tests/a.py": "nothing"}) == [
        "records.StoredFile: stored_files_are_not_empty"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_refused(name):
    refused_by(name, WRONG[name])


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_like_the_first_is_refused(name):
    make = TWICE[name]()
    make()
    refused_as_second_by(name, make)
