"""Figures of people: reached (each once, or each participation) and planned."""

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from buranakan.insight.figures.registry import PEOPLE, Figure
from buranakan.planning import queries as planning
from buranakan.services import queries as services


def _services_to_people(scope):
    return services.standing_services(scope).filter(person__isnull=False)


REACHED_DISTINCT = Figure(
    key="people_reached_distinct",
    name=_("People reached (each person once)"),
    definition=_(
        "People who received at least one service that was recorded and not taken back, whichever agency gave it. "
        "Records of the same person merged in the register count as one."
    ),
    counting_rule=_("Each person is counted once, however many services and agencies they met."),
    unit=PEOPLE,
    adds_up=False,
    counts_people=True,
    rows=_services_to_people,
    measure=lambda: Count(Coalesce("person__merged_into_id", "person_id"), distinct=True),
    other="people_reached_participations",
)

REACHED_PARTICIPATIONS = Figure(
    key="people_reached_participations",
    name=_("Participations"),
    definition=_("Services to people that were recorded and not taken back. Somebody served three times counts three."),
    counting_rule=_("Each participation is counted: the same person may count more than once."),
    unit=PEOPLE,
    adds_up=True,
    counts_people=True,
    rows=_services_to_people,
    measure=lambda: Count("pk", distinct=True),
    other="people_reached_distinct",
)

PLANNED = Figure(
    key="people_planned",
    name=_("People planned"),
    definition=_("Places in the lines of the approved plan versions."),
    counting_rule=_("Each place is counted: a plan knows places, not people."),
    unit=PEOPLE,
    adds_up=True,
    counts_people=False,
    rows=planning.approved_lines,
    measure=lambda: Sum("people"),
)
