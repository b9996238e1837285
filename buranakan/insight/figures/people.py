"""Figures of people: reached (each once, each participation, or as plans count) and planned."""

from django.db.models import Case, CharField, Count, F, Sum, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from buranakan.insight.figures.registry import PEOPLE, TIMES, Figure, Rows
from buranakan.insight.slices import Dimension
from buranakan.planning import queries as planning
from buranakan.planning.enums import CountingRule
from buranakan.services import queries as services

EVERY_DIMENSION = frozenset(Dimension)


def services_to_people(scope):
    """Standing services that a person received; those to an enterprise alone are no people."""
    return services.standing_services(scope).filter(person__isnull=False)


def _text(expression):
    return Cast(expression, CharField())


# One per person and activity, as plans count places; an activity that counts each participation has one for each.
PLACE = Concat(
    _text("activity_id"),
    Value("/"),
    _text(services.COUNTED_PERSON),
    Case(
        When(activity__counting_rule=CountingRule.OCCASIONS, then=Concat(Value("/"), _text(F("pk")))),
        default=Value(""),
        output_field=CharField(),
    ),
    output_field=CharField(),
)

REACHED_DISTINCT = Figure(
    key="people_reached_distinct",
    name=_("People reached (each person once)"),
    definition=_(
        "People who received at least one service that was recorded and not taken back, whichever agency gave it. "
        "Records of the same person merged in the register count as one."
    ),
    counting_rule=_("Each person is counted once, however many services and agencies they met."),
    unit=PEOPLE,
    counts_people=True,
    adds_up_over=frozenset(),
    opens_to=Rows.SERVICES,
    rows=services_to_people,
    measure=lambda condition: Count(services.COUNTED_PERSON, distinct=True, filter=condition),
    plan="people_planned",
    measures_promises=True,
    other="people_reached_participations",
)

REACHED_PARTICIPATIONS = Figure(
    key="people_reached_participations",
    name=_("Participations"),
    definition=_("Services to people that were recorded and not taken back, whichever agency gave them."),
    counting_rule=_("Each participation is counted: somebody served three times counts three."),
    unit=PEOPLE,
    counts_people=True,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.SERVICES,
    rows=services_to_people,
    measure=lambda condition: Count("pk", distinct=True, filter=condition),
    said_in=TIMES,
    plan="people_planned",
    measures_promises=True,
    other="people_reached_distinct",
)

PLACES_FILLED = Figure(
    key="places_filled",
    name=_("Places filled"),
    definition=_("Planned places that somebody has taken up, so that what was done stands beside what was planned."),
    counting_rule=_(
        "Each person is counted once for each activity, as plans count places. "
        "Activities that count each participation count each."
    ),
    unit=PEOPLE,
    counts_people=True,
    adds_up_over=frozenset({Dimension.PROJECT, Dimension.ACTIVITY}),
    opens_to=Rows.SERVICES,
    rows=services_to_people,
    measure=lambda condition: Count(PLACE, distinct=True, filter=condition),
    plan="people_planned",
    measures_promises=True,
    other="people_reached_distinct",
)

PLANNED = Figure(
    key="people_planned",
    name=_("People planned"),
    definition=_("Places in the lines of the approved plan versions."),
    counting_rule=_("Each place is counted: a plan knows places, not people."),
    unit=PEOPLE,
    counts_people=False,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.PLAN_LINES,
    rows=planning.approved_lines,
    measure=lambda condition: Sum("people", filter=condition),
    plan="people_planned",
    measures_promises=True,
)
