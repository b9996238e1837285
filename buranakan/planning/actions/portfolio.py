"""Changes to the portfolio: what it holds, how its announcement is read, which promises it serves."""

from django.db import transaction
from django.db.models import Q

from buranakan.planning import rules
from buranakan.planning.enums import Reading
from buranakan.planning.models import Activity, Portfolio, Project
from buranakan.records.actions import record

ACTIVITY_FIELDS = (
    "name_th name_en kind unit counting_rule unit_cost_low_satang unit_cost_high_satang round_smallest round_largest"
)
PROJECT_FIELDS = ["number", "series", "name_th", "name_en"]


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
def copy_portfolio(portfolio, *, fiscal_year, budget_act_year, by, at):
    """The programme of a later year with the same projects and activities; its targets, promises and money are its own.

    Unit costs and round sizes come along as they are, to be looked at before the year is planned.
    """
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    code = _of_year(portfolio.code, portfolio=portfolio, fiscal_year=fiscal_year) or f"{portfolio.code}-{fiscal_year}"
    is_taken = Portfolio.objects.filter(Q(code=code) | Q(fiscal_year=fiscal_year)).exists()
    rules.check_can_copy(portfolio, fiscal_year=fiscal_year, is_taken=is_taken)
    names = {
        name: _of_year(said, portfolio=portfolio, fiscal_year=fiscal_year) or f"{said} {fiscal_year}"
        for name, said in (("name_th", portfolio.name_th), ("name_en", portfolio.name_en))
        if said
    }
    newer = Portfolio.objects.create(
        code=code, fiscal_year=fiscal_year, budget_act_year=budget_act_year, reading=portfolio.reading, **names
    )
    for project in portfolio.projects.prefetch_related("activities"):
        activities = list(project.activities.all())
        kept = Project.objects.create(portfolio=newer, **{name: getattr(project, name) for name in PROJECT_FIELDS})
        Activity.objects.bulk_create(
            Activity(project=kept, **{name: getattr(one, name) for name in ["code", *ACTIVITY_FIELDS.split()]})
            for one in activities
        )
    record("portfolio.copied", on=newer, by=by, at=at, copied_from=portfolio.code, fiscal_year=fiscal_year)
    return newer


def _of_year(text, *, portfolio, fiscal_year):
    """A code or a name with the later year in the place of the former; nothing where it names none."""
    former = str(portfolio.fiscal_year)
    return text.replace(former, str(fiscal_year)) if former in text else ""


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
