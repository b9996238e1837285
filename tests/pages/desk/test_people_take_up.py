"""People: serve somebody of another province who gave their citizen number."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from buranakan.registry.models import PersonReach
from tests.pages.desk.counter import NOW, Counter, main_text

URL = "/desk/register/people/take-up/"
ADD = "/desk/register/people/add/"
NUMBER = ids.made_up_citizen_number(1)
WRITTEN = {"citizen_number": ids.format_citizen_number(NUMBER), "reason": "มาขอรับคำปรึกษาที่สำนักงานของเรา"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


@pytest.fixture
def holder(counter):
    return counter.person(first_name="มานี", citizen_number=NUMBER)


def page(person):
    return f"/desk/register/people/{person.reference}/"


def errors(response):
    return {name: [one.code for one in found.as_data()] for name, found in response.context["form"].errors.items()}


def test_an_officer_takes_up_somebody_and_opens_their_page(counter, holder):
    neighbour = counter.as_neighbour()
    assert neighbour.get(page(holder)).status_code == 404
    assert neighbour.post(URL, WRITTEN).headers["Location"] == page(holder)
    assert neighbour.get(page(holder)).status_code == 200
    assert list(PersonReach.objects.values_list("person", "office")) == [(holder.pk, counter.other_office.pk)]


def test_a_stranger_is_asked_to_sign_in(client, holder):
    assert client.post(URL, WRITTEN).status_code == 302
    assert PersonReach.objects.count() == 0


def test_a_role_that_may_not_add_is_refused(counter, holder):
    client = counter.as_role(Role.OFFICE_HEAD, counter.other_office)
    assert [client.get(URL).status_code, client.post(URL, WRITTEN).status_code] == [403, 403]
    assert PersonReach.objects.count() == 0


def test_wrong_method(counter):
    assert counter.client.put(URL).status_code == 405


def test_the_taken_number_on_the_add_page_leads_here_without_standing_in_an_address(counter, holder):
    neighbour = counter.as_neighbour()
    typed = {"first_name": "มานี", "province": "50", "citizen_number": NUMBER}
    refused = main_text(neighbour.post(f"{ADD}?then=service", typed))
    assert (f'action="{URL}?then=service"' in refused, f'name="citizen_number" value="{NUMBER}"' in refused) == (
        True,
        True,
    )
    form = neighbour.post(f"{URL}?then=service", {"citizen_number": NUMBER}).context["form"]
    assert (form.errors, form["citizen_number"].value()) == ({}, NUMBER)
    response = neighbour.post(f"{URL}?then=service", WRITTEN)
    assert response.headers["Location"] == f"/desk/services/add/?person={holder.reference}"
    assert neighbour.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "found", "status"),
    [
        ({"reason": ""}, {"reason": ["required"]}, 200),
        ({"reason": "มา"}, {"reason": ["reason_needed"]}, 409),
        ({"citizen_number": "12"}, {"citizen_number": ["number_length"]}, 200),
        ({"citizen_number": ids.made_up_citizen_number(2)}, {"citizen_number": ["nobody_has_this_number"]}, 409),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(counter, holder, changes, found, status):
    typed = WRITTEN | changes
    response = counter.as_neighbour().post(URL, typed)
    form = response.context["form"]
    assert (response.status_code, errors(response)) == (status, found)
    assert {name: form[name].value() for name in typed} == typed
    assert not Event.objects.filter(name="person.taken_up").exists()
