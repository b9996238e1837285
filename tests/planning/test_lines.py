"""Writing in a draft, and the draft's running totals."""

import datetime as dt

import pytest
from django.db import IntegrityError

from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit
from buranakan.planning.models import PlanVersion
from buranakan.records.models import Event
from tests.factories.planning import PlanLineFactory
from tests.planning.conftest import AT

MARCH = dt.date(2025, 3, 1)


def totals(version):
    fresh = PlanVersion.objects.get(pk=version.pk)
    return fresh.people_total, fresh.amount_total_satang


def test_adding_a_line_keeps_it_its_totals_and_an_event(ground):
    version = ground.draft()
    line = actions.add_line(version, line=ground.line(), by=ground.planner, at=AT)
    assert (line.people, line.counts_for, line.version) == (30, ground.diprom, version)
    assert totals(version) == (30, 120_000_00)
    event = Event.objects.get(name="plan_line.added")
    assert (event.province_id, event.payload["people"], event.payload["serving_office"]) == ("30", 30, "pio-30")


def test_adding_many_lines_writes_one_event_that_names_them_by_hash(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH, people=20, amount_satang=80_000_00))
    assert totals(version) == (50, 200_000_00)
    event = Event.objects.get(name="plan_lines.added")
    assert (event.payload["rows"], len(event.payload["manifest_sha256"])) == (2, 64)


def test_changing_a_line_moves_the_totals_by_the_difference(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    line = version.lines.get(month=MARCH)
    actions.change_line(
        line, line=ground.line(month=MARCH, rounds=2, people=50, amount_satang=250_000_00), by=ground.planner, at=AT
    )
    assert totals(version) == (80, 370_000_00)
    event = Event.objects.get(name="plan_line.changed")
    assert (event.payload["before"]["people"], event.payload["people"]) == (30, 50)
    assert audit.differences() == []


def test_removing_a_line_gives_its_totals_back(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    line = version.lines.get(month=MARCH)
    actions.remove_line(line, by=ground.planner, at=AT)
    assert totals(version) == (30, 120_000_00)
    assert version.lines.count() == 1
    assert Event.objects.get(name="plan_line.removed").payload["month"] == "2025-03-01"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"people": 14, "amount_satang": 60_000_00}, "round_size_not_allowed"),
        ({"amount_satang": 1_00}, "unit_cost_out_of_range"),
        ({"month": dt.date(2025, 10, 1)}, "month_outside_fiscal_year"),
        ({"province": "surin"}, "office_not_responsible"),
        ({"owner_office": "pio_surin"}, "owner_without_envelope"),
        ({"counts_for": "pio_surin"}, "counted_for_a_stranger"),
        ({"month": MARCH}, "line_already_there"),
    ],
)
def test_a_line_that_breaks_a_rule_changes_nothing(ground, changes, code):
    version = ground.draft(ground.line(month=MARCH))
    changes = {name: getattr(ground, value) if isinstance(value, str) else value for name, value in changes.items()}
    for attempt in [
        lambda line: actions.add_line(version, line=line, by=ground.planner, at=AT),
        lambda line: actions.add_lines(version, lines=[ground.line(people=20), line], by=ground.planner, at=AT),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            attempt(ground.line(**changes))
        assert refusal.value.code == code
    assert totals(version) == (30, 120_000_00)
    assert version.lines.count() == 1


def test_the_same_line_twice_in_one_list_is_refused(ground):
    with pytest.raises(RuleBroken) as refusal:
        ground.draft(ground.line(), ground.line(people=20))
    assert refusal.value.code == "line_already_there"


def test_a_line_may_be_changed_without_moving_it(ground):
    version = ground.draft(ground.line())
    actions.change_line(version.lines.get(), line=ground.line(people=25), by=ground.planner, at=AT)
    assert totals(version) == (25, 120_000_00)


def test_a_line_is_not_changed_into_another(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    with pytest.raises(RuleBroken) as refusal:
        actions.change_line(version.lines.get(month=MARCH), line=ground.line(), by=ground.planner, at=AT)
    assert refusal.value.code == "line_already_there"


def test_a_line_removed_in_another_tab_is_gone(ground):
    version = ground.draft(ground.line(), ground.line(month=MARCH))
    line = version.lines.get(month=MARCH)
    other_tab = version.lines.get(month=MARCH)
    actions.remove_line(line, by=ground.planner, at=AT)
    for attempt in [
        lambda: actions.remove_line(other_tab, by=ground.planner, at=AT),
        lambda: actions.change_line(other_tab, line=ground.line(), by=ground.planner, at=AT),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            attempt()
        assert refusal.value.code == "line_gone"
    assert audit.differences() == []


@pytest.mark.parametrize("make", ["submitted", "approved"])
def test_lines_change_in_drafts_only(ground, make):
    version = getattr(ground, make)(ground.line())
    line = version.lines.get()
    for attempt in [
        lambda: actions.add_line(version, line=ground.line(month=MARCH), by=ground.planner, at=AT),
        lambda: actions.add_lines(version, lines=[ground.line(month=MARCH)], by=ground.planner, at=AT),
        lambda: actions.change_line(line, line=ground.line(people=20), by=ground.planner, at=AT),
        lambda: actions.remove_line(line, by=ground.planner, at=AT),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            attempt()
        assert refusal.value.code == "version_not_editable"


def test_a_province_plans_on_what_was_handed_on_with_the_givers_budget(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=200_000_00, places=40, by=ground.planner, at=AT
    )
    version = ground.approved(ground.line(), envelope=child)
    assert version.lines.get().is_on_behalf
    assert audit.differences() == []


def test_spending_for_another_department_is_told_from_spending_for_ones_own(ground):
    on_behalf = ground.draft(ground.line()).lines.get()
    own = ground.draft(ground.line(serving_office=ground.centre)).lines.get()
    assert (on_behalf.is_on_behalf, own.is_on_behalf) == (True, False)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"people": 0}, "a_plan_line_serves_somebody"),
        ({"rounds": 0}, "a_plan_line_serves_somebody"),
        ({"amount_satang": -1}, "a_plan_line_is_not_negative"),
        ({"month": dt.date(2025, 2, 2)}, "a_plan_line_month_is_its_first_day"),
    ],
)
def test_the_database_guards_lines(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        PlanLineFactory(**fields)


def test_one_line_per_grain(db):
    line = PlanLineFactory()
    with pytest.raises(IntegrityError):
        PlanLineFactory(
            version=line.version, activity=line.activity, serving_office=line.serving_office, province=line.province
        )
