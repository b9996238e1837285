"""Asking an enterprise or a round by a link, seeing who has answered, asking no more."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery.enums import RoundState
from buranakan.lib import clock
from buranakan.outcomes import actions
from buranakan.outcomes.enums import AskingState, Stage
from buranakan.outcomes.models import Asking
from tests.factories.areas import OfficeFactory
from tests.factories.delivery import ParticipantFactory, RoundFactory
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.outcome_desk import REASON, OutcomeDesk

TODAY = dt.date(2025, 5, 15)
ROUND_QUERIES = 11

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield OutcomeDesk.opened()


@pytest.fixture
def ask(desk):
    return f"/desk/register/enterprises/{desk.enterprise.reference}/outcomes/ask/"


@pytest.fixture
def round_(desk):
    return RoundFactory(plan_line=desk.counter.line())


@pytest.fixture
def address(round_):
    return f"/desk/rounds/{round_.reference}/outcomes/"


def seat(desk, round_, **said):
    return ParticipantFactory(round=round_, person=PersonFactory(province=desk.counter.province, **said))


def asked(desk, **changes):
    given = {"stage": Stage.BASELINE, "due_on": TODAY, "office": desk.counter.office} | desk.acting | changes
    return actions.ask(desk.enterprise, **given)


# --- an enterprise ----------------------------------------------------------------------------------------------------
def test_an_enterprise_is_asked_on_a_day(desk, ask):
    response = desk.client.post(ask, {"stage": "follow_up", "due_on": "1 ก.ค. 2568"})
    one = Asking.objects.get()
    assert response.headers["Location"] == ask.removesuffix("ask/")
    assert (one.enterprise, one.stage, one.due_on, one.office) == (
        desk.enterprise,
        "follow_up",
        dt.date(2025, 7, 1),
        desk.counter.office,
    )
    shown = desk.client.get(ask.removesuffix("ask/")).context["askings"]
    assert [(each.asking, each.state) for each in shown] == [(one, AskingState.WAITING)]


def test_a_stranger_is_asked_to_sign_in(client, ask, address):
    assert [client.post(ask).status_code, client.get(address).status_code] == [302, 302]


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXECUTIVE, Role.STEWARD])
def test_a_role_that_may_not_ask_is_refused(desk, ask, address, role):
    client = desk.counter.as_role(role)
    assert [client.post(ask).status_code, client.post(f"{address}ask/").status_code] == [403, 403]
    assert Asking.objects.count() == 0


def test_of_another_province_nothing_is_found(desk, ask, address):
    neighbour = desk.counter.as_neighbour()
    found = [neighbour.post(ask), neighbour.get(address), neighbour.post(f"{address}ask/")]
    assert [one.status_code for one in found] == [404, 404, 404]


def test_wrong_method(desk, ask, address):
    found = [desk.client.get(ask), desk.client.post(address), desk.client.get(f"{address}ask/")]
    assert [one.status_code for one in found] == [405, 405, 405]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"stage": "", "due_on": "1 ก.ค. 2568"}, "stage"), ({"stage": "baseline", "due_on": "พรุ่งนี้"}, "due_on")],
)
def test_bad_input_is_said_in_place_and_stays(desk, ask, typed, wrong):
    response = desk.client.post(ask, typed)
    form = response.context["ask_form"]
    assert (list(form.errors), {name: form[name].value() for name in typed}) == ([wrong], typed)


def test_asking_twice_for_a_day_is_refused_in_place(desk, ask):
    asked(desk)
    response = desk.client.post(ask, {"stage": "baseline", "due_on": "15 พ.ค. 2568"})
    assert (response.status_code, response.context["refusal"].code) == (409, "already_asked")


def test_an_asking_is_withdrawn_with_a_reason(desk, ask):
    one = asked(desk)
    address = f"/desk/outcomes/askings/{one.reference}/withdraw/"
    assert address in main_text(desk.client.get(ask.removesuffix("ask/")))
    assert desk.client.get(address).status_code == 200
    wrong = desk.client.post(address, {"reason": "ผิด"})
    assert (wrong.status_code, wrong.context["refusal"].code) == (409, "reason_needed")
    right = desk.client.post(address, {"reason": REASON})
    one.refresh_from_db()
    assert (right.headers["Location"], one.withdrawn_because) == (ask.removesuffix("ask/"), REASON)
    assert desk.client.post(address, {"reason": REASON}).context["refusal"].code == "asking_withdrawn"


def test_only_the_office_that_asks_withdraws(desk):
    other = asked(desk, office=desk.counter.other_office)
    assert desk.client.get(f"/desk/outcomes/askings/{other.reference}/withdraw/").status_code == 404


# --- a round ----------------------------------------------------------------------------------------------------------
def test_a_rounds_people_are_asked_for_their_baseline(desk, round_, address):
    participant = seat(desk, round_)
    before = desk.client.get(address)
    assert (before.context["counts"].made, before.context["may_ask"]) == (0, True)
    assert desk.client.post(f"{address}ask/").headers["Location"] == address
    after = desk.client.get(address)
    assert (after.context["counts"].made, after.context["may_ask"]) == (1, False)
    assert [[one.asking for one in each.askings] for each in after.context["seats"]] == [
        [Asking.objects.get(participant=participant)]
    ]


def test_those_who_completed_a_closed_round_are_asked_later(desk, round_, address):
    service = ServiceRecordFactory(province=desk.counter.province, serving_office=desk.counter.office)
    ParticipantFactory(round=round_, person=service.person, service=service, completed_at=NOW, minutes=360)
    seat(desk, round_)
    round_.state, round_.closed_at = RoundState.CLOSED, NOW
    round_.save()
    desk.client.post(f"{address}ask/")
    response = desk.client.get(address)
    assert (response.context["people"], response.context["counts"].made) == (1, 1)
    assert Asking.objects.get().due_on == dt.date(2025, 8, 15)


def test_names_are_for_those_who_work_with_them(desk, round_, address):
    participant = seat(desk, round_, first_name="ชื่อจริง")
    executive = desk.counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    assert participant.person.full_name in main_text(desk.client.get(address))
    assert participant.person.full_name not in main_text(executive.get(address))


def test_without_reference_data_the_refusal_says_what_to_do(desk, round_, address):
    seat(desk, round_)
    desk.income.is_asked_by_link = False
    desk.income.save()
    response = desk.client.post(f"{address}ask/")
    assert (response.status_code, response.context["refusal"].code) == (409, "nothing_to_ask")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_round_does_not_grow(desk, round_, address, count, django_assert_num_queries):
    for _n in range(count):
        seat(desk, round_)
    actions.ask_for_baselines(round_, **desk.acting)
    with django_assert_num_queries(ROUND_QUERIES):
        desk.client.get(address)
