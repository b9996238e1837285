"""Making accounts, giving and ending roles."""

import datetime as dt

import pytest

from buranakan.accounts import actions
from buranakan.accounts.models import Membership, User
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from tests.factories.accounts import MembershipFactory
from tests.factories.areas import OfficeFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 5, 15, 12, tzinfo=clock.BANGKOK)


def test_an_added_user_can_log_in_and_the_trail_knows():
    user = actions.add_user(email="Head@Example.test", display_name="หัวหน้า", password="ก" * 14, by=None, at=NOON)  # noqa: S106
    assert User.objects.get().check_password("ก" * 14)
    assert [(event.name, event.on_id) for event in Event.objects.all()] == [("user.added", str(user.pk))]


def test_a_role_is_given_only_where_it_means_something():
    user = actions.add_user(email="a@example.test", display_name="ก", password="ก" * 14, by=None, at=NOON)  # noqa: S106
    with pytest.raises(RuleBroken) as refusal:
        actions.give_membership(
            user,
            role=Role.PROVINCIAL_OFFICER,
            office=OfficeFactory(diprom=True),
            valid_from=NOON.date(),
            by=None,
            at=NOON,
        )
    assert refusal.value.code == "role_not_at_this_office"
    assert Membership.objects.count() == 0


def test_a_membership_ends_on_its_last_day_and_not_before_it_began():
    membership = MembershipFactory(valid_from=dt.date(2025, 5, 1))
    with pytest.raises(RuleBroken) as refusal:
        actions.end_membership(membership, on=dt.date(2025, 4, 30), by=None, at=NOON)
    assert refusal.value.code == "ends_before_it_begins"
    actions.end_membership(membership, on=dt.date(2025, 5, 15), by=None, at=NOON)
    membership.refresh_from_db()
    assert membership.valid_to == dt.date(2025, 5, 15)
    assert Event.objects.get().name == "membership.ended"
