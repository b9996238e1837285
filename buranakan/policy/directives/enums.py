"""Choices of directives that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectiveState(models.TextChoices):
    """Where a directive stands."""

    GIVEN = "given", _("Given")
    IN_PROGRESS = "in_progress", _("Under way")
    REPORTED = "reported", _("Reported as done: waits for acceptance")
    MORE_ASKED = "more_asked", _("More asked for")
    ACCEPTED = "accepted", _("Accepted as done")
    CLOSED_BY_FIGURE = "closed_by_figure", _("Closed: its figure is reached")
    WITHDRAWN = "withdrawn", _("Order withdrawn")


# The office that was ordered has something to do.
TO_BE_DONE = (DirectiveState.GIVEN, DirectiveState.IN_PROGRESS, DirectiveState.MORE_ASKED)
OPEN = (*TO_BE_DONE, DirectiveState.REPORTED)
CLOSED = (DirectiveState.ACCEPTED, DirectiveState.CLOSED_BY_FIGURE, DirectiveState.WITHDRAWN)


class Priority(models.TextChoices):
    """How much haste, in the words that government letters carry."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")
    MOST_URGENT = "most_urgent", _("Most urgent")


class SourceKind(models.TextChoices):
    """Where it was ordered."""

    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting")
    DOCUMENT = "document", _("Document")
    INSPECTION_ROUND = "inspection_round", _("Round of inspection")


class ProgressKind(models.TextChoices):
    """What an entry of a directive's course tells."""

    GIVEN = "given", _("Ordered")
    HANDED_ON = "handed_on", _("Handed on")
    PROGRESS = "progress", _("Progress")
    REPORT = "report", _("Reported as done")
    MORE = "more", _("Asked for more")
    CHANGE = "change", _("Order changed")
    REMINDER = "reminder", _("Reminded")
    ESCALATION = "escalation", _("Raised to a higher level")
    ACCEPTANCE = "acceptance", _("Accepted")
    CLOSING = "closing", _("Closed by its figure")
    WITHDRAWAL = "withdrawal", _("Withdrawn")


class Level(models.TextChoices):
    """To whom a late directive is raised, step by step."""

    RESPONSIBLE = "responsible", _("the heads of the responsible office")
    PARENT = "parent", _("the office above it")
    ORDERER = "orderer", _("the one who ordered")


class Standing(models.TextChoices):
    """What a list shows of directives."""

    OPEN = "open", _("Open")
    OVERDUE = "overdue", _("Overdue")
    REPORTED = "reported", _("Waiting for acceptance")
    CLOSED = "closed", _("Closed")
