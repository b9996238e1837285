"""The workbook of a plan's version: downloaded, sent back, looked at, applied."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.models import PlanUpload
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code
from tests.planning.workbook.sheets import edited, with_cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield Desk.opened()


def downloaded(client, version):
    return client.get(address("plan_workbook", version)).content


def sent(client, version, content, *, name="แผน.xlsx"):
    return client.post(address("plan_workbook_upload", version), {"file": SimpleUploadedFile(name, content)})


def upload_address(upload, name="plan_upload"):
    return reverse(f"desk:{name}", args=[upload.version.plan.reference, upload.version.number, upload.reference])


def previewed(desk, version, cells):
    """The kept upload of the version's workbook with other values in cells, and its page."""
    sent(desk.planner, version, with_cells(downloaded(desk.planner, version), cells))
    upload = PlanUpload.objects.get()
    return upload, desk.planner.get(upload_address(upload))


def applied(desk, upload, page, **chosen):
    return desk.planner.post(upload_address(upload, "plan_upload_apply"), {"seen": page.context["seen"], **chosen})


def korat_row(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return next(row for row in range(7, 14) if sheet.cell(row, 2).value == "จังหวัด30")


def test_a_workbook_goes_out_and_comes_back(desk):
    draft = desk.draft()
    page = desk.planner.get(address("plan_files", draft))
    assert (page.status_code, page.context["may_edit"], page.context["sent"]) == (200, True, [])
    row = korat_row(downloaded(desk.planner, draft))
    upload, page = previewed(desk, draft, {f"J{row}": 35, f"W{row}": "140,000"})
    assert [(one["people_at"], one["people"][1:], one["satang"][1:]) for one in page.context["changes"]] == [
        (f"J{row}", [30, 35], [120_000_00, 140_000_00])
    ]
    assert (page.context["people"], page.context["baht"], page.context["is_over"]) == ("+5", "+20,000", False)
    assert f"J{row} · W{row}" in page.content.decode()
    # Nothing changed by looking, and a reload shows the same.
    assert draft.lines.get(province="30").people == 30
    assert desk.planner.get(upload_address(upload)).context["seen"] == page.context["seen"]
    response = applied(desk, upload, page)
    assert (response.status_code, response.url) == (302, address("plan_version", draft))
    assert draft.lines.get(province="30").people == 35
    after = desk.planner.get(upload_address(upload))
    assert after.context["upload"].cells_set == 1
    assert [name for _upload, name in desk.planner.get(address("plan_files", draft)).context["sent"]] == [
        str(desk.ground.planner)
    ]
    file = desk.planner.get(upload_address(upload, "plan_upload_file"))
    assert file.content[:4] == b"PK\x03\x04"


def test_a_stranger_is_asked_to_sign_in(client, desk):
    url = address("plan_files", desk.approved())
    assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_role_without_plans_is_refused(desk):
    version = desk.approved()
    client = desk.as_role(Role.EXPERT, desk.ground.diprom)
    assert {client.get(address(name, version)).status_code for name in ("plan_files", "plan_workbook")} == {403}
    head = sent(desk.head, version, b"x")
    assert head.status_code == 403


def test_another_office_finds_no_upload(desk):
    upload, _page = previewed(desk, desk.draft(), {})
    elsewhere = desk.as_role(Role.PLANNER, desk.ground.centre)
    names = "plan_upload", "plan_upload_file"
    assert {elsewhere.get(upload_address(upload, name)).status_code for name in names} == {404}


def test_a_reader_downloads_what_they_may_see(desk):
    version = desk.approved()
    korat = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat)
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(korat, version))).worksheets[0]
    assert [sheet.cell(row, 2).value for row in range(7, 13) if sheet.cell(row, 2).value] == ["จังหวัด30"]
    assert korat.get(address("plan_files", version)).context["may_write"] is False


def test_wrong_method(desk):
    draft = desk.draft()
    upload, _page = previewed(desk, draft, {})
    assert desk.planner.get(upload_address(upload, "plan_upload_apply")).status_code == 405
    assert desk.planner.post(address("plan_workbook", draft)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    draft = desk.draft()
    content = downloaded(desk.planner, draft)
    for _time in range(count):
        sent(desk.planner, draft, content)
    with django_assert_num_queries(QUERIES):
        desk.planner.get(address("plan_files", draft))


QUERIES = 7


def test_faults_are_told_by_their_cells_and_nothing_can_be_applied(desk):
    draft = desk.draft()
    upload, page = previewed(desk, draft, {"J8": "สามสิบ", "K9": 7.5})
    assert [one["address"] for one in page.context["faults"]] == ["J8", "K9"]
    refused = applied(desk, upload, page)
    assert (refused.status_code, refusal_code(refused)) == (409, "upload_has_faults")


def test_a_bad_file_is_told_on_its_field_and_not_kept(desk):
    draft = desk.draft()
    response = sent(desk.planner, draft, "กิจกรรม,จังหวัด\n".encode("cp874"), name="แผน.csv")
    assert response.status_code == 409
    assert [error.code for error in response.context["form"].errors.as_data()["file"]] == ["workbook_is_text"]
    assert sent(desk.planner, draft, b"").context["form"].errors["file"]
    assert PlanUpload.objects.count() == 0


def test_an_approved_version_takes_no_workbook(desk):
    version = desk.approved()
    page = desk.planner.get(address("plan_files", version))
    assert (page.context["may_edit"], page.context["may_write"]) == (False, True)
    response = sent(desk.planner, version, downloaded(desk.planner, version))
    assert [error.code for error in response.context["form"].errors.as_data()["file"]] == ["version_not_editable"]


def test_a_deleted_row_and_a_conflict_are_asked_about(desk):
    draft = desk.draft()
    content = downloaded(desk.planner, draft)
    row = korat_row(content)
    other = 9 if row == 8 else 8
    content = with_cells(content, {f"J{row}": 35, f"W{row}": 140_000})
    content = edited(content, lambda book: book.worksheets[0].delete_rows(other))
    sent(desk.planner, draft, content)
    upload = PlanUpload.objects.get()
    page = desk.planner.get(upload_address(upload))
    line = draft.lines.get(province="30")
    actions.change_line(line, line=desk.ground.line(people=25, amount_satang=100_000_00), by=desk.ground.head, at=NOW)
    stale = applied(desk, upload, page)
    assert (stale.status_code, refusal_code(stale)) == (409, "plan_changed_since_preview")
    # The preview is made anew, with what was changed meanwhile told by its cell.
    (conflict,) = stale.context["conflicts"]
    (gone,) = stale.context["gone"]
    assert conflict["people"] == [30, 25, 35]
    assert applied(desk, upload, stale, mine=[conflict["address"]], remove=[gone["gone"].token]).status_code == 302
    assert draft.lines.get(province="30").people == 35
    assert draft.lines.count() == 2


def test_more_than_the_envelope_holds_is_said(desk):
    draft = desk.draft()
    row = korat_row(downloaded(desk.planner, draft))
    _upload, page = previewed(desk, draft, {f"J{row}": 400, f"W{row}": 1_600_000})
    assert (page.context["is_over"], page.context["after"].places) == (True, 445)


def test_what_a_choice_brings_up_is_told_by_its_cell(desk):
    draft = desk.draft()
    row = korat_row(downloaded(desk.planner, draft))
    upload, _page = previewed(desk, draft, {f"J{row}": 7})
    line = draft.lines.get(province="30")
    actions.change_line(line, line=desk.ground.line(people=25, amount_satang=100_000_00), by=desk.ground.head, at=NOW)
    page = desk.planner.get(upload_address(upload))
    refused = applied(desk, upload, page, mine=[f"J{row}"])
    assert (refused.status_code, refusal_code(refused)) == (409, "upload_refused")
    assert [one["address"] for one in refused.context["refused"]] == [f"J{row}"]


def test_the_approved_plan_is_a_table(desk):
    url = reverse("desk:plan_approved_excel")
    desk.approved()
    rows = list(openpyxl.load_workbook(io.BytesIO(desk.planner.get(url).content)).active.iter_rows(values_only=True))
    assert sorted(row[9:] for row in rows[1:]) == [(20, 80_000), (25, 100_000), (30, 120_000)]
    korat = desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre).get(url)
    seen = list(openpyxl.load_workbook(io.BytesIO(korat.content)).active.iter_rows(min_row=2, values_only=True))
    # The centre serves Surin; of Korat, which it answers for as well, it sees the people but not others' money.
    assert sorted(row[9:] for row in seen) == [(20, 80_000), (30, None)]
    assert desk.planner.get(url, {"year": "2599"}).status_code == 404
