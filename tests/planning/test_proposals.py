"""Keeping a computed proposal as a draft."""

import datetime as dt

from buranakan.planning import actions, audit
from buranakan.planning.enums import Kind, State
from buranakan.planning.proposal import ProposedLine
from buranakan.records.models import Event
from tests.factories.areas import ProvinceFactory, ResponsibilityFactory
from tests.factories.planning import ActivityFactory
from tests.planning.conftest import AT

FEBRUARY = dt.date(2025, 2, 1)


def drafted(ground, *lines):
    return actions.draft_proposal(
        ground.envelope,
        proposed=[ProposedLine(*line, month=FEBRUARY, rounds=1, people=20, amount_satang=80_000_00) for line in lines],
        owner_office=ground.diprom,
        name_th="ข้อเสนอ",
        name_en="Proposal",
        basis="แบ่งตามความต้องการ",
        by=ground.planner,
        at=AT,
    )


def test_a_proposal_is_a_draft_that_says_what_it_is(ground):
    version = drafted(ground, (ground.activity.pk, "30"), (ground.activity.pk, "32"))
    assert (version.state, version.is_proposal, version.basis) == (State.DRAFT, True, "แบ่งตามความต้องการ")
    assert (version.people_total, version.amount_total_satang, version.lines.count()) == (40, 160_000_00, 2)
    assert list(Event.objects.values_list("name", flat=True)) == ["plan.started", "plan_lines.added"]
    assert audit.differences() == []


def test_the_office_that_answers_for_the_province_delivers(ground):
    itc = ActivityFactory(kind=Kind.ITC, project=ground.activity.project)
    bangkok = ProvinceFactory(code="10")
    ResponsibilityFactory(office=ground.diprom, province=bangkok)
    version = drafted(ground, (ground.activity.pk, "30"), (itc.pk, "30"), (itc.pk, "50"), (ground.activity.pk, "10"))
    served = {(line.activity_id, line.province_id): line.serving_office for line in version.lines.all()}
    assert served == {
        (ground.activity.pk, "30"): ground.pio_korat,
        (itc.pk, "30"): ground.centre,  # where the machines stand
        (itc.pk, "50"): ground.pio_chiang_mai,  # no centre answers for it here
        (ground.activity.pk, "10"): ground.diprom,  # no provincial office
    }


def test_an_amendment_of_a_proposal_still_says_it_is_one(ground):
    version = drafted(ground, (ground.activity.pk, "30"))
    approved = actions.approve(actions.submit(version, by=ground.planner, at=AT), by=ground.head, at=AT)
    newer = actions.amend(approved, reason="ปรับ", by=ground.planner, at=AT)
    assert (newer.is_proposal, newer.basis) == (True, "แบ่งตามความต้องการ")
