"""Choices of the books that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry adds to, or takes from when its amount is negative; each is one running total of an allotment."""

    ALLOTMENT = "allotment", _("Allotted")
    RETURN = "return", _("Returned")
    RESERVATION = "reservation", _("Reserved")
    COMMITMENT = "commitment", _("Committed")
    PAYMENT = "payment", _("Paid")


class MovementKind(models.TextChoices):
    """What somebody enters; once approved it becomes entries."""

    ALLOTMENT = "allotment", _("Allotment")
    RETURN = "return", _("Return of unused money")
    RESERVATION = "reservation", _("Reservation")
    RELEASE = "release", _("Release of a reservation")
    COMMITMENT = "commitment", _("Commitment")
    REDUCTION = "reduction", _("Reduction of a commitment")
    PAYMENT = "payment", _("Payment")
    REVERSAL = "reversal", _("Reversal of an entry")


class CommitmentKind(models.TextChoices):
    """What binds the money."""

    CONTRACT = "contract", _("Contract")
    ORDER = "order", _("Purchase order or hire order")
    WITHOUT_CONTRACT = "without_contract", _("Training or meeting without a contract")


class State(models.TextChoices):
    """State of a movement."""

    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Way(models.TextChoices):
    """How the money comes from its owner to the office that spends it."""

    OWN = "own", _("The owner spends it itself")
    TRANSFER = "transfer", _("Transfer inside the department")
    ON_BEHALF = "on_behalf", _("Spent on another department's behalf")


class Measure(models.TextChoices):
    """What a target of the year is about, as the Comptroller General's Department counts."""

    DISBURSEMENT = "disbursement", _("Disbursement")
    SPENDING = "spending", _("Spending")


class Category(models.TextChoices):
    """Which expenses a target of the year is about."""

    OVERALL = "overall", _("All expenses")
    RECURRENT = "recurrent", _("Recurrent expenses")
    INVESTMENT = "investment", _("Investment")
    TRAINING = "training", _("Training and meetings")
