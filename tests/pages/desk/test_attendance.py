"""Marking attendance: on a phone, by the office and by the expert who teaches."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions
from buranakan.delivery.models import Attendance
from buranakan.lib import clock
from buranakan.records.models import Event
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import FIRST_DAY, REASON, WHOLE_DAY, TrainingDesk, session_url, url

QUERIES = 7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


@pytest.fixture
def session(desk):
    return desk.session(desk.round())


@pytest.fixture
def seats(desk, session):
    return desk.seats(session.round, 3)


def page_of(session):
    return session_url(session, "attendance/")


def typed(response, *, tick=(), untick=(), part=None):
    """What a browser sends back from the page: what it was opened with, and what was changed."""
    sent = {}
    for row in response.context["form"].rows():
        sent[row.seen.html_name] = row.seen.value()
        sent[row.part.html_name] = (part or {}).get(row.participant, row.part.value())
        if row.participant in tick or (row.there.value() and row.participant not in untick):
            sent[row.there.html_name] = "on"
    return sent


def marks():
    return dict(Attendance.objects.order_by("participant").values_list("participant", "minutes"))


def test_ticked_names_were_there_and_the_others_were_not(desk, session, seats):
    page = desk.client.get(page_of(session))
    assert [row.participant for row in page.context["form"].rows()] == seats
    response = desk.client.post(page_of(session), typed(page, tick=seats[:2], part={seats[1]: "1 ชม. 30 นาที"}))
    assert response.headers["Location"] == url(session.round)
    assert marks() == {seats[0].pk: WHOLE_DAY, seats[1].pk: 90, seats[2].pk: 0}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client, session, method):
    assert getattr(client, method)(page_of(session)).status_code == 302


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.FINANCE_OFFICER])
def test_a_role_that_marks_nothing_is_refused(desk, session, role):
    assert desk.counter.as_role(role).get(page_of(session)).status_code == 403


def test_another_office_finds_no_session_to_mark(desk, session):
    clients = (desk.counter.as_neighbour(), desk.as_centre(), desk.counter.as_role(Role.EXPERT))
    assert [client.get(page_of(session)).status_code for client in clients] == [404] * 3


def test_an_expert_marks_the_session_they_teach(desk, session, seats):
    expert = desk.expert(session)
    response = expert.post(page_of(session), typed(expert.get(page_of(session)), tick=seats))
    assert response.headers["Location"] == url(session.round)
    assert Event.objects.get(name="attendance.marked").by_post == f"expert@{desk.counter.office.code}"


def test_wrong_method(desk, session):
    assert desk.client.put(page_of(session)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, session, count, django_assert_num_queries):
    desk.seats(session.round, count)
    with django_assert_num_queries(QUERIES):
        desk.client.get(page_of(session))


def test_everybody_is_here_in_one_press_while_nothing_is_marked(desk, session, seats):
    assert 'name="everybody"' in main_text(desk.client.get(page_of(session)))
    desk.client.post(page_of(session), {"everybody": "1"})
    assert marks() == {seat.pk: WHOLE_DAY for seat in seats}
    assert 'name="everybody"' not in main_text(desk.client.get(page_of(session)))


def test_the_page_shows_what_is_marked_and_a_tick_taken_off_is_taken_off(desk, session, seats):
    desk.marked(session, seats, minutes={seats[2]: 90})
    page = desk.client.get(page_of(session))
    assert [(row.there.value(), row.part.value()) for row in page.context["form"].rows()] == [
        (True, ""),
        (True, ""),
        (True, 90),
    ]
    desk.client.post(page_of(session), typed(page, untick=seats[:1]))
    assert marks() == {seats[0].pk: 0, seats[1].pk: WHOLE_DAY, seats[2].pk: 90}


def test_what_somebody_else_marked_since_the_page_was_opened_stays(desk, session, seats):
    page = desk.client.get(page_of(session))
    desk.marked(session, seats[1:])
    desk.client.post(page_of(session), typed(page, tick=seats[:1]))
    assert marks() == {seat.pk: WHOLE_DAY for seat in seats}


@pytest.mark.parametrize("minutes", ["361", "0"])
def test_minutes_that_cannot_be_are_said_beside_their_name_and_every_tick_is_kept(desk, session, seats, minutes):
    page = desk.client.get(page_of(session))
    response = desk.client.post(page_of(session), typed(page, tick=seats[:2], part={seats[1]: minutes}))
    (field, (error,)) = next(iter(response.context["form"].errors.as_data().items()))
    assert (response.status_code, field, error.code) == (
        200,
        f"part-{seats[1].reference}",
        "attended_longer_than_session",
    )
    kept = [(row.there.value(), row.part.value()) for row in response.context["form"].rows()]
    assert kept == [(True, ""), (True, minutes), (False, "")]
    assert marks() == {}


def test_a_refusal_keeps_every_tick(desk, session, seats):
    page = desk.client.get(page_of(session))
    actions.call_off_session(session, reason=REASON["reason"], **desk.acting)
    assert desk.client.post(page_of(session), typed(page, tick=seats[:2])).status_code == 404
    later = desk.session(session.round, FIRST_DAY + dt.timedelta(days=9))
    response = desk.client.post(page_of(later), typed(desk.client.get(page_of(later)), tick=seats[:2]))
    assert (response.status_code, response.context["refusal"].code) == (409, "session_not_yet")
    assert [row.there.value() for row in response.context["form"].rows()] == [True, True, False]


@pytest.mark.parametrize(("minutes", "code"), [("นาน", "duration_not_understood"), ("90", "not_ticked")])
def test_minutes_that_say_nothing_or_without_a_tick_are_said_beside_their_name(desk, session, seats, minutes, code):
    page = desk.client.get(page_of(session))
    response = desk.client.post(page_of(session), typed(page, part={seats[0]: minutes}))
    errors = response.context["form"].errors.as_data()
    assert (response.status_code, [one.code for found in errors.values() for one in found]) == (200, [code])
    assert marks() == {}


def test_who_is_no_longer_ticked_may_keep_the_minutes_that_stood_there(desk, session, seats):
    desk.marked(session, seats, minutes={seats[0]: 90})
    page = desk.client.get(page_of(session))
    desk.client.post(page_of(session), typed(page, untick=seats[:1]))
    assert marks()[seats[0].pk] == 0


def test_who_left_since_is_not_marked(desk, session, seats):
    page = desk.client.get(page_of(session))
    actions.leave(seats[0], reason=REASON["reason"], **desk.acting)
    desk.client.post(page_of(session), typed(page, tick=seats))
    assert marks() == {seats[1].pk: WHOLE_DAY, seats[2].pk: WHOLE_DAY}


def test_a_session_to_come_and_a_closed_round_are_refused_in_place(desk):
    round_ = desk.closed(people=1)
    closed = desk.client.post(page_of(round_.sessions.first()), {"everybody": "1"})
    later = desk.session(desk.round(), FIRST_DAY + dt.timedelta(days=9))
    desk.seat(later.round)
    early = desk.client.post(page_of(later), {"everybody": "1"})
    assert [(one.status_code, one.context["refusal"].code) for one in (closed, early)] == [
        (409, "round_not_open"),
        (409, "session_not_yet"),
    ]


def test_an_empty_roster_says_so(desk, session):
    assert desk.client.get(page_of(session)).context["form"].people == []
