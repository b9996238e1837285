"""An application: what was answered, what speaks for and against it, the decision, withdrawing."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from tests.calls.conftest import AT, REASON
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import main_text
from tests.pages.desk.recruiting import Desk

S = ApplicationState
QUERIES = 25
NAMESAKE = {"title": "", "first_name": "สมัคร1", "last_name": "สมมติ", "home_province": "30"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(AT):
        yield Desk.opened()


@pytest.fixture
def call(desk):
    choice = WrittenQuestion("ช่องทางขาย", kind="choice", choices=(("ตลาดนัด", "Market"), ("ออนไลน์", "Online")))
    return desk.ground.published(criteria=[WrittenCriterion("lives_in")], questions=[choice])


@pytest.fixture
def application(desk, call):
    return desk.ground.sent(call, questions={f"question-{call.questions.get().pk}": "1"})


def url(application, page=""):
    return f"/desk/applications/{application.reference}/{page}"


def decided(client, application, decision, reason=""):
    return client.post(url(application, "decide/"), {"decision": decision, "reason": reason})


def state(application):
    return Application.objects.get(pk=application.pk).state


def test_an_officer_sees_answers_criteria_and_the_masked_number(desk, application):
    response = desk.client.get(url(application))
    shown = main_text(response)
    number = ids.made_up_citizen_number(1)
    for words in [application.applicant_name, "ออนไลน์", "จังหวัด30", ids.mask_citizen_number(number)]:
        assert words in shown
    assert number not in shown
    assert [row["result"].outcome for row in response.context["results"]] == ["met"]


def test_a_look_is_written_down_with_the_post_that_looked(desk, application):
    desk.client.get(url(application))
    event = Event.objects.get(name="application.opened")
    assert (event.on_id, event.office_id, event.by_id) == (
        str(application.pk),
        desk.ground.office.pk,
        desk.ground.officer.pk,
    )


def test_a_stranger_is_asked_to_sign_in(client, application):
    answers = [
        client.get(url(application)),
        decided(client, application, "accept"),
        client.post(url(application, "withdraw/")),
    ]
    assert [answer.status_code for answer in answers] == [302] * 3


def test_a_role_without_the_permission_is_refused(desk, application):
    steward = desk.as_role(Role.STEWARD)
    assert desk.as_administrator().get(url(application)).status_code == 403
    assert decided(steward, application, "accept").status_code == 403
    assert steward.post(url(application, "withdraw/")).status_code == 403


def test_out_of_reach_is_not_found_and_only_the_calling_office_decides(desk, call):
    surin = desk.ground.sent(call, province=desk.ground.surin)
    assert desk.as_far().get(url(surin)).status_code == 404
    assert desk.as_surin().get(url(surin)).status_code == 200
    for role in (Role.PROVINCIAL_OFFICER, Role.OFFICE_HEAD):
        assert decided(desk.as_surin(role), surin, "accept").status_code == 404
        assert desk.as_surin(role).post(url(surin, "withdraw/")).status_code == 404


def test_a_draft_is_nobodys_but_its_applicants(desk, call):
    assert desk.client.get(url(desk.ground.filled(call))).status_code == 404


@pytest.mark.parametrize(("page", "method"), [("", "post"), ("decide/", "get"), ("withdraw/", "get")])
def test_wrong_method(desk, application, page, method):
    assert getattr(desk.client, method)(url(application, page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, call, application, count, django_assert_num_queries):
    for _each in range(count):
        desk.ground.sent(call, person=NAMESAKE)
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(application))


def test_names_and_answers_are_for_those_who_work_with_the_register(desk, application):
    response = desk.as_executive().get(url(application))
    shown = main_text(response)
    for words, is_shown in [(application.number, True), (application.applicant_name, False), ("ออนไลน์", False)]:
        assert (words in shown) is is_shown
    assert [row["result"].outcome for row in response.context["results"]] == ["met"]
    assert Event.objects.filter(name="application.opened").count() == 0


@pytest.mark.parametrize("role", [Role.CENTRE_OFFICER, Role.OFFICE_HEAD])
@pytest.mark.parametrize(
    ("decision", "reason", "after"),
    [("accept", "", S.ACCEPTED), ("wait", "", S.WAITING), ("decline", REASON, S.DECLINED)],
)
def test_a_decision_is_made_and_the_next_one_comes_up(desk, call, application, role, decision, reason, after):
    following = desk.ground.sent(call)
    response = decided(desk.as_role(role), application, decision, reason)
    assert (response.status_code, response.headers["Location"]) == (302, url(following))
    assert state(application) == after


def test_after_the_last_one_the_call_comes_up(desk, call, application):
    assert decided(desk.client, application, "accept").headers["Location"] == f"/desk/calls/{call.reference}/"


def test_a_no_without_a_reason_is_said_beside_the_field(desk, application):
    response = decided(desk.client, application, "decline", "ไม่")
    assert (response.status_code, set(response.context["form"].errors)) == (409, {"reason"})
    assert "ไม่" in main_text(response)
    assert state(application) == S.SUBMITTED


def test_a_full_province_is_said_in_place(desk, call):
    desk.ground.accepted(call, province=desk.ground.surin)
    late = desk.ground.sent(call, province=desk.ground.surin)
    response = decided(desk.client, late, "accept")
    assert (response.status_code, response.context["refusal"].code) == (409, "no_place_left")


def test_a_decision_nobody_offers_is_not_found(desk, application):
    assert decided(desk.client, application, "perhaps").status_code == 404


def test_a_no_is_looked_at_again(desk, application):
    decided(desk.client, application, "decline", REASON)
    assert desk.client.get(url(application)).context["offered"] == {"reconsider"}
    assert decided(desk.client, application, "reconsider", REASON).headers["Location"].startswith("/desk/calls/")
    assert state(application) == S.SUBMITTED


def test_withdrawing_for_somebody_says_why_and_hands_the_place_on(desk, call):
    holder = desk.ground.accepted(call, province=desk.ground.surin)
    first = desk.ground.waiting(call, province=desk.ground.surin)
    response = desk.client.post(url(holder, "withdraw/"), {"withdraw-reason": ""})
    assert (response.status_code, set(response.context["withdraw_form"].errors)) == (200, {"reason"})
    assert desk.client.post(url(holder, "withdraw/"), {"withdraw-reason": REASON}).status_code == 302
    assert (state(holder), state(first)) == (S.WITHDRAWN, S.ACCEPTED)
    again = desk.client.post(url(holder, "withdraw/"), {"withdraw-reason": REASON})
    assert (again.status_code, again.context["refusal"].code) == (409, "application_cannot_move")


def test_likely_duplicates_and_earlier_support_stand_beside_it(desk, call, application):
    other = desk.ground.sent(call, contact={"phone": application.phone, "email": "x@example.test"})
    accepted = desk.ground.accepted(desk.ground.published(), number=ids.made_up_citizen_number(1))
    record = ServiceRecordFactory(person=accepted.person, province=desk.ground.korat)
    response = desk.client.get(url(application))
    found = {row["application"]: len(row["shares"]) for row in response.context["look_alikes"]}
    assert found == {other: 1, accepted: 1}
    assert list(response.context["support"]) == [record]
    assert response.context["registered"] == accepted.person
    assert url(other) in main_text(response)


def test_letters_that_went_out_are_listed_without_codes(desk, application):
    letters = desk.client.get(url(application)).context["letters"]
    assert [letter.subject for letter in letters] == [letters[0].subject]
    assert application.number in letters[0].subject
