"""From a draft to an approved version, and on to its amendment."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit
from buranakan.planning.enums import State
from buranakan.planning.models import PlanLine, PlanVersion
from buranakan.planning.values import Held
from buranakan.records.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.planning import PlanFactory, PlanVersionFactory
from tests.planning.conftest import AT

LATER = AT + dt.timedelta(days=1)


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return refusal.value.code


def test_a_plan_starts_with_an_empty_draft(ground):
    version = actions.start_plan(ground.envelope, name_th=" แผน ", name_en="Plan", by=ground.planner, at=AT)
    assert (version.plan.name_th, version.number, version.state, version.made_by_id) == (
        "แผน",
        1,
        State.DRAFT,
        ground.planner.pk,
    )
    assert Event.objects.get().name == "plan.started"


def test_submitting_hands_it_in(ground):
    version = ground.submitted(ground.line())
    assert (version.state, version.submitted_at, version.submitted_by_id) == (State.SUBMITTED, AT, ground.planner.pk)
    event = Event.objects.get(name="plan_version.submitted")
    assert (event.payload["people"], event.payload["amount_satang"]) == (30, 120_000_00)
    ground.envelope.refresh_from_db()
    assert ground.envelope.left == Held(1_000_000_00, 200)


def test_an_empty_draft_is_not_submitted(ground):
    assert code_of(actions.submit, ground.draft(), by=ground.planner, at=AT) == "version_empty"


def test_returning_says_why_and_the_maker_mends_it(ground):
    version = actions.return_version(ground.submitted(ground.line()), reason=" เฉลี่ยเดือนใหม่ ", by=ground.head, at=LATER)
    assert (version.state, version.returned_because, version.decided_by_id) == (
        State.RETURNED,
        "เฉลี่ยเดือนใหม่",
        ground.head.pk,
    )
    assert code_of(actions.reopen, version, by=ground.head, at=LATER) == "only_its_maker_reopens"
    version = actions.reopen(version, by=ground.planner, at=LATER)
    assert version.state == State.DRAFT
    version = actions.submit(version, by=ground.planner, at=LATER)
    assert (version.state, version.submitted_at, version.returned_because, version.decided_by_id) == (
        State.SUBMITTED,
        LATER,
        "",
        None,
    )
    names = ["plan_version.submitted", "plan_version.returned", "plan_version.reopened", "plan_version.submitted"]
    assert list(Event.objects.filter(name__startswith="plan_version").values_list("name", flat=True)) == names


def test_approving_takes_the_totals_from_the_envelope(ground):
    version = ground.approved(ground.line(), ground.line(month=dt.date(2025, 3, 1), people=40))
    ground.envelope.refresh_from_db()
    assert (version.state, version.decided_by_id, version.decided_at) == (State.APPROVED, ground.head.pk, AT)
    assert (ground.envelope.taken_satang, ground.envelope.taken_places) == (240_000_00, 70)
    assert audit.differences() == []


def test_the_submitter_never_decides(ground):
    version = ground.submitted(ground.line())
    assert code_of(actions.approve, version, by=ground.planner, at=AT) == "submitter_cannot_decide"
    assert code_of(actions.return_version, version, reason="x", by=ground.planner, at=AT) == "submitter_cannot_decide"
    assert code_of(actions.approve, version, by=None, at=AT) == "submitter_cannot_decide"


def test_approving_twice_from_two_open_tabs_is_refused_the_second_time(ground):
    version = ground.submitted(ground.line())
    actions.approve(version, by=ground.head, at=AT)
    assert code_of(actions.approve, version, by=ground.head, at=AT) == "plan_move_not_allowed"
    assert Event.objects.filter(name="plan_version.approved").count() == 1


def test_a_submitted_version_waits_for_room_in_the_envelope(ground):
    first = ground.submitted(*[ground.line(month=dt.date(2025, month, 1), people=40) for month in (1, 2, 3)])
    second = ground.submitted(*[ground.line(month=dt.date(2025, month, 1), people=40) for month in (1, 2, 3)])
    actions.approve(first, by=ground.head, at=AT)
    assert code_of(actions.approve, second, by=ground.head, at=AT) == "envelope_exhausted_places"
    second.refresh_from_db()
    assert second.state == State.SUBMITTED


def test_an_amendment_starts_from_the_approved_lines_and_replaces_them(ground):
    approved = ground.approved(ground.line(), ground.line(month=dt.date(2025, 3, 1)))
    draft = actions.amend(approved, reason="ย้ายรุ่นมีนาคม", by=ground.planner, at=LATER)
    assert (draft.number, draft.state, draft.reason) == (2, State.DRAFT, "ย้ายรุ่นมีนาคม")
    assert (draft.people_total, draft.amount_total_satang) == (60, 240_000_00)
    assert {line.grain for line in draft.lines.all()} == {line.grain for line in approved.lines.all()}
    assert code_of(actions.amend, approved, reason="อีกครั้ง", by=ground.planner, at=LATER) == "amendment_already_open"

    actions.remove_line(draft.lines.get(month=dt.date(2025, 3, 1)), by=ground.planner, at=LATER)
    newer = actions.approve(actions.submit(draft, by=ground.planner, at=LATER), by=ground.head, at=LATER)

    approved.refresh_from_db()
    ground.envelope.refresh_from_db()
    assert (newer.state, approved.state) == (State.APPROVED, State.SUPERSEDED)
    assert (ground.envelope.taken_satang, ground.envelope.taken_places) == (120_000_00, 30)
    assert Event.objects.filter(name="plan_version.approved").last().payload["superseding"] == 1
    assert audit.differences() == []


def test_an_amendment_may_use_what_the_former_version_gives_back(ground):
    full = [ground.line(month=dt.date(2025, month, 1), people=40) for month in (1, 2, 3, 4, 5)]
    approved = ground.approved(*full)
    draft = actions.amend(approved, reason="ย้ายรุ่นพฤษภาคม", by=ground.planner, at=LATER)
    may = draft.lines.get(month=dt.date(2025, 5, 1))
    actions.change_line(may, line=ground.line(month=dt.date(2025, 6, 1), people=40), by=ground.planner, at=LATER)
    newer = actions.approve(actions.submit(draft, by=ground.planner, at=LATER), by=ground.head, at=LATER)
    ground.envelope.refresh_from_db()
    assert (newer.people_total, ground.envelope.left.places) == (200, 0)
    assert audit.differences() == []


def test_only_the_approved_version_is_amended(ground):
    draft = ground.draft(ground.line())
    assert code_of(actions.amend, draft, reason="x", by=ground.planner, at=AT) == "only_approved_is_amended"


# --- final means final ------------------------------------------------------------------------------------------------
def superseded(ground):
    first = ground.approved(ground.line())
    draft = actions.amend(first, reason="เหตุผล", by=ground.planner, at=AT)
    actions.approve(actions.submit(draft, by=ground.planner, at=AT), by=ground.head, at=AT)
    first.refresh_from_db()
    return first


WAYS = {
    "save-version": lambda version: version.save(),
    "delete-version": lambda version: version.delete(),
    "update-versions": lambda version: PlanVersion.objects.filter(pk=version.pk).update(people_total=1),
    "delete-versions": lambda version: PlanVersion.objects.filter(pk=version.pk).delete(),
    "save-line": lambda version: version.lines.first().save(),
    "delete-line": lambda version: version.lines.first().delete(),
    "update-lines": lambda version: version.lines.update(people=1),
    "delete-lines": lambda version: version.lines.all().delete(),
    "add-line": lambda version: version.lines.first().copied_to(version).save(),
    "add-lines": lambda version: PlanLine.objects.bulk_create([version.lines.first().copied_to(version)]),
    "change-lines": lambda version: PlanLine.objects.bulk_update(list(version.lines.all()), ["people"]),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize(
    "make", [lambda ground: ground.approved(ground.line()), superseded], ids=["approved", "superseded"]
)
def test_no_way_changes_a_final_version(ground, make, way):
    version = make(ground)
    before = list(version.lines.values())
    assert code_of(way, version) == "version_not_editable"
    assert list(version.lines.values()) == before


def test_a_line_is_not_moved_out_of_a_final_version(ground):
    line = ground.approved(ground.line()).lines.get()
    line.version = ground.draft()
    assert code_of(line.save) == "version_not_editable"


@pytest.mark.parametrize("action", ["submit", "reopen"])
def test_approved_versions_do_not_move_back(ground, action):
    version = ground.approved(ground.line())
    assert code_of(getattr(actions, action), version, by=ground.planner, at=AT) == "plan_move_not_allowed"


# --- the database says it too -----------------------------------------------------------------------------------------
def test_one_approved_version_per_plan(db):
    plan = PlanFactory()
    PlanVersionFactory(plan=plan, approved=True)
    with pytest.raises(IntegrityError):
        PlanVersionFactory(plan=plan, approved=True)


def test_one_version_per_number(db):
    plan = PlanFactory()
    PlanVersionFactory(plan=plan, number=1)
    with pytest.raises(IntegrityError):
        PlanVersionFactory(plan=plan, number=1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": State.SUBMITTED}, "submitted_versions_have_a_moment"),
        ({"amount_total_satang": -1}, "a_plan_is_not_negative"),
    ],
)
def test_the_database_guards_versions(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        PlanVersionFactory(**fields)


def test_the_database_knows_that_the_submitter_never_decides(db):
    user = UserFactory()
    with pytest.raises(IntegrityError, match="who_submits_never_decides"):
        PlanVersionFactory(approved=True, submitted_by_id=user.pk, decided_by_id=user.pk)
