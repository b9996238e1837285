"""Sending what waits: claims, tries, failures, what is forgotten afterwards."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from buranakan.messages import actions, queries, rules, sms, tasks
from buranakan.messages.delivery import Delivered
from buranakan.messages.enums import Channel, MessageState
from buranakan.messages.models import Message
from buranakan.records.models import Event
from tests.factories.messages import AT, MessageFactory
from tests.messages.test_actions import ALL

REFUSED = "0812345600"

pytestmark = pytest.mark.django_db


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_letters_go_out_through_mail_and_texts(texts):
    email = MessageFactory(subject="เรื่อง", body="ข้อความ")
    MessageFactory(channel=Channel.SMS, recipient="0812345678", body="รหัส")

    assert actions.deliver(AT) == Delivered(sent=2)
    assert [(letter.to, letter.subject, letter.body) for letter in mail.outbox] == [
        ([email.recipient], "เรื่อง", "ข้อความ")
    ]
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{email.reference}@")
    assert texts == [("0812345678", "รหัส")]
    assert list(Message.objects.values_list("state", "sent_at", "tries")) == [(MessageState.SENT, AT, 1)] * 2
    assert Event.objects.filter(name="message.sent").count() == 2
    assert actions.deliver(AT) == Delivered()


def test_the_worker_sends_the_letter_it_was_told_of():
    first, _second = MessageFactory.create_batch(2)
    tasks.deliver_letter.func(first.pk)
    assert states() == [MessageState.SENT, MessageState.WAITING]


def test_what_fails_is_tried_again_after_longer_and_longer_waits_and_then_has_failed():
    message = MessageFactory(channel=Channel.SMS, recipient=REFUSED)
    at = AT
    for wait in rules.WAITS:
        assert actions.deliver(at) == Delivered(to_try_again=1)
        assert actions.deliver(at + wait - dt.timedelta(seconds=1)) == Delivered()
        at += wait
    assert actions.deliver(at) == Delivered(failed=1)
    message.refresh_from_db()
    assert (message.state, message.tries, message.last_error) == (
        MessageState.FAILED, rules.MOST_TRIES_OF_A_LETTER, "the gateway answered 503",
    )  # fmt: skip
    assert list(queries.unsent(ALL)) == [message]
    assert Event.objects.get(name="message.failed").payload == {
        "tries": rules.MOST_TRIES_OF_A_LETTER,
        "error": "the gateway answered 503",
    }


def test_a_letter_cut_short_in_the_middle_is_taken_up_again():
    MessageFactory(state=MessageState.SENDING, tries=1, next_try_at=AT + rules.WAITS[0])
    assert actions.deliver(AT) == Delivered()
    assert actions.deliver(AT + rules.WAITS[0]) == Delivered(sent=1)


def test_a_letter_whose_last_try_was_cut_short_has_failed():
    MessageFactory(state=MessageState.SENDING, tries=rules.MOST_TRIES_OF_A_LETTER)
    assert actions.deliver(AT) == Delivered(failed=1)
    assert (states(), mail.outbox) == ([MessageState.FAILED], [])


def test_a_code_that_has_expired_is_not_sent(texts):
    MessageFactory(channel=Channel.SMS, recipient="0812345678", useless_from=AT)
    assert actions.deliver(AT) == Delivered(failed=1)
    assert texts == []


@pytest.mark.parametrize(("kept", "body"), [(False, ""), (True, "123456")])
def test_what_a_secret_letter_said_is_forgotten_once_it_was_sent(settings, kept, body):
    settings.SENT_CODES_ARE_KEPT = kept
    message = MessageFactory(is_secret=True, body="123456")
    actions.deliver(AT)
    message.refresh_from_db()
    assert (message.body, message.body_forgotten_at) == (body, None if kept else AT)
    assert mail.outbox[0].body == "123456"


def test_while_the_line_is_down_the_other_letters_keep_their_tries():
    MessageFactory.create_batch(rules.LINE_IS_DOWN_AFTER + 3, channel=Channel.SMS, recipient=REFUSED)
    assert actions.deliver(AT) == Delivered(to_try_again=rules.LINE_IS_DOWN_AFTER)
    assert Message.objects.filter(tries=0).count() == 3


def test_a_mail_server_that_is_not_there_is_no_fault_of_ours(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    message = MessageFactory()
    assert actions.deliver(AT) == Delivered(to_try_again=1)
    message.refresh_from_db()
    assert message.last_error == "ConnectionRefusedError"


@pytest.mark.race
def test_a_letter_is_sent_once_by_however_many_who_deliver(race, texts):
    MessageFactory.create_batch(6, channel=Channel.SMS, recipient="0812345678")
    outcomes = race([lambda: actions.deliver(AT)] * 4)
    assert (sum(outcome.sent for outcome in outcomes), len(texts), set(states())) == (6, 6, {MessageState.SENT})


# --- the gateway of text messages -------------------------------------------------------------------------------------
class Gateway(BaseHTTPRequestHandler):
    """Takes texts, or answers 503 to a text that says so."""

    taken: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.taken.append((self.headers["Authorization"], body))
        self.send_response(503 if "503" in body else 202)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def gateway(settings):
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_BACKEND = "buranakan.messages.sms.Webhook"
    settings.SMS_ADDRESS, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/", "token"
    yield server
    server.shutdown()
    server.server_close()


def closed_port():
    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        return server.server_port


def test_the_gateway_is_given_the_number_with_its_country_and_the_token(gateway):
    Gateway.taken.clear()
    sms.send("0812345678", "รหัส 1")
    assert Gateway.taken == [("Bearer token", '{"to": "+66812345678", "text": "\\u0e23\\u0e2b\\u0e31\\u0e2a 1"}')]


def test_what_the_gateway_does_not_take_is_told_without_the_number(gateway, settings):
    with pytest.raises(sms.SmsNotSent, match="^the gateway answered 503$"):
        sms.send("0812345678", "503")
    settings.SMS_ADDRESS = f"http://127.0.0.1:{closed_port()}/"
    with pytest.raises(sms.SmsNotSent, match=r"^no answer from the gateway \(URLError\)$"):
        sms.send("0812345678", "x")
    settings.SMS_BACKEND = ""
    with pytest.raises(sms.SmsNotSent, match="BURANAKAN_SMS_BACKEND"):
        sms.send("0812345678", "x")


def test_on_ones_own_machine_texts_are_printed(settings, capsys):
    settings.SMS_BACKEND = "buranakan.messages.sms.Console"
    sms.send("0812345678", "รหัส 123456")
    assert capsys.readouterr().out == "SMS to 0812345678\nรหัส 123456\n\n"


def test_a_demo_sends_nothing(settings, capsys):
    settings.SMS_BACKEND = "buranakan.messages.sms.Nowhere"
    MessageFactory(channel=Channel.SMS, recipient="0812345678")
    assert actions.deliver(AT) == Delivered(sent=1)
    assert capsys.readouterr().out == ""
