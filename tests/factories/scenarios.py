"""Inputs of scenarios, and scenarios, for tests."""

import datetime as dt
from dataclasses import replace

from buranakan.lib import clock, fiscal
from buranakan.planning import actions, scenario_inputs, scenario_outcomes
from buranakan.planning.models import Scenario
from buranakan.planning.scenario_inputs import (
    ActivityInput,
    CentreInput,
    Inputs,
    MonthInput,
    ProvinceInput,
    Source,
)
from buranakan.planning.scenario_outcomes import Because, Measured, Solved, SolvedCell

OPEN = (dt.date(2025, 2, 1), dt.date(2025, 3, 1))


def province(code, **changes):
    """A province of a centre that asked for 100 and may get up to 80."""
    given = {"centre": "c-test", "need": 100, "need_source": Source.SURVEY, "floor": 0, "ceiling": 80, "rooms": 2}
    return ProvinceInput(code=code, **given | changes)


def activity_input(activity, **changes):
    """An activity at 4,000 baht a person and 3,000 a round."""
    given = {
        "activity": activity.pk,
        "project": activity.project.number,
        "smallest": activity.round_smallest,
        "largest": activity.round_largest,
        "low_satang": activity.unit_cost_low_satang,
        "high_satang": activity.unit_cost_high_satang,
        "cost_satang": 4_000_00,
        "round_cost_satang": 3_000_00,
        "floor": 0,
        "share": 1,
    }
    return ActivityInput(**given | changes)


def inputs_of(activities, /, *codes, **changes):
    """120 people with 600,000 baht over these provinces in February and March 2025, two rounds a month for them all."""
    months = tuple(MonthInput(one.isoformat(), 5 if one in OPEN else 0) for one in fiscal.months_of(2568))
    given = {
        "people": 120,
        "budget_satang": 600_000_00,
        "provinces": tuple(province(code) for code in codes),
        "activities": tuple(activity_input(one) for one in activities),
        "centres": (CentreInput("c-test", (2,) * len(months)),),
        "months": months,
    }
    return Inputs(**given | changes)


def scenario_of(envelope, *, inputs, by, name="ทางเลือกทดสอบ", **changes):
    """A scenario that was started."""
    inputs = replace(inputs, **changes) if changes else inputs
    return actions.start_scenario(envelope, name=name, inputs=inputs, by=by, at=clock.now())


def adopted_scenario(line, *, name="ทางเลือกที่เป็นแผน"):
    """A scenario that became the version of a plan line: it gave the line's province what the line says."""
    inputs = inputs_of([line.activity], line.province_id, people=line.people, budget_satang=line.amount_satang)
    cell = {
        "province": line.province_id,
        "activity": line.activity_id,
        "month": line.month.isoformat(),
        "people": line.people,
        "rounds": line.rounds,
        "satang": line.amount_satang,
    }
    because = Because(line.province_id, need=100, got=line.people, target=line.people, coverage=3_000, held=())
    measured = Measured(line.people, line.amount_satang, line.rounds, 1, 1, 3_000, 0, worth=100)
    solved = Solved(
        (SolvedCell(**cell),), 100, 100.0, 0.0, 0.1, measured=measured, reasons=(because,), coverage_weight=1
    )
    digest = scenario_inputs.digest(inputs)
    return Scenario.objects.create(
        envelope=line.version.plan.envelope,
        name=name,
        inputs=scenario_inputs.as_values(inputs),
        inputs_sha256=digest,
        outcome=scenario_outcomes.as_values(solved),
        outcome_of_sha256=digest,
        made_at=clock.now(),
        solved_at=clock.now(),
        adopted_version=line.version,
        adopted_at=clock.now(),
    )
