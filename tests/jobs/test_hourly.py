"""The work of the hour."""

import pytest
from django.core import mail

from buranakan.jobs import hourly
from buranakan.lib import clock
from buranakan.records.actions import record
from buranakan.records.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.messages import MessageFactory

pytestmark = pytest.mark.django_db


def test_what_waits_is_sealed_once():
    user = UserFactory()
    hourly.run(clock.now())
    before = Event.objects.count()
    for _ in range(3):
        record("user.greeted", on=user, by=None, at=clock.now())

    assert hourly.run(clock.now())["events sealed"] == 3
    positions = Event.objects.order_by("pk").values_list("position", flat=True)
    assert list(positions) == list(range(before + 3))
    assert hourly.run(clock.now())["events sealed"] == 0


def test_letters_that_wait_are_sent():
    MessageFactory.create_batch(2)
    done = hourly.run(clock.now())
    assert (done["letters sent"], done["letters that could not be sent"], len(mail.outbox)) == (2, 0, 2)
