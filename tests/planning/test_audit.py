"""Recounting the running totals."""

from django.db.models import QuerySet

from buranakan.planning import actions, audit
from buranakan.planning.audit import Difference
from buranakan.planning.models import Envelope, PlanLine, PlanVersion
from tests.planning.conftest import AT


def test_a_year_of_actions_leaves_nothing_to_report(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=200_000_00, places=50, by=ground.planner, at=AT
    )
    ground.approved(ground.line())
    ground.approved(ground.line(serving_office=ground.centre), envelope=child)
    assert audit.differences() == []


def test_a_line_changed_behind_the_house_is_found(ground):
    version = ground.approved(ground.line())
    QuerySet(PlanLine).update(people=31)
    on = f"planning.planversion {version.pk} (แผนทดสอบ · 1)"
    assert audit.differences() == [Difference(on=on, total="people_total", stored=30, counted=31)]


def test_a_version_changed_behind_the_house_is_found(ground):
    ground.approved(ground.line())
    QuerySet(PlanVersion).update(amount_total_satang=1)
    assert {(one.total, one.stored, one.counted) for one in audit.differences()} == {
        ("amount_total_satang", 1, 120_000_00),
        ("taken_satang", 120_000_00, 1),
    }


def test_an_envelope_changed_behind_the_house_is_found(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=200_000_00, places=50, by=ground.planner, at=AT
    )
    Envelope.objects.filter(pk=child.pk).update(places=49)
    assert [str(found) for found in audit.differences()] == [
        f"planning.envelope {ground.envelope.pk} (joint-2568 · diprom): handed_on_places is 50, its rows add up to 49",
        f"planning.envelope {child.pk} (joint-2568 · {ground.centre.code}): places is 49, its rows add up to 50",
    ]
