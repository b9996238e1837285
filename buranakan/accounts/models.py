"""Users, the memberships that give a user a role at an office from day to day, and what new heads received."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Office
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile


class UserManager(BaseUserManager):
    """Finds users by e-mail whatever its case."""

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can log in. What they may do comes from memberships alone."""

    email = models.EmailField(_("E-mail"), unique=True)
    display_name = models.CharField(_("Name shown"), max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    classified = Classified(
        office="id is_active joined_at last_login", personal="email display_name", sensitive="password"
    )

    class Meta:
        ordering = ["email"]

    def __str__(self):
        return self.display_name or self.email


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Memberships that hold on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Membership(models.Model):
    """A role at an office, from a date to a date."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    classified = Classified(office="id user role office valid_from valid_to")

    class Meta:
        ordering = ["office__sort_order", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="a_membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "office", "valid_from"], name="one_membership_per_role_office_and_day"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.office.short}"

    @property
    def post(self):
        """What the trail writes: the post, never the person's name."""
        return f"{self.role}@{self.office.code}"


class Handover(models.Model):
    """A new head takes an office over: opened by the appointment, signed once the office's page was read.

    `shown` keeps that page as it was read; its hash in the trail proves later what was received.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="handover")
    # Whose office it was, as known when it was signed: somebody may be appointed before the other one's last day.
    predecessor = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="handed_over")
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # when the letter with the link was written
    signed_at = models.DateTimeField(null=True)
    shown = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    classified = Classified(office="id reference membership predecessor opened_at told_at signed_at shown")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, shown__isnull=True)
                | Q(signed_at__isnull=False, shown__isnull=False),
                name="a_signed_handover_keeps_what_was_shown",
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=models.F("membership")),
                name="nobody_takes_over_from_themselves",
            ),
        ]

    def __str__(self):
        return str(self.reference)

    @property
    def trail_label(self):
        return str(self.reference)
