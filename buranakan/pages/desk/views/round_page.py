"""The page of one round, which several acts come back to: where it stands, what comes next, who takes part."""

from dataclasses import dataclass

from django.shortcuts import render

from buranakan.accounts.permissions import Permission
from buranakan.delivery import queries, rules
from buranakan.delivery.enums import Missing, RoundState
from buranakan.finance import queries as finance
from buranakan.lib import clock
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.rounds import CloseForm
from buranakan.registry.rules import can_see_names


@dataclass(frozen=True)
class Seat:
    """One row of the roster."""

    participant: object
    sessions_attended: int
    completes: bool  # by what is marked so far
    certificate: object  # the latest one, or None


def show(request, round_, *, reason_form=None, evidence_form=None, refusal=None, status=200):
    """The page; an act that was refused comes back to it with what was typed."""
    scope, now = request.scope, clock.now()
    may_run = scope.may(Permission.RUN_ROUNDS) and round_.serving_office_id == scope.office_id
    sessions = queries.sessions(round_)
    standing = [one for one in sessions if one.called_off_at is None]
    total = sum(one.minutes for one in standing)
    sees_names = can_see_names(scope)
    missing = queries.missing_before_closing(round_, at=now) if round_.is_open else []
    due = next((one for one in standing if one.marked_at is None and one.held_on <= clock.local_day(now)), None)
    words = {
        "round": round_,
        "sessions": sessions,
        "to_mark": _to_mark(scope, round_),
        "today": clock.local_day(now),
        "first_on": standing[0].held_on if standing else None,
        "last_on": standing[-1].held_on if standing else None,
        "marked": sum(1 for one in standing if one.marked_at),
        "held": len(standing),
        "total_minutes": total,
        "seats": seats(round_, total) if sees_names else [],
        "counts": queries.counts(round_),
        "missing": missing,
        "due": due,
        "next": _next(round_, missing=missing, due=due) if may_run else "",
        "is_in_plan": round_.state == RoundState.CANCELLED or queries.line_in_force(round_) is not None,
        "may_run": may_run,
        "may_change": may_run and round_.is_open,
        "paid_satang": finance.paid_for(scope, round_) if may_run and round_.state == RoundState.CLOSED else 0,
        "sees_names": sees_names,
        "opens_people": sees_names and scope.may(Permission.SEE_REGISTER),
        "evidence": list(round_.evidence.all()),
        "reason_form": reason_form or ReasonForm(),
        "evidence_form": evidence_form or CloseForm(),
        "refusal": refusal,
    }
    return render(request, "desk/rounds/round.html", words, status=status)


def _to_mark(scope, round_):
    """Which sessions this reader may mark; what is closed stays as it is."""
    rows = queries.sessions_to_mark(scope).filter(round=round_)
    return set(rows.values_list("pk", flat=True)) if round_.is_open else set()


def seats(round_, total):
    """The roster with what its marks come to so far."""
    return [_seat(one, total=total, percent=round_.completion_percent) for one in queries.roster(round_)]


def _seat(participant, *, total, percent):
    certificates = sorted(participant.certificates.all(), key=lambda one: one.pk)
    return Seat(
        participant=participant,
        sessions_attended=sum(1 for mark in participant.attendance.all() if mark.minutes),
        completes=participant.left_at is None and rules.completes(participant.minutes, of=total, percent=percent),
        certificate=certificates[-1] if certificates else None,
    )


def _next(round_, *, missing, due):
    """The one thing to do next: what is missing first, else closing. A session of today may be marked while it runs."""
    if not round_.is_open:
        return ""
    lacks = {what for what, _sessions in missing}
    order = [
        (Missing.SESSIONS in lacks, "session"),
        (Missing.PARTICIPANTS in lacks, "roster"),
        (due is not None, "mark"),
        (bool(lacks), "wait"),
    ]
    return next((name for is_so, name in order if is_so), "close")
