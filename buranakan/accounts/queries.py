"""Memberships, the scope that the one now worn gives, and what new heads take over."""

import datetime as dt

from django.db.models import Q

from buranakan.accounts.models import Handover, Membership, User
from buranakan.accounts.permissions import GRANTS, Permission, Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.areas import queries as areas
from buranakan.areas.models import Office


def user_by_email(email):
    """The user with this e-mail, or None."""
    return User.objects.filter(email__iexact=email).first()


def name_of(user_id):
    """The name shown of a user, or None where nobody did it or nobody knows."""
    user = User.objects.filter(pk=user_id).first()
    return str(user) if user else None


def memberships_of(user, *, on):
    """The memberships a user may wear on a day."""
    return Membership.objects.on(on).filter(user=user).select_related("office", "office__parent", "user")


def scope_of(membership, *, on):
    """The reach of a membership on a day."""
    office = membership.office
    role = Role(membership.role)
    return Scope(
        kind=Kind.OWN if role == Role.EXPERT else Kind.OFFICE,
        permissions=frozenset(GRANTS[role]),
        user_id=membership.user_id,
        office_id=office.pk,
        role=role,
        post=membership.post,
        provinces=areas.province_codes_of(office, on=on),
        books=_books(office),
    )


def _books(office):
    if office.kind == Office.Kind.MINISTRY:
        return None
    if office.kind in {Office.Kind.DEPARTMENT, Office.Kind.DIVISION}:
        return areas.subtree_ids(areas.department_of(office) or office)
    return frozenset({office.pk})


def memberships_on(day):
    """Every membership of a day, for those who give them."""
    return Membership.objects.on(day).select_related("user", "office")


# --- taking an office over --------------------------------------------------------------------------------------------
def heads(office):
    """Everybody who is, was or will be head of an office."""
    return Membership.objects.filter(office=office, role=Role.OFFICE_HEAD).select_related("user", "office")


def is_renewed(membership):
    """Was the same person head of this office until the day before?"""
    before = membership.valid_from - dt.timedelta(days=1)
    held = heads(membership.office_id).filter(user=membership.user_id).exclude(pk=membership.pk)
    return held.on(before).exists()


def predecessor_of(membership):
    """Who was head before: the one who left last among those who began earlier, or None."""
    earlier = heads(membership.office_id).filter(valid_from__lt=membership.valid_from, valid_to__isnull=False)
    return earlier.exclude(user=membership.user_id).order_by("-valid_to", "-valid_from", "-pk").first()


def handover_of(membership):
    """What a new head is taking over or has taken over; None for those who were head before the system was."""
    return _named(Handover.objects.filter(membership=membership)).first()


def handover_waiting(scope, *, on):
    """The handover that the one who asks has not signed yet, or None."""
    if not scope.may(Permission.TAKE_OVER):
        return None
    mine = Membership.objects.on(on).filter(user=scope.user_id, office=scope.office_id, role=Role.OFFICE_HEAD)
    return _named(Handover.objects.filter(membership__in=mine, signed_at=None)).first()


def handovers(scope):
    """Signed handovers that one may read: one's own, those of the office one heads, an auditor's within the books."""
    signed = _named(Handover.objects.filter(signed_at__isnull=False))
    mine = Q(membership__user=scope.user_id)
    if scope.may(Permission.TAKE_OVER):
        return signed.filter(mine | Q(membership__office=scope.office_id))
    if not scope.may(Permission.SEE_HANDOVERS):
        return signed.filter(mine)
    return signed if scope.sees_all_books else signed.filter(mine | Q(membership__office__in=scope.books))


def handovers_to_tell(*, on):
    """Those whose head has begun and has had no letter yet."""
    begun = Membership.objects.on(on)
    return _named(Handover.objects.filter(membership__in=begun, signed_at=None, told_at=None)).order_by("pk")


def colleagues(scope, *, on):
    """Who works at the office on a day, by post and shown name: only for whoever takes the office over."""
    if not scope.may(Permission.TAKE_OVER):
        return Membership.objects.none()
    return memberships_on(on).filter(office=scope.office_id).order_by("role", "user__display_name", "pk")


def _named(handovers):
    return handovers.select_related("membership__user", "membership__office", "predecessor__user", "shown")
