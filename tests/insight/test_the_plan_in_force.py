"""Executives, provinces, promises and the public see the approved plan of the year, and no other."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.insight import addresses, overview, progress, promise_grounds, province, publish
from buranakan.planning import actions
from buranakan.planning.models import PlanVersion
from tests.factories.accounts import scope
from tests.factories.planning import ActivityFactory, EnvelopeFactory, PlanLineFactory, PlanVersionFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    worlds.serve(world, world.korat, people=3)
    world.promise = worlds.promise(world)
    worlds.money_promise(world)
    return world


def seen(world):
    """What each page adds up: of the executive, of a province's head and of the public."""
    executive = scope(Role.EXECUTIVE, world.ministry)
    korat = scope(Role.OFFICE_HEAD, world.offices["30"])
    whole = overview.overview(executive, at=worlds.NOW)
    asked = addresses.read({"year": "2568", "province": "30"}, scope=korat, on=worlds.TODAY)
    report = province.report(korat, asked, at=worlds.NOW)
    promises = publish.promises_of_the_day(worlds.TODAY)
    released = publish.releases(promises, on=worlds.TODAY)
    standing = progress.standing(world.promise, on=worlds.TODAY)
    parts = {world.promise.pk: progress.part_of(world.promise, on=worlds.TODAY)}
    return {
        "executive": (whole.people, whole.money, whole.here, whole.provinces, whole.projects),
        "province": (report.here, report.projects, [line.pk for line in report.lines], report.works),
        "promise": (standing.planned, standing.reached, promise_grounds.plans_of([world.promise], parts)),
        "public": [(one.planned, one.reached) for one in publish.public_promises(promises, on=worlds.TODAY)],
        "released": str(released),
    }


def test_neither_drafts_nor_former_versions_nor_another_year_change_what_is_shown(world):
    before = seen(world)
    assert before["promise"][0] == 90

    march = dt.date(2025, 3, 1)
    worlds.add_line(world, world.training, world.korat, people=33, month=march, approved=False)
    submitted = worlds.add_line(world, world.training, world.korat, people=34, month=march, approved=False)
    PlanVersion.objects.filter(pk=submitted.version_id).update(state="submitted", submitted_at=worlds.NOW)
    former = worlds.add_line(world, world.training, world.korat, people=35, month=march)
    former.version.plan.versions.supersede()
    next_year(world)

    assert seen(world) == before


def next_year(world):
    """The programme of 2569 with an approved plan of its own."""
    newer = actions.copy_portfolio(world.portfolio, fiscal_year=2569, budget_act_year=2569, by=None, at=worlds.NOW)
    envelope = EnvelopeFactory(portfolio=newer, office=world.diprom)
    version = PlanVersionFactory(plan__envelope=envelope, approved=True)
    PlanLineFactory(
        version=version,
        activity=ActivityFactory(project=newer.projects.first()),
        serving_office=world.offices["30"],
        province=world.korat,
        month=dt.date(2025, 11, 1),
        people=36,
    )


def test_an_approved_line_of_the_year_does_change_it(world):
    before = seen(world)
    worlds.add_line(world, world.training, world.korat, people=33, month=dt.date(2025, 3, 1))
    after = seen(world)
    assert after["promise"][0] == before["promise"][0] + 33
    assert {page for page in before if after[page] != before[page]} == set(before)
