"""People: add, with likely duplicates shown first."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from buranakan.registry.models import Person
from tests.pages.desk.counter import NOW, Counter, main_text

URL = "/desk/register/people/add/"
NUMBER = ids.made_up_citizen_number(1)
WRITTEN = {
    "title": "นาง",
    "first_name": "สม\u200bศรี",
    "last_name": "ใจดี",
    "province": "30",
    "phone": "081-234-5678",
    "citizen_number": ids.format_citizen_number(NUMBER),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        yield Counter.opened()


def kept(response):
    """What the form still holds."""
    form = response.context["form"]
    return {name: form[name].value() for name in WRITTEN}


def test_an_officer_adds_a_person(counter):
    response = counter.client.post(URL, WRITTEN)
    person = Person.objects.get()
    assert response.headers["Location"] == f"/desk/register/people/{person.reference}/"
    assert (person.full_name, person.phone, person.registered_by_office) == (
        "นางสมศรี ใจดี",
        "0812345678",
        counter.office,
    )


def test_the_only_province_of_the_office_is_not_asked_for(counter):
    assert counter.client.get(URL).context["form"]["province"].value() == "30"


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.post(URL, WRITTEN).status_code == 302
    assert Person.objects.count() == 0


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXPERT])
def test_a_role_that_may_not_add_is_refused(counter, role):
    client = counter.as_role(role)
    assert (client.get(URL).status_code, client.post(URL, WRITTEN).status_code) == (403, 403)
    assert Person.objects.count() == 0


def test_wrong_method(counter):
    assert counter.client.put(URL).status_code == 405


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("first_name", "", "required"),
        ("first_name", "\u200b", "name_missing"),
        ("province", "", "required"),
        ("province", "99", "invalid_choice"),
        ("phone", "12", "phone_not_understood"),
        ("citizen_number", "1234567890123", "number_check_digit"),
        ("citizen_number", "12", "number_length"),
        ("last_name", "ก" * 121, "text_too_long"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_everything_typed_stays(counter, field, written, code):
    typed = WRITTEN | {field: written}
    response = counter.client.post(URL, typed)
    errors = response.context["form"].errors.as_data()
    errors = {name: [error.code for error in found] for name, found in errors.items()}
    assert (errors, kept(response), Person.objects.count()) == ({field: [code]}, typed, 0)


def test_likely_the_same_person_is_shown_first_and_everything_typed_stays(counter):
    counter.person(phone="0812345678", citizen_number=ids.made_up_citizen_number(2))
    response = counter.client.post(URL, WRITTEN)
    assert (response.status_code, kept(response), Person.objects.count()) == (409, WRITTEN, 1)
    shown = main_text(response)
    assert "นางสมศรี ใจดี" in shown
    assert ids.mask_citizen_number(ids.made_up_citizen_number(2)) in shown


def test_confirmed_to_be_somebody_else_the_person_is_added(counter):
    counter.person()
    confirmed = counter.client.post(URL, WRITTEN).context["form"]["confirmed"].value()
    counter.client.post(URL, WRITTEN | {"confirmed": confirmed})
    assert Person.objects.count() == 2


def test_a_confirmation_holds_for_the_name_it_was_given_for(counter):
    counter.person()
    counter.person(first_name="มานะ", last_name="อดทน")
    confirmed = counter.client.post(URL, WRITTEN).context["form"]["confirmed"].value()
    other = WRITTEN | {"first_name": "มานะ", "last_name": "อดทน", "confirmed": confirmed}
    assert (counter.client.post(URL, other).status_code, Person.objects.count()) == (409, 2)


def test_a_taken_number_offers_the_record_that_has_it(counter):
    holder = counter.person(first_name="มานี", citizen_number=NUMBER)
    response = counter.client.post(URL, WRITTEN)
    assert (response.status_code, response.context["refusal"].code) == (409, "citizen_number_taken")
    assert (response.context["holder"], kept(response)) == (holder, WRITTEN)


def test_a_number_taken_in_another_province_tells_nothing_of_its_holder(counter):
    holder = counter.person(first_name="มานี", citizen_number=NUMBER)
    response = counter.as_neighbour().post(URL, WRITTEN)
    assert (response.status_code, response.context["refusal"].code) == (409, "citizen_number_taken")
    assert (response.context["holder"], "มานี" in response.content.decode()) == (None, False)
    assert str(holder.reference) not in response.content.decode()


def test_after_adding_for_a_service_the_service_page_follows(counter):
    response = counter.client.post(f"{URL}?then=service", WRITTEN)
    reference = Person.objects.get().reference
    assert response.headers["Location"] == f"/desk/services/add/?person={reference}"


def test_adding_leaves_one_event(counter):
    counter.client.post(URL, WRITTEN)
    assert list(Event.objects.values_list("name", "by_post")) == [("person.added", "provincial_officer@pio-30")]
