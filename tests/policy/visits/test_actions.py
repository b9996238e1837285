"""Planning, noting, finishing and calling off visits, and what the trail keeps of it."""

import datetime as dt
import uuid

import pytest

from buranakan.accounts.scope import Scope
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.policy.models import VisitEdit, VisitNote
from buranakan.policy.visits import actions, queries
from buranakan.policy.visits.enums import VisitState
from buranakan.records.models import Event, StoredFile
from tests.factories.accounts import UserFactory
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.factories.visits import VisitFactory
from tests.races import told

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2025, 5, 16, 12, tzinfo=BANGKOK)
NINE = NOON.replace(hour=9)
FOUR = NOON.replace(hour=16)
JPEG = b"\xff\xd8\xff\xe0\x00\x07JFIF\x00\xff\xda\x00\x02abc\xff\xd9"


def plan(**changes):
    office = provincial_office(ProvinceFactory(code="30"))
    said = {
        "title": "ตรวจเยี่ยม สอจ.",
        "visiting_office": OfficeFactory(ministry=True),
        "visitors": "ปลัดกระทรวงอุตสาหกรรม",
        "province": office.seat,
        "offices": [office],
        "starts_at": NINE,
        "ends_at": FOUR,
        "topics": ["late", "promises", "late"],
        "programme": [(NOON, "ตรวจโรงงาน"), (NINE, "รับฟังสรุป")],
        "by": UserFactory(),
        "at": NINE - dt.timedelta(days=3),
    }
    return said | changes


def programme(visit):
    return [item.what for item in queries.programme(visit)]


def test_a_planned_visit_keeps_its_programme_in_order_and_its_topics_once():
    visit = actions.plan_visit(**plan())
    assert (programme(visit), visit.topics, visit.state) == (
        ["รับฟังสรุป", "ตรวจโรงงาน"],
        ["promises", "late"],
        VisitState.PLANNED,
    )
    assert [event.name for event in Event.objects.all()] == ["visit.planned"]


def test_a_changed_plan_keeps_its_old_words_with_the_visit_and_the_trail_names_the_fields_alone():
    said = plan()
    visit = actions.plan_visit(**said)
    changed = {name: value for name, value in said.items() if name not in {"visiting_office", "at"}}
    changed |= {"title": "ตรวจเยี่ยมใหม่", "programme": [(NINE, "รับฟังสรุป"), (NOON, "ตรวจตลาด")]}
    visit = actions.edit(visit, **changed, at=NINE - dt.timedelta(days=2))
    assert (visit.title, programme(visit), visit.items.count()) == ("ตรวจเยี่ยมใหม่", ["รับฟังสรุป", "ตรวจตลาด"], 3)
    payload = Event.objects.get(name="visit.changed").payload
    assert (payload["fields"], "ตรวจเยี่ยม" in str(payload)) == (["title", "programme"], False)
    title, lines = queries.edits(Scope.system("test"), visit)
    assert (title.field, title.old, title.new) == ("title", "ตรวจเยี่ยม สอจ.", "ตรวจเยี่ยมใหม่")
    assert ("ตรวจโรงงาน" in lines.old, "ตรวจตลาด" in lines.old, "ตรวจตลาด" in lines.new) == (True, False, True)
    actions.edit(visit, **changed, at=NINE - dt.timedelta(days=1))
    assert (VisitEdit.objects.count(), Event.objects.filter(name="visit.changed").count()) == (2, 1)


def test_a_line_added_to_the_programme_stands_in_its_place():
    visit = actions.plan_visit(**plan())
    actions.add_item(visit, starts_at=NOON.replace(hour=10), what="ชมห้องปฏิบัติการ", by=None, at=NINE)
    assert programme(visit) == ["รับฟังสรุป", "ชมห้องปฏิบัติการ", "ตรวจโรงงาน"]


def send(visit, **changes):
    said = {"client_key": uuid.uuid4(), "text": "สายการผลิตหยุดหนึ่งสาย", "noted_at": NOON, "by": UserFactory(), "at": NOON}
    return actions.note(visit, **(said | changes))


def test_the_same_key_sent_twice_is_one_note():
    visit, key = VisitFactory(), uuid.uuid4()
    first = send(visit, client_key=key)
    again = send(visit, client_key=key, text="ข้อความอื่น")
    visit.refresh_from_db()
    assert (again.pk, again.text, VisitNote.objects.count()) == (first.pk, "สายการผลิตหยุดหนึ่งสาย", 1)
    assert (visit.state, Event.objects.filter(name="visit.noted").count()) == (VisitState.UNDER_WAY, 1)


def test_the_key_of_another_visits_note_is_refused():
    key = uuid.uuid4()
    send(VisitFactory(), client_key=key)
    with pytest.raises(RuleBroken) as refusal:
        send(VisitFactory(), client_key=key)
    assert refusal.value.code == "note_of_another_visit"


def test_a_phone_and_its_second_try_make_one_note(race):
    visit, key = VisitFactory(), uuid.uuid4()
    outcomes = race([lambda: send(visit, client_key=key, by=None)] * 4)
    assert told(outcomes) == {"done": 4}
    assert VisitNote.objects.count() == 1


def test_a_note_of_a_phone_whose_clock_runs_ahead_is_of_now():
    assert send(VisitFactory(), noted_at=NOON + dt.timedelta(days=400)).noted_at == NOON


def test_a_note_arrives_when_the_visit_is_over_but_not_when_it_was_called_off():
    assert send(VisitFactory(done=True)).visit.state == VisitState.DONE
    with pytest.raises(RuleBroken) as refusal:
        send(VisitFactory(cancelled=True))
    assert refusal.value.code == "visit_called_off"


def test_a_photo_is_kept_without_what_the_camera_wrote_and_only_if_it_is_one(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with_place = JPEG[:2] + b"\xff\xe1\x00\x10Exif\x00\x00GPS-SIDE" + JPEG[2:]
    kept = send(VisitFactory(), text="", photo=with_place, photo_name="IMG 1.jpg").photo
    assert (kept.classification, kept.size) == ("personal", len(JPEG))
    for content in [b"just words", b"%PDF-1.7 ", JPEG[:6]]:
        with pytest.raises(RuleBroken) as refusal:
            send(VisitFactory(), photo=content, photo_name="x")
        assert refusal.value.code == "photo_not_a_picture"
    assert StoredFile.objects.count() == 1


def test_a_note_taken_back_is_gone_from_the_list_until_it_is_put_back():
    from_system = Scope.system("test")
    note = send(VisitFactory())
    actions.take_back_note(note, by=None, at=NOON)
    assert list(queries.notes(from_system)) == []
    with pytest.raises(RuleBroken) as refusal:
        actions.take_back_note(note, by=None, at=NOON)
    assert refusal.value.code == "note_taken_back"
    actions.put_back_note(note, by=None, at=NOON)
    assert list(queries.notes(from_system, note.visit)) == [note]


def test_a_draft_becomes_one_directive_once():
    draft, plain = send(VisitFactory(), is_directive=True), send(VisitFactory())
    actions.note_became_directive(draft, directive_reference=uuid.uuid4(), by=None, at=NOON)
    for note, act, code in [
        (draft, actions.note_became_directive, "note_already_a_directive"),
        (plain, actions.note_became_directive, "note_is_no_directive"),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            act(note, directive_reference=uuid.uuid4(), by=None, at=NOON)
        assert refusal.value.code == code
    with pytest.raises(RuleBroken) as refusal:
        actions.take_back_note(draft, by=None, at=NOON)
    assert refusal.value.code == "note_already_a_directive"


def test_a_visit_ends_is_called_off_and_both_can_be_undone():
    visit = VisitFactory()
    assert actions.finish(visit, by=None, at=FOUR).finished_at == FOUR
    again = actions.reopen(visit, by=None, at=FOUR)
    assert (again.state, again.finished_at) == (VisitState.UNDER_WAY, None)
    other = VisitFactory()
    with pytest.raises(RuleBroken) as refusal:
        actions.cancel(other, because=" ", by=None, at=FOUR)
    assert refusal.value.code == "reason_missing"
    assert actions.cancel(other, because="ติดภารกิจด่วน", by=None, at=FOUR).cancelled_because == "ติดภารกิจด่วน"
    assert actions.reopen(other, by=None, at=FOUR).state == VisitState.PLANNED


def test_what_is_over_does_not_change_its_plan_or_brief():
    visit = VisitFactory(done=True)
    changed = {name: value for name, value in plan().items() if name != "visiting_office"}
    for act in [
        lambda: actions.edit(visit, **changed),
        lambda: actions.keep_brief(visit, content=b"%PDF-1.7 a", name="brief.pdf", by=None, at=NOON),
        lambda: actions.add_item(visit, starts_at=NOON, what="x", by=None, at=NOON),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            act()
        assert refusal.value.code == "visit_not_open"


def test_a_new_brief_takes_the_place_of_the_old_one_which_stays_among_the_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    visit = VisitFactory()
    first = actions.keep_brief(visit, content=b"%PDF-1.7 a", name="brief.pdf", by=None, at=NINE).brief_file
    second = actions.keep_brief(visit, content=b"%PDF-1.7 b", name="brief.pdf", by=None, at=NOON)
    assert (second.brief_made_at, second.brief_file == first, StoredFile.objects.count()) == (NOON, False, 2)
