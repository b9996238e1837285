"""Setting cells of the grid: what follows from people, all or nothing, nobody overwritten unseen."""

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError

from buranakan.accounts.permissions import Role
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit, grid
from buranakan.planning.grid import CellEdit, CellsRefused, CellValue, RowKey
from buranakan.planning.models import PlanLineChange, PlanVersion
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.planning.conftest import AT

FEBRUARY, MARCH, APRIL = (dt.date(2025, month, 1) for month in (2, 3, 4))


def key(ground, **changes):
    given = {
        "activity_id": ground.activity.pk,
        "owner_office_id": ground.diprom.pk,
        "serving_office_id": ground.pio_korat.pk,
        "counts_for_id": ground.diprom.pk,
        "province_id": "30",
    }
    return RowKey(**given | changes)


def edit(ground, month, *, sees=None, wants=None, **changes):
    return CellEdit(
        key(ground, **changes), month, CellValue(*sees) if sees else None, CellValue(*wants) if wants else None
    )


def put(ground, version, *edits, by=None):
    return actions.set_cells(version, edits=edits, by=by or ground.planner, at=AT)


def stands(version):
    """{month: (rounds, people, baht)}"""
    return {line.month: (line.rounds, line.people, line.amount_satang // 100) for line in version.lines.all()}


def totals(version):
    return PlanVersion.objects.values_list("people_total", "amount_total_satang").get(pk=version.pk)


def refused(ground, version, *edits):
    """{place: code}, and nothing changed."""
    before = stands(version), totals(version)
    with pytest.raises(CellsRefused) as refusal:
        put(ground, version, *edits)
    assert refusal.value.code == "cells_refused"
    assert (stands(version), totals(version)) == before
    return {place: broken.code for place, broken in refusal.value.refusals}


def test_cells_are_set_changed_and_emptied_in_one_act(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    done = put(
        ground,
        version,
        edit(ground, FEBRUARY, sees=(30, 120_000_00), wants=(60,)),  # baht follow at 4,000 a person
        edit(ground, MARCH, sees=(30, 120_000_00), wants=None),
        edit(ground, APRIL, wants=(41,)),  # a new one: the middle of 3,000 to 6,000
    )
    assert stands(version) == {FEBRUARY: (2, 60, 240_000), APRIL: (2, 41, 184_500)}
    assert done.values == (CellValue(60, 240_000_00), None, CellValue(41, 184_500_00))
    assert (done.version.people_total, done.version.amount_total_satang) == (101, 424_500_00)
    assert audit.differences() == []
    assert {(line.changed_at, line.changed_by_id) for line in version.lines.all()} == {(AT, ground.planner.pk)}
    event = Event.objects.get(name="plan_cells.set")
    changes = list(PlanLineChange.objects.filter(pk__gte=event.payload["changes"][0]))
    assert (event.payload["rows"], done.last_change) == (3, changes[-1].pk)
    assert [(one.month, one.people_before, one.people_after) for one in changes] == [
        (FEBRUARY, 30, 60),
        (MARCH, 30, None),
        (APRIL, None, 41),
    ]


def test_money_may_be_said_and_rounds_of_the_same_people_stay(ground):
    version = ground.draft(ground.line(rounds=2, people=60, amount_satang=240_000_00))
    put(ground, version, edit(ground, FEBRUARY, sees=(60, 240_000_00), wants=(60, 300_000_00)))
    assert stands(version) == {FEBRUARY: (2, 60, 300_000)}
    put(ground, version, edit(ground, FEBRUARY, sees=(60, None), wants=(40, None)))
    assert stands(version) == {FEBRUARY: (1, 40, 200_000)}


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ([(MARCH, None, (7,)), (APRIL, None, (20,))], {0: "people_do_not_fit_rounds"}),
        ([(MARCH, None, (-5,))], {0: "people_do_not_fit_rounds"}),
        ([(MARCH, None, (100_001,))], {0: "too_many_people_in_a_cell"}),
        ([(MARCH, None, (20, 1_00))], {0: "unit_cost_out_of_range"}),
        ([(dt.date(2025, 10, 1), None, (20,))], {0: "month_outside_fiscal_year"}),
        ([(dt.date(2025, 3, 2), None, (20,))], {0: "month_outside_fiscal_year"}),
        ([(MARCH, None, (20,)), (MARCH, None, (25,))], {1: "cell_named_twice"}),
        ([(FEBRUARY, None, (25,)), (FEBRUARY, None, None)], {0: "cell_changed_meanwhile", 1: "cell_named_twice"}),
        ([(FEBRUARY, (31,), (25,))], {0: "cell_changed_meanwhile"}),
        ([(FEBRUARY, (30, 120_000_01), (25,))], {0: "cell_changed_meanwhile"}),
        ([(MARCH, (30,), (25,))], {0: "cell_changed_meanwhile"}),
    ],
)  # fmt: skip
def test_one_refusal_leaves_all_as_they_were_and_every_refusal_is_told(ground, edits, codes):
    version = ground.draft(ground.line())
    batch = [edit(ground, month, sees=sees, wants=wants) for month, sees, wants in edits]
    assert refused(ground, version, *batch) == codes


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"activity_id": 0}, "row_unknown"),
        ({"serving_office_id": 0}, "row_unknown"),
        ({"province_id": "99"}, "row_unknown"),
        ({"province_id": "32"}, "office_not_responsible"),
        ({"owner_office_id": "pio_korat"}, "owner_without_envelope"),
        ({"counts_for_id": "centre"}, "counted_for_a_stranger"),
        ({"counts_for_id": "pio_korat"}, "line_already_there"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(ground, changes, code):
    changes = {
        name: getattr(ground, str(value)).pk if hasattr(ground, str(value)) else value
        for name, value in changes.items()
    }
    version = ground.draft(ground.line())
    assert refused(ground, version, edit(ground, FEBRUARY, wants=(20,), **changes)) == {0: code}


def test_a_cell_that_changes_whose_kpi_it_is_goes_out_in_one_row_and_in_by_another(ground):
    version = ground.draft(ground.line())
    put(
        ground,
        version,
        edit(ground, FEBRUARY, wants=(30, 120_000_00), counts_for_id=ground.pio_korat.pk),
        edit(ground, FEBRUARY, sees=(30, 120_000_00)),
    )
    assert [line.counts_for for line in version.lines.all()] == [ground.pio_korat]
    assert audit.differences() == []


def test_who_was_first_is_told_with_what_the_cell_holds_now(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    first = member(Role.PLANNER, ground.diprom)
    put(ground, version, edit(ground, FEBRUARY, sees=(30,), wants=(40,)), edit(ground, MARCH, sees=(30,)), by=first)
    with pytest.raises(CellsRefused) as refusal:
        late = edit(ground, FEBRUARY, sees=(30,), wants=(25,)), edit(ground, MARCH, sees=(30,), wants=(20,))
        put(ground, version, *late)
    told = [broken.params for _, broken in refusal.value.refusals]
    assert [(one["who"], one["now"]) for one in told] == [
        (first.display_name, CellValue(40, 160_000_00)),
        (first.display_name, None),
    ]
    assert str(told[0]["when"]) == "16 ธ.ค. 2567 09.00 น."


def test_a_batch_sent_again_changes_nothing_and_is_not_refused(ground):
    version = ground.draft(ground.line())
    batch = [edit(ground, FEBRUARY, sees=(30, 120_000_00), wants=(40,)), edit(ground, MARCH, wants=(20,))]
    first, second = put(ground, version, *batch), put(ground, version, *batch)
    assert (first.values, first.last_change) == (second.values, second.last_change)
    assert Event.objects.filter(name="plan_cells.set").count() == 1


def test_cells_of_what_is_submitted_are_not_set(ground):
    version = ground.submitted(ground.line())
    with pytest.raises(RuleBroken) as refusal:
        put(ground, version, edit(ground, MARCH, wants=(20,)))
    assert refusal.value.code == "version_not_editable"


def test_every_way_to_change_a_line_is_kept_as_a_change(ground):
    version = ground.draft(ground.line())
    line = version.lines.get()
    actions.change_line(line, line=ground.line(month=MARCH, people=20), by=ground.planner, at=AT)
    actions.remove_line(line, by=ground.planner, at=AT)
    changes = PlanLineChange.objects.values_list("month", "people_before", "people_after")
    assert list(changes) == [(FEBRUARY, None, 30), (FEBRUARY, 30, None), (MARCH, None, 20), (MARCH, 20, None)]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"people_before": None, "people_after": None}, "a_line_change_has_a_side"),
        ({"month": dt.date(2025, 2, 2)}, "a_line_change_month_is_its_first_day"),
    ],
)
def test_the_database_guards_changes(ground, fields, constraint):
    kept = ground.draft(ground.line()).line_changes.get()
    given = {field.attname: getattr(kept, field.attname) for field in kept._meta.fields if not field.primary_key}
    with pytest.raises(IntegrityError, match=constraint):
        PlanLineChange.objects.create(**given | fields)


# --- pure -------------------------------------------------------------------------------------------------------------
def test_rows_and_their_sums_are_the_lines(ground):
    march = ground.line(month=MARCH, people=20)
    version = ground.draft(ground.line(), march, ground.line(serving_office=ground.centre))
    lines = list(version.lines.select_related("activity__project", "province", "serving_office"))
    for line in lines:
        line.shown_satang = line.amount_satang if line.month == FEBRUARY else None
    rows = grid.rows_of(lines)
    assert sorted((len(row.lines), dataclasses.astuple(row.sums)) for row in rows) == [
        (1, (30, 120_000_00, 0)),
        (2, (50, 120_000_00, 1)),
    ]
    months = grid.sums_by_month(rows, fiscal_year=2568)
    assert [total.people for total in months.values()] == [0, 0, 0, 0, 60, 20, 0, 0, 0, 0, 0, 0]
    assert [total.people for total in grid.sums_by_quarter(months).values()] == [0, 80, 0, 0]
