"""Choices of what is measured that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """When a value was taken: before the help, or some time after it."""

    BASELINE = "baseline", _("Baseline")
    FOLLOW_UP = "follow_up", _("Follow-up")


class Method(models.TextChoices):
    """How a value came to be. Values of different methods are never added up."""

    MEASURED = "measured", _("Measured")
    SELF_REPORTED = "self_reported", _("Told by the client")
    IMPUTED = "imputed", _("Imputed")
    MULTIPLIER = "multiplier", _("Computed with a multiplier")


# Values that nobody took: they are computed, so nobody can confirm or verify them.
COMPUTED = frozenset({Method.IMPUTED, Method.MULTIPLIER})


class EvidenceLevel(models.TextChoices):
    """The evidence ladder, lowest rung first."""

    CLAIMED = "claimed", _("Claimed")
    DOCUMENTED = "documented", _("Documented")
    CONFIRMED = "confirmed", _("Confirmed by the client")
    VERIFIED = "verified", _("Verified in a register")


LADDER = tuple(EvidenceLevel)


class CountedFor(models.TextChoices):
    """Whose value an indicator is."""

    PERSON = "person", _("Person")
    ENTERPRISE = "enterprise", _("Enterprise")


class Direction(models.TextChoices):
    """Which way is better."""

    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")


class AskingState(models.TextChoices):
    """Where an asking stands on a day."""

    WAITING = "waiting", _("Not sent yet")
    SENT = "sent", _("Sent, no answer yet")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")
    WITHDRAWN = "withdrawn", _("Not asked any more")
