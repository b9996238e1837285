"""Frameworks in force on a day, and who sees which promise."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.policy import imports, queries
from buranakan.policy.models import Pillar, PillarWording
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory
from tests.factories.policy import AnnouncementFactory, FrameworkFactory, PromiseFactory, ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2024, 10, 6), ["old"]),
        (dt.date(2024, 10, 7), ["old", "new"]),
        (dt.date(2025, 9, 30), ["old", "new"]),
        (dt.date(2025, 10, 1), ["new"]),
    ],
    ids=["before-the-new", "first-day-of-the-new", "last-day-of-the-old", "after-the-old"],
)
def test_several_frameworks_are_in_force_at_once(day, expected):
    FrameworkFactory(code="old", valid_from=dt.date(2022, 12, 2), valid_to=dt.date(2025, 9, 30))
    FrameworkFactory(code="new", valid_from=dt.date(2024, 10, 7))
    assert [one.framework.code for one in queries.frameworks_in_force(on=day)] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2024, 10, 7), "เดิม"), (dt.date(2025, 1, 1), "ใหม่"), (dt.date(2026, 1, 1), "ใหม่")],
)
def test_a_pillar_is_worded_as_on_the_day_looked_at(day, expected):
    pillar = Pillar.objects.create(framework=FrameworkFactory(), code="one", order=1)
    for name, valid_from in [("เดิม", dt.date(2024, 10, 7)), ("ใหม่", dt.date(2025, 1, 1))]:
        PillarWording.objects.create(pillar=pillar, name_th=name, name_en=name, valid_from=valid_from, source="test")
    [found] = queries.frameworks_in_force(on=day)
    assert [wording.name_th for wording in found.pillars] == [expected]


def test_the_reference_file_tells_the_frameworks_of_the_demo_day_and_of_the_next_minister():
    at = dt.datetime(2025, 5, 15, tzinfo=dt.UTC)
    imports.load(by=None, at=at)
    imports.load(by=None, at=at)  # twice changes nothing
    on_demo_day = {one.framework.code for one in queries.frameworks_in_force(on=dt.date(2025, 5, 15))}
    later = {one.framework.code for one in queries.frameworks_in_force(on=dt.date(2025, 11, 1))}
    assert {"mind", "fight-save-build", "modern-clean-convenient-transparent"} <= on_demo_day
    assert not {"mind-as-one", "break-strike-draw-push"} & on_demo_day
    assert {"mind-as-one", "break-strike-draw-push"} <= later
    assert not {"mind", "fight-save-build"} & later


def test_the_public_sees_public_promises_and_their_announcements_only():
    shown = PromiseFactory()
    PromiseFactory(is_public=False, proposal__announcement=AnnouncementFactory())
    AnnouncementFactory()
    assert list(queries.promises(Scope.public())) == [shown]
    assert list(queries.announcements(Scope.public())) == [shown.proposal.announcement]
    assert list(queries.proposals(Scope.public())) == []


def test_a_withdrawn_promise_stays_to_be_seen_and_counts_no_longer():
    counted, gone = PromiseFactory(), PromiseFactory(withdrawn=True, proposal__announcement=AnnouncementFactory())
    assert set(queries.promises(Scope.public())) == {counted, gone}
    assert list(queries.promises_in_force(Scope.public())) == [counted]


def test_the_desk_sees_all_promises_and_what_waits():
    PromiseFactory()
    waiting = ProposalFactory(announcement=AnnouncementFactory())
    desk = scope(Role.PLANNER, OfficeFactory(diprom=True))
    assert queries.promises(desk).count() == 1
    assert {one.pk: (one.waiting, one.confirmed) for one in queries.announcements(desk)} == {
        waiting.announcement_id: (1, 0),
        queries.promises(desk).get().proposal.announcement_id: (0, 1),
    }
