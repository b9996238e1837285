"""Memberships, and the scope that the one now worn gives."""

from buranakan.accounts.models import Membership, User
from buranakan.accounts.permissions import GRANTS, Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.areas import queries as areas
from buranakan.areas.models import Office


def user_by_email(email):
    """The user with this e-mail, or None."""
    return User.objects.filter(email__iexact=email).first()


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
