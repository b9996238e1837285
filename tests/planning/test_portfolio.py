"""Loading the portfolio of the reference files, and how its announcement is read."""

import pytest

from buranakan.accounts.scope import Scope
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, imports, proposal, queries
from buranakan.planning.enums import Kind, Reading
from buranakan.planning.models import Activity, Portfolio, Project
from buranakan.records.models import Event
from tests.factories.policy import PromiseFactory
from tests.planning.conftest import AT

EVERYTHING = Scope.system("test")


def test_the_reference_files_give_five_projects_with_all_seven_kinds(db):
    portfolio = imports.load(by=None, at=AT)
    assert (portfolio.fiscal_year, portfolio.budget_act_year, portfolio.reading) == (2568, 2568, Reading.NATIONAL)
    assert [one.number for one in queries.projects(EVERYTHING, portfolio)] == [1, 2, 3, 4, 5]
    assert set(queries.activities(EVERYTHING, portfolio).values_list("kind", flat=True)) == set(Kind.values)
    assert set(Activity.objects.values_list("unit", flat=True)) == {"คน", "ราย"}
    assert not portfolio.reading_is_stated


def test_loading_again_changes_nothing(db):
    imports.load(by=None, at=AT)
    before = list(Activity.objects.values()), list(Project.objects.values()), list(Portfolio.objects.values())
    imports.load(by=None, at=AT)
    assert (list(Activity.objects.values()), list(Project.objects.values()), list(Portfolio.objects.values())) == before


def test_a_proposal_from_the_reference_files_keeps_what_was_announced(db):
    portfolio = imports.load(by=None, at=AT)
    need = {f"{code:02d}": 1 + code % 7 for code in range(10, 87)}
    ask = imports.ask(EVERYTHING, portfolio, need=need, more_than=2180, satang=9_150_000_00)
    lines = proposal.propose(ask)
    assert (sum(line.people for line in lines), sum(line.amount_satang for line in lines)) == (2181, 9_150_000_00)
    assert 60 <= len(lines) <= 80
    assert {line.month.month for line in lines} <= {11, 12, 1, 2, 3, 4, 5, 6, 7, 8}
    assert {line.activity for line in lines} == set(Activity.objects.values_list("pk", flat=True))


def test_the_reading_is_chosen_and_recorded(ground):
    portfolio = ground.envelope.portfolio
    portfolio = actions.read_portfolio_as(portfolio, reading=Reading.CENTRE_6, by=ground.planner, at=AT)
    assert Portfolio.objects.get().reading == Reading.CENTRE_6
    event = Event.objects.get(name="portfolio.read_as")
    assert (event.payload, event.by_post) == ({"reading": "centre_6", "before": "national"}, "planner@diprom")
    with pytest.raises(RuleBroken) as refusal:
        actions.read_portfolio_as(portfolio, reading=Reading.CENTRE_6, by=ground.planner, at=AT)
    assert refusal.value.code == "reading_already_so"


def test_the_reading_says_which_provinces_sums_cover(ground):
    portfolio, on = ground.envelope.portfolio, AT.date()
    ground.approved(
        ground.line(),
        ground.line(
            province=ground.chiang_mai, serving_office=ground.pio_chiang_mai, people=20, amount_satang=80_000_00
        ),
    )
    assert queries.provinces_read(portfolio, on=on) is None
    (planned,) = queries.planned_by_project(EVERYTHING, portfolio, on=on)
    assert (planned.people, planned.satang) == (50, 200_000_00)

    portfolio = actions.read_portfolio_as(portfolio, reading=Reading.CENTRE_6, by=ground.planner, at=AT)
    assert queries.provinces_read(portfolio, on=on) == {"30", "32"}
    (planned,) = queries.planned_by_project(EVERYTHING, portfolio, on=on)
    assert (planned.people, planned.satang) == (30, 120_000_00)


def test_a_portfolio_serves_no_promise_of_another_year(ground):
    promise = PromiseFactory(fiscal_year=2569)
    with pytest.raises(RuleBroken) as refusal:
        actions.serve_promise(ground.envelope.portfolio, promise=promise, by=ground.planner, at=AT)
    assert refusal.value.code == "promise_of_another_year"
    assert list(queries.portfolios(EVERYTHING).get().promises.all()) == []


def test_a_portfolio_serves_promises(ground):
    promise = PromiseFactory()
    actions.serve_promise(ground.envelope.portfolio, promise=promise, by=ground.planner, at=AT)
    assert list(queries.portfolios(EVERYTHING).get().promises.all()) == [promise]
    assert Event.objects.get(name="portfolio.promise_added").payload == {"promise": promise.reference}


def test_next_years_programme_has_the_same_projects_and_none_of_this_years_promises(db):
    this = imports.load(by=None, at=AT)
    actions.serve_promise(this, promise=PromiseFactory(), by=None, at=AT)
    newer = actions.copy_portfolio(this, fiscal_year=2569, budget_act_year=2569, by=None, at=AT)
    assert (newer.code, newer.name_th) == ("diprom-pio-2569", this.name_th.replace("2568", "2569"))
    assert (newer.fiscal_year, newer.budget_act_year, newer.promises.count()) == (2569, 2569, 0)
    offered = ["project__series", "project__number", "code", "kind", "unit_cost_low_satang", "round_largest"]
    ours, theirs = (list(queries.activities(EVERYTHING, one).values_list(*offered)) for one in (this, newer))
    assert ours == theirs
    assert Event.objects.get(name="portfolio.copied").payload == {"copied_from": this.code, "fiscal_year": 2569}


@pytest.mark.parametrize(("year", "code"), [(2568, "copy_goes_forward"), (2569, "year_has_its_portfolio")])
def test_a_programme_goes_on_into_a_later_year_once(db, year, code):
    this = imports.load(by=None, at=AT)
    actions.copy_portfolio(this, fiscal_year=2569, budget_act_year=2569, by=None, at=AT)
    with pytest.raises(RuleBroken) as refusal:
        actions.copy_portfolio(this, fiscal_year=year, budget_act_year=year, by=None, at=AT)
    assert refusal.value.code == code
