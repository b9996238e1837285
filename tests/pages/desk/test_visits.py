"""Visits at the desk: list, plan, one visit, its notebook and photos, a directive on the spot, the press."""

import datetime as dt
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.policy.models import Directive, Visit, VisitNote
from buranakan.policy.visits.enums import VisitState
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.directives import DirectiveFactory
from tests.factories.visits import VisitFactory, VisitNoteFactory
from tests.pages.desk.counter import main_text, signed_in

URL = "/desk/visits/"
NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=BANGKOK)
LIST_QUERIES = 10
JPEG = b"\xff\xd8\xff\xe0\x00\x07JFIF\x00\xff\xda\x00\x02abc\xff\xd9"
ISLAND = {"Accept": "application/json"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def world():
    korat = ProvinceFactory(code="30", name_th="นครราชสีมา")
    return {
        "ministry": OfficeFactory(ministry=True, name_th="กระทรวงอุตสาหกรรม"),
        "centre": centre_of(korat),
        "office": provincial_office(korat),
        "far": provincial_office(ProvinceFactory(code="50")),
    }


@pytest.fixture
def inspector(world):
    return signed_in(member(Role.INSPECTOR, world["ministry"]))


def a_visit(world, **said):
    said = {"offices": [world["office"]], "province": world["office"].seat} | said
    return VisitFactory(visiting_office=world["ministry"], **said)


def address(visit, *rest):
    return "/".join([f"{URL}{visit.reference}", *map(str, rest), ""])


# --- the list ---------------------------------------------------------------------------------------------------------
def test_a_visit_is_on_the_list_of_those_who_go_and_those_visited_and_of_nobody_else(world, inspector):
    visit = a_visit(world)
    visited = signed_in(member(Role.PROVINCIAL_OFFICER, world["office"]))
    neighbour = signed_in(member(Role.PROVINCIAL_OFFICER, world["far"]))
    seen = [list(client.get(URL).context["page"].object_list) for client in (inspector, visited, neighbour)]
    assert seen == [[visit], [visit], []]
    assert [client.get(address(visit)).status_code for client in (inspector, visited, neighbour)] == [200, 200, 404]
    page = main_text(visited.get(address(visit)))
    assert (visit.title in page, "notebook" in page, "press" in page) == (True, False, False)


def test_a_visit_that_nobody_finished_is_not_the_next_one(world, inspector):
    past = dt.datetime(2017, 5, 15, 9, tzinfo=BANGKOK)
    a_visit(world, starts_at=past, ends_at=past + dt.timedelta(hours=2))
    assert inspector.get(URL).context["next"] is None
    under_way = a_visit(world, starts_at=NOW - dt.timedelta(hours=1), ends_at=NOW + dt.timedelta(hours=1))
    a_visit(world)
    assert inspector.get(URL).context["next"] == under_way


def test_strangers_others_and_wrong_methods(client, world):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"
    assert signed_in(member(Role.ADMINISTRATOR, world["ministry"])).get(URL).status_code == 403
    officer = signed_in(member(Role.PROVINCIAL_OFFICER, world["office"]))
    assert officer.get(f"{URL}plan/").status_code == 403
    assert officer.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, inspector, count, django_assert_num_queries):
    for _ in range(count):
        a_visit(world)
    with django_assert_num_queries(LIST_QUERIES):
        inspector.get(URL)


# --- the plan ---------------------------------------------------------------------------------------------------------
TYPED = {
    "title": "ตรวจเยี่ยม สอจ.",
    "visiting_office": "moi",
    "visitors": "ผู้ตรวจราชการ",
    "office": "pio-30",
    "day": "๑๖ พ.ค. ๒๕๖๘",
    "starts": "9",
    "ends": "16.30 น.",
    "topics": ["late", "money"],
    "programme": "09.00 รับฟังสรุป\n๑๓.๓๐ น. พบผู้ประกอบการ 20 ราย\n",
}


def test_what_is_known_is_not_asked_and_the_programme_is_written_as_in_a_letter(world, inspector):
    response = inspector.post(f"{URL}plan/", TYPED)
    visit = Visit.objects.get()
    assert response.headers["Location"] == address(visit)
    assert (visit.province_id, visit.visiting_office.code, visit.topics) == ("30", "moi", ["late", "money"])
    assert [(f"{one.starts_at.astimezone(BANGKOK):%H.%M}", one.what) for one in visit.items.all()] == [
        ("09.00", "รับฟังสรุป"),
        ("13.30", "พบผู้ประกอบการ 20 ราย"),
    ]
    form = inspector.get(address(visit, "edit")).context["form"]
    assert form.initial["programme"] == "09.00 รับฟังสรุป\n13.30 พบผู้ประกอบการ 20 ราย"
    assert inspector.get(address(visit)).context["history"] == []
    changed = TYPED | {"last_day": "17 พ.ค. 2568", "programme": "09.00 รับฟังสรุป\n17 พ.ค. 2568\n10.00 ตรวจตลาด"}
    inspector.post(address(visit, "edit"), changed)
    assert inspector.get(address(visit, "edit")).context["form"].initial["programme"] == changed["programme"]
    ends, lines = inspector.get(address(visit)).context["history"]
    assert (ends.old, ends.new) == ("16 พ.ค. 2568 16.30 น.", "17 พ.ค. 2568 16.30 น.")
    assert "16 พ.ค. 2568 13.30 น. พบผู้ประกอบการ 20 ราย" in lines.old
    head = signed_in(member(Role.OFFICE_HEAD, world["office"]))
    assert head.get(address(visit)).context["history"] == []


@pytest.mark.parametrize(
    ("typed", "wrong", "status"),
    [
        ({"programme": "เช้า รับฟังสรุป"}, "programme", 200),
        ({"programme": "25.00 รับฟังสรุป"}, "programme", 200),
        ({"programme": "07.00 รับฟังสรุป"}, "programme", 409),
        ({"office": "", "place": "โรงงาน"}, "province", 200),
        ({"office": "", "province": "30"}, "offices", 409),
        ({"ends": "8.30"}, "ends_at", 409),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(world, inspector, typed, wrong, status):
    response = inspector.post(f"{URL}plan/", TYPED | typed)
    shown = {*response.context["form"].errors, getattr(response.context.get("refusal"), "params", {}).get("field")}
    assert (response.status_code, wrong in shown, Visit.objects.count()) == (status, True, 0)
    assert response.context["form"]["title"].value() == TYPED["title"]


def test_a_visit_is_made_taken_up_again_and_called_off_with_a_reason(world, inspector):
    visit = a_visit(world)
    for act, state in [("finish", VisitState.DONE), ("reopen", VisitState.UNDER_WAY), ("call-off", None)]:
        response = inspector.post(address(visit, act), {"reason": "ติดภารกิจด่วนของกระทรวง"})
        visit.refresh_from_db()
        assert visit.state == (state or VisitState.UNDER_WAY)
    assert (response.status_code, response.context["refusal"].code) == (409, "visit_move_not_allowed")
    other = a_visit(world)
    inspector.post(address(other, "call-off"), {"reason": "ติดภารกิจด่วนของกระทรวง"})
    other.refresh_from_db()
    assert (other.state, other.cancelled_because) == (VisitState.CANCELLED, "ติดภารกิจด่วนของกระทรวง")


# --- notes ------------------------------------------------------------------------------------------------------------
def a_note(**said):
    return {"client_key": str(uuid.uuid4()), "text": "เครื่องอบแห้งหยุดเดิน", "noted_at": "2025-05-15T01:30:00.000Z"} | said


def test_without_javascript_the_form_keeps_a_note_once_and_shows_the_photo_to_those_who_go(world, inspector):
    visit = a_visit(world)
    sent = a_note(client_key=str(inspector.get(address(visit, "notebook")).context["form"].initial["client_key"]))
    for _ in range(2):
        photo = SimpleUploadedFile("เครื่อง.jpg", JPEG)
        assert inspector.post(address(visit, "notebook"), sent | {"photo": photo}).status_code == 302
    note = VisitNote.objects.get()
    assert (note.noted_at.astimezone(BANGKOK).hour, note.text) == (8, sent["text"])
    place = address(visit, "notes", note.client_key, "photo")
    colleague = signed_in(member(Role.INSPECTOR, world["ministry"]))
    assert (colleague.get(place).content, colleague.get(place).headers["Content-Type"]) == (JPEG, "image/jpeg")
    assert place in main_text(colleague.get(address(visit)))
    for office in ("office", "far"):
        assert signed_in(member(Role.PROVINCIAL_OFFICER, world[office])).get(place).status_code == 404


def test_what_was_noted_and_drafted_is_not_shown_to_the_office_visited_but_what_was_ordered_is(world, inspector):
    visit = a_visit(world)
    note, draft = VisitNoteFactory(visit=visit), VisitNoteFactory(visit=visit, is_directive=True, text="ให้ย้ายเครื่องจักร")
    order = DirectiveFactory(visit=visit, responsible_office=world["office"], text="ให้ส่งแผนซ่อม")
    head = signed_in(member(Role.OFFICE_HEAD, world["office"]))
    pages = [main_text(client.get(address(visit))) for client in (inspector, head)]
    assert [[words in page for words in (note.text, draft.text, order.text)] for page in pages] == [
        [True, True, True], [False, False, True]
    ]  # fmt: skip


def test_the_island_is_answered_in_a_few_words(world, inspector):
    visit, sent = a_visit(world), a_note()
    key = inspector.get(address(visit, "notebook", "key"), headers=ISLAND).json()
    again = signed_in(member(Role.INSPECTOR, world["ministry"])).get(address(visit, "notebook", "key")).json()
    assert (len(key["token"]), key["owner"] == again["owner"]) == (64, False)
    answers = [inspector.post(address(visit, "notebook"), sent, headers=ISLAND) for _ in range(2)]
    assert [(one.status_code, json.loads(one.content)) for one in answers] == [(200, {"key": sent["client_key"]})] * 2
    other = inspector.post(address(a_visit(world), "notebook"), sent, headers=ISLAND)
    assert (other.status_code, other.json()["code"]) == (409, "note_of_another_visit")
    odd = [a_note(text=""), a_note(client_key="x"), a_note(text="1-2345-67890-12-1 อยู่ในบ้าน", client_key="")]
    found = [inspector.post(address(visit, "notebook"), one, headers=ISLAND) for one in odd]
    assert [(one.status_code, one.json()["code"]) for one in found] == [
        (409, "note_empty"), (400, "form"), (400, "form")
    ]  # fmt: skip
    assert VisitNote.objects.count() == 1


def test_only_those_who_run_the_visit_write_in_its_notebook(world):
    visit = a_visit(world)
    head = signed_in(member(Role.OFFICE_HEAD, world["office"]))
    assert head.get(address(visit, "notebook")).status_code == 404
    assert head.post(address(visit, "notebook"), a_note(), headers=ISLAND).status_code == 404


def test_the_worker_is_the_file_itself_and_asks_nobody(client):
    response = client.get(f"{URL}worker.js")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"addEventListener" in response.content


def test_a_note_taken_back_can_be_put_back(world, inspector):
    visit = a_visit(world)
    note = VisitNoteFactory(visit=visit)
    inspector.post(address(visit, "notes", note.client_key, "take-back"))
    assert note.text not in main_text(inspector.get(address(visit)))
    inspector.post(address(visit, "notes", note.client_key, "put-back"))
    assert note.text in main_text(inspector.get(address(visit)))


# --- the papers -------------------------------------------------------------------------------------------------------
def test_the_brief_is_made_on_demand_and_opens_to_those_who_go_only(world, inspector):
    visit = a_visit(world)
    assert inspector.get(address(visit, "brief")).status_code == 404
    inspector.post(address(visit, "brief", "make"))
    assert inspector.get(address(visit, "brief")).content.startswith(b"%PDF-")
    assert signed_in(member(Role.OFFICE_HEAD, world["office"])).get(address(visit, "brief")).status_code == 404


def test_a_directive_is_given_on_the_spot_from_a_note_and_once(world, inspector):
    visit = a_visit(world)
    note = VisitNoteFactory(visit=visit, is_directive=True, text="ให้เร่งซ่อมเครื่องอบแห้ง")
    place = f"{address(visit, 'directive')}?note={note.client_key}"
    form = inspector.get(place).context["form"]
    assert form.initial == {"text": note.text, "responsible": "pio-30"}
    typed = form.initial | {"due_on": "30 พ.ค. 2568", "priority": "urgent", "joint": [world["centre"].code, "pio-30"]}
    assert inspector.post(place, typed | {"due_on": "1 พ.ค. 2568"}).status_code == 409
    assert (Directive.objects.count(), VisitNote.objects.get().directive_reference) == (0, None)
    assert inspector.post(place, typed).headers["Location"] == address(visit)
    given = Directive.objects.get()
    assert (given.visit, given.responsible_office, list(given.joint_offices.all())) == (
        visit, world["office"], [world["centre"]]
    )  # fmt: skip
    assert (VisitNote.objects.get().directive_reference, given.ordered_by_post) == (given.reference, visit.visitors)
    assert inspector.get(place).status_code == 404


def test_the_draft_for_the_press_is_text_with_its_sources(world, inspector):
    visit = a_visit(world)
    page = inspector.get(address(visit, "press"))
    assert visit.visitors in page.context["draft"].text
    text = inspector.get(address(visit, "press").rstrip("/") + ".txt")
    assert (text.content.decode(), text.headers["Content-Type"]) == (
        page.context["draft"].text, "text/plain; charset=utf-8"
    )  # fmt: skip


def test_the_draft_says_how_many_directives_it_leaves_out(world, inspector):
    visit = a_visit(world)
    for letter in "กขคงจฉช":
        DirectiveFactory(visit=visit, responsible_office=world["office"], text=f"ให้เร่งรัดเรื่อง{letter}", number="")
    assert f'href="{address(visit)}"' in main_text(inspector.get(address(visit, "press")))
