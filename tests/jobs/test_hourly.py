"""The work of the hour."""

import datetime as dt

import pytest
from django.core import mail

from buranakan.jobs import hourly
from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.records.actions import record
from buranakan.records.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.messages import MessageFactory
from tests.factories.outcomes import AskingFactory
from tests.factories.registry import PersonFactory
from tests.factories.visits import VisitFactory

DAY = dt.date(2025, 5, 15)

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


def test_those_who_are_due_are_asked_in_the_day_only():
    person = PersonFactory(phone="0812345678")
    AskingFactory(person=person, enterprise=None, due_on=DAY, closes_on=DAY)
    night, day = (dt.datetime.combine(DAY, dt.time(hour), BANGKOK) for hour in (3, 10))
    assert [hourly.run(at)["people asked for values"] for at in (night, day)] == [0, 1]


def test_events_are_sealed_and_the_rest_is_done_where_a_brief_fails(settings, tmp_path):
    emblem = tmp_path / "emblem.svg"
    emblem.write_text("no picture")
    settings.EMBLEM = str(emblem)  # so that no paper can be set
    visit = VisitFactory(starts_at=dt.datetime(2025, 5, 16, 9, tzinfo=BANGKOK))
    MessageFactory()
    record("user.greeted", on=UserFactory(), by=None, at=clock.now())
    done = hourly.run(dt.datetime(2025, 5, 15, 18, tzinfo=BANGKOK))
    assert (done["events sealed"] > 0, done["letters sent"], done["briefs of visits made"]) == (True, 1, 0)
    assert done["briefs of visits that could not be made"].startswith(f"{visit.reference}: ")
    assert Event.objects.get(name="user.greeted").position is not None
