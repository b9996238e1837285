"""Moves of unused places: whole rounds, nothing held or bound is touched, never more people or money than before."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from buranakan.lib.rules import RuleBroken
from buranakan.planning import grid, replanning
from buranakan.planning.grid import CellValue, RowKey
from buranakan.planning.replanning import Ask, Ground, LineState, NewRound, Offered, Part, Standing, Want

MAY, JUNE, JULY = dt.date(2025, 5, 1), dt.date(2025, 6, 1), dt.date(2025, 7, 1)
MARCH, APRIL = dt.date(2025, 3, 1), dt.date(2025, 4, 1)
OFFERED = Offered(15, 40, 3_000_00, 6_000_00)


def row(province, *, activity=1, office=7):
    return RowKey(activity, owner_office_id=1, serving_office_id=office, counts_for_id=1, province_id=province)


def line(province, *, month=APRIL, people=30, satang=None, activity=1, project=1, **became):
    given = {"rounds": grid.rounds_for(people, activity=OFFERED), "people": people}
    satang = people * 4_000_00 if satang is None else satang
    return Standing(row(province, activity=activity), month, project, OFFERED, satang=satang, **given, **became)


def want(province, *, activity=1, project=1, **grounds):
    return Want(row(province, activity=activity), project, OFFERED, **grounds)


def asked(*lines, wants=(), loose=None, **more):
    planned = Counter()
    for one in lines:
        planned[one.grain] += one.satang
    given = {"this_month": MAY, "months": (JUNE, JULY)} | more
    return Ask(lines, tuple(wants), loose=planned if loose is None else loose, **given)


def said(proposal):
    """(province, month, people, ground, {province: people it gives}) of each new round."""
    return [
        (one.row.province_id, one.month, one.people, one.ground, {p.line.row.province_id: p.people for p in one.parts})
        for one in proposal.rounds
    ]


# --- how a line stands ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("became", "expected"),
    [
        ({"month": APRIL}, LineState.LATE),
        ({"month": APRIL, "reached": 23}, LineState.UNDERUSED),
        ({"month": APRIL, "reached": 24}, LineState.DONE),
        ({"month": APRIL, "is_open": True}, LineState.UNDER_WAY),
        ({"month": MAY}, LineState.NOT_STARTED),
        ({"month": MAY, "reached": 5}, LineState.UNDER_WAY),
        ({"month": MAY, "reached": 30}, LineState.DONE),
        ({"month": JUNE, "is_open": True}, LineState.UNDER_WAY),
    ],
)
def test_a_line_stands_by_its_month_and_by_who_came(became, expected):
    assert line("30", **became).state(this_month=MAY) == expected


@pytest.mark.parametrize(
    ("became", "loose", "expected"),
    [
        ({}, 120_000_00, (30, 120_000_00)),
        ({}, 100_000_00, (15, 75_000_00)),  # the whole line would take all of its money along
        ({"reached": 18, "held": 18}, 120_000_00, (12, 66_000_00)),
        ({"reached": 8, "held": 8}, 90_000_00, (15, 75_000_00)),  # what stays still fills a round
        ({"reached": 8, "held": 8}, 9_000_00, (11, 9_000_00)),  # and costs each no more than it may
        ({"month": JUNE}, 120_000_00, (0, 0)),
        ({"is_open": True}, 120_000_00, (0, 0)),
    ],
)
def test_what_is_free_leaves_whole_rounds_within_their_cost(became, loose, expected):
    assert replanning.free(line("30", **became), this_month=MAY, loose=loose) == expected


def test_months_to_come_leave_days_to_recruit_and_to_hold_a_round():
    on = dt.date(2025, 5, 15)
    assert replanning.months_to_come(on, fiscal_year=2568)[0] == JUNE
    closed = {dt.date(2025, 6, day) for day in range(1, 27)}
    assert replanning.months_to_come(on, fiscal_year=2568, holidays=closed)[0] == JULY
    assert replanning.months_to_come(dt.date(2025, 9, 10), fiscal_year=2568) == ()


# --- what is proposed -------------------------------------------------------------------------------------------------
def test_who_waits_comes_before_the_survey_and_the_survey_before_who_was_full():
    wants = [want("50", is_full=True), want("51", needed=30), want("52", waiting=30)]
    lines = [line("30"), line("31"), line("32")]
    assert said(replanning.propose(asked(*lines, wants=wants))) == [
        ("52", JUNE, 30, Ground.WAITING, {"30": 30}),
        ("51", JUNE, 30, Ground.NEEDED, {"31": 30}),
        ("50", JUNE, 30, Ground.FULL, {"32": 30}),
    ]


def test_what_nobody_can_use_stays_in_its_place_and_comes_later():
    found = replanning.propose(asked(line("30", people=60), line("31", reached=10, held=10)))
    assert said(found) == [("30", JUNE, 60, Ground.LATER, {"30": 60})]


def test_several_lines_fill_a_round_together():
    lines = [line("30", reached=20, held=20), line("31", reached=18, held=18)]
    found = replanning.propose(asked(*lines, wants=[want("50", waiting=25)]))
    assert said(found) == [("50", JUNE, 22, Ground.WAITING, {"30": 10, "31": 12})]
    assert [(one.people, lacking) for one, lacking in found.unmet] == [(25, 3)]


@pytest.mark.parametrize(
    ("lines", "more"),
    [
        ([line("30", project=2)], {}),
        ([line("30", is_open=True)], {}),
        ([line("30", month=JUNE)], {}),
        ([line("30", reached=20, held=20)], {}),
        ([line("30")], {"months": ()}),
        ([line("30", reached=15, held=15)], {"loose": {}}),
    ],
    ids=["another-project", "a-round-is-open", "still-to-come", "less-than-a-round", "no-month-left", "money-is-bound"],
)
def test_nothing_is_moved_where(lines, more):
    found = replanning.propose(asked(*lines, wants=[want("50", waiting=20)], **more))
    assert [one for one in found.rounds if one.ground != Ground.LATER] == []
    assert [lacking for _want, lacking in found.unmet] == [20]


def test_a_month_takes_no_more_rounds_than_the_trainers_give():
    wants = [want("50", waiting=80), want("51", waiting=30)]
    more = {"crew": {"50": "centre", "51": "centre"}, "spare": {("centre", JUNE): 2, ("centre", JULY): 1}}
    lines = [line("30", people=40), line("31", people=40), line("32"), line("33")]
    found = replanning.propose(asked(*lines, wants=wants, **more))
    assert [(place, month) for place, month, _p, ground, _from in said(found) if ground != Ground.LATER] == [
        ("50", JUNE), ("50", JUNE), ("51", JULY)
    ]


def test_a_dearer_line_leaves_its_rest_in_the_envelope():
    dear = line("30", people=20, satang=120_000_00)
    cheap = Offered(15, 40, 2_000_00, 4_000_00)
    (new,) = replanning.propose(asked(dear, wants=[Want(row("50", activity=2), 1, cheap, waiting=20)])).rounds
    assert (new.people, new.satang, new.left_satang) == (20, 80_000_00, 40_000_00)


# --- what is taken ----------------------------------------------------------------------------------------------------
def test_the_cells_of_a_move_say_what_stood_there():
    lines = [line("30"), line("50", month=JUNE, people=20)]
    ask = asked(*lines, wants=[want("50", waiting=30)])
    found = replanning.edits(lines, replanning.propose(ask).rounds)
    assert [(one.row.province_id, one.month, one.expected, one.wanted) for one in found] == [
        ("30", APRIL, CellValue(30, 120_000_00), None),
        ("50", JUNE, CellValue(20, 80_000_00), CellValue(50, 200_000_00)),
    ]


def refusal_of(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_only_rounds_that_are_still_proposed_can_be_taken():
    proposal = replanning.propose(asked(line("30"), wants=[want("50", waiting=30)]))
    keys = [one.key for one in proposal.rounds]
    assert replanning.taken(proposal, keys=keys) == list(proposal.rounds)
    assert refusal_of(replanning.taken, proposal, keys=[]) == "no_round_taken"
    assert refusal_of(replanning.taken, proposal, keys=["1-1-7-1-50-0-202506-31-1"]) == "proposal_has_changed"


def test_half_of_what_belongs_together_is_refused_where_it_leaves_no_round():
    whole = line("30", people=40)
    part = Part(whole, LineState.LATE, 30, 120_000_00)
    half = NewRound(row("50"), JUNE, 30, 120_000_00, Ground.WAITING, (part,))
    assert refusal_of(replanning.edits, [whole], [half]) == "moves_leave_part_of_a_round"


# --- whatever is asked ------------------------------------------------------------------------------------------------
@some.composite
def lines_of_a_plan(draw):
    """Lines of some provinces, months and two projects, each with what became of it."""
    found = {}
    for _number in range(draw(some.integers(1, 8))):
        activity = draw(some.integers(1, 3))
        people = draw(some.integers(15, 90).filter(lambda n: grid.fits_rounds(n, activity=OFFERED)))
        held = draw(some.integers(0, people))
        one = line(
            draw(some.sampled_from(["30", "31", "32", "50"])),
            activity=activity,
            project=activity // 2,
            month=draw(some.sampled_from([MARCH, APRIL, MAY, JUNE])),
            people=people,
            satang=people * draw(some.integers(3_000, 6_000)) * 100,
            reached=draw(some.integers(0, held)),
            held=held,
            is_open=draw(some.booleans()) and held > 0,
        )
        found[one.key] = one
    return list(found.values())


@some.composite
def asks(draw):
    lines, people = draw(lines_of_a_plan()), some.integers(0, 60)
    planned = Counter()
    for one in lines:
        planned[one.grain] += one.satang
    return Ask(
        lines=tuple(lines),
        wants=tuple(
            Want(key, key.activity_id // 2, OFFERED, draw(people), draw(people), draw(some.booleans()))
            for key in {one.row for one in lines}
        ),
        this_month=MAY,
        months=(JUNE, JULY),
        loose={grain: draw(some.integers(0, satang)) for grain, satang in planned.items()},
        crew={"30": "centre", "31": "centre"},
        spare={("centre", JUNE): draw(some.integers(0, 2)), ("centre", JULY): draw(some.integers(0, 2))},
    )


@settings(max_examples=150, deadline=None)
@given(ask=asks())
def test_a_proposal_keeps_every_limit(ask):
    proposal = replanning.propose(ask)
    before = {one.key: one for one in ask.lines}
    plan = replanning.after(ask.lines, proposal.rounds)
    # Neither more nor fewer people, never more money.
    assert sum(people for people, _satang in plan.values()) == sum(one.people for one in ask.lines)
    assert sum(satang for _people, satang in plan.values()) <= sum(one.satang for one in ask.lines)
    for key, (people, satang) in plan.items():
        # Whole rounds within the unit cost, and who was held stays.
        assert people == satang == 0 or grid.fits_rounds(people, activity=OFFERED)
        assert OFFERED.unit_cost_low_satang * people <= satang <= OFFERED.unit_cost_high_satang * people
        if key in before:
            assert people >= before[key].held
    for new in proposal.rounds:
        assert grid.fits_rounds(new.people, activity=OFFERED)
        assert new.month in ask.months
        assert {part.line.project for part in new.parts} == {before[new.parts[0].line.key].project}
    # What is bound stays in its grain.
    kept = Counter()
    for (key, _month), (_people, satang) in plan.items():
        kept[key.grain(None)] += satang
    for grain, loose in ask.loose.items():
        bound = sum(one.satang for one in ask.lines if one.grain == grain) - loose
        assert kept[grain] >= bound
    # No month gets more rounds than the trainers have to give.
    given_rounds = Counter()
    for new in proposal.rounds:
        rounds = grid.rounds_for(new.people, activity=OFFERED)
        given_rounds[(ask.crew.get(new.row.province_id), new.month)] += rounds
    assert all(given_rounds[crew] <= spare for crew, spare in ask.spare.items())


@settings(max_examples=50, deadline=None)
@given(ask=asks())
def test_the_same_ask_gives_the_same_proposal_whatever_the_order(ask):
    turned = Ask(
        ask.lines[::-1], ask.wants[::-1], ask.this_month, ask.months, ask.loose, crew=ask.crew, spare=ask.spare
    )
    assert replanning.propose(ask) == replanning.propose(turned)
    keys = [one.key for one in replanning.propose(ask).rounds]
    assert len(set(keys)) == len(keys)
