"""Choices of the register, and what a merge may do to a relation."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class OnMerge(StrEnum):
    """Declared by every model with a relation to Person or Enterprise; undeclared relations fail the build."""

    MOVE = "move"
    REFUSE = "refuse"


class EnterpriseKind(models.TextChoices):
    """Legal kind of an enterprise."""

    JURISTIC = "juristic", _("Juristic person")
    SOLE = "sole", _("Sole proprietor")
    COMMUNITY = "community", _("Community enterprise")
    GROUP = "group", _("Group")
    COOPERATIVE = "cooperative", _("Cooperative")


class Part(models.TextChoices):
    """What part a person plays in an enterprise."""

    OWNER = "owner", _("Owner")
    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")
    EMPLOYEE = "employee", _("Employee")
