"""Reads the reference files of projects and activities: the portfolio as announced, and what a proposal starts from."""

from buranakan import reference
from buranakan.lib import fiscal
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.planning import actions, queries
from buranakan.planning.proposal import Ask, Offer
from buranakan.planning.values import ActivityFacts, PortfolioFacts, ProjectFacts

ACTIVITY_KEYS = ["code", "name_th", "name_en", "kind", "counting_rule", "share"]


def load(*, folder=None, by, at):
    """The portfolio with its projects and activities; safe to run again."""
    return actions.load_portfolio(portfolio_facts(folder=folder), by=by, at=at)


def portfolio_facts(*, folder=None):
    """projects.toml and activities.toml as values."""
    announced = reference.document("projects.toml", folder)
    offered = reference.document("activities.toml", folder)["activity"]
    units = {row["code"]: row["name_th"] for row in reference.rows("units.csv", folder)}
    said = announced["portfolio"]
    return PortfolioFacts(
        code=said["code"],
        name_th=said["name_th"],
        name_en=said["name_en"],
        fiscal_year=said["fiscal_year"],
        # Where no budget act is named, the money is the act's of the year it is carried out in.
        budget_act_year=said.get("budget_act_year", said["fiscal_year"]),
        projects=tuple(
            ProjectFacts(
                number=project["number"],
                series=project["code"],
                name_th=project["name_th"],
                name_en=project["name_en"],
                activities=tuple(_activity(one, units) for one in offered if one["project"] == project["code"]),
            )
            for project in announced["project"]
        ),
    )


def _activity(given, units):
    low, high = given["unit_cost"]
    smallest, largest = given["round_size"]
    return ActivityFacts(
        **{name: given[name] for name in ACTIVITY_KEYS},
        unit=units[given["unit"]],
        unit_cost_low_satang=low * SATANG_IN_A_BAHT,
        unit_cost_high_satang=high * SATANG_IN_A_BAHT,
        round_smallest=smallest,
        round_largest=largest,
    )


def ask(scope, portfolio, *, need, more_than, satang, folder=None):
    """What a proposal for the portfolio starts from; `need` gives each province its weight, by code."""
    assumed = reference.document("activities.toml", folder)
    shares = {given["code"]: given["share"] for given in assumed["activity"]}
    parts = assumed["seasons"]["parts"]
    wanted = assumed["proposal"]
    return Ask(
        more_than=more_than,
        satang=satang,
        need=need,
        offers=tuple(
            Offer(
                key=one.pk,
                share=shares[one.code],
                round_smallest=one.round_smallest,
                round_largest=one.round_largest,
                unit_cost_low_satang=one.unit_cost_low_satang,
                unit_cost_high_satang=one.unit_cost_high_satang,
            )
            for one in queries.activities(scope, portfolio)
        ),
        seasons={month: parts.get(str(month.month), 0) for month in fiscal.months_of(portfolio.fiscal_year)},
        lines=range(wanted["fewest_lines"], wanted["most_lines"] + 1),
    )
