"""Choices of calls and applications that the floors above use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """State of a call. Whether it takes applications at a moment is another question: see Call.is_open."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed to applications")


class ApplicationState(models.TextChoices):
    """State of an application."""

    DRAFT = "draft", _("Not sent yet")
    SUBMITTED = "submitted", _("Waits for a decision")
    ACCEPTED = "accepted", _("Given a place")
    WAITING = "waiting", _("On the waiting list")
    DECLINED = "declined", _("Not given a place")
    WITHDRAWN = "withdrawn", _("Application withdrawn")


# An application in one of these keeps its applicant from applying to the same call again.
LIVE = (
    ApplicationState.SUBMITTED,
    ApplicationState.ACCEPTED,
    ApplicationState.WAITING,
    ApplicationState.DECLINED,
)


class CriterionKind(models.TextChoices):
    """What a criterion asks of an applicant; how each reads is in reference/criteria.toml."""

    LIVES_IN = "lives_in", _("Lives in a province of the call")
    ENTERPRISE_IN = "enterprise_in", _("The enterprise is in a province of the call")
    ENTERPRISE_KINDS = "enterprise_kinds", _("Kind of enterprise")
    HAS_REGISTERED_ENTERPRISE = "has_registered_enterprise", _("Has a registered enterprise")
    BUSINESS_AGE_AT_LEAST = "business_age_at_least", _("The business is at least so old")
    BUSINESS_AGE_AT_MOST = "business_age_at_most", _("The business is at most so old")
    EMPLOYEES_AT_MOST = "employees_at_most", _("At most so many people work there")
    SMALLEST_AGE = "smallest_age", _("The applicant is at least so old")
    NOT_SUPPORTED_THIS_YEAR = "not_supported_this_year", _("Not yet supported by this activity this fiscal year")
    ATTENDS_ALL = "attends_all", _("Agrees to attend every session")


class Outcome(models.TextChoices):
    """What a criterion found."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    UNKNOWN = "unknown", _("Not known")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("A number")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several choices")
    DATE = "date", _("A day")
