import datetime as dt
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import clock

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=clock.BANGKOK)
A_MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def demo_day():
    clock.start_at(NOON)
    yield
    clock.start_at(None)


def in_another_thread(question):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(question()))
    thread.start()
    thread.join()
    return answers[0]


def test_unshifted_it_is_the_real_time_in_thailand():
    before = clock.real_now()
    assert before <= clock.now() <= clock.real_now()
    assert clock.now().utcoffset() == dt.timedelta(hours=7)
    assert clock.today() == clock.local_day(clock.real_now())


def test_frozen_it_stands_still_and_then_runs_as_before():
    with clock.frozen_at(NOON):
        assert (clock.now(), clock.now(), clock.today()) == (NOON, NOON, dt.date(2025, 5, 15))
    assert clock.now() - clock.real_now() < A_MINUTE


def test_shifted_it_starts_there_and_runs_on():
    with clock.shifted_to(NOON):
        first, second = clock.now(), clock.now()
    assert NOON <= first <= second < NOON + A_MINUTE


def test_the_real_clock_is_never_shifted():
    with clock.frozen_at(NOON):
        assert clock.real_now() > NOON + dt.timedelta(days=1)


def test_shifts_nest_and_end_even_when_something_breaks():
    with clock.frozen_at(NOON):
        with pytest.raises(KeyError), clock.frozen_at(NOON + dt.timedelta(days=1)):
            assert clock.today() == dt.date(2025, 5, 16)
            raise KeyError
        assert clock.today() == dt.date(2025, 5, 15)


def test_a_shift_in_one_thread_is_not_seen_by_another():
    with clock.frozen_at(NOON):
        assert in_another_thread(clock.today) == clock.local_day(clock.real_now())


def test_a_whole_process_starts_at_a_moment_and_runs_on_in_every_thread(demo_day):
    assert NOON <= clock.now() < NOON + A_MINUTE
    assert clock.today() == dt.date(2025, 5, 15)
    assert in_another_thread(clock.today) == dt.date(2025, 5, 15)


def test_a_shift_here_goes_before_the_shift_of_the_process(demo_day):
    with clock.frozen_at(NOON - dt.timedelta(days=1)):
        assert clock.today() == dt.date(2025, 5, 14)
    assert clock.today() == dt.date(2025, 5, 15)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(16, dt.date(2025, 5, 14)), (17, dt.date(2025, 5, 15))],
    ids=["last-hour-of-the-day", "midnight-in-bangkok"],
)
def test_a_day_is_the_local_one(hour, expected):
    assert clock.local_day(dt.datetime(2025, 5, 14, hour, tzinfo=dt.UTC)) == expected


@given(st.dates(min_value=dt.date(1921, 1, 1)))
def test_a_day_starts_at_its_first_moment(day):
    start = clock.day_starts_at(day)
    assert clock.local_day(start) == day
    assert day == dt.date(1921, 1, 1) or clock.local_day(start - dt.timedelta(microseconds=1)) == day - dt.timedelta(1)


@pytest.mark.parametrize("set_clock", [clock.start_at, clock.local_day, lambda at: clock.frozen_at(at).__enter__()])
def test_a_moment_without_a_time_zone_is_refused(set_clock):
    with pytest.raises(ValueError, match="time zone"):
        set_clock(dt.datetime(2025, 5, 15, 12, 0))  # noqa: DTZ001 - what is refused


def test_a_moment_is_not_taken_for_a_day():
    with pytest.raises(TypeError):
        clock.day_starts_at(NOON)
