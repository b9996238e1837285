"""Choices of policy that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Confidence

# How sure a person can be of what they type; the rule of clusters speaks of areas only.
SURENESS = [one for one in Confidence.choices if one[0] != Confidence.CLUSTER]


class Comparison(models.TextChoices):
    """How an announced value binds."""

    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    AT_MOST = "at_most", _("at most")
    UP_TO = "up_to", _("up to")
    EXACTLY = "exactly", _("exactly")


class ProposalState(models.TextChoices):
    """What became of a proposed promise."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class PromiseField(models.TextChoices):
    """What of a promise may be edited; the history names what was."""

    STATEMENT_TH = "statement_th", _("Statement in Thai")
    STATEMENT_EN = "statement_en", _("Statement in English")
    VALUE = "value", _("Number")
    UNIT = "unit", _("Unit")
    COMPARISON = "comparison", _("How the number binds")
    FIGURE_KEY = "figure_key", _("The figure that measures it")
    FISCAL_YEAR = "fiscal_year", _("Fiscal year")
    DUE_ON = "due_on", _("To be reached by")
    PROMISED_BY = "promised_by", _("Who promised")
    PROMISED_BY_EN = "promised_by_en", _("Who promised, in English")
    OFFICE = "office", _("The office whose promise it is")
    IS_PUBLIC = "is_public", _("Who sees it")
    WITHDRAWN = "withdrawn", _("Whether it is counted")


class FrameworkLevel(models.TextChoices):
    """Whose framework it is."""

    GOVERNMENT = "government", _("Government")
    MINISTRY = "ministry", _("Ministry")
    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy_minister", _("Deputy Minister")
    PERMANENT_SECRETARY = "permanent_secretary", _("Permanent Secretary")
    DEPUTY_PERMANENT_SECRETARY = "deputy_permanent_secretary", _("Deputy Permanent Secretary")
    DEPARTMENT = "department", _("Department")
