"""Support passports of people and enterprises: everything in reach on one timeline, and the look written down."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.records.models import Event
from tests.factories.delivery import CertificateFactory, ParticipantFactory, RoundFactory
from tests.factories.outcomes import IndicatorFactory, MeasurementFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in_as

QUERIES = 18

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(worlds.NOW):
        yield worlds.build()


@pytest.fixture
def officer(world):
    return signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])


@pytest.fixture
def person(world):
    return PersonFactory(province=world.korat, registered_by_office=world.offices["30"])


@pytest.fixture
def enterprise(world):
    return EnterpriseFactory(province=world.korat, registered_by_office=world.offices["30"])


def url(subject):
    name = "enterprise" if hasattr(subject, "kind") else "person"
    return reverse(f"desk:{name}_passport", args=[subject.reference])


def test_a_person_with_everything_in_reach_and_how_much_is_not(world, officer, person):
    [service] = worlds.complete(world, world.korat)
    certificate = CertificateFactory(participant=service.participation)
    person = service.person
    worlds.serve(world, world.chiang_mai, persons=[person], on=dt.date(2025, 4, 1))
    call = worlds.open_call(world, world.korat)
    [application] = worlds.accept(world, call, world.korat, person=person)
    line = worlds.add_line(world, world.fair, world.korat, people=20, month=dt.date(2025, 5, 1))
    seat = ParticipantFactory(round=RoundFactory(plan_line=line), person=person)
    MeasurementFactory(indicator=IndicatorFactory(of_person=True), person=person, enterprise=None)
    response = officer.get(url(person))
    text = response.content.decode()
    assert (response.status_code, response.context["name"], response.context["hours"]) == (200, person.full_name, "12")
    assert (response.context["passport"].rows_seen, response.context["passport"].rows_in_all) == (4, 5)
    links = [
        f"/desk/services/{service.reference}/",
        f"/certificates/{certificate.code}/",
        f"/desk/applications/{application.reference}/",
        f"/desk/rounds/{seat.round.reference}/",
        f"/desk/register/people/{person.reference}/outcomes/",
    ]
    assert [link for link in links if link not in text] == []
    assert [officer.get(link).status_code for link in links] == [200] * 5


def test_a_look_at_a_person_is_written_down(officer, person):
    officer.get(url(person))
    assert [event.name for event in Event.objects.filter(on_id=str(person.pk))] == ["person.opened"]


def test_an_enterprise_with_who_received_for_it(world, officer, enterprise):
    person = PersonFactory(province=world.korat, first_name="ลำดวนทิพย์")
    ServiceRecordFactory(
        person=person,
        enterprise=enterprise,
        activity=world.training,
        owner_office=world.diprom,
        serving_office=world.offices["30"],
        province=world.korat,
    )
    response = officer.get(url(enterprise))
    assert (response.status_code, response.context["passport"].services) == (200, 1)
    assert "ลำดวนทิพย์" in response.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, person, enterprise):
    for subject in (person, enterprise):
        assert client.get(url(subject)).headers["Location"] == f"/accounts/login/?next={url(subject)}"


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.PLANNER, Role.FINANCE_OFFICER, Role.AUDITOR])
def test_those_who_do_not_work_with_names_are_refused(world, person, enterprise, role):
    client = signed_in_as(role, world.ministry)
    assert [client.get(url(subject)).status_code for subject in (person, enterprise)] == [403, 403]


def test_another_province_does_not_find_them(world, person, enterprise):
    client = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["50"])
    assert [client.get(url(subject)).status_code for subject in (person, enterprise)] == [404, 404]


def test_wrong_method(officer, person, enterprise):
    assert [officer.post(url(subject)).status_code for subject in (person, enterprise)] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, officer, person, count, django_assert_num_queries):
    for number in range(count):
        worlds.serve(world, world.korat, persons=[person], on=dt.date(2025, 2, 14 + number))
        line = worlds.add_line(world, world.fair, world.korat, people=20, month=dt.date(2025, 5, 1))
        ParticipantFactory(round=RoundFactory(plan_line=line), person=person)
        MeasurementFactory(indicator=IndicatorFactory(of_person=True), person=person, enterprise=None)
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat, person=person, people=count)
    with django_assert_num_queries(QUERIES):
        officer.get(url(person))


def test_an_old_address_leads_to_the_record_that_remains(officer, world, person, enterprise):
    gone = PersonFactory(province=world.korat, merged_into=person)
    closed = EnterpriseFactory(province=world.korat, merged_into=enterprise)
    assert officer.get(url(gone)).headers["Location"] == url(person)
    assert officer.get(url(closed)).headers["Location"] == url(enterprise)


def test_nothing_yet_says_so(officer, person):
    response = officer.get(url(person))
    assert (response.status_code, response.context["passport"].moments) == (200, ())


@pytest.mark.parametrize("kind", ["person", "enterprise"])
def test_the_register_leads_to_the_passport(officer, person, enterprise, kind):
    subject = {"person": person, "enterprise": enterprise}[kind]
    assert url(subject) in officer.get(reverse(f"desk:{kind}", args=[subject.reference])).content.decode()
