"""The letters that ask for values: short enough for a text message, with the link that answers."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from buranakan.lib import thai_dates
from buranakan.messages import actions as messages
from buranakan.outcomes import tokens
from buranakan.outcomes.enums import Stage

ANSWER_PATH = "/ask/%(token)s/"
LANGUAGE = "th"


def address_of(asking):
    """Where the asking is answered."""
    return settings.PUBLIC_ADDRESS + ANSWER_PATH % {"token": tokens.token_of(asking)}


def send(asking, *, to, is_reminder=False, useless_from, at):
    """Write the letter to the outbox."""
    with override(LANGUAGE):
        facts = {
            "office": asking.office.name,
            "day": thai_dates.short(asking.closes_on, language=LANGUAGE),
            "address": address_of(asking),
        }
        subject = _("A reminder of a few questions") if is_reminder else _("A few questions, two minutes")
        body = _opening(asking) % facts + "\n" + _("Answer by %(day)s: %(address)s") % facts
    messages.send(
        to=to,
        subject=subject,
        body=body,
        about=asking,
        language=LANGUAGE,
        office=asking.office,
        useless_from=useless_from,
        at=at,
    )


def _opening(asking):
    if asking.stage == Stage.BASELINE:
        return _("%(office)s asks how things are now, before the training, to see later whether it helped.")
    return _("%(office)s asks how things have gone since the training.")
