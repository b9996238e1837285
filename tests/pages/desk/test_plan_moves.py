"""Submitting, returning, re-opening, approving and amending from the page of a version."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import audit
from buranakan.planning.enums import State
from buranakan.planning.models import Envelope, PlanVersion
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code, signed_in

pytestmark = pytest.mark.django_db

PLANNERS_MOVES = {"plan_submit": "draft", "plan_reopen": "returned", "plan_amend": "approved"}
HEADS_MOVES = {"plan_approve": "submitted", "plan_return": "submitted"}
MOVES = PLANNERS_MOVES | HEADS_MOVES
REASON = {"reason": "ขอเหตุผลรายจังหวัด"}


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def state_of(version):
    return PlanVersion.objects.get(pk=version.pk).state


def last_event():
    return Event.objects.order_by("pk").last()


def test_a_planner_submits(desk):
    version = desk.draft()
    response = desk.planner.post(address("plan_submit", version))
    assert response.headers["Location"] == address("plan_version", version)
    assert state_of(version) == State.SUBMITTED
    assert (last_event().name, last_event().by_post) == ("plan_version.submitted", "planner@diprom")


def test_a_head_approves_and_the_envelope_pays(desk):
    version = desk.submitted()
    response = desk.head.post(address("plan_approve", version))
    assert response.headers["Location"] == address("plan_version", version)
    assert state_of(version) == State.APPROVED
    assert Envelope.objects.get().taken_places == 75
    assert (last_event().name, last_event().by_post) == ("plan_version.approved", "office_head@diprom")
    assert audit.differences() == []


def test_a_head_returns_with_a_reason_and_the_planner_takes_it_up_again(desk):
    version = desk.submitted()
    desk.head.post(address("plan_return", version), REASON)
    assert state_of(version) == State.RETURNED
    assert REASON["reason"] in desk.planner.get(address("plan_version", version)).content.decode()
    desk.planner.post(address("plan_reopen", version))
    assert state_of(version) == State.DRAFT


def test_a_planner_amends_the_approved_version(desk):
    version = desk.approved()
    response = desk.planner.post(address("plan_amend", version), REASON)
    newer = PlanVersion.objects.get(number=2)
    assert response.headers["Location"] == address("plan_version", newer)
    assert (newer.state, newer.reason, newer.lines.count()) == (State.DRAFT, REASON["reason"], 3)


@pytest.mark.parametrize(("move", "make"), MOVES.items())
def test_a_stranger_is_asked_to_sign_in(client, desk, move, make):
    url = address(move, getattr(desk, make)())
    assert client.post(url, REASON).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("move", PLANNERS_MOVES)
def test_who_decides_does_not_write(desk, move):
    version = getattr(desk, MOVES[move])()
    assert desk.head.post(address(move, version), REASON).status_code == 403
    assert PlanVersion.objects.count() == 1


@pytest.mark.parametrize("move", HEADS_MOVES)
def test_who_writes_does_not_decide(desk, move):
    version = getattr(desk, MOVES[move])()
    assert desk.planner.post(address(move, version), REASON).status_code == 403
    assert state_of(version) == State.SUBMITTED


@pytest.mark.parametrize("move", HEADS_MOVES)
def test_a_head_out_of_reach_does_not_find_it(desk, move):
    version = desk.submitted()
    stranger = desk.as_role(Role.OFFICE_HEAD, desk.ground.centre)
    assert stranger.post(address(move, version), REASON).status_code == 404


@pytest.mark.parametrize(
    ("move", "code"), [("plan_approve", "not_yours_to_decide"), ("plan_return", "not_yours_to_decide")]
)
def test_a_head_who_only_sees_the_lines_is_refused(desk, move, code):
    version = desk.approved()
    response = desk.as_role(Role.OFFICE_HEAD, desk.ground.centre).post(address(move, version), REASON)
    assert (response.status_code, refusal_code(response)) == (409, code)


@pytest.mark.parametrize("move", PLANNERS_MOVES)
def test_a_planner_of_another_office_is_refused(desk, move):
    version = desk.approved()
    response = desk.as_role(Role.PLANNER, desk.ground.centre).post(address(move, version), REASON)
    assert (response.status_code, refusal_code(response)) == (409, "not_your_plan")


@pytest.mark.parametrize(("move", "make"), MOVES.items())
def test_wrong_method(desk, move, make):
    who = desk.planner if move in PLANNERS_MOVES else desk.head
    assert who.get(address(move, getattr(desk, make)())).status_code == 405


@pytest.mark.parametrize(
    ("move", "make"),
    [("plan_submit", "submitted"), ("plan_reopen", "draft"), ("plan_approve", "returned"), ("plan_return", "approved")],
)
def test_a_move_that_is_not_in_the_table_is_refused_in_place(desk, move, make):
    who = desk.planner if move in PLANNERS_MOVES else desk.head
    response = who.post(address(move, getattr(desk, make)()), REASON)
    assert (response.status_code, refusal_code(response)) == (409, "plan_move_not_allowed")


def test_an_empty_draft_is_not_submitted(desk):
    response = desk.planner.post(address("plan_submit", desk.ground.draft()))
    assert (response.status_code, refusal_code(response)) == (409, "version_empty")


def test_an_exhausted_envelope_refuses_the_approval_in_place(desk):
    version = desk.submitted()
    Envelope.objects.update(places=74)
    response = desk.head.post(address("plan_approve", version))
    assert (response.status_code, refusal_code(response)) == (409, "envelope_exhausted_places")
    assert state_of(version) == State.SUBMITTED


def test_the_submitter_is_refused_even_as_a_head(desk):
    version = desk.draft()
    desk.planner.post(address("plan_submit", version))
    both = member(Role.OFFICE_HEAD, desk.ground.diprom)
    PlanVersion.objects.filter(pk=version.pk).update(submitted_by_id=both.pk)
    response = signed_in(both).post(address("plan_approve", version))
    assert (response.status_code, refusal_code(response)) == (409, "submitter_cannot_decide")


@pytest.mark.parametrize(
    ("move", "make", "form"), [("plan_return", "submitted", "return_form"), ("plan_amend", "approved", "amend_form")]
)
def test_a_reason_is_asked_for(desk, move, make, form):
    version = getattr(desk, make)()
    who = desk.planner if move in PLANNERS_MOVES else desk.head
    response = who.post(address(move, version), {"reason": " "})
    assert (response.status_code, list(response.context[form].errors)) == (200, ["reason"])
    assert (state_of(version), PlanVersion.objects.count()) == (make, 1)


def test_an_amendment_that_is_open_already_is_refused_with_what_was_typed(desk):
    version = desk.approved()
    desk.planner.post(address("plan_amend", version), REASON)
    response = desk.planner.post(address("plan_amend", version), {"reason": "อีกเหตุผลหนึ่ง"})
    assert (response.status_code, refusal_code(response)) == (409, "amendment_already_open")
    assert "อีกเหตุผลหนึ่ง" in response.content.decode()
