"""Choices of visits that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    """Where a visit stands."""

    PLANNED = "planned", _("To come")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Visit made")
    CANCELLED = "cancelled", _("Called off")


class Topic(models.TextChoices):
    """What the visitors mean to look at; the brief has a part for each."""

    PROMISES = "promises", _("Promises of the offices")
    LATE = "late", _("What is late")
    DIRECTIVES = "directives", _("Directives to the offices")
    MACHINES = "machines", _("Machines and technology services")
    MONEY = "money", _("Money")
