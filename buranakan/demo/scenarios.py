"""Two ways of splitting next year's envelope, worked out by the same actions: one for the worst-served, one by need."""

import datetime as dt
from dataclasses import replace

from buranakan.accounts.scope import Scope
from buranakan.insight import planning_inputs
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.allocation.problem import Measure

DRAWN_AT = dt.datetime(2025, 5, 13, 10, 30, tzinfo=clock.BANGKOK)
AN_HOUR = dt.timedelta(hours=1)
# The story's split is worked out again on every load, so it stops at a gap that is reached in a moment.
SECONDS, GAP = 6.0, 0.02
WAYS = [
    ("ยกจังหวัดที่ได้น้อยที่สุดก่อน", Measure.MAX_MIN),
    ("ตามสัดส่วนความต้องการ", Measure.PROPORTIONAL),
]


def tell(envelope, *, users, people=None):
    """The planner of the envelope's office draws up both and works them out; nothing is adopted. `people` where the
    programme is to place fewer than the envelope has places for. Returns the scenarios."""
    moments = [DRAWN_AT + place * AN_HOUR for place in range(len(WAYS))]
    return [
        _worked_out(envelope, name=name, measure=measure, people=people, by=users["planner"], at=at)
        for (name, measure), at in zip(WAYS, moments, strict=True)
    ]


def _worked_out(envelope, *, name, measure, people, by, at):
    inputs = planning_inputs.drawn(Scope.system("demo"), envelope, measure=measure)
    scenario = actions.start_scenario(
        envelope, name=name, inputs=replace(inputs, people=people or inputs.people), by=by, at=at
    )
    return actions.solve_scenario(scenario, by=by, at=at, seconds=SECONDS, gap=GAP)
