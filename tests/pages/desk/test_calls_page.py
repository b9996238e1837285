"""A call: its page, its applications, publishing, closing, opening again."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.calls.enums import CallState
from buranakan.calls.models import Call
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import clock
from tests.calls.conftest import AT, CLOSES
from tests.pages.desk.counter import main_text
from tests.pages.desk.recruiting import Desk

QUERIES = 13

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(AT):
        yield Desk.opened()


def url(call, page=""):
    return f"/desk/calls/{call.reference}/{page}"


def listed(response):
    return [row["application"] for row in response.context["rows"]]


def test_an_officer_sees_the_call_and_its_applications_oldest_first(desk):
    call = desk.ground.published(
        criteria=[WrittenCriterion("lives_in")], questions=[WrittenQuestion("ทำไมจึงสมัคร", "Why?")]
    )
    first, second = desk.ground.sent(call), desk.ground.accepted(call)
    desk.ground.filled(call)
    response = desk.client.get(url(call))
    assert (response.status_code, listed(response)) == (200, [first, second])
    shown = main_text(response)
    for words in ["มีที่อยู่ในจังหวัดที่เปิดรับสมัคร", "ทำไมจึงสมัคร", first.applicant_name, first.number]:
        assert words in shown


@pytest.mark.parametrize(
    ("page", "method"), [("", "get"), ("publish/", "post"), ("close/", "post"), ("reopen/", "post")]
)
def test_a_stranger_is_asked_to_sign_in(client, desk, page, method):
    assert getattr(client, method)(url(desk.ground.published(), page)).status_code == 302


def test_a_role_without_the_permission_is_refused(desk):
    call = desk.ground.published()
    assert desk.as_administrator().get(url(call)).status_code == 403
    for page in ("publish/", "close/", "reopen/"):
        assert desk.as_role(Role.OFFICE_HEAD).post(url(call, page)).status_code == 403


def test_a_call_out_of_reach_is_not_found_and_only_its_own_office_moves_it(desk):
    call = desk.ground.published()
    assert desk.as_far().get(url(call)).status_code == 404
    assert desk.as_surin().get(url(call)).status_code == 200
    for page in ("publish/", "close/", "reopen/"):
        assert desk.as_surin().post(url(call, page)).status_code == 404


@pytest.mark.parametrize(("page", "method"), [("", "put"), ("publish/", "get"), ("close/", "get"), ("reopen/", "get")])
def test_wrong_method(desk, page, method):
    assert getattr(desk.client, method)(url(desk.ground.published(), page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    call = desk.ground.published()
    for _each in range(count):
        desk.ground.sent(call)
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(call))


def test_applications_narrow_by_state_and_province(desk):
    call = desk.ground.published()
    korat, surin = desk.ground.sent(call), desk.ground.accepted(call, province=desk.ground.surin)
    for asked, found in [
        ({"state": "accepted"}, [surin]),
        ({"province": "30"}, [korat]),
        ({"state": "declined"}, []),
        ({"state": "nonsense"}, []),
        ({"province": "99"}, []),
        ({}, [korat, surin]),
    ]:
        assert listed(desk.client.get(url(call), asked)) == found


def test_an_application_is_looked_up_by_name_which_is_posted(desk):
    call = desk.ground.published()
    wanted = desk.ground.sent(call)
    desk.ground.sent(call)
    assert listed(desk.client.post(url(call), {"text": wanted.applicant_name})) == [wanted]
    assert listed(desk.client.post(url(call), {"text": "ไม่มีใคร"})) == []


def test_names_are_for_those_who_work_with_the_register(desk):
    call = desk.ground.published()
    application = desk.ground.sent(call)
    executive = desk.as_executive()
    for shown in [main_text(executive.get(url(call))), main_text(executive.post(url(call), {"text": "สมัคร"}))]:
        assert (application.number in shown, application.applicant_name in shown) == (True, False)
    searched = executive.post(url(call), {"text": "ไม่มีใคร"})
    assert listed(searched) == [application]


def test_an_office_of_one_province_sees_its_own_applicants_only(desk):
    call = desk.ground.published()
    desk.ground.sent(call)
    surin = desk.ground.sent(call, province=desk.ground.surin)
    assert listed(desk.as_surin().get(url(call))) == [surin]


def test_a_call_is_published_closed_and_opened_again(desk):
    call = desk.ground.written()
    for page, state in [
        ("publish/", CallState.PUBLISHED),
        ("close/", CallState.CLOSED),
        ("reopen/", CallState.PUBLISHED),
    ]:
        assert url(call, page) in main_text(desk.client.get(url(call)))
        response = desk.client.post(url(call, page))
        assert (response.status_code, response.headers["Location"]) == (302, url(call))
        assert Call.objects.get().state == state


def test_what_can_not_be_is_said_in_place(desk):
    call = desk.ground.written()
    response = desk.client.post(url(call, "close/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "call_cannot_move")
    with clock.frozen_at(CLOSES):
        response = desk.client.post(url(call, "publish/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "call_is_over")


def test_what_is_over_is_not_offered_to_be_closed(desk):
    call = desk.ground.published()
    with clock.frozen_at(CLOSES):
        response = desk.client.get(url(call))
    assert (response.context["may_close"], response.context["badge"]["tone"]) == (False, "plain")


def test_only_its_own_office_is_offered_to_change_it(desk):
    call = desk.ground.published()
    for client, is_offered in [(desk.client, True), (desk.as_surin(), False), (desk.as_role(Role.OFFICE_HEAD), False)]:
        assert (url(call, "close/") in main_text(client.get(url(call)))) is is_offered
