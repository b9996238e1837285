"""Many at the same round at the same moment: one wins, the others are refused by the rule, nothing is doubled."""

import datetime as dt

import pytest

from buranakan.delivery import actions, audit
from buranakan.delivery.models import Attendance, Certificate, Participant, Round
from buranakan.records.models import Event
from buranakan.services.models import ServiceRecord
from tests.delivery.conftest import WHOLE_DAY, make_ground, seats_of
from tests.factories.registry import PersonFactory
from tests.races import told

CLOSERS = 8
RACERS = 30

pytestmark = pytest.mark.race


@pytest.fixture
def ground(transactional_db):
    return make_ground()


def test_officers_who_close_at_the_same_moment(ground, race):
    round_ = ground.held(people=5)
    outcomes = race([lambda: actions.close_round(round_, **ground.acting) for _ in range(CLOSERS)])
    assert told(outcomes) == {"done": 1, "round_move_not_allowed": CLOSERS - 1}
    assert (ServiceRecord.objects.count(), Certificate.objects.count()) == (5, 5)
    assert Event.objects.filter(name="round.closed").count() == 1
    assert audit.differences() == []


def test_two_rounds_with_the_same_people_closed_at_once(ground, race):
    one, other = ground.held(people=4), ground.opened()
    people = [seat.person for seat in reversed(seats_of(one))]
    seats = [actions.enrol_walk_in(other, person=person, **ground.acting) for person in people]
    evening = ground.session(other, dt.date(2025, 5, 14), starts_at=dt.time(17), ends_at=dt.time(20))
    ground.marked(evening, seats)
    outcomes = race([lambda one=one: actions.close_round(one, **ground.acting) for one in (one, other)])
    assert told(outcomes) == {"done": 2}
    assert sorted(Certificate.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert audit.differences() == []


def test_many_walk_ins_for_the_last_place(ground, race):
    round_ = ground.opened(places=1)
    people = PersonFactory.create_batch(RACERS, province=ground.province)
    outcomes = race([lambda one=one: actions.enrol_walk_in(round_, person=one, **ground.acting) for one in people])
    assert told(outcomes) == {"done": 1, "round_full": RACERS - 1}
    assert (Round.objects.get().places_taken, Participant.objects.count()) == (1, 1)
    assert audit.differences() == []


def test_many_rounds_for_the_last_places_of_a_line(ground, race):
    ground.opened(places=40)
    outcomes = race([lambda: ground.opened(places=20) for _ in range(RACERS)])
    assert told(outcomes) == {"done": 1, "more_places_than_planned": RACERS - 1}
    assert sorted(Round.objects.values_list("number", flat=True)) == [1, 2]


def test_two_who_mark_the_same_session_at_once_each_keep_their_ticks(ground, race):
    round_ = ground.opened()
    session = ground.session(round_)
    seats = [ground.walk_in(round_) for _ in range(10)]
    seen = dict.fromkeys(seats, 0)
    halves = [seats[:5], seats[5:]]
    outcomes = race([lambda half=half: ground.marked(session, half, seen=seen) for half in halves])
    assert told(outcomes) == {"done": 2}
    assert set(Attendance.objects.values_list("minutes", flat=True)) == {WHOLE_DAY}
    assert Event.objects.filter(name="attendance.marked").count() == 2
    assert audit.differences() == []
