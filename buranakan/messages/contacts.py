"""How somebody can be reached: an e-mail address or a mobile number, kept in one form."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from buranakan.lib import phones, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.messages.enums import Channel

LONGEST_CONTACT = 254  # RFC 5321: a path of 256 octets less its brackets
_SEEN_OF_A_NAME = 2


def contact(text):
    """The one form of a contact: an e-mail address in small letters, or ten digits of a mobile number."""
    text = thai_text.clean(text)
    return _email(text) if "@" in text else _mobile(text)


def channel_of(contact):
    """What carries letters to a contact in its one form."""
    return Channel.EMAIL if "@" in contact else Channel.SMS


def shown(contact):
    """As people write it."""
    return contact if channel_of(contact) == Channel.EMAIL else phones.shown(contact)


def masked(contact):
    """Enough for its owner to know it: so•••@example.com, •••-•••-5678."""
    if channel_of(contact) == Channel.SMS:
        return f"•••-•••-{contact[-4:]}"
    name, _at, domain = contact.rpartition("@")
    return f"{name[:_SEEN_OF_A_NAME]}•••@{domain}"


def _email(text):
    address = text.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise _not_understood() from None
    if len(address) > LONGEST_CONTACT:
        raise _not_understood()
    return address


def _mobile(text):
    try:
        number = phones.phone_number(text)
    except RuleBroken:
        raise _not_understood() from None
    if not phones.is_mobile(number):
        raise RuleBroken(
            "contact_not_mobile",
            _("A fixed line receives no text messages. Write a mobile number or an e-mail address."),
            field="contact",
        )
    return number


def _not_understood():
    return RuleBroken(
        "contact_not_understood",
        _("Write a mobile number of 10 digits, such as 081-234-5678, or an e-mail address, such as name@example.com."),
        field="contact",
    )
