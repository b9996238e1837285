"""Users, and the memberships that give a user a role at an office from one day to another."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Office
from buranakan.records.classification import Classified


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
