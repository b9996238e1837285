"""Letters, codes that were asked for, and a gateway that keeps what it was given."""

import datetime as dt
import re

import factory

from buranakan.lib.clock import BANGKOK
from buranakan.messages import rules, sms
from buranakan.messages.enums import Channel
from buranakan.messages.models import Brief, ContactCheck, Message
from tests.factories.accounts import MembershipFactory

AT = dt.datetime(2025, 5, 15, 9, 0, tzinfo=BANGKOK)


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    channel = Channel.EMAIL
    recipient = factory.Sequence(lambda n: f"reader{n}@example.test")
    subject = "เรื่องทดสอบ"
    body = "ข้อความทดสอบ"
    written_at = AT
    next_try_at = AT


class ContactCheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactCheck

    contact = factory.Sequence(lambda n: f"08{n:08}")
    purpose = "application"
    code_hash = "0" * 64
    asked_at = AT
    asked_in_minute = factory.SelfAttribute("asked_at")
    expires_at = factory.LazyAttribute(lambda check: check.asked_at + rules.CODE_LIVES)


class BriefFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Brief

    membership = factory.SubFactory(MembershipFactory)
    week_on = dt.date(2025, 5, 12)
    said = factory.LazyFunction(
        lambda: {
            **{"heading": "สรุป", "name": "หน่วยงาน", "role": "ผู้บริหาร", "made": "จัดทำ"},
            **{"parts": [], "annex": [], "annex_of": ""},
        }
    )
    made_at = AT


class KeptTexts:
    """A gateway that keeps the texts it was given; numbers that end in 00 it refuses, as a gateway may."""

    texts: list = []

    def send(self, number, text):
        if number.endswith("00"):
            raise sms.SmsNotSent("the gateway answered 503")
        self.texts.append((number, text))


def code_in(message):
    """The six digits in the text of a letter."""
    return re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", message.body).group()


def newest_code(contact):
    """The code in the newest letter to a contact."""
    return code_in(Message.objects.filter(recipient=contact).latest("pk"))


def another_code(code):
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 10**rules.CODE_DIGITS:0{rules.CODE_DIGITS}}"
