"""Send the askings that are due, remind of those without an answer, and ask no more where the reason is gone."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.outcomes import letters, rules
from buranakan.outcomes.actions import asking as askings
from buranakan.outcomes.enums import AskingState
from buranakan.outcomes.models import Asking
from buranakan.records.actions import record
from buranakan.registry.models import EnterprisePart

GONE = "ผู้เข้าร่วมออกจากรุ่น หรือผลการอบรมถูกถอนแล้ว"  # the reason that stands where a participant is asked no more


def send_due(at):
    """Send and remind, each asking by itself, in the day only. Returns how many letters were written."""
    if not rules.is_polite_hour(at):
        return 0
    open_now = Asking.objects.open_on(clock.local_day(at)).filter(answered_at=None)
    waiting = open_now.filter(sent_at=None) | open_now.filter(sent_at__isnull=False, reminders__lt=F("most_reminders"))
    return sum(_send(pk, at=at) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _send(pk, *, at):
    """Lock, then look again: the hour before may still be sending."""
    asking = Asking.objects.select_for_update().get(pk=pk)
    is_reminder = asking.sent_at is not None
    if not _is_due(asking, at=at):
        return 0
    if not _may_ask(asking):
        askings.withdraw(asking, reason=GONE, by=None, at=at)
        return 0
    contact = contact_of(asking)
    if not contact:
        return 0
    if is_reminder:
        asking.reminders, asking.reminded_at = asking.reminders + 1, at
    else:
        asking.sent_at = at
    asking.save(update_fields=["reminders", "reminded_at", "sent_at"])
    useless_from = clock.day_starts_at(asking.closes_on + dt.timedelta(days=1))
    letters.send(asking, to=contact, is_reminder=is_reminder, useless_from=useless_from, at=at)
    where = {"office": asking.office, "province": asking.province}
    record("asking.reminded" if is_reminder else "asking.sent", on=asking, by=None, at=at, **where)
    return 1


def contact_of(asking):
    """Where letters to this one go: the contact they applied with, else a mobile number of the register, else ""."""
    application = asking.participant and asking.participant.application
    known = [application.letters_go_to] if application else []
    known += [asking.person.phone] if asking.person else [part.person.phone for part in _people_of(asking.enterprise)]
    return next((contact for one in known if (contact := _usable(one))), "")


def _is_due(asking, *, at):
    today = clock.local_day(at)
    state = asking.state_on(today)
    if state == AskingState.WAITING:
        return asking.due_on <= today
    last = asking.reminded_at or asking.sent_at
    return (
        state == AskingState.SENT
        and asking.reminders < asking.most_reminders
        and clock.local_day(last) + dt.timedelta(days=asking.remind_after_days) <= today
    )


def _may_ask(asking):
    """Does the reason still hold? Who left, or whose completion was taken back, is asked no more."""
    if asking.participant is None:
        return True
    try:
        rules.check_can_ask(asking.participant, stage=asking.stage)
    except RuleBroken:
        return False
    return True


def _usable(text):
    try:
        return contacts.contact(text)
    except RuleBroken:
        return ""


def _people_of(enterprise):
    return EnterprisePart.objects.filter(enterprise=enterprise).select_related("person").order_by("pk")
