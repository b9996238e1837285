"""Which decisions come first, and what could move where: values in, values out."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as some

from buranakan.insight.decisions.rules import WITHOUT_FIGURE, Candidate, Crowd, Empty, Kind, moves, ranked

EARLY, LATE = dt.date(2025, 4, 1), dt.date(2025, 5, 1)


def candidate(kind=Kind.CLOSE, gain=10, of=100, **said):
    return Candidate(kind=kind, gain=gain, of=of, **said)


def test_what_moves_the_greatest_part_stands_first():
    money = candidate(Kind.APPROVE, gain=400, of=1000)
    people = candidate(gain=30)
    assert ranked([people, money]) == [money, people]


def test_the_readers_own_decision_stands_before_what_others_are_asked_for():
    own = candidate(gain=1, is_own=True)
    asked = candidate(Kind.DECIDE, gain=90)
    assert ranked([asked, own]) == [own, asked]


def test_three_of_one_kind_never_hide_another():
    rounds = [candidate(gain=gain) for gain in (50, 40, 30)]
    small = candidate(Kind.RECRUIT, gain=1)
    assert ranked([*rounds, small]) == [rounds[0], small, rounds[1]]


def test_of_equals_the_one_that_waits_longer_stands_first():
    new, old = candidate(since=LATE, name="a"), candidate(since=EARLY, name="b")
    assert ranked([new, old]) == [old, new]


def test_without_an_effect_nothing_is_proposed_but_directives_need_none():
    overdue = candidate(Kind.PRESS, gain=0, of=0, since=EARLY)
    assert ranked([candidate(gain=0), candidate(of=0), overdue]) == [overdue]


KINDS = some.sampled_from(list(Kind))
CANDIDATES = some.builds(
    Candidate,
    kind=KINDS,
    gain=some.integers(0, 500),
    of=some.integers(0, 500),
    is_own=some.booleans(),
    since=some.none() | some.dates(),
    name=some.uuids().map(str),
)


@given(some.lists(CANDIDATES, max_size=12))
def test_at_most_three_whatever_the_order_they_are_found_in(found):
    best = ranked(found)
    assert best == ranked(reversed(found))
    assert len(best) == min(3, sum(one.is_worth_saying for one in found))
    assert all(one.gain > 0 or one.kind in WITHOUT_FIGURE for one in best)


# --- places -----------------------------------------------------------------------------------------------------------
def test_only_places_that_nobody_is_on_the_way_to_move_and_only_to_people_who_wait_for_the_same():
    here = Empty(activity=1, province="30", missing=20, coming=5)
    there = Crowd(activity=1, province="36", people=22)
    other, same_place = Crowd(activity=2, province="36", people=9), Crowd(activity=1, province="30", people=9)
    assert moves([here], [there, other, same_place]) == [(15, here, there)]


def test_no_more_move_than_people_wait():
    here, there = Empty(activity=1, province="30", missing=20), Crowd(activity=1, province="36", people=2)
    assert moves([here], [there]) == [(2, here, there)]


def test_places_with_enough_on_the_way_stay():
    assert moves([Empty(1, "30", missing=5, coming=6)], [Crowd(1, "36", people=9)]) == []
