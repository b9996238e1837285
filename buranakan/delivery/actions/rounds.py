"""Changes to rounds themselves: opening one from a plan line, changing it, cancelling it before it runs."""

from django.db import transaction
from django.db.models import Max, Sum

from buranakan.calls import actions as calls
from buranakan.delivery import queries, rules
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Round
from buranakan.lib import thai_text
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.actions import record
from buranakan.registry.rules import check_reason

NAMED = "activity__project__portfolio", "serving_office", "owner_office", "province", "plan_line__version"


@once_more
@transaction.atomic
def open_round(line, *, call=None, title, venue, places, completion_percent=80, by, at):
    """Open a round of a line of an approved plan. Its number follows those of the activity at the office."""
    activity = _lock_activity(line.activity_id)
    line = PlanLine.objects.select_related("version", "activity", "serving_office", "owner_office", "province").get(
        pk=line.pk
    )
    rules.check_can_open(line)
    rules.check_call_fits(call, activity=activity)
    written = _written(title=title, venue=venue, completion_percent=completion_percent)
    taken = _places_of(queries.rounds_of_line(line))
    rules.check_places(places, activity=activity, planned=line.people, taken_by_others=taken)
    opened = Round.objects.create(
        plan_line=line,
        call=call,
        activity=activity,
        owner_office=line.owner_office,
        serving_office=line.serving_office,
        province=line.province,
        number=_next_number(activity, office=line.serving_office),
        places=places,
        opened_at=at,
        opened_by_id=getattr(by, "pk", None),
        **written,
    )
    said = {"plan_line_id": line.pk, "call_id": opened.call_id, "places": places, "percent": completion_percent}
    record("round.opened", on=opened, by=by, at=at, **where(opened), **said)
    return opened


@once_more
@transaction.atomic
def edit_round(round_, *, call, title, venue, places, completion_percent, by, at):
    """Change what is written of a round that is open; its places never fall below its roster."""
    _lock_activity(round_.activity_id)
    held = locked(round_.pk)
    rules.check_is_open(held.state)
    rules.check_call_fits(call, activity=held.activity)
    written = _written(title=title, venue=venue, completion_percent=completion_percent)
    written |= {"places": places, "call_id": call and call.pk}
    others = _places_of(queries.rounds_of_line(held.plan_line).exclude(pk=held.pk))
    line = queries.line_in_force(held) or held.plan_line
    rules.check_places(
        places,
        activity=held.activity,
        planned=line.people,
        taken_by_others=others,
        on_roster=held.places_taken,
    )
    changed = [name for name, value in written.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, written[name])
    if changed:
        held.save(update_fields=list(written))
        said = {"fields": changed, "places": held.places, "percent": held.completion_percent}
        record("round.changed", on=held, by=by, at=at, **where(held), **said)
    return held


@transaction.atomic
def cancel_round(round_, *, reason, by, at):
    """Cancel a round that has not begun: its places go back to the plan line, its people to the list of accepted."""
    held = locked(round_.pk)
    rules.check_can_move(held.state, RoundState.CANCELLED)
    reason = thai_text.one_line(reason)
    check_reason(reason)
    for seat in held.participants.standing().exclude(application=None).select_related("application", "round"):
        free_application(seat, by=by, at=at)
    held.state, held.cancelled_at, held.cancelled_because = RoundState.CANCELLED, at, reason
    held.save(update_fields=["state", "cancelled_at", "cancelled_because"])
    record("round.cancelled", on=held, by=by, at=at, **where(held), reason=reason)
    return held


@transaction.atomic
def note_printed(round_, *, paper, office=None, by, at):
    """Names were printed on a paper of the round. Who takes names out of the house is known afterwards."""
    record("round.names_printed", on=round_, by=by, at=at, office=office, province=round_.province, paper=paper)


def free_application(participant, *, by, at):
    """The accepted application of somebody whose seat is gone waits for a round again."""
    application = participant.application
    if application and application.round_reference == participant.round.reference:
        calls.leave_round(application, by=by, at=at)


def locked(pk):
    """The round as it stands now, which nobody else changes until this transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related(*NAMED).get(pk=pk)


def where(round_):
    """Where the trail says it happened."""
    return {"office": round_.serving_office, "province": round_.province}


def _lock_activity(pk):
    """Rounds of an activity are opened one after another: so numbers don't repeat, and no line gives a place twice."""
    return Activity.objects.select_for_update(of=("self",)).select_related("project__portfolio").get(pk=pk)


def _written(*, title, venue, completion_percent):
    written = {
        "title": thai_text.one_line(title),
        "venue": thai_text.one_line(venue),
        "completion_percent": completion_percent,
    }
    rules.check_text(written["title"], field="title")
    rules.check_text(written["venue"], field="venue")
    rules.check_percent(completion_percent)
    return written


def _places_of(rounds):
    return rounds.aggregate(total=Sum("places"))["total"] or 0


def _next_number(activity, *, office):
    last = Round.objects.filter(activity=activity, serving_office=office).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
