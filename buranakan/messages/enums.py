"""Choices of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """What carries a letter."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class MessageState(models.TextChoices):
    """Where a letter is."""

    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
