"""A version's workbook that came back: kept, compared with what stands now, applied whole or not at all."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, history, queries, uploads
from buranakan.planning.grid import CellEdit, CellValue, RowKey
from buranakan.planning.models import PlanUpload
from buranakan.records import files
from buranakan.records.models import Event
from tests.constraints import refused_by
from tests.factories.accounts import scope
from tests.factories.plan_uploads import PlanUploadFactory
from tests.planning.conftest import AT
from tests.planning.workbook.sheets import edited, with_cells, written

pytestmark = pytest.mark.django_db
MARCH = dt.date(2025, 3, 1)


@pytest.fixture
def draft(ground, settings, tmp_path):
    """Korat in February (J8, W8) and Surin in March (K9, X9)."""
    settings.FILES_ROOT = tmp_path
    surin = ground.line(
        province=ground.surin, serving_office=ground.pio_surin, month=MARCH, people=20, amount_satang=80_000_00
    )
    return ground.draft(ground.line(), surin)


@pytest.fixture
def content(ground, draft):
    return written(downloaded(ground, draft))


def downloaded(ground, version, *, role=Role.PLANNER, office=None):
    wearing = scope(role, office or ground.diprom)
    version = queries.plan_version(wearing, reference=version.plan.reference, number=version.number)
    return uploads.contents(wearing, version, at=AT, on=AT.date())


def kept(ground, version, content, *, name="แผน.xlsx"):
    return actions.keep_upload(version, content=content, name=name, by=ground.planner, at=AT)


def applied(ground, upload, *, seen=None, **chosen):
    seen = seen or actions.preview_upload(upload, on=AT.date()).digest
    return actions.apply_upload(upload, seen=seen, by=ground.planner, at=AT, **chosen)


def refused(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def stands(version):
    return {(one.province_id, one.month): (one.people, one.amount_satang) for one in version.lines.all()}


BEFORE = {("30", dt.date(2025, 2, 1)): (30, 120_000_00), ("32", MARCH): (20, 80_000_00)}


def test_what_is_downloaded_is_the_version(ground, draft):
    told = downloaded(ground, draft)
    assert (told.number, told.is_whole, told.room.places, sum(map(len, told.cells.values()))) == (1, True, 200, 2)


def test_who_sees_a_part_downloads_a_part(ground):
    approved = ground.approved(ground.line(), ground.line(province=ground.surin, serving_office=ground.pio_surin))
    told = downloaded(ground, approved, role=Role.PROVINCIAL_OFFICER, office=ground.pio_surin)
    assert (told.is_whole, [key.province_id for key in told.cells], told.room) == (False, ["32"], None)


def test_unchanged_it_would_change_nothing(ground, draft, content):
    upload = kept(ground, draft, content)
    preview = actions.preview_upload(upload, on=AT.date())
    assert (preview.differences.is_nothing, preview.faults) == (True, [])
    assert refused(lambda: applied(ground, upload)) == "upload_sets_nothing"


def test_changes_are_applied_once_and_told(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"J8": 35, "W8": "140,000", "L9": 15, "Y9": 60_000}))
    assert stands(draft) == BEFORE
    done = applied(ground, upload)
    assert stands(draft) == {
        ("30", dt.date(2025, 2, 1)): (35, 140_000_00),
        ("32", MARCH): (20, 80_000_00),
        ("32", dt.date(2025, 4, 1)): (15, 60_000_00),
    }
    draft.refresh_from_db()
    assert (draft.people_total, done.cells_set, done.applied_by_id) == (70, 2, ground.planner.pk)
    event = Event.objects.get(name="plan_version.workbook_applied")
    assert (event.on_id, event.payload["cells"], event.payload["sha256"]) == (str(draft.pk), 2, upload.file.sha256)
    (move, _started) = history.moves(scope(Role.PLANNER, ground.diprom), draft.plan)
    assert (move.name, move.people, move.satang) == (history.WORKBOOK_APPLIED, 70, 280_000_00)
    assert files.read(upload.file.sha256)
    assert refused(lambda: applied(ground, upload)) == "upload_applied_already"


def test_a_deleted_row_stays_until_it_is_chosen(ground, draft, content):
    upload = kept(ground, draft, edited(content, lambda book: book.worksheets[0].delete_rows(9)))
    assert refused(lambda: applied(ground, upload)) == "upload_sets_nothing"
    applied(ground, upload, removals=["9"])
    assert stands(draft) == {("30", dt.date(2025, 2, 1)): (30, 120_000_00)}


def test_whose_kpi_counts_changes_with_its_cell(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"E8": ground.pio_korat.name}))
    applied(ground, upload)
    assert stands(draft) == BEFORE
    assert draft.lines.get(province="30").counts_for == ground.pio_korat


def test_a_row_that_counts_elsewhere_now_never_takes_a_newer_number_with_it(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"E8": ground.pio_korat.name}))
    changed_meanwhile(ground, draft)
    preview = actions.preview_upload(upload, on=AT.date())
    assert [(at, refusal.code) for at, refusal in preview.faults] == [("E8", "line_already_there")]
    assert refused(lambda: applied(ground, upload)) == "upload_has_faults"
    assert stands(draft)[("30", dt.date(2025, 2, 1))] == (25, 100_000_00)


def changed_meanwhile(ground, version, *, people=25):
    line = version.lines.get(province="30")
    edit = CellEdit(
        RowKey.of(line), line.month, CellValue(line.people, line.amount_satang), CellValue(people, 100_000_00)
    )
    actions.set_cells(version, edits=[edit], by=ground.planner, at=AT)


def test_what_somebody_else_changed_is_not_overwritten_unseen(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"J8": 35, "W8": 140_000, "K9": 25, "X9": 100_000}))
    seen = actions.preview_upload(upload, on=AT.date()).digest
    changed_meanwhile(ground, draft)
    assert refused(lambda: applied(ground, upload, seen=seen)) == "plan_changed_since_preview"
    preview = actions.preview_upload(upload, on=AT.date())
    assert [one.address for one in preview.differences.conflicts] == ["J8"]
    applied(ground, upload)
    assert stands(draft) == {("30", dt.date(2025, 2, 1)): (25, 100_000_00), ("32", MARCH): (25, 100_000_00)}


def test_a_conflict_is_settled_by_its_tick(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"J8": 35, "W8": 140_000}))
    changed_meanwhile(ground, draft)
    applied(ground, upload, mine=["J8"])
    assert stands(draft)[("30", dt.date(2025, 2, 1))] == (35, 140_000_00)


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"J8": 7}, [("J8", "people_do_not_fit_rounds")]),
        ({"W8": 1_000}, [("W8", "unit_cost_out_of_range")]),
        ({"J8": 35, "W8": 0}, [("W8", "unit_cost_out_of_range")]),
        ({"L8": 20, "Y8": 1_000}, [("Y8", "unit_cost_out_of_range")]),
        ({"J8": 35, "W8": 140_000 * 9}, [("W8", "unit_cost_out_of_range")]),
        ({"C8": "pio-32", "J8": 35, "W8": 140_000}, [("C8", "office_not_responsible")]),
        ({"J8": "x", "K9": 7}, [("J8", "cell_not_a_number"), ("K9", "people_do_not_fit_rounds")]),
    ],
)
def test_what_the_rules_refuse_is_told_by_its_cell_and_nothing_is_applied(ground, draft, content, cells, faults):
    upload = kept(ground, draft, with_cells(content, cells))
    preview = actions.preview_upload(upload, on=AT.date())
    assert [(at, refusal.code) for at, refusal in preview.faults] == faults
    assert refused(lambda: applied(ground, upload)) == "upload_has_faults"
    assert stands(draft) == BEFORE


@pytest.mark.parametrize(
    ("cells", "cell", "stands_then", "followed"),
    [
        ({"J8": 35, "W8": None}, "30", (35, 140_000_00), ["J8"]),  # at the line's own cost
        ({"W8": None}, "30", (30, 120_000_00), []),  # emptied: what stands there is what follows
        ({"J8": 90}, "30", (90, 360_000_00), ["J8"]),  # 120,000 baht are too little for 90
        ({"J8": 31}, "30", (31, 120_000_00), []),  # still in the range: the baht hold
    ],
    ids=["emptied", "only-emptied", "held-too-little", "held"],
)
def test_baht_follow_the_people_as_in_the_grid(ground, draft, content, cells, cell, stands_then, followed):
    upload = kept(ground, draft, with_cells(content, cells | {"L9": 15}))
    preview = actions.preview_upload(upload, on=AT.date())
    assert preview.faults == []
    assert [one.address for one in preview.differences.changes if one.follows] == [*followed, "L9"]
    applied(ground, upload)
    february = {province: value for (province, month), value in stands(draft).items() if month.month == 2}
    assert february[cell] == stands_then
    middle = (ground.activity.unit_cost_low_satang + ground.activity.unit_cost_high_satang) * 15 // 2
    assert stands(draft)[("32", dt.date(2025, 4, 1))] == (15, middle)


def test_what_only_a_choice_brings_up_is_refused_whole(ground, draft, content):
    """A conflict that the workbook shall win is looked at by the rules only then."""
    upload = kept(ground, draft, with_cells(content, {"J8": 7, "K9": 25, "X9": 100_000}))
    changed_meanwhile(ground, draft)
    assert refused(lambda: applied(ground, upload, mine=["J8"])) == "upload_refused"
    assert stands(draft)[("32", MARCH)] == (20, 80_000_00)


def test_a_workbook_goes_back_where_it_came_from(ground, draft, content):
    other = ground.draft()
    assert refused(lambda: kept(ground, other, content)) == "workbook_of_another_plan"
    approved = actions.approve(actions.submit(draft, by=ground.planner, at=AT), by=ground.head, at=AT)
    assert refused(lambda: kept(ground, approved, content)) == "version_not_editable"
    newer = actions.amend(approved, reason="ปรับ", by=ground.planner, at=AT)
    assert refused(lambda: kept(ground, newer, content)) == "workbook_of_another_version"
    assert PlanUpload.objects.count() == 0


@pytest.mark.parametrize("reference", ["x", "11111111-2222-3333-4444-555555555555"])
def test_a_workbook_of_no_plan_at_all(ground, draft, content, reference):
    changed = with_cells(content, {"B2": reference}, sheet=3)
    assert refused(lambda: kept(ground, draft, changed)) == "workbook_of_another_plan"


def test_an_upload_to_what_was_submitted_since_is_refused(ground, draft, content):
    upload = kept(ground, draft, with_cells(content, {"J8": 35, "W8": 140_000}))
    seen = actions.preview_upload(upload, on=AT.date()).digest
    actions.submit(draft, by=ground.planner, at=AT)
    assert refused(lambda: applied(ground, upload, seen=seen)) == "version_not_editable"


def test_a_part_of_the_plan_does_not_come_back(ground, draft):
    part = downloaded(ground, draft)
    content = written(type(part)(**{**part.__dict__, "is_whole": False}))
    assert refused(lambda: kept(ground, draft, content)) == "workbook_is_partial"


def test_a_file_whose_name_says_something_else(ground, draft, content):
    assert refused(lambda: kept(ground, draft, content, name="แผน.pdf")) == "file_does_not_match_its_name"


def test_only_the_offices_own_uploads_are_found(ground, draft, content):
    upload = kept(ground, draft, content)
    assert list(uploads.uploads(scope(Role.PLANNER, ground.diprom), draft)) == [upload]
    assert list(uploads.uploads(scope(Role.PLANNER, ground.centre))) == []
    assert list(uploads.applied(scope(Role.PLANNER, ground.diprom), draft)) == []


def test_an_upload_is_applied_after_it_came(draft):
    early = AT - dt.timedelta(seconds=1)
    refused_by(
        "an_upload_is_applied_after_it_came",
        lambda: PlanUploadFactory(version=draft, uploaded_at=AT, applied_at=early),
    )


def test_an_upload_not_applied_sets_nothing(draft):
    refused_by("an_upload_not_applied_sets_nothing", lambda: PlanUploadFactory(version=draft, cells_set=3))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_one_is_refused(ground, draft, content, race):
    one = kept(ground, draft, with_cells(content, {"J8": 35, "W8": 140_000}))
    other = kept(ground, draft, with_cells(content, {"J8": 20, "W8": 80_000}))
    seen = {upload.pk: actions.preview_upload(upload, on=AT.date()).digest for upload in (one, other)}
    came = race([lambda upload=upload: applied(ground, upload, seen=seen[upload.pk]) for upload in (one, other)])
    codes = [result.code for result in came if isinstance(result, RuleBroken)]
    assert len(codes) == 1 and codes[0] in {"plan_changed_since_preview", "upload_refused"}
    assert PlanUpload.objects.filter(applied_at__isnull=False).count() == 1
