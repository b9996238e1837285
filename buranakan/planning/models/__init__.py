"""Portfolio and activities, envelopes, plans with versions and lines, surveys of need, and tags to pillars."""

from buranakan.planning.models.envelope import Envelope, EnvelopeMove
from buranakan.planning.models.line_change import PlanLineChange
from buranakan.planning.models.line_comment import LineComment
from buranakan.planning.models.line_move import LineMove
from buranakan.planning.models.needs import Need, NeedsAnswer, NeedsSurvey
from buranakan.planning.models.plan import Plan, PlanLine, PlanVersion
from buranakan.planning.models.portfolio import Activity, Portfolio, Project
from buranakan.planning.models.scenario import Scenario
from buranakan.planning.models.tags import PillarTag, Retagging
from buranakan.planning.models.upload import PlanUpload

__all__ = [
    "Activity",
    "Envelope",
    "EnvelopeMove",
    "LineComment",
    "LineMove",
    "Need",
    "NeedsAnswer",
    "NeedsSurvey",
    "PillarTag",
    "Plan",
    "PlanLine",
    "PlanLineChange",
    "PlanUpload",
    "PlanVersion",
    "Portfolio",
    "Project",
    "Retagging",
    "Scenario",
]
