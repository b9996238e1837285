"""What letters and codes refuse, and how long they wait. Pure: no queries, no clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.messages.enums import MessageState

MOVES = {
    MessageState.WAITING: {MessageState.SENDING, MessageState.FAILED},
    MessageState.SENDING: {MessageState.SENT, MessageState.WAITING, MessageState.FAILED},
    MessageState.SENT: set(),
    MessageState.FAILED: set(),
}

# After which wait a letter is tried again; when none is left, it has failed. Even the first outlasts any sending.
WAITS = (
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=15),
    dt.timedelta(hours=1),
    dt.timedelta(hours=6),
    dt.timedelta(hours=24),
)
MOST_TRIES_OF_A_LETTER = len(WAITS) + 1
# So many failures in a row mean that the line is down: the other letters keep their tries.
LINE_IS_DOWN_AFTER = 5

CODE_DIGITS = 6
CODE_LIVES = dt.timedelta(minutes=15)
MOST_TRIES_OF_A_CODE = 5
BETWEEN_CODES = dt.timedelta(minutes=1)
# How many codes go to one contact, and how many are asked about one thing (which may name one contact after another).
CODES_PER_CONTACT = ((dt.timedelta(hours=1), 5), (dt.timedelta(days=1), 10))
CODES_PER_THING = ((dt.timedelta(days=1), 15),)
LONGEST_SUBJECT = 200


def wait_after(tries):
    """How long a letter rests after so many tries before this one."""
    return WAITS[min(tries, len(WAITS) - 1)]


def tidied_code(text):
    """Only its digits, Thai ones too: people type 123 456."""
    return "".join(character for character in thai_text.arabic_digits(thai_text.clean(text)) if character.isdigit())


def check_channel(is_open):
    """Nothing is promised that no backend can carry."""
    if not is_open:
        raise RuleBroken(
            "sms_not_available",
            _("Text messages can't be sent from here yet. Write an e-mail address instead."),
            field="contact",
        )


def check_says_something(subject, body):
    """An empty letter is a fault of whoever wrote it, told before it goes out."""
    if not subject.strip() or not body.strip():
        raise RuleBroken("letter_empty", _("A letter needs a subject and a text."))


def check_may_ask(contact_asked_at, *, thing_asked_at=(), at):
    """A code is not sent again at once, nor too often: moments at which codes were asked for, in any order."""
    if any(at - asked_at < BETWEEN_CODES for asked_at in contact_asked_at):
        raise RuleBroken(
            "code_asked_too_soon",
            _("A code was sent less than a minute ago. Wait a moment, then ask again."),
            field="code",
        )
    for limits, moments in [(CODES_PER_CONTACT, contact_asked_at), (CODES_PER_THING, thing_asked_at)]:
        for window, most in limits:
            if sum(at - asked_at < window for asked_at in moments) >= most:
                raise RuleBroken(
                    "code_asked_too_often",
                    _("Too many codes were asked for. Try again in %(hours)s hours."),
                    hours=-(-window // dt.timedelta(hours=1)),
                    field="code",
                )


def check_can_confirm(check, *, at):
    """A code that was asked for, in time and not tried too often; `check` is the newest one, or None."""
    if check is None or at >= check.expires_at:
        raise RuleBroken("code_expired", _("This code has expired. Ask for a new one."), field="code")
    if check.tries >= MOST_TRIES_OF_A_CODE:
        raise RuleBroken(
            "code_tries_over", _("A wrong code was typed too many times. Ask for a new one."), field="code"
        )


def check_code(is_right, *, tries):
    """The code is the one that was sent; `tries` counts this one."""
    if is_right:
        return
    if tries >= MOST_TRIES_OF_A_CODE:
        raise RuleBroken(
            "code_tries_over", _("A wrong code was typed too many times. Ask for a new one."), field="code"
        )
    raise RuleBroken(
        "code_wrong",
        _("The code is not right. Look at the newest message and type its six digits. Tries left: %(left)s."),
        left=MOST_TRIES_OF_A_CODE - tries,
        field="code",
    )
