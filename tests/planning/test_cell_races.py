"""Several planners at once in one draft: of two in one cell the second is told; beside each other all cells stand."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import fiscal
from buranakan.planning import actions, audit
from buranakan.planning.grid import CellEdit, CellsRefused, CellValue, RowKey
from buranakan.planning.models import PlanVersion
from tests.factories.accounts import member
from tests.factories.planning import ActivityFactory
from tests.planning.conftest import AT, make_ground
from tests.races import told

pytestmark = pytest.mark.race


@pytest.fixture
def ground(transactional_db):
    return make_ground()


def test_two_planners_in_one_cell(ground, race):
    version = ground.draft(ground.line())
    other = member(Role.PLANNER, ground.diprom)
    [line] = version.lines.all()
    seen = CellValue(line.people, line.amount_satang)

    def write(people, by):
        edit = CellEdit(RowKey.of(line), line.month, seen, CellValue(people))
        return actions.set_cells(version, edits=[edit], by=by, at=AT)

    outcomes = race([lambda: write(20, ground.planner), lambda: write(40, other)])
    [won] = [one for one in outcomes if not isinstance(one, Exception)]
    [lost] = [one for one in outcomes if isinstance(one, CellsRefused)]
    [(place, refusal)] = lost.refusals
    winner = ground.planner if won is outcomes[0] else other
    assert (place, refusal.code, refusal.params["who"]) == (0, "cell_changed_meanwhile", winner.display_name)
    assert refusal.params["now"] == won.values[0] != seen
    assert audit.differences() == []


def test_twenty_cells_of_one_draft_at_once(ground, race):
    activities = [ActivityFactory(project=ground.activity.project) for _ in range(2)]
    version = ground.draft()
    keys = [RowKey(one.pk, ground.diprom.pk, ground.centre.pk, ground.diprom.pk, "30") for one in activities]
    edits = [CellEdit(key, month, None, CellValue(20)) for key in keys for month in fiscal.months_of(2568)[:10]]
    outcomes = race(
        [lambda one=one: actions.set_cells(version, edits=[one], by=ground.planner, at=AT) for one in edits]
    )
    assert told(outcomes) == {"done": 20}
    assert PlanVersion.objects.values_list("people_total", "amount_total_satang").get() == (400, 400 * 4_500_00)
    assert version.lines.count() == version.line_changes.count() == 20
    assert audit.differences() == []
