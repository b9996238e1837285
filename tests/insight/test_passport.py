"""The support passport: every link of the chain for one person or enterprise, once, and what lies out of reach."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight.passport import Happening, passport
from buranakan.planning.enums import Kind
from tests.factories.accounts import scope
from tests.factories.delivery import CertificateFactory, ParticipantFactory, RoundFactory
from tests.factories.outcomes import IndicatorFactory, MeasurementFactory
from tests.factories.planning import ActivityFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.insight import world as worlds

ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def korat(world):
    return scope(Role.PROVINCIAL_OFFICER, world.offices["30"])


@pytest.fixture
def person(world):
    return PersonFactory(province=world.korat, registered_by_office=world.offices["30"])


def happened(found):
    return [(one.happening, one.on) for one in found.moments]


def test_everything_stands_on_one_line_the_latest_first(world, person):
    call = worlds.open_call(world, world.korat)
    worlds.accept(world, call, world.korat, person=person, on=dt.date(2025, 1, 10))
    worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 14))
    MeasurementFactory(
        indicator=IndicatorFactory(of_person=True), person=person, enterprise=None, measured_on=dt.date(2025, 3, 1)
    )
    found = passport(ALL, person)
    assert happened(found) == [
        (Happening.MEASUREMENT, dt.date(2025, 3, 1)),
        (Happening.SERVICE, dt.date(2025, 2, 14)),
        (Happening.APPLICATION, dt.date(2025, 1, 10)),
    ]
    assert (found.rows_seen, found.rows_in_all, len(found.changes)) == (3, 3, 1)


def test_what_other_provinces_did_is_counted_and_not_shown(world, person, korat):
    worlds.serve(world, world.korat, persons=[person])
    worlds.serve(world, world.chiang_mai, persons=[person], on=dt.date(2025, 3, 3))
    worlds.apply(world, worlds.open_call(world, world.chiang_mai), world.chiang_mai, person=person)
    found = passport(korat, person)
    assert [one.thing.province_id for one in found.moments] == ["30"]
    assert (found.rows_seen, found.rows_in_all, found.services) == (1, 3, 1)


def test_sums_by_year_and_kind_count_what_stands(world, person):
    advice = ActivityFactory(project=world.farms, code="advice", kind=Kind.ADVICE)
    worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 14))
    worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 15), serving=world.centre)
    worlds.serve(world, world.korat, persons=[person], activity=advice)
    [gone] = worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 20))
    gone.taken_back_at, gone.taken_back_because = gone.recorded_at, "บันทึกผิดคน ลงซ้ำกับวันก่อน"
    gone.save()
    found = passport(ALL, person)
    minutes = gone.minutes
    assert [(one.fiscal_year, one.kind, one.services, one.minutes) for one in found.sums] == [
        (2568, Kind.TRAINING, 2, 2 * minutes),
        (2568, Kind.ADVICE, 1, minutes),
    ]
    assert (found.services, found.minutes, found.offices) == (3, 3 * minutes, 2)
    assert len(found.moments) == 4


def test_a_completed_round_stands_once_with_its_certificate(world):
    [service] = worlds.complete(world, world.korat)
    certificate = CertificateFactory(participant=service.participation)
    [one] = passport(ALL, service.person).moments
    assert (one.happening, one.thing) == (Happening.SERVICE, service)
    assert list(one.thing.participation.certificates.all()) == [certificate]


def test_a_round_that_is_not_completed_stands_as_a_round(world, person):
    line = worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, 5, 1))
    seat = ParticipantFactory(round=RoundFactory(plan_line=line), person=person)
    [one] = passport(ALL, person).moments
    assert (one.happening, one.thing) == (Happening.ROUND, seat)


def test_an_application_that_was_declined_is_found_by_the_number(world, person):
    person.citizen_number_hash = "a" * 64
    person.save()
    call = worlds.open_call(world, world.korat)
    [declined] = worlds.apply(
        world, call, world.korat, state="declined", decided_because="ที่นั่งเต็ม", citizen_number_hash="a" * 64
    )
    worlds.apply(world, call, world.korat, citizen_number_hash="b" * 64)
    assert [one.thing for one in passport(ALL, person).moments] == [declined]


def test_without_a_number_nobody_elses_application_is_found(world, person):
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat, citizen_number_hash=None)
    assert passport(ALL, person).moments == ()


def test_what_came_under_a_merged_record_stands_too(world, person):
    [service] = worlds.serve(world, world.korat)
    service.person.merged_into = person
    service.person.save()
    assert [one.thing for one in passport(ALL, person).moments] == [service]


def test_of_an_enterprise_with_what_was_told_of_each_service(world, korat):
    enterprise = EnterpriseFactory(province=world.korat, registered_by_office=world.offices["30"])
    service = ServiceRecordFactory(
        person=None,
        enterprise=enterprise,
        activity=world.training,
        owner_office=world.diprom,
        serving_office=world.offices["30"],
        province=world.korat,
    )
    worlds.serve(world, world.korat)
    [one] = passport(korat, enterprise).moments
    assert (one.thing, one.told) == (service, ())


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, person, count, django_assert_num_queries):
    call = worlds.open_call(world, world.korat)
    worlds.apply(world, call, world.korat, person=person, people=count)
    for number in range(count):
        worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 14 + number))
        MeasurementFactory(indicator=IndicatorFactory(of_person=True), person=person, enterprise=None)
    with django_assert_num_queries(10):
        assert passport(ALL, person).rows_seen == 3 * count
