import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.areas.models import Province
from buranakan.lib import ids
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.records import files
from buranakan.records.models import Event, StoredFile
from buranakan.registry import actions as register
from buranakan.registry import queries as people_of
from buranakan.registry.enums import EnterpriseKind, ImportState, Part
from buranakan.registry.imports import actions, queries, registrations
from buranakan.registry.models import Enterprise, ImportedPerson, ImportRun, Person, SourceRecord
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.imports import SourceRecordFactory
from tests.factories.registry import EnterpriseFactory
from tests.factories.services import ServiceRecordFactory
from tests.lib.lists import as_workbook
from tests.registry.imports.conftest import FIRST_ROW, company, month
from tests.registry.imports.test_people import HEADING, row

AT = dt.datetime(2025, 5, 15, 9, tzinfo=BANGKOK)
REASON = "นำเข้าผิดแฟ้ม ต้องส่งใหม่"
EVERYWHERE = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    ProvinceFactory(code="36", name_th="ชัยภูมิ", name_en="Chaiyaphum")
    return provincial_office(ProvinceFactory(code="30", name_th="นครราชสีมา", name_en="Nakhon Ratchasima"))


@pytest.fixture
def officer(office):
    return member(Role.PROVINCIAL_OFFICER, office)


def companies(*serials, **changes):
    return month(*(company(serial, **changes) for serial in serials))


def upload(office, content, *, kind="enterprises", name="list.csv", **asked):
    return actions.upload(content, name=name, kind=kind, office=office, by=None, at=AT, **asked)


def brought(office, content, **asked):
    return actions.bring_in(upload(office, content, **asked), by=None, at=AT)


def refused(do):
    with pytest.raises(RuleBroken) as refusal:
        do()
    return refusal.value.code


def standing():
    return sorted(SourceRecord.objects.standing().values_list("number", flat=True))


def events(name):
    return Event.objects.filter(name=name)


def numbers(*serials):
    return sorted(map(ids.made_up_juristic_number, serials))


# --- preview --------------------------------------------------------------------------------------------------------
def test_an_upload_keeps_the_file_and_says_what_it_would_bring(office, officer):
    content = month(company(1), company(2, capital="สิบ"), company(3))
    run = actions.upload(content, name="มกราคม.csv", kind="enterprises", office=office, by=officer, at=AT)
    assert (run.state, run.rows, run.accepted, run.refused, run.known) == (ImportState.PREVIEWED, 3, 2, 1, 0)
    assert (files.read(run.file.sha256), run.file.name, run.sha256) == (content, "มกราคม.csv", files.sha256(content))
    assert (run.uploaded_by_id, run.uploaded_by_post) == (officer.pk, officer.worn_post)
    [refusal] = run.refusals.all()
    assert (refusal.row_number, refusal.code) == (FIRST_ROW + 1, "money_not_understood")
    assert refusal.column == "ทุนจดทะเบียน (บาท)"
    assert "สิบ" in refusal.sentence
    assert SourceRecord.objects.count() == 0
    assert events("import_run.uploaded").get().payload["rows"] == 3


def test_a_file_that_is_no_list_leaves_nothing(office):
    assert refused(lambda: upload(office, b"%PDF-1.7")) == "list_not_readable"
    assert (ImportRun.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_preview_shows_the_rows_by_pages_and_what_is_known(office):
    brought(office, companies(1))
    run = upload(office, companies(1, 2, 3))
    first, last = (queries.preview(run, page=page, size=2) for page in (1, 99))
    shown = [(row.item.row_number, row.is_known) for row in first.rows]
    assert shown == [(FIRST_ROW, True), (FIRST_ROW + 1, False)]
    assert ([shown.item.row_number for shown in last.rows], last.page, last.pages) == ([FIRST_ROW + 2], 2, 2)
    assert run.known == 1


# --- bringing in ----------------------------------------------------------------------------------------------------
def test_bringing_in_lets_the_rows_stand_and_tells_the_trail(office, officer):
    run = upload(office, companies(1, 2))
    run = actions.bring_in(run, by=officer, at=AT)
    assert (run.state, run.done, run.percent_done, run.known) == (ImportState.BROUGHT_IN, 2, 100, 0)
    assert standing() == numbers(1, 2)
    event = events("import_run.brought_in").get()
    assert (event.on_label, event.by_id, event.payload["rows"], event.office_id) == (
        str(run.reference),
        officer.pk,
        2,
        office.pk,
    )
    assert len(event.payload["manifest_sha256"]) == 64
    assert Enterprise.objects.count() == 0


def test_a_record_says_what_its_row_said(office):
    run = brought(office, companies(1, name="บจ.ก จำกัด"))
    record = SourceRecord.objects.get()
    assert (record.run, record.row_number, record.number) == (run, FIRST_ROW, ids.made_up_juristic_number(1))
    assert (record.name, record.name_as_written, record.form) == ("บริษัท ก จำกัด", "บจ.ก จำกัด", "limited_company")
    assert (record.registered_on, record.capital_satang) == (dt.date(2016, 1, 2), 100_000_000)
    assert (record.province_id, record.district, record.subdistrict, record.postcode) == (
        "30",
        "เมืองนครราชสีมา",
        "ในเมือง",
        "30000",
    )
    assert (record.is_standing, record.enterprise, record.trail_label) == (True, None, str(record.reference))


def test_the_same_list_again_changes_nothing(office):
    content = companies(1, 2)
    first = brought(office, content)
    again = upload(office, content, name="again.csv")
    assert (again.known, queries.brought_in_before(again)) == (2, first)
    assert refused(lambda: actions.bring_in(again, by=None, at=AT)) == "already_brought_in"
    again.refresh_from_db()
    assert (again.state, SourceRecord.objects.count(), standing()) == (ImportState.PREVIEWED, 2, numbers(1, 2))


def test_a_run_is_brought_in_once(office):
    run = brought(office, companies(1))
    assert refused(lambda: actions.bring_in(run, by=None, at=AT)) == "already_brought_in"


def test_a_list_without_rows_that_can_be_taken_is_not_brought_in(office):
    run = upload(office, companies(1, capital="สิบ"))
    assert refused(lambda: actions.bring_in(run, by=None, at=AT)) == "nothing_to_bring_in"
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEWED


def test_numbers_of_another_list_wait_behind_it(office):
    brought(office, companies(1, 2))
    run = brought(office, companies(2, 3, capital="5"))
    assert (run.accepted, run.known, standing()) == (2, 1, numbers(1, 2, 3))
    assert SourceRecord.objects.standing().get(number=numbers(2)[0]).capital_satang == 100_000_000


def test_one_province_of_a_list_and_then_all_of_it(office):
    elsewhere = company(2, address="1 ต.ก อ.ข จ.ชัยภูมิ 36000")
    content = month(company(1), elsewhere)
    run = brought(office, content, province=Province.objects.get(pk="30"))
    assert (run.rows, run.outside, standing()) == (1, 1, numbers(1))
    whole = brought(office, content)
    assert (whole.rows, whole.known, standing()) == (2, 1, numbers(1, 2))


def test_an_import_that_breaks_off_leaves_nothing_and_can_be_done_again(office, monkeypatch):
    run = upload(office, companies(*range(1, 6)))
    monkeypatch.setattr(registrations, "ROWS_AT_ONCE", 2)
    stand = registrations.stand
    monkeypatch.setattr(registrations, "stand", lambda *given, **said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.bring_in(run, by=None, at=AT)
    run.refresh_from_db()
    assert (run.state, run.done, SourceRecord.objects.count()) == (ImportState.PREVIEWED, 0, 0)
    assert not events("import_run.brought_in").exists()
    monkeypatch.setattr(registrations, "stand", stand)
    assert actions.bring_in(run, by=None, at=AT).done == 5
    assert standing() == numbers(1, 2, 3, 4, 5)


def test_what_a_killed_program_wrote_is_swept_by_the_next_one(office):
    content = companies(1, 2)
    dead = upload(office, content)
    registrations.land(dead, queries.read_run(dead))
    ImportRun.objects.filter(pk=dead.pk).update(state=ImportState.BRINGING_IN)
    assert (SourceRecord.objects.count(), standing()) == (2, [])
    brought(office, content)
    dead.refresh_from_db()
    assert (dead.state, dead.done, SourceRecord.objects.count(), standing()) == (
        ImportState.PREVIEWED,
        0,
        2,
        numbers(1, 2),
    )


def test_a_killed_run_itself_is_done_again(office):
    run = upload(office, companies(1, 2))
    registrations.land(run, queries.read_run(run))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.BRINGING_IN)
    actions.bring_in(run, by=None, at=AT)
    assert (SourceRecord.objects.count(), standing()) == (2, numbers(1, 2))


# --- undoing --------------------------------------------------------------------------------------------------------
def test_undoing_takes_back_what_nobody_chose(office, officer):
    run = brought(office, companies(1, 2))
    chosen = SourceRecord.objects.get(number=numbers(2)[0])
    actions.choose(chosen, office=office, by=officer, at=AT)
    undone = actions.undo(run, reason=REASON, by=officer, at=AT)
    assert (undone.taken_back, undone.stays, standing()) == (1, [chosen], numbers(2))
    assert (undone.run.state, undone.run.undone_because, undone.run.undone_by_id) == (
        ImportState.UNDONE,
        REASON,
        officer.pk,
    )
    payload = events("import_run.undone").get().payload
    assert (payload["rows"], payload["stays"], payload["because"]) == (1, 1, REASON)


def test_a_list_is_undone_once_with_a_reason_and_only_after_it_was_brought_in(office):
    run = upload(office, companies(1))
    assert refused(lambda: actions.undo(run, reason=REASON, by=None, at=AT)) == "import_move_not_allowed"
    run = actions.bring_in(run, by=None, at=AT)
    assert refused(lambda: actions.undo(run, reason="ผิด", by=None, at=AT)) == "reason_needed"
    actions.undo(run, reason=REASON, by=None, at=AT)
    assert refused(lambda: actions.undo(run, reason=REASON, by=None, at=AT)) == "import_move_not_allowed"


def test_a_list_that_was_undone_may_come_again(office):
    content = companies(1, 2)
    actions.undo(brought(office, content), reason=REASON, by=None, at=AT)
    assert standing() == []
    assert (brought(office, content).known, standing()) == (0, numbers(1, 2))


def test_the_row_of_another_list_takes_the_place_of_one_taken_back(office):
    first = brought(office, companies(1, 2))
    second = brought(office, companies(2, 3))
    third = brought(office, companies(2))
    actions.undo(first, reason=REASON, by=None, at=AT)
    assert standing() == numbers(2, 3)
    assert SourceRecord.objects.standing().get(number=numbers(2)[0]).run == second
    actions.undo(second, reason=REASON, by=None, at=AT)
    assert SourceRecord.objects.standing().get().run == third


# --- choosing -------------------------------------------------------------------------------------------------------
def test_a_chosen_registration_becomes_an_enterprise(office, officer):
    brought(office, companies(1, name="บจ.ก จำกัด"))
    record = SourceRecord.objects.get()
    enterprise = actions.choose(record, office=office, by=officer, at=AT)
    assert (enterprise.name, enterprise.kind, enterprise.number, enterprise.province_id) == (
        "บริษัท ก จำกัด",
        EnterpriseKind.JURISTIC,
        record.number,
        "30",
    )
    assert enterprise.registered_by_office == office
    record.refresh_from_db()
    assert (record.enterprise, record.chosen_at) == (enterprise, AT)
    assert events("source_record.chosen").get().payload == {"enterprise_id": enterprise.pk, "was_known": False}


def test_an_enterprise_with_the_number_is_linked(office):
    brought(office, companies(1))
    known = EnterpriseFactory(kind=EnterpriseKind.JURISTIC, number=numbers(1)[0])
    assert actions.choose(SourceRecord.objects.get(), office=office, by=None, at=AT) == known
    assert Enterprise.objects.count() == 1


def test_a_registration_is_chosen_once_and_while_it_stands(office):
    run = brought(office, companies(1, 2))
    first, second = SourceRecord.objects.order_by("pk")
    actions.choose(first, office=office, by=None, at=AT)
    assert refused(lambda: actions.choose(first, office=office, by=None, at=AT)) == "already_chosen"
    actions.undo(run, reason=REASON, by=None, at=AT)
    assert refused(lambda: actions.choose(second, office=office, by=None, at=AT)) == "registration_not_standing"


def test_a_registration_without_a_province_asks_for_one(office):
    record = SourceRecordFactory(province=None)
    assert refused(lambda: actions.choose(record, office=office, by=None, at=AT)) == "province_needed"
    province = Province.objects.get(pk="36")
    assert actions.choose(record, office=office, province=province, by=None, at=AT).province == province


# --- reading --------------------------------------------------------------------------------------------------------
def test_registrations_are_found_by_name_number_and_province(office):
    brought(office, month(company(1, name="บจ.บัว หลวง จำกัด"), company(2, address="1 ต.ก อ.ข จ.ชัยภูมิ 36000")))

    def found(**asked):
        return [one.number for one in queries.source_records(EVERYWHERE, **asked)]

    assert sorted(found()) == numbers(1, 2)
    assert found(text="บัวหลวง") == found(text=ids.made_up_juristic_number(1)) == found(province="30") == numbers(1)
    assert found(text="ไม่มี") == []
    assert sorted(found(text="000")) == found(text="000")


# --- people ---------------------------------------------------------------------------------------------------------
def people(*rows):
    return as_workbook([HEADING, *rows])


def test_people_are_added_through_the_register_and_known_ones_are_recognised(office, officer):
    known = register.add_person(
        first_name="ทดสอบ1",
        last_name="สมมติ",
        citizen_number=ids.made_up_citizen_number(1),
        province=Province.objects.get(pk="36"),
        office=office,
        by=None,
        at=AT,
    )
    same = register.add_person(
        first_name="ทดสอบ2",
        last_name="สมมติ",
        phone="0810000002",
        province=Province.objects.get(pk="30"),
        office=office,
        by=None,
        at=AT,
    )
    content = people(row(1), row(2, number=""), row(3), row(4, number="", phone=""))
    run = upload(office, content, kind="people", name="list.xlsx")
    assert (run.accepted, run.known) == (4, 2)
    run = actions.bring_in(run, by=officer, at=AT)
    met = {one.row_number: (one.person, one.is_new) for one in ImportedPerson.objects.filter(run=run)}
    assert (met[2], met[3], met[4][1], met[5][1]) == ((known, False), (same, False), True, True)
    added = met[4][0]
    assert (added.full_name, added.phone, added.province_id, added.registered_by_office) == (
        "นางสาวทดสอบ3 สมมติ",
        "0810000003",
        "30",
        office,
    )
    assert people_of.find_people(Person.objects.all(), ids.made_up_citizen_number(3)).get() == added
    assert (run.known, run.done, Person.objects.count()) == (2, 4, 4)
    assert events("person.added").count() == 4


def test_a_preview_shows_whom_a_row_may_mean(office):
    brought(office, people(row(1)), kind="people", name="a.xlsx")
    run = upload(office, people(row(1, number="", phone=""), row(1)), kind="people", name="b.xlsx")
    doubtful, same = queries.preview(run).rows
    assert (doubtful.is_known, doubtful.likely) == (False, [Person.objects.get()])
    assert (same.is_known, same.likely) == (True, [])


def test_two_numbers_are_two_people_whatever_else_they_share(office):
    brought(office, people(row(1)), kind="people", name="a.xlsx")
    run = upload(office, people(row(1, number=ids.made_up_citizen_number(9))), kind="people", name="b.xlsx")
    assert (run.known, queries.preview(run).rows[0].likely) == (0, [])


def test_somebody_met_twice_in_one_list_is_added_once(office):
    twice = people(row(1, number=""), row(1, number="", email="a@example.test"))
    run = brought(office, twice, kind="people", name="a.xlsx")
    assert (run.known, Person.objects.count()) == (1, 1)


def test_the_trail_of_people_tells_no_names_and_no_numbers(office):
    brought(office, people(row(1)), kind="people", name="สมชาย.xlsx")
    said = str([(event.on_label, event.payload) for event in Event.objects.filter(name__startswith="import_run")])
    words = ["ทดสอบ1", "สมมติ", "0810000001", ids.made_up_citizen_number(1), "สมชาย"]
    assert [word for word in words if word in said] == []


def test_people_of_provinces_out_of_reach_are_refused(office):
    run = upload(office, people(row(1), row(2, province="ชัยภูมิ")), kind="people", name="a.xlsx")
    assert (run.accepted, [refusal.code for refusal in run.refusals.all()]) == (1, ["province_out_of_reach"])


def test_an_office_that_lost_a_province_meanwhile_counts_again(office):
    run = upload(office, people(row(1), row(2)), kind="people", name="a.xlsx")
    office.responsibilities.all().update(province_id="36")
    assert refused(lambda: actions.bring_in(run, by=None, at=AT)) == "nothing_to_bring_in"
    run.refresh_from_db()
    assert (run.state, run.rows, run.refused, run.refusals.count()) == (ImportState.PREVIEWED, 2, 2, 2)


def test_undoing_people_removes_only_those_nothing_else_needs(office, officer):
    run = brought(office, people(*(row(serial) for serial in range(1, 6))), kind="people", name="a.xlsx")
    served, linked, edited, merged, free = (
        ImportedPerson.objects.get(run=run, row_number=number).person for number in range(2, 7)
    )
    ServiceRecordFactory(person=served)
    register.link_part(linked, EnterpriseFactory(), part=Part.OWNER, by=officer, at=AT)
    register.edit_person(edited, first_name="แก้แล้ว", province=edited.province, by=officer, at=AT)
    merged.merged_into = served
    merged.save()
    undone = actions.undo(run, reason=REASON, by=officer, at=AT)
    assert (undone.taken_back, [person.pk for person in undone.stays]) == (
        1,
        [one.pk for one in (served, linked, edited, merged)],
    )
    assert not Person.objects.filter(pk=free.pk).exists()
    assert ImportedPerson.objects.filter(run=run).count() == 4
    assert events("import_run.undone").get().payload["rows"] == 1


def test_people_whom_another_list_met_stay(office):
    first = brought(office, people(row(1)), kind="people", name="a.xlsx")
    brought(office, people(row(1), row(2)), kind="people", name="b.xlsx")
    undone = actions.undo(first, reason=REASON, by=None, at=AT)
    assert (undone.taken_back, undone.stays) == (0, [Person.objects.get(first_name="ทดสอบ1")])
