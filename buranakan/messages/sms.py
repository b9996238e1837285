"""What carries text messages: a class named in settings.SMS_BACKEND with `send(number, text)`."""

import json
import sys
import urllib.error
import urllib.request

from django.conf import settings
from django.utils.module_loading import import_string

TIMEOUT_SECONDS = 20


class SmsNotSent(Exception):
    """The gateway did not take the text; its words must not hold the number or the text."""


def is_open():
    """Is there anything that carries text messages?"""
    return bool(settings.SMS_BACKEND)


def send(number, text):
    """Hand a text to the backend of the settings."""
    if not is_open():
        raise SmsNotSent("BURANAKAN_SMS_BACKEND is not set")
    import_string(settings.SMS_BACKEND)().send(number, text)


class Nowhere:
    """Takes texts and sends none: a demo's mailbox shows them."""

    def send(self, number, text):
        """Nothing leaves."""


class Console:
    """Prints texts, for work on one's own machine."""

    def send(self, number, text):
        """Print the text where the process was started."""
        print(f"SMS to {number}\n{text}\n", file=sys.stdout, flush=True)


class Webhook:
    """Posts {"to": "+66812345678", "text": "…"} to BURANAKAN_SMS_ADDRESS; any 2xx answer means taken."""

    def send(self, number, text):
        """Post one text; the office's own small adapter speaks to the telephone company."""
        body = json.dumps({"to": f"+66{number[1:]}", "text": text}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
        request = urllib.request.Request(settings.SMS_ADDRESS, data=body, headers=headers)  # noqa: S310 - from settings
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310 - the address is the settings'
                pass
        except urllib.error.HTTPError as answer:
            raise SmsNotSent(f"the gateway answered {answer.code}") from None
        except OSError as trouble:
            raise SmsNotSent(f"no answer from the gateway ({type(trouble).__name__})") from None
