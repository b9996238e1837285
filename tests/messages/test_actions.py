"""Letters written, codes asked for and confirmed, old ones forgotten."""

import datetime as dt
import hashlib

import pytest
from django.utils.translation import gettext_lazy

from buranakan.accounts.scope import Scope
from buranakan.lib.rules import RuleBroken
from buranakan.messages import actions, queries, rules
from buranakan.messages.enums import Channel, MessageState
from buranakan.messages.models import ContactCheck, Message
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.accounts import UserFactory
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.messages import AT, ContactCheckFactory, MessageFactory, another_code, code_in, newest_code

MINUTE = dt.timedelta(minutes=1)
PHONE = "0812345678"
ALL = Scope.system("tests")

pytestmark = pytest.mark.django_db


def refused(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def ask(contact=PHONE, *, purpose="application", about=None, at=AT, **said):
    return actions.ask_for_code(contact, purpose=purpose, about=about, at=at, **said)


# --- letters ----------------------------------------------------------------------------------------------------------
def test_a_letter_waits_in_the_outbox_and_the_trail_names_neither_reader_nor_words(django_capture_on_commit_callbacks):
    province = ProvinceFactory(code="30")
    office, officer = provincial_office(province), UserFactory()
    with django_capture_on_commit_callbacks() as afterwards:
        message = actions.send(
            to="Somsri@Example.com", subject="ผล\nการสมัคร", body="คุณได้รับเลือก", about=province, office=office,
            by=officer, at=AT,
        )  # fmt: skip
    message.refresh_from_db()
    assert (message.channel, message.recipient, message.subject, message.body, message.state) == (
        Channel.EMAIL, "somsri@example.com", "ผล การสมัคร", "คุณได้รับเลือก", MessageState.WAITING,
    )  # fmt: skip
    event = Event.objects.get(name="message.written")
    assert event.payload == {"about_type": "areas.province", "about_id": "30", "channel": "email"}
    assert (event.on_label, event.by_id) == (str(message.reference), officer.pk)
    assert len(afterwards) == 1
    assert list(queries.letters_about(ALL, province)) == [message]


def test_a_lazy_text_is_written_in_the_readers_language():
    message = actions.send(to=PHONE, subject=gettext_lazy("Thai"), body=gettext_lazy("English"), language="en", at=AT)
    assert (message.channel, message.subject, message.body) == (Channel.SMS, "Thai", "English")


def test_a_letter_of_nothing_or_to_nobody_is_refused():
    assert refused(actions.send, to=PHONE, subject="x", body=" ", at=AT) == "letter_empty"
    assert refused(actions.send, to="nobody", subject="x", body="x", at=AT) == "contact_not_understood"
    assert Message.objects.count() == 0


# --- codes ------------------------------------------------------------------------------------------------------------
def test_a_code_goes_out_and_only_its_hash_is_kept():
    check = ask()
    message = Message.objects.get()
    code = code_in(message)
    assert (message.recipient, message.is_secret, message.useless_from) == (PHONE, True, check.expires_at)
    assert code not in check.code_hash
    assert check.code_hash != hashlib.sha256(code.encode()).hexdigest()
    assert [event.name for event in Event.objects.order_by("pk")] == ["contact_check.asked", "message.written"]
    assert [event for event in Event.objects.all() if code in str(event.payload) or PHONE in str(event.payload)] == []


def test_who_types_the_code_has_shown_the_contact_is_theirs():
    ask()
    assert not queries.is_confirmed(PHONE, purpose="application", since=AT)
    typed = newest_code(PHONE)
    actions.confirm_code("081 234 5678", purpose="application", code=f"{typed[:3]} {typed[3:]}", at=AT + MINUTE)

    assert queries.is_confirmed(PHONE, purpose="application", since=AT)
    assert not queries.is_confirmed(PHONE, purpose="application", since=AT + 2 * MINUTE)
    assert not queries.is_confirmed(PHONE, purpose="another", since=AT)
    assert not queries.is_confirmed("0899999999", purpose="application", since=AT)
    # A second press of the button.
    actions.confirm_code(PHONE, purpose="application", code=typed, at=AT + MINUTE)
    assert Event.objects.filter(name="contact_check.confirmed").count() == 1


def test_a_code_asked_about_one_thing_confirms_nothing_about_another():
    one, other = ProvinceFactory(code="30"), ProvinceFactory(code="50")
    ask(about=one)
    code = newest_code(PHONE)
    assert refused(actions.confirm_code, PHONE, purpose="application", code=code, about=other, at=AT) == "code_expired"
    actions.confirm_code(PHONE, purpose="application", code=code, about=one, at=AT)
    assert queries.is_confirmed(PHONE, purpose="application", since=AT, about=one)
    assert not queries.is_confirmed(PHONE, purpose="application", since=AT, about=other)


def test_wrong_codes_are_counted_until_the_tries_are_over():
    ask()
    right = newest_code(PHONE)
    said = [
        refused(actions.confirm_code, PHONE, purpose="application", code=another_code(right), at=AT) for _ in range(6)
    ]
    assert said == ["code_wrong"] * 4 + ["code_tries_over"] * 2
    assert refused(actions.confirm_code, PHONE, purpose="application", code=right, at=AT) == "code_tries_over"
    assert ContactCheck.objects.get().tries == rules.MOST_TRIES_OF_A_CODE
    assert Event.objects.filter(name="contact_check.missed").count() == 5


def test_an_expired_code_and_one_that_a_newer_one_replaced_are_void():
    ask()
    first = newest_code(PHONE)
    late = AT + rules.CODE_LIVES
    assert refused(actions.confirm_code, PHONE, purpose="application", code=first, at=late) == "code_expired"
    ask(at=AT + MINUTE)
    second = newest_code(PHONE)
    if first != second:
        later = AT + 2 * MINUTE
        assert refused(actions.confirm_code, PHONE, purpose="application", code=first, at=later) == "code_wrong"
    actions.confirm_code(PHONE, purpose="application", code=second, at=AT + 2 * MINUTE)


def test_codes_are_not_sent_again_at_once_nor_too_often():
    ask()
    assert refused(ask, at=AT + MINUTE / 2) == "code_asked_too_soon"
    for n in range(1, 5):
        ask(at=AT + n * MINUTE)
    assert refused(ask, at=AT + 6 * MINUTE) == "code_asked_too_often"
    assert Message.objects.count() == 5


def test_without_a_gateway_no_code_is_promised_by_text_message(settings):
    settings.SMS_BACKEND = ""
    assert refused(ask) == "sms_not_available"
    ask("a@example.com")
    assert Message.objects.get().channel == Channel.EMAIL


@pytest.mark.race
def test_of_many_who_ask_together_one_code_goes_out(race):
    said = race([ask] * 8)
    refusals = [one.code for one in said if isinstance(one, RuleBroken)]
    assert (refusals, ContactCheck.objects.count(), Message.objects.count()) == (["code_asked_too_soon"] * 7, 1, 1)


@pytest.mark.race
def test_racing_guesses_are_all_counted(race):
    ask()
    wrong = another_code(newest_code(PHONE))
    said = race([lambda: actions.confirm_code(PHONE, purpose="application", code=wrong, at=AT)] * 8)
    assert sorted(one.code for one in said) == ["code_tries_over"] * 4 + ["code_wrong"] * 4
    assert ContactCheck.objects.get().tries == rules.MOST_TRIES_OF_A_CODE


# --- the database says it too -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a_sent_letter_has_its_moment", lambda: MessageFactory(state=MessageState.SENT)),
        ("a_letter_says_something", lambda: MessageFactory(body="")),
        ("a_letter_is_tried_so_many_times", lambda: MessageFactory(tries=rules.MOST_TRIES_OF_A_LETTER + 1)),
        ("a_code_lives_for_a_while", lambda: ContactCheckFactory(expires_at=AT)),
        ("a_code_is_tried_so_many_times", lambda: ContactCheckFactory(tries=rules.MOST_TRIES_OF_A_CODE + 1)),
        ("one_code_per_contact_and_minute", lambda: ContactCheckFactory.create_batch(2, contact=PHONE)),
    ],
)
def test_a_wrong_row_is_refused(name, make):
    refused = refused_as_second_by if name.startswith("one_") else refused_by
    refused(name, make)


# --- what is not kept -------------------------------------------------------------------------------------------------
def test_old_letters_and_codes_are_forgotten_and_their_number_stays(settings):
    settings.LETTERS_KEPT_DAYS = 30
    old = AT - dt.timedelta(days=31)
    MessageFactory(written_at=old)
    kept = MessageFactory()
    ContactCheckFactory(asked_at=old)
    fresh = ContactCheckFactory()

    assert (actions.forget_old(AT), actions.forget_old(AT)) == (1, 0)
    assert list(ContactCheck.objects.all()) == [fresh]
    gone = Message.objects.exclude(pk=kept.pk).get()
    assert (gone.recipient, gone.subject, gone.body, gone.body_forgotten_at) == ("", "", "", AT)
    assert Event.objects.get(name="messages.erased").payload["rows"] == 1
