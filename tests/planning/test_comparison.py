"""Two versions of a plan, line by line."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.planning import actions
from buranakan.planning.comparison import Sums, compare, difference
from buranakan.planning.enums import Change, Cut
from tests.factories.accounts import scope
from tests.planning.conftest import AT

MARCH, APRIL, MAY = (dt.date(2025, month, 1) for month in (3, 4, 5))


@pytest.fixture
def versions(ground):
    """An approved version, and an approved amendment that keeps, changes, removes and adds a line."""
    older = ground.approved(ground.line(), ground.line(month=MARCH), ground.line(month=APRIL))
    newer = actions.amend(older, reason="ปรับแผน", by=ground.planner, at=AT)
    actions.change_line(
        newer.lines.get(month=MARCH),
        line=ground.line(month=MARCH, people=25, amount_satang=110_000_00),
        by=ground.planner,
        at=AT,
    )
    actions.remove_line(newer.lines.get(month=APRIL), by=ground.planner, at=AT)
    actions.add_line(
        newer,
        line=ground.line(month=MAY, province=ground.surin, serving_office=ground.pio_surin),
        by=ground.planner,
        at=AT,
    )
    actions.approve(actions.submit(newer, by=ground.planner, at=AT), by=ground.head, at=AT)
    return older, newer


def told(changes):
    return [(one.change, one.line.month, one.people, one.satang) for one in changes]


def test_the_difference_names_what_was_changed_removed_and_added(versions):
    assert told(difference(Scope.system("test"), *versions)) == [
        (Change.CHANGED, MARCH, -5, -10_000_00),
        (Change.REMOVED, APRIL, -30, -120_000_00),
        (Change.ADDED, MAY, 30, 120_000_00),
    ]


def test_a_line_that_went_to_another_month_is_one_move(ground):
    older = ground.draft(ground.line(month=MARCH), ground.line(month=APRIL))
    newer = ground.draft(ground.line(month=APRIL), ground.line(month=MAY))
    (moved,) = difference(Scope.system("test"), older, newer)
    assert (moved.change, moved.before.month, moved.after.month) == (Change.MOVED, MARCH, MAY)
    assert (moved.people, moved.satang) == (0, 0)


def test_the_way_back_is_the_opposite(versions):
    older, newer = versions
    assert [one[0] for one in told(difference(Scope.system("test"), newer, older))] == [
        Change.CHANGED,
        Change.ADDED,
        Change.REMOVED,
    ]


def test_a_version_does_not_differ_from_itself(versions):
    assert difference(Scope.system("test"), versions[0], versions[0]) == []


def test_only_what_the_scope_sees_is_told(ground, versions):
    surin = scope(Role.PROVINCIAL_OFFICER, ground.pio_surin)
    assert told(difference(surin, *versions)) == [(Change.ADDED, MAY, 30, 120_000_00)]
    centre = scope(Role.CENTRE_OFFICER, ground.centre)
    assert {one.satang for one in difference(centre, *versions)} == {None}


def test_whose_kpi_counts_is_a_change(ground):
    older = ground.draft(ground.line())
    newer = ground.draft(ground.line(counts_for=ground.pio_korat))
    (changed,) = difference(Scope.system("test"), older, newer)
    assert (changed.change, changed.people, changed.satang) == (Change.CHANGED, 0, 0)


# --- summed -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cut", list(Cut))
def test_every_cut_adds_up_to_the_whole(versions, cut):
    compared = compare(Scope.system("test"), *versions)
    parts = compared.by(cut)
    for side in ("before", "after"):
        assert sum((getattr(one, side) for one in parts), Sums()) == getattr(compared.whole, side)
    assert (compared.whole.people, compared.whole.satang) == (-5, -10_000_00)
    assert compared.whole.people == sum(one.people for one in compared.changes)


def test_a_cut_tells_what_moved(ground, versions):
    compared = compare(Scope.system("test"), *versions)
    assert [(one.thing, one.people) for one in compared.by(Cut.SERVER)] == [
        (ground.pio_korat, -35),
        (ground.pio_surin, 30),
    ]
    assert [(one.thing.month, one.people, one.is_same) for one in compared.by(Cut.MONTH)] == [
        (2, 0, True),
        (3, -5, False),
        (4, -30, False),
        (5, 30, False),
    ]
    assert [(one.thing, one.satang) for one in compared.by(Cut.PROVINCE)] == [
        (ground.korat, -130_000_00),
        (ground.surin, 120_000_00),
    ]


def test_money_of_other_books_is_not_summed(ground, versions):
    (part,) = compare(scope(Role.PROVINCIAL_OFFICER, ground.pio_surin), *versions).by(Cut.PROVINCE)
    assert (part.thing, part.people, part.satang) == (ground.surin, 30, 120_000_00)
    whole = compare(scope(Role.CENTRE_OFFICER, ground.centre), *versions).whole
    assert (whole.people, whole.satang, whole.sees_money, whole.hidden) == (-5, None, False, 6)
