"""What pages of scenarios say is true of the values they say it of, and rounded so that it stays true."""

from dataclasses import replace

import pytest
from django.utils import translation

from buranakan.pages.desk import scenario_words
from buranakan.planning.allocation.explain import Held
from buranakan.planning.scenario_inputs import ProvincePin, Source
from buranakan.planning.scenario_outcomes import Because, Clash, HeldBack, Solved
from tests.factories.scenarios import inputs_of, province

NAMES = scenario_words.Names(
    provinces={"30": "Korat", "32": "Surin"}, centres={"c6": "Centre 6"}, activities={7: "Skills", 8: "Fairs"}
)
SOLVED = Solved(cells=(), objective=100, bound=101.0, gap=0.01, seconds=1.0)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("gap", "said"), [(0.009162, "0.92%"), (0.0184, "1.84%"), (0.000_01, "0.01%"), (0.02, "2%"), (0.10001, "10.01%")]
)
def test_a_proven_gap_is_never_told_smaller_than_it_is(gap, said):
    assert f"within {said} of" in scenario_words.proof_text(replace(SOLVED, gap=gap))


def test_what_is_not_used_up_is_not_told_as_used_up():
    held = [
        HeldBack("trainers", ("c6", "2025-02-01"), slack=1, price=4.0),
        HeldBack("trainers", ("c6", "2025-03-01"), slack=0, price=4.0),
        HeldBack("project_floor", (7,), slack=23, price=1.5),
        HeldBack("project_floor", (8,), slack=0, price=1.5),
    ]
    said = scenario_words.binding(replace(SOLVED, binding=tuple(held)), names=NAMES)
    assert [(("Feb" in text), ("Skills" in text)) for text in said] == [(False, False)] * 2
    assert ["Mar" in said[0], "Fairs" in said[1]] == [True, True]


def test_only_the_province_that_is_fixed_is_told_as_fixed():
    inputs = inputs_of([], "30", "32", province_pins=(ProvincePin("30", 60),))
    solved = replace(SOLVED, conflict=(Clash("floor", ("30",), 60), Clash("floor", ("32",), 40)))
    first, second = scenario_words.conflict(solved, names=NAMES, inputs=inputs)
    assert first == ("Korat is fixed at 60 people.", "Free this province.", "")
    assert second[0] == "Surin must get at least 40 people."


def test_limits_of_very_many_provinces_are_one_sentence():
    codes = [f"{number}" for number in range(10, 20)]
    names = replace(NAMES, provinces={code: f"P{code}" for code in codes})
    inputs = inputs_of([], *codes, province_pins=(ProvincePin("10", 60),))
    clashes = tuple(Clash("floor", (code,), 60) for code in codes)
    said = scenario_words.conflict(replace(SOLVED, conflict=clashes), names=names, inputs=inputs)
    assert [(what, listed) for what, _remedy, listed in said] == [
        ("9 provinces must get at least 60 people each, 540 together.", " · ".join(f"P{code}" for code in codes[1:])),
        ("P10 is fixed at 60 people.", ""),
    ]
    mixed = (Clash("people", (), 500), *clashes[1:-1], Clash("floor", ("19",), 75))
    said = scenario_words.conflict(replace(SOLVED, conflict=mixed), names=names, inputs=inputs)
    assert [what for what, _remedy, _listed in said] == [
        "Exactly 500 people must be placed.",
        "9 provinces must get at least 60–75 people each, 555 together.",
    ]


def test_it_is_told_on_what_the_need_of_how_many_provinces_rests():
    sources = [Source.LAST_YEAR, Source.SURVEY, Source.ASSUMED, Source.LAST_YEAR]
    provinces = tuple(province(str(place), need_source=one) for place, one in enumerate(sources))
    said = scenario_words.need_sources(inputs_of([], provinces=provinces))
    assert said == (
        "What the need of provinces rests on (number of provinces): granted in the needs survey: 1 · "
        "planned there last fiscal year: 2 · our assumption: 1."
    )


def test_a_province_without_need_is_told_by_whose_word():
    inputs = inputs_of([], provinces=(province("30", need=0), province("32", need=0, need_source=Source.TYPED)))
    said = [
        scenario_words.reason(SOLVED.because_of(one), names=NAMES, inputs=inputs).partition(": ")[2]
        for one in inputs.provinces
    ]
    assert said == ["none of what it asked for was granted.", "it has said no need."]


@pytest.mark.parametrize(
    ("held", "because"),
    [
        ((), "places are worth more elsewhere; its share of all need is 30 people"),
        ((Held.TARGET, Held.BUDGET, Held.ROOMS), "that is its share of all need and the money is used up"),
        (
            (Held.PROJECT_SHARES,),
            "places are worth more elsewhere; its share of all need is 30 people and "
            "some places belong to activities that must keep their least number",
        ),
    ],
)
def test_a_reason_says_the_two_strongest_grounds(held, because):
    one = Because("30", need=100, got=20, target=30, coverage=2_000, held=held)
    said = scenario_words.reason(one, names=NAMES, inputs=None)
    assert said == f"Korat gets 20 people, 20% of 100 in need, because {because}."
