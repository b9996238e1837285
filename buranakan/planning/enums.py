"""Choices of planning that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The seven kinds of help (founding document, rows 17-24); each has its own package under delivery."""

    TRAINING = "training", _("Training and information")
    ADVICE = "advice", _("First-level advice")
    ITC = "itc", _("Technology and innovation (ITC)")
    ESTABLISHMENTS = "establishments", _("Establishment development")
    PRODUCTS = "products", _("Product and service development")
    STANDARDS = "standards", _("Standards")
    FAIRS = "fairs", _("Industry fairs")


class CountingRule(models.TextChoices):
    """How an activity's people are counted."""

    DISTINCT = "distinct", _("each person once")
    OCCASIONS = "occasions", _("each participation")


class Reading(models.TextChoices):
    """What the announced totals are read to cover; the announcement does not say."""

    NATIONAL = "national", _("the whole country")
    CENTRE_6 = "centre_6", _("the provinces of DIPROM Center 6")


class State(models.TextChoices):
    """State of a plan version."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


# An approved version never changes: an amendment is a new version.
FINAL = (State.APPROVED, State.SUPERSEDED)


class Waiting(models.TextChoices):
    """What a plan version waits for from somebody."""

    DECISION = "decision", _("Approve or return")
    MENDING = "mending", _("Mend and submit again")
    SUBMITTING = "submitting", _("Finish and submit")


class Way(models.TextChoices):
    """How an envelope comes from one office to another."""

    TRANSFER = "transfer", _("Transfer within the department")
    ON_BEHALF = "on_behalf", _("Spent on the owner's behalf")


class MoveKind(models.TextChoices):
    """Why an envelope grew or shrank."""

    RECEIVED = "received", _("Received")
    HANDED_ON = "handed_on", _("Passed on")
    TAKEN_BACK = "taken_back", _("Taken back up")


class Cut(models.TextChoices):
    """What the difference of two versions is summed by."""

    OWNER = "owner", _("Owner office")
    SERVER = "server", _("Serving office")
    MONTH = "month", _("Month")
    PROVINCE = "province", _("Province")
    PROJECT = "project", _("Project")


class Change(models.TextChoices):
    """What happened to a line between two versions."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved to another month")
    REMOVED = "removed", _("Removed")


class NeedState(models.TextChoices):
    """State of one need that a province proposed."""

    PROPOSED = "proposed", _("Waits for the committee")
    ACCEPTED = "accepted", _("Granted in full")
    REDUCED = "reduced", _("Granted in part")
    REFUSED = "refused", _("Not granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# What counts as needed when the next plan is made.
GRANTED = (NeedState.ACCEPTED, NeedState.REDUCED)
