"""Taking a proposal of moves: a draft amendment with the reason of each of them."""

from django.db import transaction

from buranakan.planning import replanning
from buranakan.planning.actions.cells import set_cells
from buranakan.planning.actions.versions import amend
from buranakan.planning.locking import once_more
from buranakan.planning.models import LineMove
from buranakan.records.actions import record_many


@once_more
@transaction.atomic
def draft_moves(version, *, lines, rounds, reason, by, at):
    """A draft amendment of an approved version with new rounds (replanning.NewRound) of its `lines`; returns it.

    `lines` are replanning.Standing of the version: what the proposal was made from.
    """
    newer = amend(version, reason=reason, by=by, at=at)
    set_cells(newer, edits=replanning.edits(lines, rounds), by=by, at=at)
    newer.refresh_from_db()
    kept = {line.grain: line for line in version.lines.all()}
    moves = [
        _move(newer, new, part, number=number, from_line=kept[part.line.row.grain(part.line.month)])
        for number, new in enumerate(rounds, start=1)
        for part in new.parts
    ]
    LineMove.objects.bulk_create(moves)
    record_many(
        "plan_moves.drafted",
        on=newer,
        by=by,
        at=at,
        office=newer.plan.envelope.office,
        manifest=[_spoken(move) for move in moves],
    )
    return newer


def _move(version, new, part, *, number, from_line):
    return LineMove(
        version=version,
        number=number,
        from_line=from_line,
        state=part.state,
        reached=part.line.reached,
        activity_id=new.row.activity_id,
        serving_office_id=new.row.serving_office_id,
        province_id=new.row.province_id,
        month=new.month,
        people=part.people,
        amount_satang=part.satang,
        ground=new.ground,
        waiting=new.waiting,
        needed=new.needed,
    )


def _spoken(move):
    return {
        "number": move.number,
        "from_line": move.from_line_id,
        "to": {"activity": move.activity_id, "province_code": move.province_id, "month": move.month.isoformat()},
        "people": move.people,
        "amount_satang": move.amount_satang,
        "state": str(move.state),
        "ground": str(move.ground),
    }
