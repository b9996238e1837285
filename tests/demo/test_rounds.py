"""Rounds held: before the day, on weekdays, fewer people where a province is behind, and the same every time."""

import datetime as dt
import random
from collections import Counter
from types import SimpleNamespace

import pytest

from buranakan.demo import rounds

MARCH, APRIL = dt.date(2025, 3, 1), dt.date(2025, 4, 1)
AFTER = dt.date(2025, 5, 1)
ROUNDS, PEOPLE = 4, 101


def line(number, *, province, month=MARCH):
    activity = SimpleNamespace(kind="training", code=f"a{number}")
    return SimpleNamespace(
        pk=number, province_id=province, month=month, rounds=ROUNDS, people=PEOPLE, activity=activity
    )


def held(lines, *, until=AFTER, behind=frozenset(), nothing_yet=frozenset(), seed=7):
    chance = random.Random(seed)  # noqa: S311 - the same every time
    return rounds.rounds_held(lines, until=until, behind=behind, nothing_yet=nothing_yet, chance=chance)


def test_every_round_of_a_past_month_is_held_on_a_weekday_of_it():
    days = [one.held_on for one in held([line(number, province="30") for number in range(20)])]
    assert len(days) == 20 * ROUNDS
    assert {(day.year, day.month) for day in days} == {(2025, 3)}
    assert max(day.weekday() for day in days) < rounds.SATURDAY
    assert days == sorted(days)


@pytest.mark.parametrize("until", [dt.date(2025, 3, 10), MARCH])
def test_nothing_is_held_on_the_day_or_after_it(until):
    everything = held([line(number, province="30") for number in range(20)])
    before = [one.held_on for one in held([line(number, province="30") for number in range(20)], until=until)]
    assert before == [one.held_on for one in everything if one.held_on < until]


def test_provinces_that_are_behind_reach_fewer_and_some_none():
    lines = [line(number, province=code) for number, code in enumerate(["30", "31", "32"])]
    attended = Counter()
    for one in held(lines, behind={"31", ("30", "another activity")}, nothing_yet={"32"}):
        attended[one.line.province_id] += one.attended
    assert attended["31"] <= rounds.BEHIND[1] * PEOPLE + ROUNDS < rounds.USUAL[0] * PEOPLE - ROUNDS <= attended["30"]
    assert attended["32"] == 0


def test_one_activity_may_be_behind_alone():
    lines = [line(number, province="31") for number in range(2)]
    attended = Counter()
    for one in held(lines, behind={("31", "a1")}):
        attended[one.line.pk] += one.attended
    assert attended[1] <= rounds.SLIPPED[1] * PEOPLE + ROUNDS < attended[0]


def test_the_same_chance_tells_the_same_and_another_does_not():
    lines = [line(number, province="30", month=month) for number, month in enumerate([MARCH, APRIL])]
    assert held(lines) == held(lines)
    assert held(lines) != held(lines, seed=8)
