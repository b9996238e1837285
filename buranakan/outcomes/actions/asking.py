"""Ask people for values by a link: at enrolment for the baseline, some months after they completed for what changed."""

import datetime as dt

from django.db import transaction

from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Round
from buranakan.lib import clock, thai_text
from buranakan.outcomes import rules
from buranakan.outcomes.enums import CountedFor, Stage
from buranakan.outcomes.models import Asking, AskingTime, Indicator
from buranakan.records.actions import record
from buranakan.records.saving import save_or_refuse
from buranakan.registry import rules as registry_rules
from buranakan.registry.models import Enterprise

LONGEST_MONTH = 31


@transaction.atomic
def ask(receiver, *, stage, due_on, months_after=None, office=None, by, at):
    """Ask a participant, or an enterprise by itself; the letter goes out when it is due (see send_due).

    `office` asks an enterprise; a participant is asked by the office of their round.
    """
    asking = _asking_of(receiver, office=office)
    time = _time(stage, months_after)
    asking.stage, asking.months_after = stage, time.months_after
    asking.due_on, asking.closes_on = due_on, due_on + dt.timedelta(days=time.open_days)
    asking.remind_after_days, asking.most_reminders = time.remind_after_days, time.most_reminders
    asking.asked_at, asking.asked_by_id = at, getattr(by, "pk", None)
    if asking.participant is not None:
        rules.check_can_ask(asking.participant, stage=stage)
    indicators = _indicators_for(asking)
    rules.check_has_indicators(indicators)
    rules.check_is_not_asked(_same(asking))
    save_or_refuse(asking, refusing=lambda: rules.check_is_not_asked(_same(asking)), force_insert=True)
    asking.indicators.set(indicators)
    _record("asking.made", asking, by=by, at=at, due_on=due_on.isoformat(), asked=[one.code for one in indicators])
    return asking


@transaction.atomic
def ask_for_baselines(round_, *, by, at):
    """Ask everybody on the roster who has not been asked yet. Returns how many were."""
    round_ = _locked(round_)
    asked = Asking.objects.standing().filter(participant__round=round_, stage=Stage.BASELINE)
    waiting = round_.participants.standing().exclude(pk__in=asked.values("participant")).order_by("pk")
    for participant in waiting:
        ask(participant, stage=Stage.BASELINE, due_on=clock.local_day(at), by=by, at=at)
    return len(waiting)


@transaction.atomic
def schedule_follow_ups(round_, *, by, at):
    """Ask everybody who completed, for each time of the reference data that is not over. Returns how many askings."""
    round_, today, made = _locked(round_), clock.local_day(at), 0
    completed = list(round_.participants.completed().standing().order_by("pk"))
    for time in AskingTime.objects.filter(stage=Stage.FOLLOW_UP, is_used=True):
        asked = Asking.objects.standing().filter(
            participant__round=round_, stage=Stage.FOLLOW_UP, months_after=time.months_after
        )
        known = set(asked.values_list("participant", flat=True))
        for participant in completed:
            due_on = rules.months_later(clock.local_day(participant.completed_at), time.months_after)
            is_over = due_on + dt.timedelta(days=time.open_days) < today
            if participant.pk not in known and not is_over:
                ask(
                    participant,
                    stage=Stage.FOLLOW_UP,
                    months_after=time.months_after,
                    due_on=due_on,
                    by=by,
                    at=at,
                )
                made += 1
    return made


def ask_what_is_due(at):
    """What the night does for every round: baselines of the open ones, follow-ups of those that were closed."""
    open_rounds = Round.objects.filter(state__in=[RoundState.PLANNED, RoundState.RUNNING])
    made = sum(ask_for_baselines(one, by=None, at=at) for one in open_rounds.order_by("pk"))
    closed = Round.objects.filter(state=RoundState.CLOSED, closed_at__gte=at - _longest_wait())
    return made + sum(schedule_follow_ups(one, by=None, at=at) for one in closed.order_by("pk"))


@transaction.atomic
def withdraw(asking, *, reason, by, at):
    """Ask no more: the link says so from now on."""
    asking = Asking.objects.select_for_update().select_related("office", "province").get(pk=asking.pk)
    rules.check_can_withdraw(asking)
    reason = thai_text.clean(reason)
    registry_rules.check_reason(reason)
    asking.withdrawn_at, asking.withdrawn_by_id = at, getattr(by, "pk", None)
    asking.withdrawn_because = reason
    asking.save(update_fields=["withdrawn_at", "withdrawn_by_id", "withdrawn_because"])
    _record("asking.withdrawn", asking, by=by, at=at, reason=reason)
    return asking


def _asking_of(receiver, *, office):
    """An unsaved asking of a participant, or of an enterprise by itself."""
    if isinstance(receiver, Enterprise):
        return Asking(enterprise=receiver, office=office, province=receiver.province)
    round_ = receiver.round
    return Asking(
        participant=receiver,
        person=receiver.person,
        enterprise=receiver.enterprise,
        office=round_.serving_office,
        province=round_.province,
    )


def _time(stage, months_after):
    """The first time of the stage unless a number of months says which."""
    times = AskingTime.objects.filter(stage=stage, is_used=True)
    time = times.first() if months_after is None else times.filter(months_after=months_after).first()
    rules.check_has_a_time(time)
    return time


def _indicators_for(asking):
    """What is asked on the phone of this receiver; of an enterprise only one of its people in a round is asked."""
    kinds = [CountedFor.PERSON] if asking.person is not None else []
    if asking.enterprise is not None and not _enterprise_is_asked(asking):
        kinds.append(CountedFor.ENTERPRISE)
    return list(Indicator.objects.filter(counted_for__in=kinds, is_asked_by_link=True, is_used=True))


def _enterprise_is_asked(asking):
    if asking.participant is None:
        return False
    same_time = Asking.objects.standing().filter(stage=asking.stage, months_after=asking.months_after)
    return same_time.filter(
        enterprise=asking.enterprise,
        participant__round=asking.participant.round_id,
        indicators__counted_for=CountedFor.ENTERPRISE,
    ).exists()


def _same(asking):
    same = Asking.objects.standing().filter(stage=asking.stage)
    if asking.participant is not None:
        return same.filter(participant=asking.participant, months_after=asking.months_after).first()
    return same.filter(participant=None, enterprise=asking.enterprise, due_on=asking.due_on).first()



def _locked(round_):
    """One asker of a round at a time: nobody gets two letters."""
    return Round.objects.select_for_update().get(pk=round_.pk)


def _longest_wait():
    """How long after its closing a round may still have somebody to ask."""
    times = AskingTime.objects.filter(is_used=True)
    days = [one.months_after * LONGEST_MONTH + one.open_days for one in times]
    return dt.timedelta(days=max(days, default=0))


def _record(name, asking, *, by, at, **told):
    where = {"office": asking.office, "province": asking.province}
    known = {"participant_id": asking.participant_id, "enterprise_id": asking.enterprise_id, "stage": asking.stage}
    record(name, on=asking, by=by, at=at, **where, **known, **told)
