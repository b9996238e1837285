"""Portfolio and activities, envelopes, plans with versions and lines."""

from buranakan.planning.models.envelope import Envelope
from buranakan.planning.models.plan import Plan, PlanLine, PlanVersion
from buranakan.planning.models.portfolio import Activity, Portfolio, Project

__all__ = ["Activity", "Envelope", "Plan", "PlanLine", "PlanVersion", "Portfolio", "Project"]
