"""Figures of recruiting and training: applications, people who completed a round, and hours they attended."""

from django.db.models import Count, DateField, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from buranakan.calls import queries as calls
from buranakan.calls.enums import ApplicationState
from buranakan.insight.figures.people import services_to_people
from buranakan.insight.figures.registry import APPLICATIONS, PEOPLE, Figure, Rows
from buranakan.insight.slices import Dimension, Grain
from buranakan.lib import clock
from buranakan.lib.durations import HOURS
from buranakan.services import queries as services

EVERY_DIMENSION = frozenset(Dimension)
# The office that calls decides and delivers; the month is the one the application was sent in.
OF_A_CALL = Grain(activity="call__activity", owner="call__owner_office", office="call__office", month="sent_month")


def applications(scope):
    """Applications that were sent, with the month they were sent in."""
    month = TruncMonth("submitted_at", tzinfo=clock.BANGKOK, output_field=DateField())
    return calls.applications(scope).annotate(sent_month=month)


def accepted_applications(scope):
    """Those whose applicant has a place."""
    return applications(scope).filter(state=ApplicationState.ACCEPTED)


def services_of_rounds(scope):
    """Standing services that a closed round wrote for those who completed it."""
    return services_to_people(scope).filter(participation__isnull=False)


APPLICATIONS_RECEIVED = Figure(
    key="applications_received",
    name=_("Applications received"),
    definition=_("Applications sent to calls of the joint programmes, those withdrawn later too; drafts are not."),
    counting_rule=_("Each application is counted: somebody who applies to two calls counts two."),
    unit=APPLICATIONS,
    counts_people=False,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.APPLICATIONS,
    rows=applications,
    measure=lambda condition: Count("pk", distinct=True, filter=condition),
    grain=OF_A_CALL,
)

APPLICATIONS_ACCEPTED = Figure(
    key="applications_accepted",
    name=_("Applications accepted"),
    definition=_("Applications whose applicant was given a place and still has it."),
    counting_rule=_("Each application is counted: somebody who has a place in two calls counts two."),
    unit=APPLICATIONS,
    counts_people=False,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.APPLICATIONS,
    rows=accepted_applications,
    measure=lambda condition: Count("pk", distinct=True, filter=condition),
    grain=OF_A_CALL,
)

PEOPLE_COMPLETED = Figure(
    key="people_completed",
    name=_("People who completed a round"),
    definition=_("People who attended as much of a closed round of training as it asks, and so received its service."),
    counting_rule=_("Each person is counted once, however many rounds they completed."),
    unit=PEOPLE,
    counts_people=True,
    adds_up_over=frozenset(),
    opens_to=Rows.SERVICES,
    rows=services_of_rounds,
    measure=lambda condition: Count(services.COUNTED_PERSON, distinct=True, filter=condition),
)

TRAINING_HOURS = Figure(
    key="training_hours",
    name=_("Hours of training"),
    definition=_("Hours that those who completed a round of training attended, added up over all of them."),
    counting_rule=_("Each hour of each person is counted, to the minute; who did not complete is not counted."),
    unit=HOURS,
    counts_people=False,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.SERVICES,
    rows=services_of_rounds,
    measure=lambda condition: Sum("minutes", filter=condition),
)
