"""What is known of scenarios, by scope: those of the books in reach, and those that became a plan in force."""

from django.db.models import Q

from buranakan.planning import queries
from buranakan.planning.enums import FINAL, State
from buranakan.planning.models import PlanVersion, Scenario

OFFICE = "envelope__office_id"


def scenarios(scope, portfolio=None):
    """Scenarios on envelopes in the books in reach; of others, those adopted into a decided plan that one may see, so
    that a province that got less can read why."""
    own = scope.limit_books(Scenario.objects.all(), owner=OFFICE, serving=OFFICE)
    decided = queries.plan_versions(scope).filter(state__in=FINAL).order_by().values("pk")
    found = Scenario.objects.filter(Q(pk__in=own.order_by().values("pk")) | Q(adopted_version__in=decided))
    if portfolio:
        found = found.filter(envelope__portfolio=portfolio)
    return found.for_list()


def scenario(scope, reference):
    """The scenario with this reference, or None."""
    return scenarios(scope).filter(reference=reference).first()


def sees_money(scope, scenario):
    """May the one who asks see the money of the envelope?"""
    return scope.sees_all_books or scenario.envelope.office_id in scope.books


def empty_drafts(scope, envelope):
    """Drafts on an envelope that a scenario may go into."""
    found = queries.plan_versions(scope).filter(plan__envelope=envelope, state=State.DRAFT, lines=None)
    return found.order_by("plan", "number")


def drafts_of(scenario):
    """The draft a scenario became, whatever its state now, or None."""
    return PlanVersion.objects.filter(pk=scenario.adopted_version_id).select_related("plan").first()
