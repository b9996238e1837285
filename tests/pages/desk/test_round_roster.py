"""Who is on a round's roster: applicants in one act, walk-ins, leaving and coming back."""

from uuid import uuid4

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery.models import Participant, Round
from buranakan.lib import clock
from buranakan.registry import actions as registry
from tests.delivery.applicants import a_call, an_accepted
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import REASON, TrainingDesk, seats_of, url

QUERIES = 6

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


@pytest.fixture
def call(desk):
    return a_call(activity=desk.line.activity, office=desk.counter.office)


def accepted(desk, call, **person):
    return an_accepted(call, province=desk.counter.province, person=desk.counter.person(**person))


def participant_url(seat, page):
    return f"/desk/participants/{seat.reference}/{page}"


# --- applicants -------------------------------------------------------------------------------------------------------
def test_everybody_accepted_is_ticked_and_comes_in_one_act(desk, call):
    round_ = desk.round(call=call)
    applications = [accepted(desk, call, first_name=name) for name in ("สมศรี", "สมใจ")]
    page = desk.client.get(url(round_, "enrol/"))
    assert page.context["form"]["applications"].value() == [str(one.reference) for one in applications]
    chosen = {"applications": [str(applications[0].reference)]}
    assert desk.client.post(url(round_, "enrol/"), chosen).headers["Location"] == url(round_)
    assert [one.application for one in seats_of(round_)] == [applications[0]]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    seat = desk.seat(desk.round())
    addresses = [url(seat.round, "enrol/"), url(seat.round, "walk-in/"), participant_url(seat, "leave/")]
    assert [client.get(address).status_code for address in addresses] == [302] * 3
    assert client.post(participant_url(seat, "bring-back/")).status_code == 302


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXPERT])
def test_a_role_that_runs_no_rounds_is_refused(desk, role):
    seat = desk.seat(desk.round())
    client = desk.counter.as_role(role)
    addresses = [url(seat.round, "enrol/"), url(seat.round, "walk-in/"), participant_url(seat, "leave/")]
    assert [client.get(address).status_code for address in addresses] == [403] * 3


def test_the_roster_is_the_giving_offices_alone(desk):
    seat = desk.seat(desk.round())
    for client in (desk.counter.as_neighbour(), desk.as_centre()):
        answers = [
            client.get(url(seat.round, "enrol/")),
            client.post(url(seat.round, "walk-in/"), {"person": str(seat.person.reference)}),
            client.post(participant_url(seat, "leave/"), REASON),
            client.post(participant_url(seat, "bring-back/")),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4


def test_wrong_method(desk):
    assert desk.client.get(participant_url(desk.seat(desk.round()), "bring-back/")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, call, count, django_assert_num_queries):
    round_ = desk.round(call=call)
    for _ in range(count):
        accepted(desk, call)
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(round_, "enrol/"))


def test_too_many_are_refused_in_place_with_the_ticks_kept(desk, call):
    round_ = desk.round(call=call, places=1)
    chosen = [str(accepted(desk, call).reference) for _ in range(2)]
    response = desk.client.post(url(round_, "enrol/"), {"applications": chosen})
    assert (response.status_code, response.context["refusal"].code) == (409, "round_full")
    assert response.context["form"]["applications"].value() == chosen
    assert Participant.objects.count() == 0


def test_nobody_ticked_is_refused(desk, call):
    response = desk.client.post(url(desk.round(call=call), "enrol/"), {})
    assert (response.status_code, response.context["refusal"].code) == (409, "nobody_chosen")


# --- walk-ins ---------------------------------------------------------------------------------------------------------
def test_somebody_of_the_register_is_found_and_put_on_the_roster(desk):
    round_ = desk.round()
    person = desk.counter.person(phone="0812345678")
    found = desk.client.post(url(round_, "walk-in/"), {"text": "สมศรี"})
    assert [one for one, _mask in found.context["found"]] == [person]
    response = desk.client.post(url(round_, "walk-in/"), {"person": str(person.reference)})
    assert response.headers["Location"] == url(round_, "walk-in/")
    assert [(one.person, one.is_walk_in) for one in seats_of(round_)] == [(person, True)]


def test_who_has_one_enterprise_comes_for_it(desk):
    round_, person, enterprise = desk.round(), desk.counter.person(), desk.counter.enterprise()
    registry.link_part(person, enterprise, part="owner", **desk.acting)
    desk.client.post(url(round_, "walk-in/"), {"person": str(person.reference)})
    assert seats_of(round_)[0].enterprise == enterprise


@pytest.mark.parametrize("reference", ["nobody", str(uuid4())], ids=["nobody", "somebody-unknown"])
def test_somebody_out_of_reach_is_not_found(desk, reference):
    assert desk.client.post(url(desk.round(), "walk-in/"), {"person": reference}).status_code == 404


def test_twice_is_refused_in_place(desk):
    seat = desk.seat(desk.round())
    response = desk.client.post(url(seat.round, "walk-in/"), {"person": str(seat.person.reference)})
    assert (response.status_code, response.context["refusal"].code) == (409, "already_on_roster")


def test_who_is_added_to_the_register_on_the_way_is_offered_here(desk):
    round_ = desk.round()
    page = desk.client.post(url(round_, "walk-in/"), {"text": "ไม่มีใคร"})
    assert f"then=round&amp;round={round_.reference}" in main_text(page)
    new = {"first_name": "มาใหม่", "last_name": "วันนี้", "province": "30"}
    added = desk.client.post(f"/desk/register/people/add/?then=round&round={round_.reference}", new)
    assert added.headers["Location"].startswith(f"{url(round_, 'walk-in/')}?person=")
    (offered,) = desk.client.get(added.headers["Location"]).context["found"]
    assert offered[0].first_name == "มาใหม่"


def test_a_round_that_is_none_leads_to_the_persons_page(desk):
    added = desk.client.post("/desk/register/people/add/?then=round&round=x", {"first_name": "มาใหม่", "province": "30"})
    assert added.headers["Location"].startswith("/desk/register/people/")


# --- leaving ----------------------------------------------------------------------------------------------------------
def test_somebody_leaves_with_a_reason_and_the_undo_is_one_press(desk):
    seat = desk.seat(desk.round())
    assert desk.client.get(participant_url(seat, "leave/")).status_code == 200
    assert desk.client.post(participant_url(seat, "leave/"), REASON).headers["Location"] == url(seat.round)
    assert Round.objects.get().places_taken == 0
    assert desk.client.post(participant_url(seat, "bring-back/")).headers["Location"] == url(seat.round)
    assert Round.objects.get().places_taken == 1


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("ป่วย", 409)])
def test_without_a_reason_they_stay(desk, reason, status):
    seat = desk.seat(desk.round())
    response = desk.client.post(participant_url(seat, "leave/"), {"reason": reason})
    assert (response.status_code, response.context["form"]["reason"].value()) == (status, reason)
    assert Participant.objects.get().left_at is None


def test_coming_back_twice_is_refused_the_second_time(desk):
    seat = desk.seat(desk.round())
    response = desk.client.post(participant_url(seat, "bring-back/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "has_not_left")
