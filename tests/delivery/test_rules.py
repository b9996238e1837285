"""Who completes, how rounds move, what closing still needs. No database."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.delivery import rules
from buranakan.delivery.enums import Missing, RoundState
from buranakan.delivery.models import Session, SessionTrainer
from buranakan.lib.rules import RuleBroken, allows
from buranakan.planning.models import Activity

MINUTES = st.integers(min_value=0, max_value=rules.LONGEST_ROUND)
PERCENTS = st.integers(min_value=1, max_value=100)
DAY = dt.date(2025, 5, 12)
ZONE = dt.timezone(dt.timedelta(hours=7))


def code_of(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


def a_session(held_on=DAY, starts=(9, 0), ends=(16, 0), **columns):
    return Session(held_on=held_on, starts_at=dt.time(*starts), ends_at=dt.time(*ends), **columns)


# --- who completes ----------------------------------------------------------------------------------------------------
@given(minutes=MINUTES, of=MINUTES, percent=PERCENTS)
def test_completing_is_exactly_the_share_in_fractions(minutes, of, percent):
    wanted = of > 0 and Fraction(minutes, of) >= Fraction(percent, 100)
    assert rules.completes(minutes, of=of, percent=percent) is wanted


@given(minutes=MINUTES, more=MINUTES, of=MINUTES, percent=PERCENTS)
def test_attending_longer_never_loses_a_certificate(minutes, more, of, percent):
    if rules.completes(minutes, of=of, percent=percent):
        assert rules.completes(minutes + more, of=of, percent=percent)


@given(of=st.integers(min_value=1, max_value=rules.LONGEST_ROUND), percent=PERCENTS)
def test_the_minutes_needed_are_just_enough(of, percent):
    needed = rules.minutes_needed(of=of, percent=percent)
    assert rules.completes(needed, of=of, percent=percent)
    assert not rules.completes(needed - 1, of=of, percent=percent)
    assert 1 <= needed <= of


@given(of=MINUTES, percent=PERCENTS)
def test_nobody_completes_by_staying_away(of, percent):
    assert not rules.completes(0, of=of, percent=percent)


# --- moves ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "to", "expected"),
    [
        (RoundState.PLANNED, RoundState.RUNNING, True),
        (RoundState.PLANNED, RoundState.CLOSED, False),
        (RoundState.RUNNING, RoundState.CANCELLED, False),
        (RoundState.CLOSED, RoundState.CLOSED, False),
        (RoundState.CANCELLED, RoundState.PLANNED, False),
    ],
)
def test_rounds_move_along_the_table(now, to, expected):
    assert allows(rules.check_can_move, now, to) is expected


def test_a_move_that_is_not_in_the_table_is_refused_by_its_code():
    assert code_of(rules.check_can_move, RoundState.CLOSED, RoundState.CLOSED) == "round_move_not_allowed"


# --- places -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("places", "others", "on_roster", "refused"),
    [
        (40, 0, 0, ""),
        (41, 0, 0, "round_size_not_allowed"),
        (0, 0, 0, "round_size_not_allowed"),
        (10, 0, 11, "round_size_not_allowed"),
        (20, 40, 0, ""),
        (21, 40, 0, "more_places_than_planned"),
    ],
)
def test_places_fit_the_activity_the_roster_and_the_plan_line(places, others, on_roster, refused):
    asked = {"activity": Activity(round_largest=40), "planned": 60, "taken_by_others": others, "on_roster": on_roster}
    if refused:
        assert code_of(rules.check_places, places, **asked) == refused
    else:
        rules.check_places(places, **asked)


@pytest.mark.parametrize(("percent", "expected"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_share_is_a_percentage(percent, expected):
    assert allows(rules.check_percent, percent) is expected


def test_a_share_that_is_none_is_refused_by_its_code():
    assert code_of(rules.check_percent, 0) == "percent_out_of_range"


# --- sessions ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        ((13, 0), (16, 0), ""),  # the other one ends at twelve
        ((12, 0), (13, 0), ""),  # begins as the other ends
        ((11, 59), (13, 0), "sessions_overlap"),
        ((8, 0), (17, 0), "sessions_overlap"),
        ((16, 0), (9, 0), "session_ends_too_early"),
    ],
)
def test_a_round_meets_at_one_place_at_a_time(starts, ends, refused):
    others = [a_session(starts=(9, 0), ends=(12, 0))]
    asked = {"fiscal_year": 2568, "others": others}
    if refused:
        assert code_of(rules.check_session, a_session(starts=starts, ends=ends), **asked) == refused
    else:
        rules.check_session(a_session(starts=starts, ends=ends), **asked)


@given(
    first=st.tuples(st.integers(0, 22), st.integers(0, 59)),
    second=st.tuples(st.integers(0, 22), st.integers(0, 59)),
    lengths=st.tuples(st.integers(1, 59), st.integers(1, 59)),
)
def test_overlapping_is_having_a_minute_in_common(first, second, lengths):
    sessions, minutes = [], []
    for (hour, minute), length in zip((first, second), lengths, strict=True):
        start = hour * 60 + minute
        sessions.append(a_session(starts=(hour, minute), ends=divmod(start + length, 60)))
        minutes.append(set(range(start, start + length)))
    is_free = allows(rules.check_session, sessions[0], fiscal_year=2568, others=[sessions[1]])
    assert is_free is not bool(minutes[0] & minutes[1])


@pytest.mark.parametrize("day", [dt.date(2024, 9, 30), dt.date(2025, 10, 1)])
def test_a_session_is_held_in_the_fiscal_year(day):
    assert code_of(rules.check_session, a_session(day), fiscal_year=2568, others=[]) == "outside_fiscal_year"


def test_a_session_is_more_than_its_breaks():
    session = a_session(ends=(10, 0), break_minutes=60)
    assert code_of(rules.check_session, session, fiscal_year=2568, others=[]) == "session_all_break"


def test_a_round_is_no_longer_than_a_record_may_say():
    others = [a_session(DAY + dt.timedelta(days=day), starts=(0, 0), ends=(23, 59)) for day in range(1, 43)]
    assert code_of(rules.check_session, a_session(), fiscal_year=2568, others=others) == "round_too_long"


@pytest.mark.parametrize(("minutes", "expected"), [(0, False), (1, True), (420, True), (421, False)])
def test_a_trainer_teaches_no_longer_than_the_session(minutes, expected):
    trainer = SessionTrainer(name="วิทยากร", minutes=minutes)
    assert allows(rules.check_trainer, trainer, session=a_session()) is expected


def test_a_trainer_that_teaches_nothing_is_refused_by_its_code():
    trainer = SessionTrainer(name="วิทยากร", minutes=0)
    assert code_of(rules.check_trainer, trainer, session=a_session()) == "trainer_longer_than_session"


# --- closing ----------------------------------------------------------------------------------------------------------
def test_what_a_round_lacks_is_told_with_the_sessions_it_is_about():
    at = dt.datetime(2025, 5, 13, 12, tzinfo=ZONE)
    marked = a_session(dt.date(2025, 5, 11), marked_at=at)
    unmarked, running = a_session(dt.date(2025, 5, 12)), a_session(dt.date(2025, 5, 13), marked_at=at)
    found = rules.missing_before_closing([marked, unmarked, running], roster=True, at=at)
    assert found == [(Missing.NOT_OVER, [running]), (Missing.NOT_MARKED, [unmarked])]
    assert rules.missing_before_closing([marked], roster=True, at=at) == []
    assert [what for what, _which in rules.missing_before_closing([], roster=[], at=at)] == [
        Missing.SESSIONS,
        Missing.PARTICIPANTS,
    ]


@pytest.mark.parametrize(("hour", "is_over"), [(15, False), (16, True)])
def test_a_session_is_over_when_its_last_minute_is(hour, is_over):
    at = dt.datetime(2025, 5, 12, hour, tzinfo=ZONE)
    found = rules.missing_before_closing([a_session(marked_at=at)], roster=True, at=at)
    assert (found == []) is is_over
