"""Changes to users and memberships, and the handover that the appointment of a head opens."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from buranakan.accounts import queries, rules
from buranakan.accounts.models import Handover, Membership, User
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.records.actions import record, store
from buranakan.records.classification import Class


@transaction.atomic
def add_user(*, email, display_name, password, by, at):
    """Make somebody able to log in; without a membership they can do nothing."""
    user = User(email=email.strip().lower(), display_name=display_name, joined_at=at)
    user.set_password(password)
    user.save()
    record("user.added", on=user, by=by, at=at)
    return user


@transaction.atomic
def give_membership(user, *, role, office, valid_from, valid_to=None, takes_over=True, by, at):
    """Give a role at an office, from a day to a day. A new head takes the office over, and signs for it.

    `takes_over=False` is for heads who were in office before the system was: they received it long ago.
    """
    role = Role(role)
    rules.check_can_hold(role, office=office)
    membership = Membership.objects.create(
        user=user, role=role, office=office, valid_from=valid_from, valid_to=valid_to
    )
    record("membership.given", on=membership, by=by, at=at, office=office, role=role.value)
    if takes_over and role == Role.OFFICE_HEAD and not queries.is_renewed(membership):
        handover = Handover.objects.create(membership=membership, opened_at=at)
        record("handover.opened", on=handover, by=by, at=at, office=office)
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
def sign_handover(membership, *, shown, by, at):
    """A new head received the office as the page told it; `shown` is that page as text, kept as it was."""
    handover = Handover.objects.select_for_update(of=("self",)).filter(membership=membership).first()
    rules.check_can_sign(handover, by_id=by.pk)
    office, day = membership.office, clock.local_day(at)
    name = f"handover-{office.code}-{day.isoformat()}.json"
    handover.shown = store(shown.encode(), name=name, classification=Class.PERSONAL, by=by, at=at)
    handover.predecessor = queries.predecessor_of(membership)
    handover.signed_at = at
    handover.save(update_fields=["shown", "predecessor", "signed_at"])
    said = {"sha256": handover.shown.sha256, "predecessor_id": handover.predecessor_id}
    record("handover.signed", on=handover, by=by, at=at, office=office, **said)
    return handover


@transaction.atomic
def note_told(handover, *, at):
    """The letter about it is being written. False where another run was faster: nobody gets two."""
    claimed = Handover.objects.filter(pk=handover.pk, told_at=None).update(told_at=at)
    if claimed:
        record("handover.told", on=handover, by=None, at=at, office=handover.membership.office)
    return bool(claimed)


@transaction.atomic
def note_look(membership, *, office, by, at):
    """Write down that somebody looked at their home page, so that the next day it can say what changed since."""
    record("home.opened", on=membership, by=by, at=at, office=office)


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
