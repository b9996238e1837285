"""What a scenario starts from: kept and read back, refused where no plan can come of it, made into a problem."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind, Scope
from buranakan.lib.rules import RuleBroken
from buranakan.planning import scenario_inputs, scenario_outcomes
from buranakan.planning import scenario_rules as rules
from buranakan.planning.allocation.problem import Measure
from buranakan.planning.scenario_inputs import Asked, CellPin, ProvincePin
from tests.factories.scenarios import inputs_of, province


@dataclass
class _Project:
    number: int = 1


@dataclass
class _Activity:
    """An activity's numbers, without a database."""

    pk: int = 7
    project: _Project = _Project
    round_smallest: int = 15
    round_largest: int = 40
    unit_cost_low_satang: int = 3_000_00
    unit_cost_high_satang: int = 6_000_00


def inputs(**changes):
    return inputs_of([_Activity(project=_Project()), _Activity(pk=8, project=_Project(2))], "30", "32", **changes)


def refused(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@given(
    people=st.integers(1, 10**6),
    need=st.integers(0, 10**6),
    pinned=st.lists(st.integers(0, 500), max_size=2),
    measure=st.sampled_from(Measure),
)
def test_inputs_come_back_as_they_were_kept(people, need, pinned, measure):
    pins = tuple(ProvincePin(code, count) for code, count in zip(["30", "32"], pinned, strict=False))
    said = inputs(
        people=people,
        provinces=(province("30", need=need), province("32")),
        province_pins=pins,
        cell_pins=(CellPin("30", 7, "2025-02-01", 15, 1),),
        asked=(Asked("30", 7, 20),),
        measure=measure,
    )
    back = scenario_inputs.from_values(scenario_inputs.as_values(said))
    assert back == said
    assert scenario_inputs.digest(back) == scenario_inputs.digest(said)
    assert scenario_inputs.digest(replace(said, people=people + 1)) != scenario_inputs.digest(said)


def test_what_cannot_be_used_is_left_out_of_the_problem():
    activities = inputs().activities
    said = inputs(
        provinces=(province("30"), province("32", ceiling=0), province("50", ceiling=0)),
        activities=(activities[0], replace(activities[1], is_offered=False)),
        province_pins=(ProvincePin("50", 20),),
    )
    problem = scenario_inputs.problem_of(said)
    assert [(one.key, one.floor, one.ceiling) for one in problem.areas] == [("30", 0, 80), ("50", 20, 20)]
    assert [one.key for one in problem.offers] == [7]
    assert problem.months == ("2025-02-01", "2025-03-01")


def test_what_a_province_asked_for_is_worth_more_there():
    problem = scenario_inputs.problem_of(inputs(asked=(Asked("30", 8, 50), Asked("30", 7, 25))))
    assert [row[0] for row in problem.worth[0]] == [35 + 30, 70 + 30]
    assert [row[0] for row in problem.worth[1]] == [70 + 30, 70 + 30]


def test_equal_coverage_has_no_inequality_and_all_for_one_has_most():
    assert scenario_outcomes.gini([(10, 100), (20, 200)]) == 0
    assert scenario_outcomes.gini([(0, 10), (0, 10), (0, 10), (10, 10)]) == 7_500
    assert scenario_outcomes.gini([(0, 10)]) == 0


def rounds_of(*sizes):
    """Inputs with an activity for each size of rounds."""
    one = inputs().activities[0]
    return inputs(
        activities=tuple(
            replace(one, activity=place, smallest=least, largest=most) for place, (least, most) in enumerate(sizes)
        )
    )


@given(
    sizes=st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), min_size=1, max_size=3),
    people=st.integers(0, 90),
)
def test_the_nearest_numbers_in_whole_rounds_are_those_that_counting_finds(sizes, people):
    said = rounds_of(*((least, least + more) for least, more in sizes))
    steps = {size for least, more in sizes for size in range(least, least + more + 1)}
    sums = {0}
    for number in range(1, people + 20):
        if any(number - step in sums for step in steps):
            sums.add(number)
    nearest = max(one for one in sums if one <= people), min(one for one in sums if one >= people)
    assert scenario_inputs.nearest_in_whole_rounds(said, province="30", people=people) == nearest


def test_a_province_is_fixed_only_at_whole_rounds_beside_its_fixed_cells():
    said = rounds_of((15, 20))
    rules.check_pinned_people(35, province="30", inputs=said)
    assert refused(rules.check_pinned_people, 25, province="30", inputs=said) == "pin_fits_no_rounds"
    held = replace(said, cell_pins=(CellPin("30", 0, "2025-02-01", 18, 1), CellPin("30", 0, "2025-09-01", 15, 1)))
    # September is closed: what is fixed there holds nobody.
    for people, nearest in [(18, (18, 18)), (35, (35, 35)), (20, (18, 33)), (9, (None, 18))]:
        assert scenario_inputs.nearest_in_whole_rounds(held, province="30", people=people) == nearest
    assert refused(rules.check_pinned_people, 9, province="30", inputs=held) == "pin_below_fixed_activities"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"people": 0}, "scenario_for_nobody"),
        ({"budget_satang": 0}, "scenario_without_money"),
        ({"provinces": ()}, "nothing_to_split_over"),
        ({"provinces": (province("30", floor=81),)}, "floor_above_ceiling"),
    ],
)
def test_inputs_that_no_plan_can_come_of_are_refused(changes, code):
    assert refused(rules.check_inputs, inputs(**changes)) == code


def test_a_cost_that_no_line_may_have_is_refused():
    one = inputs().activities[0]
    rules.check_activity_cost(one)
    assert refused(rules.check_activity_cost, replace(one, cost_satang=5_900_00)) == "scenario_cost_out_of_range"
    assert refused(rules.check_activity_cost, replace(one, cost_satang=2_900_00)) == "scenario_cost_out_of_range"


def test_only_a_planner_of_the_office_plays():
    may = frozenset({Permission.ALLOCATE})
    rules.check_allocates_for(4, scope=Scope(kind=Kind.OFFICE, permissions=may, office_id=4))
    for scope in (Scope(kind=Kind.OFFICE, permissions=may, office_id=5), Scope(kind=Kind.OFFICE, office_id=4)):
        assert refused(rules.check_allocates_for, 4, scope=scope) == "not_your_scenario"
