"""What became of a plan: every move of every version, as the trail keeps it for ever."""

import datetime as dt
from dataclasses import dataclass

from buranakan.planning import queries
from buranakan.planning.models import PlanVersion
from buranakan.records.models import Event

STARTED, AMENDED = "plan.started", "plan_version.amended"
SUBMITTED, RETURNED = "plan_version.submitted", "plan_version.returned"
REOPENED, APPROVED = "plan_version.reopened", "plan_version.approved"
WORKBOOK_APPLIED = "plan_version.workbook_applied"
MOVES = (STARTED, AMENDED, SUBMITTED, RETURNED, REOPENED, APPROVED, WORKBOOK_APPLIED)


@dataclass(frozen=True)
class Move:
    """One move of one version: who, when, why, and what the version said at that moment; money None where hidden."""

    name: str
    version: PlanVersion
    at: dt.datetime
    post: str
    reason: str
    comments: int
    people: int | None
    satang: int | None
    supersedes: int | None


def moves(scope, plan):
    """Moves of a plan's versions, the latest first. Offices outside its books see approvals only, without money."""
    versions = {str(one.pk): one for one in queries.plan_versions(scope).filter(plan=plan)}
    told = Event.objects.filter(on_type=PlanVersion._meta.label_lower, on_id__in=versions, name__in=MOVES)
    found = []
    for event in told.order_by("-at", "-pk"):
        version = versions[event.on_id]
        if version.shown_satang is not None:
            found.append(_move(event, version))
        elif event.name == APPROVED:
            found.append(_move(event, version, sees_money=False))
    return found


def _move(event, version, *, sees_money=True):
    said = event.payload or {}
    return Move(
        name=event.name,
        version=version,
        at=event.at,
        post=event.by_post,
        reason=said.get("reason", ""),
        comments=said.get("comments", 0),
        people=said.get("people"),
        satang=said.get("amount_satang") if sees_money else None,
        supersedes=said.get("superseding"),
    )
