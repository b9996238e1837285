"""The list of events: who sees it, what narrows it, and that it costs the same for many."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.pages.desk import trail_words
from buranakan.records import actions
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
URL = "/desk/trail/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    return OfficeFactory(ministry=True)


@pytest.fixture
def auditor(ministry):
    return member(Role.AUDITOR, ministry)


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


def record(name="service.recorded", *, on=None, at=NOON, by=None, **said):
    with transaction.atomic():
        return actions.record(name, on=on or ProvinceFactory(code="30"), by=by, at=at, **said)


def listed(response):
    return [row["event"].pk for row in response.context["rows"]]


def test_an_auditor_sees_what_happened_latest_first(as_auditor):
    early = record(at=NOON - dt.timedelta(days=2))
    late = record()
    response = as_auditor.get(URL)
    assert (response.status_code, listed(response)) == (200, [late.pk, early.pk])


def test_a_row_says_what_when_and_by_which_post_and_never_what_it_carries(as_auditor, auditor):
    record(by=auditor, secret="คำที่ไม่ควรเห็น")  # noqa: S106
    row = as_auditor.get(URL).context["rows"][0]
    said = (trail_words.EVENTS["service.recorded"], trail_words.THINGS["areas.province"])
    assert (row["what"], row["thing"]) == said
    assert row["post"] == f"{Role.AUDITOR.label} · moi"
    assert "คำที่ไม่ควรเห็น" not in as_auditor.get(URL).content.decode()


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get(URL)
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.PLANNER])
def test_a_role_without_the_permission_is_refused(client, ministry, role):
    client.force_login(member(role, ministry))
    assert client.get(URL).status_code == 403


def test_a_provincial_office_does_not_browse_the_trail(client):
    client.force_login(member(Role.OFFICE_HEAD, provincial_office(ProvinceFactory(code="30"))))
    assert client.get(URL).status_code == 403


def test_it_is_only_read(as_auditor):
    assert as_auditor.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(as_auditor, auditor, count, django_assert_num_queries):
    for _ in range(count):
        record(by=auditor)
    actions.seal(NOON)
    with django_assert_num_queries(10):
        as_auditor.get(URL)


# --- narrowing --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"name": "plan.started"}, ["plan"]),
        ({"on_type": "areas.office"}, ["plan"]),
        ({"on_type": "areas.province", "on_id": "30"}, ["service"]),
        ({"on_id": "99"}, []),
        ({"role": "auditor"}, ["service"]),
        ({"role": "planner"}, []),
        ({"office": "moi"}, ["service"]),
        ({"first_day": "15 พ.ค. 2568"}, ["service"]),
        ({"first_day": "๑๕/๕/๒๕๖๘"}, ["service"]),
        ({"last_day": "14/5/2568"}, ["plan"]),
        ({"first_day": "14/5/2568", "last_day": "15/5/2568"}, ["service", "plan"]),
        ({}, ["service", "plan"]),
    ],
    ids=str,
)
def test_the_list_is_narrowed(as_auditor, auditor, ministry, typed, expected):
    events = {
        "service": record(by=auditor),
        "plan": record("plan.started", on=ministry, at=NOON - dt.timedelta(days=1)),
    }
    response = as_auditor.get(URL, typed)
    assert listed(response) == [events[name].pk for name in expected]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (dt.datetime(2025, 5, 14, 23, 59, 59, tzinfo=BANGKOK), 0),
        (dt.datetime(2025, 5, 15, 0, 0, tzinfo=BANGKOK), 1),
        (dt.datetime(2025, 5, 15, 23, 59, 59, tzinfo=BANGKOK), 1),
        (dt.datetime(2025, 5, 16, 0, 0, tzinfo=BANGKOK), 0),
    ],
    ids=["second-before", "midnight", "last-second", "next-midnight"],
)
def test_a_day_is_a_day_in_thailand(as_auditor, hour, expected):
    record(at=hour)
    typed = {"first_day": "15/5/2568", "last_day": "15/5/2568"}
    assert len(listed(as_auditor.get(URL, typed))) == expected


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"first_day": "31/2/2568"}, "first_day", "date_impossible"),
        ({"first_day": "16/5/2568", "last_day": "15/5/2568"}, "last_day", "days_reversed"),
        ({"name": "plan.forged"}, "name", "invalid_choice"),
    ],
    ids=["no-such-day", "reversed", "unknown-name"],
)
def test_what_was_not_understood_is_said_and_shows_no_events(as_auditor, typed, field, code):
    record()
    response = as_auditor.get(URL, typed)
    assert (response.status_code, listed(response)) == (200, [])
    assert [error.code for error in response.context["form"].errors.as_data()[field]] == [code]


def test_pages_of_the_list_keep_what_was_narrowed(as_auditor):
    for _ in range(51):
        record()
    first = as_auditor.get(URL, {"name": "service.recorded"})
    second = as_auditor.get(URL, {"name": "service.recorded", "page": 2})
    assert (len(listed(first)), len(listed(second))) == (50, 1)
    assert "?name=service.recorded&amp;page=2" in first.content.decode()


def test_an_empty_trail_says_so(as_auditor):
    assert listed(as_auditor.get(URL)) == []


# --- the checkpoint ---------------------------------------------------------------------------------------------------
def test_the_signed_checkpoint_can_be_kept(as_auditor):
    record()
    actions.seal(NOON)
    response = as_auditor.get("/desk/trail/checkpoint/")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/plain; charset=utf-8",
        'attachment; filename="checkpoint.txt"',
    )
    assert response.content.decode().startswith("buranakan/trail\n1\n")


def test_the_clock_of_the_page_is_ours(as_auditor):
    with clock.frozen_at(NOON):
        assert as_auditor.get(URL).status_code == 200
