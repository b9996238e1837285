"""Changes to users and memberships."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from buranakan.accounts import rules
from buranakan.accounts.models import Membership, User
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.records.actions import record


@transaction.atomic
def add_user(*, email, display_name, password, by, at):
    """Make somebody able to log in; without a membership they can do nothing."""
    user = User(email=email.strip().lower(), display_name=display_name, joined_at=at)
    user.set_password(password)
    user.save()
    record("user.added", on=user, by=by, at=at)
    return user


@transaction.atomic
def give_membership(user, *, role, office, valid_from, valid_to=None, by, at):
    """Give a role at an office, from a day to a day."""
    role = Role(role)
    rules.check_can_hold(role, office=office)
    membership = Membership.objects.create(
        user=user, role=role, office=office, valid_from=valid_from, valid_to=valid_to
    )
    record("membership.given", on=membership, by=by, at=at, office=office, role=role.value)
    return membership


@transaction.atomic
def end_membership(membership, *, on, by, at):
    """End a membership on a day; the day itself still counts."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    rules.check_can_end(membership, on=on)
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    record("membership.ended", on=membership, by=by, at=at, office=membership.office, last_day=on.isoformat())
    return membership


@transaction.atomic
def close(user, *, by, at):
    """Close an account at once: its roles end today, its sessions end now, and its password opens nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    for membership in Membership.objects.on(clock.local_day(at)).filter(user=user):
        end_membership(membership, on=clock.local_day(at), by=by, at=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    record("user.closed", on=user, by=by, at=at)
    return user
