"""Who sees which directives, what stands in an inbox, and who is asked to accept."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.policy.directives import queries
from buranakan.policy.directives.directory import Directory
from buranakan.policy.directives.enums import DirectiveState, ProgressKind, Standing
from tests.factories.accounts import scope
from tests.factories.areas import ProvinceFactory
from tests.factories.directives import NOON, DirectiveFactory, ProgressFactory, chain
from tests.factories.policy import PromiseFactory

TODAY = dt.date(2025, 5, 15)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = chain()
    world.to_diprom = DirectiveFactory(number="1", due_on=dt.date(2025, 5, 20))
    world.to_centre = DirectiveFactory(
        number="2", ordered_by_office=world.offices.diprom, responsible_office=world.offices.centre, ordered_on=TODAY
    )
    world.to_near = DirectiveFactory(
        number="3", responsible_office=world.offices.near, due_on=dt.date(2025, 5, 10), state=DirectiveState.IN_PROGRESS
    )
    world.to_near.joint_offices.add(world.offices.centre)
    return world


def numbers(rows):
    return [one.number for one in rows]


@pytest.mark.parametrize(
    ("who", "expected"),
    [("ministry", "123"), ("diprom", "123"), ("centre", "23"), ("near", "3"), ("other", "")],
)
def test_each_office_sees_what_concerns_it_and_the_ministry_everything(world, who, expected):
    seen = queries.directives(scope(Role.OFFICE_HEAD, getattr(world.offices, who)))
    assert sorted(numbers(seen)) == list(expected)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.INSPECTOR, Role.AUDITOR])
def test_the_ministrys_watchers_see_everything_and_the_public_nothing(world, role):
    assert queries.directives(scope(role, world.offices.ministry)).count() == 3
    assert queries.directives(Scope.public()).count() == 0
    assert queries.directives(scope(Role.EXPERT, world.offices.centre)).count() == 0


def test_the_inbox_holds_what_is_open_by_its_day_and_says_what_is_only_shared(world):
    reach = scope(Role.CENTRE_OFFICER, world.offices.centre)
    DirectiveFactory(responsible_office=world.offices.centre, accepted=True)
    rows = queries.shares_in(reach, queries.inbox(reach))
    assert [(one.number, one.is_joint) for one in rows] == [("3", True), ("2", False)]


def test_lists_by_what_they_are_asked_for(world):
    reach = scope(Role.EXECUTIVE, world.offices.ministry)
    promise = PromiseFactory()
    closed = DirectiveFactory(number="4", accepted=True, promise=promise, of_a_round=True)
    DirectiveFactory(number="5", state=DirectiveState.REPORTED, reported_at=closed.closed_at)
    rows = queries.directives(reach).for_list()
    found = {standing: numbers(queries.narrowed(rows, on=TODAY, standing=standing)) for standing in Standing}
    assert {standing: sorted(found[standing]) for standing in found} == {
        Standing.OPEN: ["1", "2", "3", "5"], Standing.OVERDUE: ["3"], Standing.REPORTED: ["5"], Standing.CLOSED: ["4"],
    }  # fmt: skip
    assert numbers(queries.overdue(reach, on=TODAY)) == ["3"]
    assert numbers(queries.due_soon(reach, on=TODAY, until=dt.date(2025, 5, 20))) == ["1"]
    assert numbers(queries.for_promise(reach, promise)) == ["4"]
    assert numbers(queries.of_round(reach, inspection_year=2568, inspection_round=1)) == ["4"]
    assert queries.rounds_of_inspection(reach) == [(2568, 1)]
    assert numbers(queries.narrowed(rows, on=TODAY, office=world.offices.centre, inspection=None)) == ["3", "2"]
    assert queries.tally(queries.directives(reach), on=TODAY) == queries.Tally(
        total=5, open=4, overdue=1, reported=1, closed=1
    )


def test_a_register_reads_the_last_word_of_each_and_no_other(world):
    for day, text in ((12, "กลาง"), (14, "ล่าสุด"), (10, "แรก")):
        ProgressFactory(directive=world.to_diprom, at=NOON.replace(day=day), text=text)
    ProgressFactory(directive=world.to_diprom, kind=ProgressKind.REMINDER)
    rows = queries.with_last_word(queries.directives(scope(Role.EXECUTIVE, world.offices.ministry)))
    assert {one.number: [word.text for word in one.last_words] for one in rows} == {"1": ["ล่าสุด"], "2": [], "3": []}


def test_what_is_reported_waits_for_those_who_may_accept_it(world):
    reported = DirectiveFactory(state=DirectiveState.REPORTED)
    assert list(queries.to_accept(scope(Role.INSPECTOR, world.offices.ministry))) == [reported]
    for role in (Role.PLANNER, Role.AUDITOR):
        assert list(queries.to_accept(scope(role, world.offices.ministry))) == []
    assert list(queries.to_accept(scope(Role.OFFICE_HEAD, world.offices.diprom))) == []


def test_the_order_above_is_shown_to_whoever_got_a_part_of_it_though_they_cant_open_it(world):
    child = DirectiveFactory(
        parent=world.to_diprom, ordered_by_office=world.offices.diprom, responsible_office=world.offices.other
    )
    knots = queries.thread(scope(Role.OFFICE_HEAD, world.offices.other), child)
    assert [(knot.directive, knot.is_open_to_me) for knot in knots] == [(world.to_diprom, False), (child, True)]


def test_offices_are_understood_as_people_write_them_and_written_back(world):
    directory = Directory(TODAY)
    found, unknown = directory.understand(f"{world.offices.centre.short_th}, Office diprom; ไม่มีที่นี่")
    assert (found, unknown) == ([world.offices.centre, world.offices.diprom], ["ไม่มีที่นี่"])
    every, _unknown = directory.understand("สอจ. ทุกจังหวัด")
    assert set(every) == {world.offices.near, world.offices.other}
    assert directory.understand(directory.written([world.offices.diprom, *every]))[0][1:] == every


@pytest.mark.parametrize(
    ("text", "offices", "unknown"),
    [
        ("สอจ.โคราช", ["near"], []),
        ("สอจ. โคราช, จังหวัด31", ["near", "other"], []),
        ("สอจ.โคราช ทุกแห่ง", ["near"], ["ทุกแห่ง"]),
        ("สอจ.ดาวอังคาร", [], ["สอจ.ดาวอังคาร"]),
        ("สอจ.", [], ["สอจ."]),
        ("ทุก สอจ.", ["near", "other"], []),
        ("Provincial Industry Offices, every province", ["near", "other"], []),
    ],
)
def test_an_unknown_place_is_said_and_never_every_province(world, text, offices, unknown):
    assert Directory(TODAY).understand(text) == ([getattr(world.offices, one) for one in offices], unknown)


def test_a_province_without_an_office_is_said(world):
    ProvinceFactory(code="10", name_th="กรุงเทพมหานคร")
    assert Directory(TODAY).understand("สอจ. โคราช กทม.") == ([world.offices.near], ["กรุงเทพมหานคร"])
