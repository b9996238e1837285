"""Marking attendance: who, how long, corrected, by two at once."""

import datetime as dt

import pytest

from buranakan.delivery import actions, audit
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Attendance, Round, Session
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from tests.delivery.conftest import AT, REASON, WHOLE_DAY
from tests.factories.accounts import UserFactory

LATER = AT + dt.timedelta(minutes=5)


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


@pytest.fixture
def round_(ground):
    return ground.opened()


@pytest.fixture
def session(ground, round_):
    return ground.session(round_)


@pytest.fixture
def seats(ground, round_):
    return [ground.walk_in(round_) for _ in range(3)]


def marks(session):
    return dict(
        Attendance.objects.filter(session=session).order_by("participant").values_list("participant", "minutes")
    )


def test_who_is_there_is_there_all_the_time_and_the_others_are_absent(ground, session, seats):
    ground.marked(session, seats[:2], minutes={seats[1]: 90})
    assert marks(session) == {seats[0].pk: WHOLE_DAY, seats[1].pk: 90, seats[2].pk: 0}
    kept = Session.objects.get(pk=session.pk)
    assert (kept.marked_at, kept.marked_by_id) == (AT, ground.officer.pk)
    assert Round.objects.get().state == RoundState.RUNNING
    assert audit.differences() == []


def test_marking_again_corrects_and_keeps_who_and_when_for_what_changed(ground, session, seats):
    ground.marked(session, seats)
    other = UserFactory()
    ground.marked(session, seats[:2], by=other, at=LATER)
    rows = {one.participant_id: (one.minutes, one.marked_by_id, one.marked_at) for one in Attendance.objects.all()}
    assert rows[seats[0].pk] == (WHOLE_DAY, ground.officer.pk, AT)
    assert rows[seats[2].pk] == (0, other.pk, LATER)
    events = Event.objects.filter(name="attendance.marked").order_by("pk")
    assert [event.payload["changed"] for event in events] == [
        [[seat.pk, None, WHOLE_DAY] for seat in seats],
        [[seats[2].pk, WHOLE_DAY, 0]],
    ]
    assert audit.differences() == []


def test_two_pages_open_at_once_each_keep_what_they_marked(ground, session, seats):
    """Both saw nobody marked; the one ticks the first, the other the second and the third."""
    seen = {seat: 0 for seat in seats}
    ground.marked(session, seats[:1], seen=seen)
    ground.marked(session, seats[1:], seen=seen)
    assert marks(session) == {seat.pk: WHOLE_DAY for seat in seats}


def test_taking_a_tick_off_that_the_page_showed_takes_it_off(ground, session, seats):
    ground.marked(session, seats)
    ground.marked(session, seats[1:], seen={seat: WHOLE_DAY for seat in seats})
    assert marks(session) == {seats[0].pk: 0, seats[1].pk: WHOLE_DAY, seats[2].pk: WHOLE_DAY}


def test_a_walk_in_whom_the_page_did_not_show_keeps_their_mark(ground, round_, session, seats):
    late = ground.walk_in(round_)
    ground.marked(session, [*seats, late])
    ground.marked(session, seats[:1], seen={seat: WHOLE_DAY for seat in seats})
    assert marks(session)[late.pk] == WHOLE_DAY


def test_only_the_roster_can_be_there(ground, session, seats):
    stranger = ground.walk_in(ground.opened())
    assert code_of(ground.marked, session, [*seats, stranger]) == "not_on_roster"
    actions.leave(seats[0], reason=REASON, **ground.acting)
    assert code_of(ground.marked, session, seats) == "not_on_roster"
    assert marks(session) == {}


def test_without_a_roster_there_is_nobody_to_mark(ground, session):
    assert code_of(ground.marked, session, []) == "nobody_on_roster"


@pytest.mark.parametrize("minutes", [0, WHOLE_DAY + 1])
def test_nobody_is_there_longer_than_the_session(ground, session, seats, minutes):
    assert code_of(ground.marked, session, seats, minutes={seats[0]: minutes}) == "attended_longer_than_session"


def test_a_session_is_marked_from_its_day_on_and_not_when_called_off(ground, round_, seats):
    today, tomorrow = ground.session(round_, dt.date(2025, 5, 15)), ground.session(round_, dt.date(2025, 5, 16))
    ground.marked(today, seats)
    assert code_of(ground.marked, tomorrow, seats) == "session_not_yet"
    actions.call_off_session(tomorrow, reason=REASON, **ground.acting)
    assert code_of(ground.marked, tomorrow, seats) == "session_called_off"


def test_minutes_of_a_participant_are_the_sum_of_their_sessions(ground, round_, session, seats):
    second = ground.session(round_, dt.date(2025, 5, 13), starts_at=dt.time(9), ends_at=dt.time(12), break_minutes=0)
    ground.marked(session, seats)
    ground.marked(second, seats[:1])
    seats[0].refresh_from_db()
    seats[1].refresh_from_db()
    assert (seats[0].minutes, seats[1].minutes) == (WHOLE_DAY + 180, WHOLE_DAY)
