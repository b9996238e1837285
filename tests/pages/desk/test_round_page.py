"""The page of a round: where it stands, what comes next, who takes part; cancelling."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Round
from buranakan.lib import clock
from buranakan.planning.models import PlanVersion
from tests.factories.areas import OfficeFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import FIRST_DAY, REASON, TODAY, TrainingDesk, seats_of, url

QUERIES = 18

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


def test_an_officer_sees_who_takes_part_and_how_far_they_are(desk):
    round_ = desk.ready(people=2)
    desk.marked(round_.sessions.last(), seats_of(round_)[:1])
    response = desk.client.get(url(round_))
    seats = response.context["seats"]
    assert [(one.sessions_attended, one.completes) for one in seats] == [(2, True), (1, False)]
    assert "คนที่0 สมมติ" in main_text(response)


@pytest.mark.parametrize(("page", "method"), [("", "get"), ("cancel/", "post")])
def test_a_stranger_is_asked_to_sign_in(client, desk, page, method):
    assert getattr(client, method)(url(desk.round(), page)).status_code == 302


def test_a_role_without_rounds_is_refused(desk):
    assert (
        desk.counter.as_role(Role.ADMINISTRATOR, OfficeFactory(ministry=True)).get(url(desk.round())).status_code == 403
    )
    assert desk.counter.as_role(Role.OFFICE_HEAD).post(url(desk.round(), "cancel/"), REASON).status_code == 403


def test_a_round_of_another_province_is_not_found(desk):
    round_, neighbour = desk.round(), desk.counter.as_neighbour()
    answers = [neighbour.get(url(round_)), neighbour.post(url(round_, "cancel/"), REASON)]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(("page", "method"), [("", "post"), ("cancel/", "get")])
def test_wrong_method(desk, page, method):
    assert getattr(desk.client, method)(url(desk.round(), page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    round_ = desk.ready(people=count)
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(round_))


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.INSPECTOR, Role.AUDITOR, Role.PLANNER])
def test_roles_that_do_not_work_with_names_see_the_round_without_them(desk, role):
    shown = main_text(desk.counter.as_role(role, OfficeFactory(ministry=True)).get(url(desk.ready())))
    assert ("การตลาดออนไลน์" in shown, "คนที่0" in shown) == (True, False)


def test_another_office_of_the_province_sees_the_round_and_does_not_run_it(desk):
    round_ = desk.round()
    centre = desk.as_centre()
    assert centre.get(url(round_)).context["may_run"] is False
    assert centre.post(url(round_, "cancel/"), REASON).status_code == 404


def test_an_expert_sees_names_of_their_round_and_may_mark_their_sessions_only(desk):
    round_ = desk.round()
    mine, other = desk.session(round_), desk.session(round_, TODAY)
    desk.seat(round_, first_name="สมศรี")
    response = desk.expert(mine).get(url(round_))
    assert (response.context["to_mark"], response.context["may_run"]) == ({mine.pk}, False)
    assert other.pk not in response.context["to_mark"]
    assert "สมศรี" in main_text(response)


def test_the_reason_of_leaving_is_for_the_office_that_runs_the_round(desk):
    round_ = desk.round()
    session = desk.session(round_)
    actions.leave(desk.seat(round_), reason="ป่วยหนักต้องเข้าโรงพยาบาล", **desk.acting)
    seen = [main_text(client.get(url(round_))).count("ป่วยหนัก") for client in (desk.client, desk.expert(session))]
    assert seen == [1, 0]


def test_what_comes_next_is_what_is_missing(desk):
    round_ = desk.round()

    def said():
        return desk.client.get(url(round_)).context["next"]

    found = [said()]
    session = desk.session(round_, FIRST_DAY)
    found.append(said())
    seat = desk.seat(round_)
    found.append(said())
    desk.marked(session, [seat])
    found.append(said())
    later = desk.session(round_, TODAY)
    found.append(said())
    desk.marked(later, [seat])
    found.append(said())
    assert found == ["session", "roster", "mark", "close", "mark", "wait"]


def test_a_round_whose_line_an_amendment_took_out_says_so(desk):
    round_ = desk.round()
    assert desk.client.get(url(round_)).context["is_in_plan"] is True
    PlanVersion.objects.filter(pk=desk.line.version_id).supersede()
    assert desk.client.get(url(round_)).context["is_in_plan"] is False


# --- cancelling -------------------------------------------------------------------------------------------------------
def test_a_round_is_cancelled_with_a_reason_and_stays_to_be_seen(desk):
    round_ = desk.round()
    assert desk.client.post(url(round_, "cancel/"), REASON).headers["Location"] == url(round_)
    response = desk.client.get(url(round_))
    assert (response.context["round"].state, response.context["may_change"]) == (RoundState.CANCELLED, False)
    assert REASON["reason"] in main_text(response)


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("สั้น", 409)])
def test_without_a_reason_it_stands(desk, reason, status):
    round_ = desk.round()
    response = desk.client.post(url(round_, "cancel/"), {"reason": reason})
    assert (response.status_code, Round.objects.get().state) == (status, RoundState.PLANNED)
    assert response.context["reason_form"]["reason"].value() == reason
