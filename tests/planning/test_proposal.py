"""The computed proposal: sums, whole rounds, ranges, months, and the same answer each time. No database."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from buranakan.lib import fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.planning.proposal import HUNDRED_BAHT, Ask, Offer, propose

SEASONS = dict(zip(fiscal.months_of(2568), [0, 3, 4, 7, 10, 10, 7, 10, 10, 8, 5, 0], strict=True))


@st.composite
def offers(draw):
    drawn = []
    for key in range(draw(st.integers(3, 12))):
        smallest = draw(st.integers(15, 22))
        low = draw(st.integers(1_000, 3_900)) * 100
        drawn.append(
            Offer(
                key=key,
                share=draw(st.integers(1, 20)),
                round_smallest=smallest,
                round_largest=draw(st.integers(max(smallest, 30), 40)),
                unit_cost_low_satang=low,
                unit_cost_high_satang=draw(st.integers(4_400, 9_000)) * 100,
            )
        )
    return drawn


@st.composite
def asks(draw):
    """Asks of the founding size; need may be anything that is not nothing, and much of it may be zero."""
    codes = [f"{number:02d}" for number in range(10, 10 + draw(st.integers(4, 77)))]
    weights = draw(
        st.lists(
            st.integers(0, 1_000) | st.floats(0, 1, allow_subnormal=False), min_size=len(codes), max_size=len(codes)
        )
    )
    assume(any(weights))
    return Ask(
        more_than=2_180,
        satang=9_150_000_00,
        need=dict(zip(codes, weights, strict=True)),
        offers=draw(offers()),
        seasons=SEASONS,
        lines=range(1, 141),
    )


@settings(max_examples=60)  # a proposal takes tens of milliseconds
@given(ask=asks())
def test_every_proposal_keeps_its_promises(ask):
    lines = propose(ask)
    by_key = {offer.key: offer for offer in ask.offers}

    people = sum(line.people for line in lines)
    assert ask.more_than < people <= ask.more_than + max(offer.round_smallest for offer in ask.offers)
    assert sum(line.amount_satang for line in lines) == ask.satang
    assert len({(line.activity, line.province, line.month) for line in lines}) == len(lines)
    for line in lines:
        offer = by_key[line.activity]
        assert line.rounds * offer.round_smallest <= line.people <= line.rounds * offer.round_largest
        assert (
            offer.unit_cost_low_satang * line.people <= line.amount_satang <= offer.unit_cost_high_satang * line.people
        )
        assert line.amount_satang % HUNDRED_BAHT == 0
        assert SEASONS[line.month] > 0
        assert ask.need[line.province] > 0


@settings(max_examples=15)
@given(ask=asks())
def test_the_same_ask_gives_the_same_lines(ask):
    assert propose(ask) == propose(replace(ask, need=dict(ask.need)))


OFFERS = [
    Offer(
        key, share=1, round_smallest=15, round_largest=40, unit_cost_low_satang=3_000_00, unit_cost_high_satang=6_000_00
    )
    for key in range(8)
]
NEED = {f"{number:02d}": 1 for number in range(10, 87)}
ASK = Ask(more_than=2_180, satang=9_150_000_00, need=NEED, offers=OFFERS, seasons=SEASONS)


def test_a_portfolio_of_the_founding_size_is_60_to_80_lines_and_some_provinces_get_none():
    lines = propose(ASK)
    assert 60 <= len(lines) <= 80
    assert sum(line.people for line in lines) == 2_181
    assert 0 < len({line.province for line in lines}) < len(NEED)


def test_no_province_is_served_twice_while_another_with_its_need_waits():
    served = [line.province for line in propose(ASK)]
    assert len(served) == len(set(served))


def test_rounds_follow_the_need():
    lines = propose(replace(ASK, need={"30": 3, "31": 1}))
    people = {code: sum(line.people for line in lines if line.province == code) for code in ("30", "31")}
    assert abs(people["30"] - 3 * people["31"]) <= 3 * 40


def test_a_province_gets_many_activities_before_it_gets_one_twice():
    lines = propose(replace(ASK, need=NEED | {"30": 5}))
    given = [line.activity for line in lines if line.province == "30"]
    assert len(given) >= 4
    assert len(set(given)) == len(given)


def test_rounds_follow_the_seasons():
    lines = propose(ASK)
    counted = {month: sum(line.rounds for line in lines if line.month == month) for month in SEASONS}
    total = sum(counted.values())
    for month, weight in SEASONS.items():
        assert abs(counted[month] - total * weight / sum(SEASONS.values())) < 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"satang": 1_000_000_00}, "proposal_money_does_not_fit"),
        ({"satang": 90_000_000_00}, "proposal_money_does_not_fit"),
        ({"satang": 9_150_000_01}, "proposal_money_does_not_fit"),
        ({"lines": range(1, 10)}, "proposal_lines_do_not_fit"),
        ({"lines": range(500, 600)}, "proposal_lines_do_not_fit"),
        ({"need": {"30": 0}}, "nobody_needs_anything"),
    ],
    ids=["too-little", "too-much", "not-whole-hundreds", "too-few-lines", "too-many-lines", "no-need"],
)
def test_what_can_not_be_is_refused(changes, code):
    with pytest.raises(RuleBroken) as refusal:
        propose(replace(ASK, **changes))
    assert refusal.value.code == code


def test_a_small_portfolio_is_possible_too():
    small = Ask(
        more_than=30,
        satang=150_000_00,
        need={"30": 1},
        offers=OFFERS[:1],
        seasons={dt.date(2025, 2, 1): 1},
        lines=range(1, 3),
    )
    (line,) = propose(small)
    assert (line.rounds, line.people, line.amount_satang) == (1, 31, 150_000_00)
