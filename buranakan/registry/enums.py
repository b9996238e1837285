"""Choices of the register and of its lists, and what a merge may do to a relation."""

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


class LegalForm(models.TextChoices):
    """Legal form of a juristic person, as the company registry abbreviates it: บจ. บมจ. หจ. หส."""

    LIMITED_COMPANY = "limited_company", _("Limited company")
    PUBLIC_COMPANY = "public_company", _("Public limited company")
    LIMITED_PARTNERSHIP = "limited_partnership", _("Limited partnership")
    ORDINARY_PARTNERSHIP = "ordinary_partnership", _("Registered ordinary partnership")
    OTHER = "other", _("Other juristic person")


class ImportKind(models.TextChoices):
    """What a list lists."""

    ENTERPRISES = "enterprises", _("Company registrations")
    PEOPLE = "people", _("People")


class ImportState(models.TextChoices):
    """How far a list has come."""

    PREVIEWED = "previewed", _("Previewed, nothing kept")
    BRINGING_IN = "bringing_in", _("Being brought in")
    BROUGHT_IN = "brought_in", _("Brought in")
    UNDONE = "undone", _("Undone")
