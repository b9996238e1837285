"""Users with memberships, and the scopes they wear."""

import datetime as dt

import factory

from buranakan.accounts import queries
from buranakan.accounts.models import Handover, Membership, User
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory

PASSWORD = "ทดสอบ-รหัสผ่าน-ยาว-2568"  # noqa: S105 - of test users only


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.test")
    display_name = factory.Sequence(lambda n: f"ผู้ใช้ทดสอบ {n}")
    joined_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.EXECUTIVE
    office = factory.SubFactory(OfficeFactory, ministry=True)
    valid_from = dt.date(2000, 1, 1)


class HandoverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Handover

    membership = factory.SubFactory(MembershipFactory, role=Role.OFFICE_HEAD)
    opened_at = factory.LazyFunction(clock.now)


def member(role, office):
    """A user who wears one membership."""
    user = MembershipFactory(role=role, office=office).user
    user.worn_post = f"{role}@{office.code}"
    return user


def scope(role, office, *, on=None):
    """The scope of somebody with a role at an office."""
    membership = MembershipFactory(role=role, office=office)
    return queries.scope_of(membership, on=on or clock.today())
