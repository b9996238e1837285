"""Verifying the trail from its page."""

import datetime as dt

import pytest
from django.db import models, transaction
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.records import actions
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
URL = "/desk/trail/verification/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_auditor(client):
    client.force_login(member(Role.AUDITOR, OfficeFactory(ministry=True)))
    return client


def record():
    with transaction.atomic():
        return actions.record("service.recorded", on=ProvinceFactory(code="30"), by=None, at=NOON)


def test_a_sound_trail_is_said_to_be_sound(as_auditor):
    record()
    actions.seal(NOON)
    record()
    verdict = as_auditor.post(URL).context["verdict"]
    assert (verdict.is_sound, verdict.sealed, verdict.checkpoints, verdict.unsealed) == (True, 1, 2, 1)


def test_a_changed_event_is_named_with_the_way_to_it(as_auditor):
    event = record()
    actions.seal(NOON)
    models.QuerySet(Event).filter(pk=event.pk).update(by_post="x")
    response = as_auditor.post(URL)
    fault = response.context["verdict"].fault
    assert (fault.code, fault.position) == ("event_changed", 0)
    assert reverse("desk:trail_event", args=[event.reference]) in response.content.decode()


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.post(URL)
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


def test_a_role_without_the_permission_is_refused(client):
    client.force_login(member(Role.EXECUTIVE, OfficeFactory(ministry=True)))
    assert client.post(URL).status_code == 403


def test_it_is_asked_for_and_not_just_opened(as_auditor):
    assert as_auditor.get(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(as_auditor, count, django_assert_num_queries):
    for _ in range(count):
        record()
    actions.seal(NOON)
    with django_assert_num_queries(10):
        as_auditor.post(URL)
