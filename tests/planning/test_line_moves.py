"""Taking a proposal: a draft amendment whose cells and reasons are kept together, or nothing at all."""

import datetime as dt

import pytest

from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, line_moves, replanning
from buranakan.planning.enums import State
from buranakan.planning.grid import RowKey
from buranakan.planning.models import LineMove, PlanVersion
from buranakan.planning.replanning import Ask, Ground, LineState, NewRound, Offered, Part, Standing, Want
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.planning import LineMoveFactory
from tests.planning.conftest import AT

MAY, JUNE = dt.date(2025, 5, 1), dt.date(2025, 6, 1)


@pytest.fixture
def approved(ground):
    """Korat planned 30 in February and held nothing; Chiang Mai held all of its 25 in March."""
    return ground.approved(
        ground.line(),
        ground.line(
            province=ground.chiang_mai,
            serving_office=ground.pio_chiang_mai,
            month=dt.date(2025, 3, 1),
            people=25,
            amount_satang=100_000_00,
        ),
    )


def standing(line, **became):
    return Standing(
        RowKey.of(line),
        line.month,
        line.activity.project_id,
        Offered.of(line.activity),
        rounds=line.rounds,
        people=line.people,
        satang=line.amount_satang,
        **became,
    )


def proposed(version):
    korat, chiang_mai = version.lines.select_related("activity").order_by("month")
    lines = standing(korat), standing(chiang_mai, reached=25, held=25)
    want = Want(lines[1].row, lines[1].project, lines[1].offered, waiting=30)
    return lines, replanning.propose(Ask(lines, (want,), MAY, (JUNE,), loose={lines[0].grain: 120_000_00})).rounds


def test_a_taken_proposal_is_a_draft_with_its_cells_and_its_reasons(ground, approved):
    lines, rounds = proposed(approved)
    draft = actions.draft_moves(
        approved, lines=lines, rounds=rounds, reason="โคราชยังไม่เปิดรุ่น", by=ground.planner, at=AT
    )
    assert (draft.state, draft.people_total, draft.amount_total_satang) == (State.DRAFT, 55, 220_000_00)
    assert sorted((line.province_id, line.month, line.people) for line in draft.lines.all()) == [
        ("50", dt.date(2025, 3, 1), 25),
        ("50", JUNE, 30),
    ]
    (move,) = line_moves.of_version(draft)
    assert (move.from_line.province, move.state, move.province, move.month) == (
        ground.korat, LineState.LATE, ground.chiang_mai, JUNE
    )
    assert (move.people, move.amount_satang, move.ground, move.waiting) == (30, 120_000_00, Ground.WAITING, 30)
    told = list(Event.objects.filter(on_type="planning.planversion", on_id=draft.pk).values_list("name", flat=True))
    assert told == ["plan_version.amended", "plan_cells.set", "plan_moves.drafted"]
    assert approved.lines.count() == 2


def test_what_does_not_fit_together_leaves_no_draft_behind(ground, approved):
    lines, _rounds = proposed(approved)
    half = NewRound(lines[1].row, JUNE, 20, 80_000_00, Ground.WAITING, (Part(lines[0], LineState.LATE, 20, 80_000_00),))
    with pytest.raises(RuleBroken) as refusal:
        actions.draft_moves(approved, lines=lines, rounds=[half], reason="ลองดู", by=ground.planner, at=AT)
    assert refusal.value.code == "moves_leave_part_of_a_round"
    assert (PlanVersion.objects.count(), LineMove.objects.count()) == (1, 0)


def test_a_move_moves_somebody_once_and_carries_no_debt(db):
    move = LineMoveFactory()
    again = {"version": move.version, "from_line": move.from_line}
    refused_as_second_by("one_move_per_round_and_line", lambda: LineMoveFactory(**again))
    refused_by("a_move_moves_somebody", lambda: LineMoveFactory(**again, number=2, people=0))
    refused_by("a_move_carries_no_debt", lambda: LineMoveFactory(**again, number=2, amount_satang=-1))
