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


class PlanField(models.TextChoices):
    """What may be changed in the plan of a visit."""

    TITLE = "title", _("What the visit is called")
    VISITORS = "visitors", _("Who goes")
    PLACE = "place", _("Place")
    PROVINCE = "province", _("Province")
    OFFICES = "offices", _("Offices visited")
    STARTS_AT = "starts_at", _("Starts at")
    ENDS_AT = "ends_at", _("Ends at")
    TOPICS = "topics", _("What to look at")
    LOOK_AT = "look_at", _("What else to look at")
    PROGRAMME = "programme", _("Programme of the visit")
