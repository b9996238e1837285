"""Lists brought in: the preview of one, bringing it in, undoing it."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.records.models import Event
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import actions, worker
from buranakan.registry.models import Enterprise, ImportRun, Person, SourceRecord
from tests.factories.imports import ImportRunFactory
from tests.pages.desk.counter import NOW, Counter, main_text
from tests.pages.desk.list_desk import companies, company, people, send, url

REASON = {"reason": "ส่งรายชื่อผิดเดือนมาแล้ว"}
REFUSED_QUERIES, ACCEPTED_QUERIES = 9, 10

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield Counter.opened()


@pytest.fixture
def run(counter):
    """Three rows, of which the last can't be taken: there is no such day."""
    return send(counter.client, companies(company(1), company(2, province="50"), company(3, day="32/13/2558")))


def again(run):
    run.refresh_from_db()
    return run


def rows_shown(response):
    return [getattr(one[0], "item", one[0]).row_number for one in response.context["rows"]]


# --- the preview ------------------------------------------------------------------------------------------------------
def test_refused_rows_come_first_by_the_row_number_and_column_of_the_list(counter, run):
    response = counter.client.get(url(run))
    [refusal] = response.context["rows"]
    assert (response.context["rows_shown"], refusal.row_number, refusal.code) == ("refused", 7, "date_impossible")
    assert refusal.column == "วันที่ จดทะเบียน"
    assert "Windows-874" in main_text(response)


def test_accepted_rows_show_what_would_be_kept(counter, run):
    response = counter.client.get(url(run), {"rows": "accepted"})
    shown = main_text(response)
    assert rows_shown(response) == [5, 6]
    assert ("บริษัท ทดสอบ 1 จำกัด" in shown, ids.made_up_juristic_number(2) in shown, "เชียงใหม่" in shown) == (
        True,
        True,
        True,
    )


def test_rows_known_already_are_marked(counter, run):
    actions.bring_in(run, by=None, at=NOW)
    other = send(counter.client, companies(company(1), company(9), name="มกราคม.csv"))
    response = counter.client.get(url(other))
    assert [one.is_known for one, _province, _phone in response.context["rows"]] == [True, False]
    assert (other.known, response.context["new"]) == (1, 1)


def test_a_list_without_a_row_that_can_be_taken_offers_no_button(counter):
    run = send(counter.client, companies(company(1, day="32/13/2558")))
    response = counter.client.get(url(run, "?rows=accepted"))
    assert (response.context["rows_shown"], url(run, "bring-in/") in main_text(response)) == ("refused", False)
    refused = counter.client.post(url(run, "bring-in/"))
    assert (refused.status_code, refused.context["refusal"].code) == (409, "nothing_to_bring_in")


def test_a_stranger_is_asked_to_sign_in(client, run):
    answers = [client.get(url(run)), client.post(url(run, "bring-in/")), client.post(url(run, "undo/"), REASON)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert again(run).state == "previewed"


def test_a_role_without_the_permission_is_refused(counter, run):
    client = counter.as_role(Role.OFFICE_HEAD)
    assert (client.get(url(run)).status_code, client.post(url(run, "bring-in/")).status_code) == (403, 403)


@pytest.mark.parametrize("page", ["", "refused/csv/", "file/"])
def test_a_list_of_another_office_is_not_found(counter, run, page):
    assert counter.as_neighbour().get(url(run, page)).status_code == 404


@pytest.mark.parametrize(
    ("page", "method"),
    [("", "post"), ("bring-in/", "get"), ("undo/", "get"), ("refused/csv/", "post"), ("file/", "post")],
)
def test_wrong_method(counter, run, page, method):
    assert getattr(counter.client, method)(url(run, page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(counter, count, django_assert_num_queries):
    rows = [company(serial) for serial in range(1, count + 1)]
    wrong = [company(serial, day="32/13/2558") for serial in range(10, count + 10)]
    run = send(counter.client, companies(*rows, *wrong))
    with django_assert_num_queries(REFUSED_QUERIES):
        counter.client.get(url(run))
    with django_assert_num_queries(ACCEPTED_QUERIES):
        counter.client.get(url(run, "?rows=accepted"))


def test_refused_rows_are_handed_out_as_csv_and_excel(counter, run):
    as_csv = counter.client.get(url(run, "refused/csv/"))
    lines = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    as_excel = counter.client.get(url(run, "refused/xlsx/"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(as_excel.content)).get_sheet_by_index(0).to_python()
    assert (lines[1][1], lines[1][4]) == ("7", "date_impossible")
    assert (sheet[1][1], sheet[1][2], sheet[1][4]) == (7.0, "วันที่ จดทะเบียน", "date_impossible")
    assert counter.client.get(url(run, "refused/pdf/")).status_code == 404


def test_the_list_is_handed_out_as_it_was_sent(counter, run):
    file = companies(company(1), company(2, province="50"), company(3, day="32/13/2558"))
    assert counter.client.get(url(run, "file/")).content == file.read()


# --- bringing in ------------------------------------------------------------------------------------------------------
def test_a_list_is_brought_in_and_becomes_registrations_and_no_clients(counter, run):
    response = counter.client.post(url(run, "bring-in/"))
    assert (response.headers["Location"], again(run).state) == (url(run), "brought_in")
    assert sorted(SourceRecord.objects.standing().values_list("row_number", flat=True)) == [5, 6]
    assert Enterprise.objects.count() == 0
    event = Event.objects.get(name="import_run.brought_in")
    assert (event.by_id, event.payload["rows"]) == (counter.officer.pk, 2)


def test_the_same_list_again_changes_nothing_and_says_who_brought_it(counter, run):
    counter.client.post(url(run, "bring-in/"))
    twin = send(
        counter.as_neighbour(), companies(company(1), company(2, province="50"), company(3, day="32/13/2558"))
    )
    neighbour = counter.as_neighbour()
    shown = neighbour.get(url(twin))
    assert (shown.context["same"], url(twin, "bring-in/") in main_text(shown)) == (run, False)
    refused = neighbour.post(url(twin, "bring-in/"))
    assert (refused.status_code, refused.context["refusal"].code) == (409, "already_brought_in")
    assert SourceRecord.objects.count() == 2


def test_a_long_list_is_left_to_the_worker_and_its_page_looks_again_by_itself(
    counter, run, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setitem(worker.MOST_AT_ONCE, ImportKind.ENTERPRISES, 1)
    with django_capture_on_commit_callbacks() as enqueued:
        counter.client.post(url(run, "bring-in/"))
    waiting = counter.client.get(url(run))
    assert (again(run).state, len(enqueued), waiting.headers["Refresh"]) == ("previewed", 1, "3")
    assert str(ImportState.PREVIEWED.label) not in main_text(waiting)
    post = f"provincial_officer@{counter.office.code}"
    assert worker.bring_in_list.call(run.pk, user=counter.officer.pk, post=post) == ""
    done = counter.client.get(url(run))
    assert (again(run).state, run.asked_at, "Refresh" in done.headers) == ("brought_in", None, False)
    assert Event.objects.get(name="import_run.brought_in").by_post == post


def test_a_list_being_brought_in_says_how_far_it_is(counter):
    run = ImportRunFactory(office=counter.office, state="bringing_in", rows=4, accepted=4, done=1)
    response = counter.client.get(url(run))
    assert (response.status_code, response.headers["Refresh"], run.percent_done) == (200, "3", 25)


def test_what_the_worker_could_not_finish_can_be_tried_again(counter, run):
    ImportRun.objects.filter(pk=run.pk).update(broke_off_at=NOW)
    shown = main_text(counter.client.get(url(run)))
    assert (url(run, "bring-in/") in shown, "notice-bad" in shown) == (True, True)


# --- undoing ----------------------------------------------------------------------------------------------------------
def test_undoing_takes_back_all_but_what_was_chosen_and_lists_it(counter, run):
    counter.client.post(url(run, "bring-in/"))
    chosen = SourceRecord.objects.get(row_number=5)
    actions.choose(chosen, office=counter.office, by=None, at=NOW)
    assert counter.client.post(url(run, "undo/"), REASON).headers["Location"] == url(run)
    assert (again(run).state, run.undone_because) == ("undone", REASON["reason"])
    assert list(SourceRecord.objects.standing()) == [chosen]
    assert list(counter.client.get(url(run)).context["stays"]) == [chosen]


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("ผิด", 409)])
def test_undoing_needs_a_reason(counter, run, reason, status):
    counter.client.post(url(run, "bring-in/"))
    response = counter.client.post(url(run, "undo/"), {"reason": reason})
    assert (response.status_code, response.context["form"]["reason"].value()) == (status, reason)
    assert again(run).state == "brought_in"


def test_what_is_not_in_is_not_undone(counter, run):
    response = counter.client.post(url(run, "undo/"), REASON)
    assert (response.status_code, response.context["refusal"].code) == (409, "import_move_not_allowed")


# --- people -----------------------------------------------------------------------------------------------------------
def test_a_list_of_people_is_previewed_brought_in_and_undone(counter):
    known = counter.person(first_name="มานี", last_name="มีนา", title="นาง", phone="0812345678")
    rows = [["1", "นางสมศรี ใจงาม", "", "66898765432", ""], ["2", "นาง มานี มีนา", "", "81-234-5678", "นครราชสีมา"]]
    run = send(counter.client, people(*rows, ["3", "นายไกล มาก", "", "", "เชียงใหม่"]), kind="people")
    shown = counter.client.get(url(run, "?rows=accepted"))
    assert [(one.item.full_name, one.is_known) for one, _province, _phone in shown.context["rows"]] == [
        ("นางสมศรี ใจงาม", False),
        ("นางมานี มีนา", True),
    ]
    assert ("นางสมศรี ใจงาม" in main_text(shown), [one.code for one in run.refusals.all()]) == (
        True,
        ["province_out_of_reach"],
    )
    counter.client.post(url(run, "bring-in/"))
    assert sorted(Person.objects.values_list("first_name", flat=True)) == ["มานี", "สมศรี"]
    counter.client.post(url(run, "undo/"), REASON)
    assert list(Person.objects.all()) == [known]
    assert counter.client.get(url(run)).status_code == 200
