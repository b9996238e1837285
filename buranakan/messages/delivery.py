"""Sending what waits: claim a letter with a conditional update, hand it to its channel, write down how it went."""

import smtplib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from buranakan.messages import rules, sms
from buranakan.messages.enums import Channel, MessageState
from buranakan.messages.models import Message
from buranakan.records.actions import record

SENT_AT_ONCE = 200
TOO_LATE = "no longer of use"
# What the outside world may answer; anything else is a fault of ours and goes through.
TROUBLES = (smtplib.SMTPException, OSError, sms.SmsNotSent)


@dataclass
class Delivered:
    """What one run came to."""

    sent: int = 0
    failed: int = 0
    to_try_again: int = 0


def deliver(at, *, only=None):
    """Send the letters that are due, or the one with this number; who does so at the same moment takes others."""
    due = Message.objects.due(at).order_by("next_try_at", "pk")
    if only is not None:
        due = due.filter(pk=only)
    outcome, in_a_row = Delivered(), 0
    for message in due[:SENT_AT_ONCE]:
        state = _try(message, at=at)
        if state is None:
            continue
        outcome.sent += state == MessageState.SENT
        outcome.failed += state == MessageState.FAILED
        outcome.to_try_again += state == MessageState.WAITING
        in_a_row = 0 if state == MessageState.SENT else in_a_row + 1
        if in_a_row >= rules.LINE_IS_DOWN_AFTER:
            break
    return outcome


def _try(message, *, at):
    """The state the letter is in after this try; None when somebody else has it."""
    if message.tries >= rules.MOST_TRIES_OF_A_LETTER:
        # Its last try was cut short, nobody knows how far it came.
        return _settle(message, state=MessageState.FAILED, error=message.last_error or "cut short", at=at)
    if message.useless_from is not None and at >= message.useless_from:
        return _settle(message, state=MessageState.FAILED, error=TOO_LATE, at=at)
    if not _claim(message, at=at):
        return None
    try:
        _hand_over(message)
    except TROUBLES as trouble:
        is_last = message.tries >= rules.MOST_TRIES_OF_A_LETTER
        state = MessageState.FAILED if is_last else MessageState.WAITING
        return _settle(message, state=state, error=_words(trouble), at=at)
    return _settle(message, state=MessageState.SENT, at=at)


def _claim(message, *, at):
    """Ours alone, until its next try is due: the number of tries tells two claimers apart."""
    same = Message.objects.due(at).filter(pk=message.pk, tries=message.tries)
    next_try_at = at + rules.wait_after(message.tries)
    if not same.update(state=MessageState.SENDING, tries=F("tries") + 1, next_try_at=next_try_at):
        return False
    message.state, message.tries = MessageState.SENDING, message.tries + 1
    return True


def _hand_over(message):
    if message.channel == Channel.SMS:
        sms.send(message.recipient, message.body)
        return
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    # The same for every try, so that a mailbox can tell a letter that came twice.
    headers = {"Message-ID": f"<{message.reference}@{host}>"}
    EmailMessage(message.subject, message.body, to=[message.recipient], headers=headers).send()


@transaction.atomic
def _settle(message, *, state, at, error=""):
    """Write down what became of a try, if the letter is still as we left it."""
    columns = {"state": state, "last_error": error[:300]}
    if state == MessageState.SENT:
        columns["sent_at"] = at
    if state != MessageState.WAITING and message.is_secret and not settings.SENT_CODES_ARE_KEPT:
        columns |= {"body": "", "body_forgotten_at": at}
    same = Message.objects.filter(pk=message.pk, state=message.state, tries=message.tries)
    if not same.update(**columns):
        return None
    if state != MessageState.WAITING:
        name = "message.sent" if state == MessageState.SENT else "message.failed"
        record(name, on=message, by=None, at=at, office=message.office, tries=message.tries, error=error)
    return state


def _words(trouble):
    """What went wrong without the recipient, whom mail servers like to repeat."""
    if isinstance(trouble, sms.SmsNotSent):
        return str(trouble)
    code = getattr(trouble, "smtp_code", None)
    return f"{type(trouble).__name__} {code}" if code else type(trouble).__name__
