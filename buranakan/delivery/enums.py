"""Choices of delivery that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """State of a round of training."""

    PLANNED = "planned", _("Not begun yet")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class CertificateState(models.TextChoices):
    """What a certificate's code says to whoever looks it up."""

    VALID = "valid", _("Valid")
    WITHDRAWN = "withdrawn", _("No longer valid")


class Missing(models.TextChoices):
    """What a round still lacks before it can be closed."""

    SESSIONS = "sessions", _("There is no session yet.")
    PARTICIPANTS = "participants", _("Nobody is on the roster.")
    NOT_OVER = "not_over", _("These sessions are not over yet.")
    NOT_MARKED = "not_marked", _("Attendance is not marked for these sessions.")
