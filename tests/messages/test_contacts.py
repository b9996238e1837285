"""Contacts in their one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.messages.enums import Channel

MOBILES = st.from_regex(r"0[689][0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("081-234-5678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("  Somsri@Example.COM ", "somsri@example.com"),
    ],
)
def test_a_contact_has_one_form(written, kept):
    assert contacts.contact(written) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "contact_not_understood"),
        ("12345", "contact_not_understood"),
        ("somsri@", "contact_not_understood"),
        ("somsri@example", "contact_not_understood"),
        ("a" * 250 + "@example.com", "contact_not_understood"),
        ("a@example.com\nBcc: b@example.com", "contact_not_understood"),
        ("02-123-4567", "contact_not_mobile"),
    ],
)
def test_what_is_no_contact_is_refused(written, code):
    with pytest.raises(RuleBroken) as refusal:
        contacts.contact(written)
    assert (refusal.value.code, refusal.value.params["field"]) == (code, "contact")


@pytest.mark.parametrize(
    ("kept", "channel", "shown", "masked"),
    [
        ("0812345678", Channel.SMS, "081-234-5678", "•••-•••-5678"),
        ("somsri@example.com", Channel.EMAIL, "somsri@example.com", "so•••@example.com"),
        ("s@example.com", Channel.EMAIL, "s@example.com", "s•••@example.com"),
    ],
)
def test_how_a_contact_is_shown(kept, channel, shown, masked):
    assert (contacts.channel_of(kept), contacts.shown(kept), contacts.masked(kept)) == (channel, shown, masked)


@given(MOBILES)
def test_a_shown_number_is_read_back_the_same_and_a_masked_one_is_not_the_number(number):
    assert contacts.contact(contacts.shown(number)) == number
    assert number[:6] not in contacts.masked(number).replace("-", "")
