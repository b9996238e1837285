"""The work of Monday morning."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.jobs import weekly
from buranakan.lib.clock import BANGKOK
from tests.factories.accounts import MembershipFactory
from tests.factories.areas import OfficeFactory

pytestmark = pytest.mark.django_db


def test_briefs_are_made_on_monday():
    MembershipFactory(role=Role.EXECUTIVE, office=OfficeFactory(ministry=True))
    days = (dt.datetime(2025, 5, day, 7, 0, tzinfo=BANGKOK) for day in (12, 12, 18, 19))
    assert [weekly.run(at)["briefs of the week made"] for at in days] == [1, 0, 0, 1]


def test_a_missed_monday_is_made_up_within_its_week_once():
    MembershipFactory(role=Role.EXECUTIVE, office=OfficeFactory(ministry=True))
    moments = (dt.datetime(2025, 5, day, hour, 0, tzinfo=BANGKOK) for day, hour in ((12, 6), (14, 3), (16, 7), (19, 6)))
    assert [weekly.run(at)["briefs of the week made"] for at in moments] == [0, 1, 0, 0]
