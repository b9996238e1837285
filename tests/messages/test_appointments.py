"""A new head gets one letter with the page of the first day, on that day."""

import datetime as dt

import pytest

from buranakan.accounts import actions
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.messages import appointments
from buranakan.messages.models import Message
from buranakan.records.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.areas import ProvinceFactory, provincial_office

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 5, 14, 12, tzinfo=clock.BANGKOK)


def test_a_new_head_is_told_once_and_not_before_the_first_day(settings):
    head = actions.give_membership(
        UserFactory(email="newhead@example.test"),
        role=Role.OFFICE_HEAD,
        office=provincial_office(ProvinceFactory(code="31")),
        valid_from=NOON.date(),
        by=None,
        at=NOON - dt.timedelta(days=3),
    )
    told = [appointments.tell_new_heads(NOON + dt.timedelta(days=days)) for days in (-1, 0, 1)]
    [letter] = Message.objects.about(head.handover)
    assert (told, letter.recipient, letter.office) == ([0, 1, 0], "newhead@example.test", head.office)
    assert f"{settings.PUBLIC_ADDRESS}/desk/first-day/" in letter.body
    assert Event.objects.filter(name="handover.told").count() == 1
