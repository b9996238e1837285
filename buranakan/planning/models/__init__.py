"""Portfolio and activities, envelopes, plans with versions and lines, and tags to pillars."""

from buranakan.planning.models.envelope import Envelope
from buranakan.planning.models.plan import Plan, PlanLine, PlanVersion
from buranakan.planning.models.portfolio import Activity, Portfolio, Project
from buranakan.planning.models.tags import PillarTag, Retagging

__all__ = [
    "Activity",
    "Envelope",
    "PillarTag",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "Portfolio",
    "Project",
    "Retagging",
]
