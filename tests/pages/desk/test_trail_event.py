"""One event: what it says, its seal and proof; what it carries only after a reason, which is written down."""

import datetime as dt

import pytest
from django.db import models, transaction
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.records import actions
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
SECRET = "คำที่เห็นได้เมื่อมีเหตุผล"  # noqa: S105

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor():
    return member(Role.AUDITOR, OfficeFactory(ministry=True))


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def event(auditor):
    return record(by=auditor, note=SECRET, days=[1, 2])


def record(**said):
    with transaction.atomic():
        return actions.record("service.recorded", on=ProvinceFactory(code="30"), at=NOON, **said)


def url(event, part=""):
    return f"/desk/trail/{event.reference}/{part}"


PARTS = [("get", ""), ("get", "proof/"), ("post", "payload/")]


def test_an_auditor_sees_what_the_event_says_but_not_what_it_carries(as_auditor, event):
    response = as_auditor.get(url(event))
    assert (response.status_code, response.context["event"]) == (200, event)
    assert event.digest in response.content.decode()
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(("method", "part"), PARTS)
def test_a_stranger_is_sent_to_sign_in(client, event, method, part):
    response = getattr(client, method)(url(event, part))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(("method", "part"), PARTS)
def test_a_role_without_the_permission_is_refused(client, event, method, part):
    client.force_login(member(Role.OFFICE_HEAD, provincial_office(ProvinceFactory(code="30"))))
    assert getattr(client, method)(url(event, part), {"because": "อยากรู้เฉย ๆ"}).status_code == 403
    assert Event.objects.count() == 1


@pytest.mark.parametrize(("method", "part"), [("post", ""), ("post", "proof/"), ("get", "payload/")])
def test_a_wrong_method_is_refused(as_auditor, event, method, part):
    assert getattr(as_auditor, method)(url(event, part)).status_code == 405


@pytest.mark.parametrize(("method", "part"), PARTS)
def test_an_event_that_is_not_there_is_not_found(as_auditor, method, part):
    missing = f"/desk/trail/00000000-0000-0000-0000-000000000000/{part}"
    assert getattr(as_auditor, method)(missing).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(as_auditor, event, count, django_assert_num_queries):
    for _ in range(count):
        record(by=None)
    with django_assert_num_queries(5):
        as_auditor.get(url(event))


# --- a look -----------------------------------------------------------------------------------------------------------
def test_what_it_carries_is_shown_for_a_reason_and_the_look_is_an_event(as_auditor, event, auditor):
    response = as_auditor.post(url(event, "payload/"), {"because": "ตรวจสอบตามแผนประจำปี"})
    assert (response.status_code, response.context["carried"]) == (200, [("days", "[1,2]"), ("note", SECRET)])
    assert SECRET in response.content.decode()
    look = Event.objects.latest("pk")
    assert (look.name, look.on_label, look.by_id, look.by_post, look.payload) == (
        "event.payload_looked_at",
        str(event.reference),
        auditor.pk,
        "auditor@moi",
        {"because": "ตรวจสอบตามแผนประจำปี"},
    )


def test_a_look_without_a_reason_is_refused_in_place(as_auditor, event):
    response = as_auditor.post(url(event, "payload/"), {"because": "  "})
    assert (response.status_code, response.context["refusal"].code) == (409, "reason_missing")
    assert SECRET not in response.content.decode()
    assert Event.objects.count() == 1


def test_what_was_typed_is_kept_when_it_was_too_short(as_auditor, event):
    response = as_auditor.post(url(event, "payload/"), {"because": "ดู"})
    assert (response.status_code, response.context["form"]["because"].value()) == (409, "ดู")


def test_an_erased_payload_is_said_to_be_erased(as_auditor, event):
    actions.erase_payload(event, because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    response = as_auditor.post(url(event, "payload/"), {"because": "ตรวจสอบตามแผนประจำปี"})
    assert (response.status_code, response.context["is_erased"], response.context["carried"]) == (200, True, [])


# --- the proof --------------------------------------------------------------------------------------------------------
def test_the_proof_leads_from_the_event_to_the_signed_root(as_auditor, event):
    for _ in range(4):
        record(by=None)
    actions.seal(NOON)
    proof = as_auditor.get(url(event, "proof/")).context["proof"]
    assert (proof.position, proof.size, proof.digest, proof.holds, len(proof.path)) == (0, 5, event.digest, True, 3)


def test_the_proof_of_an_event_that_was_moved_does_not_hold(as_auditor, event):
    record(by=None)
    actions.seal(NOON)
    models.QuerySet(Event).filter(pk=event.pk).update(digest="00" * 32)
    assert as_auditor.get(url(event, "proof/")).context["proof"].holds is False


def test_an_event_that_waits_has_no_proof_yet(as_auditor, event):
    assert as_auditor.get(url(event, "proof/")).context["proof"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_proof_does_not_grow(as_auditor, event, count, django_assert_num_queries):
    for _ in range(count):
        record(by=None)
    actions.seal(NOON)
    with django_assert_num_queries(8):
        as_auditor.get(url(event, "proof/"))
