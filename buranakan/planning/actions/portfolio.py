"""Changes to the portfolio: what it holds, how its announcement is read, which promises it serves."""

from django.db import transaction

from buranakan.planning import rules
from buranakan.planning.enums import Reading
from buranakan.planning.models import Activity, Portfolio, Project
from buranakan.records.actions import record

ACTIVITY_FIELDS = (
    "name_th name_en kind unit counting_rule unit_cost_low_satang unit_cost_high_satang round_smallest round_largest"
)


@transaction.atomic
def load_portfolio(facts, *, by, at):
    """Portfolio, projects and activities (facts.PortfolioFacts); loading again changes only what changed."""
    portfolio, _ = Portfolio.objects.update_or_create(
        code=facts.code,
        defaults={
            "name_th": facts.name_th,
            "name_en": facts.name_en,
            "fiscal_year": facts.fiscal_year,
            "budget_act_year": facts.budget_act_year,
        },
    )
    for given in facts.projects:
        project, _ = Project.objects.update_or_create(
            portfolio=portfolio,
            number=given.number,
            defaults={"series": given.series, "name_th": given.name_th, "name_en": given.name_en},
        )
        for activity in given.activities:
            Activity.objects.update_or_create(
                project=project,
                code=activity.code,
                defaults={name: getattr(activity, name) for name in ACTIVITY_FIELDS.split()},
            )
    record("portfolio.loaded", on=portfolio, by=by, at=at, projects=[given.series for given in facts.projects])
    return portfolio


@transaction.atomic
def read_portfolio_as(portfolio, *, reading, by, at):
    """Read the announced totals as the whole country's, or as Center 6's. The announcement states neither."""
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    rules.check_can_read_as(portfolio, reading)
    before, portfolio.reading = portfolio.reading, Reading(reading)
    portfolio.save(update_fields=["reading"])
    record("portfolio.read_as", on=portfolio, by=by, at=at, reading=portfolio.reading.value, before=before)
    return portfolio


@transaction.atomic
def serve_promise(portfolio, *, promise, by, at):
    """Say that the portfolio serves a promise."""
    rules.check_can_serve(portfolio, promise)
    portfolio.promises.add(promise)
    record("portfolio.promise_added", on=portfolio, by=by, at=at, promise=promise.reference)
