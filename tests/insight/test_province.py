"""A province's report: every agency's work there, money of one's books only, and how sure its offices are."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Confidence, Province
from buranakan.insight import addresses, calendar, overview, progress, province
from buranakan.insight.calendar import Kind
from buranakan.lib import clock
from tests.factories.accounts import scope
from tests.factories.areas import ClusterFactory, OfficeFactory, ResponsibilityFactory
from tests.factories.delivery import RoundFactory, SessionFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.visits import VisitFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def report(asker, code="30"):
    asked = addresses.read({"year": "2568", "province": code}, scope=asker, on=worlds.TODAY)
    return province.report(asker, asked, at=worlds.NOW)


def test_everything_every_agency_does_there(world):
    first, *_rest = worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.korat, persons=[first.person], activity=world.fair, serving=world.centre)
    worlds.serve(world, world.chiang_mai, people=5)
    found = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"]))
    assert (found.here.people, found.here.participations, found.without_evidence) == (3, 4, 4)
    works = [(one.names.values(), one.progress) for one in found.works]
    assert [([name.text for name in named], one.reached, one.planned) for named, one in works] == [
        (["joint-2568.1.training", "diprom", "pio-30"], 3, 30),
        (["joint-2568.2.fair", "diprom", world.centre.code], 1, 0),
    ]
    assert [line.province_id for line in found.lines] == ["30"]


def test_what_the_page_adds_up_is_what_the_figures_say(world):
    worlds.add_line(world, world.fair, world.korat, people=40, month=dt.date(2025, 7, 1))
    worlds.serve(world, world.korat, people=3)
    worlds.keep_books(world, world.korat)
    for role, office in [(Role.PROVINCIAL_OFFICER, "30"), (Role.EXECUTIVE, None)]:
        asker = scope(role, world.offices[office] if office else world.ministry)
        asked = addresses.read({"year": "2568", "province": "30"}, scope=asker, on=worlds.TODAY)
        found = province.report(asker, asked, at=worlds.NOW)
        assert found.here == overview.here(asker, asked, on=worlds.TODAY)
        by_project = progress.by_project(asker, world.portfolio, on=worlds.TODAY, part=asked.part)
        assert found.projects == by_project


def test_calls_rounds_services_and_projects_of_every_agency(world):
    call = worlds.open_call(world, world.korat)
    worlds.open_call(world, world.chiang_mai)
    worlds.open_call(world, world.korat, closes_at=worlds.NOW)
    services = worlds.complete(world, world.korat, people=2)
    worlds.complete(world, world.chiang_mai)
    found = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"]))
    assert found.calls == [call]
    assert [(one, one.completed) for one in found.rounds] == [(services[0].participation.round, 2)]
    assert {one.pk for one in found.services} == {one.pk for one in services}
    assert [(one.project, one.progress.reached) for one in found.projects] == [(world.farms, 2)]


def test_the_latest_rounds_stand_and_all_are_counted(world, monkeypatch):
    monkeypatch.setattr(province, "LATEST", 2)
    for day in (10, 20, 15):
        worlds.complete(world, world.korat, on=dt.date(2025, 2, day))
    found = report(scope(Role.EXECUTIVE, world.ministry))
    assert ([one.last_on.day for one in found.rounds], found.rounds_in_all) == ([20, 15], 3)


def test_promises_that_nothing_here_serves_do_not_rest_here(world):
    ours = worlds.promise(world)
    worlds.promise(world, portfolio=False, fiscal_year=2567, due_on=dt.date(2024, 9, 30))
    worlds.serve(world, world.korat, people=3)
    found = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"])).promises
    assert [(one.promise, one.planned, one.done) for one in found] == [(ours, 30, 3)]
    assert report(scope(Role.EXECUTIVE, world.ministry), code="36").promises[0].planned == 20


def test_directives_that_concern_the_province_stand_until_they_are_closed(world):
    ours, other = world.offices["30"], world.offices["50"]
    to_us = DirectiveFactory(responsible_office=ours, due_on=dt.date(2025, 6, 1))
    for_us = DirectiveFactory(responsible_office=world.diprom, province=world.korat, due_on=dt.date(2025, 6, 2))
    shared = DirectiveFactory(responsible_office=other, due_on=dt.date(2025, 6, 3))
    shared.joint_offices.add(ours)
    DirectiveFactory(responsible_office=ours, accepted=True)
    DirectiveFactory(responsible_office=other)
    assert report(scope(Role.EXECUTIVE, world.ministry)).directives == [to_us, for_us, shared]
    found = report(scope(Role.PROVINCIAL_OFFICER, ours))
    assert found.directives == [to_us, shared]
    assert [one.thing for month in found.calendar for one in month.coming] == [to_us, shared]


# --- calendar and neighbours ------------------------------------------------------------------------------------------
def test_the_calendar_holds_this_month_and_the_next(world):
    due = worlds.promise(world, due_on=dt.date(2025, 6, 30))
    worlds.promise(world, due_on=dt.date(2025, 7, 1))
    call = worlds.open_call(world, world.korat, closes_at=dt.datetime(2025, 5, 31, 23, 59, tzinfo=clock.BANGKOK))
    worlds.open_call(world, world.chiang_mai, closes_at=dt.datetime(2025, 5, 31, 23, 59, tzinfo=clock.BANGKOK))
    line = worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, 5, 1))
    held = RoundFactory(plan_line=line)
    past, coming = (SessionFactory(round=held, held_on=day) for day in (dt.date(2025, 5, 1), dt.date(2025, 6, 2)))
    SessionFactory(round=held, held_on=dt.date(2025, 6, 3), called_off_at=worlds.NOW, called_off_because="ฝนตก")
    cancelled = {"state": "cancelled", "cancelled_at": worlds.NOW, "cancelled_because": "ไม่มีผู้สมัคร"}
    SessionFactory(round=RoundFactory(plan_line=line, **cancelled), held_on=dt.date(2025, 6, 4))
    received, _elsewhere = VisitFactory.create_batch(2, province=world.korat)
    received.offices.add(world.offices["30"])
    may, june = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"])).calendar
    assert [(one.kind, one.thing) for one in may.past] == [(Kind.SESSION, past)]
    assert [(one.kind, one.thing) for one in may.coming] == [(Kind.VISIT, received), (Kind.CALL, call)]
    expected = [(Kind.SESSION, coming, 2), (Kind.PROMISE, due, 30)]
    assert [(one.kind, one.thing, one.on.day) for one in june.coming] == expected


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (dt.date(2025, 5, 15), dt.date(2025, 6, 30)),
        (dt.date(2025, 12, 31), dt.date(2026, 1, 31)),
        (dt.date(2025, 7, 1), dt.date(2025, 8, 31)),
        (dt.date(2024, 1, 31), dt.date(2024, 2, 29)),
        (dt.date(2025, 2, 1), dt.date(2025, 3, 31)),
    ],
)
def test_the_next_month_ends_with_its_last_day(today, last):
    assert calendar.span(today) == (today.replace(day=1), last)


def test_neighbours_share_a_cluster_and_small_numbers_out_of_reach_stay_untold(world):
    world.chiang_mai.cluster = ClusterFactory(code="north-upper-1")
    world.chiang_mai.save()
    worlds.serve(world, world.korat, people=24)
    worlds.serve(world, world.chaiyaphum, people=9)
    worlds.keep_books(world, world.chaiyaphum)
    beside, here = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"])).neighbours
    assert (here.province, here.is_here, here.due_share) == (world.korat, True, 24 / 30)
    assert (beside.province, beside.is_untold, beside.is_few, beside.due_share, beside.paid_share) == (
        world.chaiyaphum, True, True, None, 0.3,
    )  # fmt: skip
    beside, _here = report(scope(Role.CENTRE_OFFICER, world.centre)).neighbours
    assert (beside.is_untold, beside.progress.reached) == (False, 9)


def test_without_a_cluster_the_centre_makes_neighbours(world):
    Province.objects.update(cluster=None)
    assert [one.province.pk for one in report(scope(Role.EXECUTIVE, world.ministry)).neighbours] == ["36", "30"]


def test_money_and_what_is_late_are_of_the_province(world):
    worlds.keep_books(world, world.korat)
    worlds.keep_books(world, world.chiang_mai)
    found = report(scope(Role.EXECUTIVE, world.ministry))
    assert (found.here.money.paid, found.late.lines) == (30_000_00, 1)
    assert report(scope(Role.PROVINCIAL_OFFICER, world.offices["36"]), code="36").here.money.paid == 0


def test_money_of_other_offices_lines_is_not_told(world):
    stranger = OfficeFactory(provincial=True, code="pio-99")
    worlds.add_line(
        world, world.fair, world.korat, people=20, month=dt.date(2025, 3, 1), owner=stranger, serving=stranger
    )
    found = report(scope(Role.PROVINCIAL_OFFICER, world.offices["30"]))
    assert {line.people: line.shown_satang for line in found.lines} == {30: 100_000_00, 20: None}
    assert (found.totals.satang, found.totals.money_hidden) == (100_000_00, 1)


def test_drafts_are_no_plan_of_the_province(world):
    worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 3, 1), approved=False)
    assert [line.people for line in report(scope(Role.EXECUTIVE, world.diprom)).lines] == [30]


def test_doubtful_offices_are_marked_with_what_contradicts_them(world):
    other = OfficeFactory(centre=True, code="diprom-c11")
    ResponsibilityFactory(
        office=other,
        province=world.korat,
        confidence=Confidence.ASSUMED,
        note_th="ขัดกับแหล่งอื่นที่นับรวมกับศูนย์อื่น",
        note_en="another source counts it elsewhere",
    )
    found = {one.office.code: one for one in report(scope(Role.EXECUTIVE, world.ministry)).responsible}
    assert (found["diprom-c11"].is_doubtful, found["diprom-c11"].note) == (True, "ขัดกับแหล่งอื่นที่นับรวมกับศูนย์อื่น")
    assert found[world.centre.code].is_doubtful is False
