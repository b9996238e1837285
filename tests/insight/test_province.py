"""A province's report: every agency's work there, money of one's books only, and how sure its offices are."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Confidence
from buranakan.insight import addresses, province
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory, ResponsibilityFactory
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
    assert [(part.name.label, part.value, part.planned) for part in found.activities] == [
        ("อบรม", 3, 30),
        ("งานแฟร์", 1, 0),
    ]
    assert {part.name.text: part.value for part in found.offices} == {"pio-30": 3, world.centre.code: 1}
    assert [line.province_id for line in found.lines] == ["30"]


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
