"""What changes the register: rows, refusals, and what the trail says — and doesn't."""

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from buranakan.registry import actions, queries, secrets
from buranakan.registry.models import EnterprisePart, Person
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.registry import EnterpriseFactory, PersonFactory

NUMBER = ids.made_up_citizen_number(1)
OTHER = ids.made_up_citizen_number(2)
REASON = "ยืนยันตัวก่อนออกวุฒิบัตร"
OLD_KEYS, NEW_KEYS = "old:" + "o" * 64, "new:" + "n" * 64 + ",old:" + "o" * 64


@pytest.fixture
def here(db):
    return ProvinceFactory(code="30")


@pytest.fixture
def office(here):
    return provincial_office(here)


@pytest.fixture
def officer(office):
    return member(Role.PROVINCIAL_OFFICER, office)


@pytest.fixture
def add(here, office, officer):
    def adding(**details):
        details = {"first_name": "สมศรี", "last_name": "ใจดี"} | details
        return actions.add_person(**details, province=here, office=office, by=officer, at=clock.now())

    return adding


@pytest.fixture
def add_group(here, office, officer):
    def adding(**details):
        details = {"name": "กลุ่มทอผ้า", "kind": "community", "number": "130010110001"} | details
        return actions.add_enterprise(**details, province=here, office=office, by=officer, at=clock.now())

    return adding


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def events(name):
    return list(Event.objects.filter(name=name))


def edited(person, by, **changes):
    kept = {name: getattr(person, name) for name in ("title", "first_name", "last_name", "phone", "province")}
    return actions.edit_person(person, **kept | changes, by=by, at=clock.now())


# --- people -----------------------------------------------------------------------------------------------------------
def test_adding_seals_the_number_and_tells_the_trail_neither_name_nor_number(add, office, officer, here):
    person = Person.objects.get(pk=add(citizen_number=ids.format_citizen_number(NUMBER)).pk)
    (event,) = events("person.added")

    assert secrets.keyring().open(person.citizen_number_sealed, row=person.reference) == NUMBER
    assert (event.on_id, event.by_post, event.office_id, event.province_id) == (
        str(person.pk),
        officer.worn_post,
        office.pk,
        "30",
    )
    assert event.payload == {"has_citizen_number": True}
    assert event.on_label == f"registry.person:{person.pk}"


@pytest.mark.parametrize("column", ["citizen_number_sealed", "citizen_number_hash"])
def test_the_number_stands_in_no_column(add, column):
    assert NUMBER not in getattr(add(citizen_number=NUMBER), column)


def test_somebody_without_a_number_is_added_too(add):
    assert add().citizen_number_hash is None
    assert add(first_name="มานะ").citizen_number_sealed == ""


def test_a_number_is_taken_once(add):
    first = add(citizen_number=NUMBER)
    with pytest.raises(RuleBroken) as refusal:
        add(first_name="มานะ", citizen_number=NUMBER)
    assert (refusal.value.code, refusal.value.params["holder"]) == ("citizen_number_taken", str(first.reference))
    assert (Person.objects.count(), len(events("person.added"))) == (1, 1)


def test_a_number_of_somebody_merged_away_stays_with_the_one_that_remains(add):
    merged = add(citizen_number=NUMBER)
    Person.objects.filter(pk=merged.pk).update(merged_into=add(first_name="มานะ"))
    assert add(first_name="สมศรี", citizen_number=NUMBER).citizen_number_hash == merged.citizen_number_hash


def test_a_wrong_number_is_refused_and_nobody_added(add):
    assert code_of(add, citizen_number="1234567890123") == "number_check_digit"
    assert Person.objects.count() == 0


def test_editing_writes_the_names_of_changed_fields_only(add, officer):
    person = edited(add(), officer, last_name="ใจงาม", phone="0812345678")
    (event,) = events("person.changed")
    assert (person.last_name, person.phone) == ("ใจงาม", "0812345678")
    assert event.payload == {"fields": ["last_name", "sort_key", "search_key", "phone"]}


def test_editing_nothing_leaves_no_event(add, officer):
    edited(add(citizen_number=NUMBER), officer, citizen_number=NUMBER)
    assert events("person.changed") == []


def test_an_empty_number_leaves_the_one_that_is_kept_and_a_new_one_replaces_it(add, officer):
    person = edited(add(citizen_number=NUMBER), officer, citizen_number="")
    assert queries.masked_citizen_number(person) == ids.mask_citizen_number(NUMBER)
    person = edited(person, officer, citizen_number=OTHER)
    assert queries.masked_citizen_number(person) == ids.mask_citizen_number(OTHER)


def test_editing_takes_nobody_elses_number(add, officer):
    add(citizen_number=NUMBER)
    assert code_of(edited, add(first_name="มานะ"), officer, citizen_number=NUMBER) == "citizen_number_taken"


def test_a_merged_person_is_not_edited(add, officer):
    person = add()
    Person.objects.filter(pk=person.pk).update(merged_into=add(first_name="มานะ"))
    assert code_of(edited, person, officer, first_name="มานี") == "merged_away"


def test_revealing_gives_the_number_and_records_the_reason_without_it(add, officer):
    person = add(citizen_number=NUMBER)
    number = actions.reveal_citizen_number(person, reason=REASON, by=officer, at=clock.now())
    (event,) = events("person.citizen_number_revealed")
    assert number == ids.format_citizen_number(NUMBER)
    assert (event.on_id, event.by_id, event.payload) == (str(person.pk), officer.pk, {"reason": REASON})


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_needed"), ("ตรวจ", "reason_needed"), (f"ตรวจสอบเลข {NUMBER}", "citizen_number_in_text")],
)
def test_without_a_good_reason_nothing_is_revealed_nor_recorded(add, officer, reason, code):
    person = add(citizen_number=NUMBER)
    assert code_of(actions.reveal_citizen_number, person, reason=reason, by=officer, at=clock.now()) == code
    assert events("person.citizen_number_revealed") == []


def test_a_number_that_is_not_kept_is_not_revealed(add, officer):
    why = {"reason": REASON, "by": officer, "at": clock.now()}
    assert code_of(actions.reveal_citizen_number, add(), **why) == "no_citizen_number"


# --- enterprises, parts ----------------------------------------------------------------------------------------------
def test_an_enterprise_is_added_with_its_event(add_group):
    enterprise = add_group()
    (event,) = events("enterprise.added")
    assert (event.on_id, event.payload) == (str(enterprise.pk), {"kind": "community"})


def test_a_number_of_an_enterprise_is_taken_once_per_kind(add_group):
    first = add_group()
    with pytest.raises(RuleBroken) as refusal:
        add_group(name="กลุ่มอื่น")
    assert (refusal.value.code, refusal.value.params["holder"]) == ("enterprise_number_taken", str(first.reference))
    assert add_group(name="สหกรณ์", kind="cooperative").number == first.number


def test_an_enterprise_is_edited(add_group, officer, here):
    actions.edit_enterprise(
        add_group(), name="กลุ่มจักสาน", kind="group", number="", province=here, by=officer, at=clock.now()
    )
    (event,) = events("enterprise.changed")
    assert event.payload == {"fields": ["name", "kind", "number", "sort_key", "search_key"]}


def test_an_edited_enterprise_takes_nobody_elses_number(add_group, officer, here):
    add_group()
    other = {"name": "กลุ่มอื่น", "kind": "community"}
    two = add_group(**other, number="130010110002")
    again = {**other, "number": "130010110001", "province": here, "by": officer, "at": clock.now()}
    assert code_of(actions.edit_enterprise, two, **again) == "enterprise_number_taken"


def test_a_merged_enterprise_is_not_edited(add_group, officer, here):
    merged = EnterpriseFactory(merged_into=add_group())
    change = {"name": "ใหม่", "kind": "group", "province": here, "by": officer, "at": clock.now()}
    assert code_of(actions.edit_enterprise, merged, **change) == "merged_away"


def test_a_part_is_linked_once(add, add_group, officer):
    person, group = add(), add_group()
    actions.link_part(person, group, part="owner", by=officer, at=clock.now())
    assert code_of(actions.link_part, person, group, part="owner", by=officer, at=clock.now()) == "already_linked"
    actions.link_part(person, group, part="member", by=officer, at=clock.now())
    assert EnterprisePart.objects.count() == len(events("enterprise_part.linked")) == 2


def test_a_part_goes_to_the_records_that_remain(add, add_group, officer):
    person, group = add(), add_group()
    merged = PersonFactory(merged_into=person), EnterpriseFactory(merged_into=group)
    linked = actions.link_part(*merged, part="owner", by=officer, at=clock.now())
    assert (linked.person, linked.enterprise) == (person, group)


# --- keys -------------------------------------------------------------------------------------------------------------
def test_resealing_moves_every_number_to_the_first_key_and_once_only(add):
    with override_settings(IDENTITY_KEYS=OLD_KEYS):
        people = [add(first_name=f"คน{n}", citizen_number=ids.made_up_citizen_number(n)) for n in range(3)]
        add(first_name="ไม่มีเลข")
    with override_settings(IDENTITY_KEYS=NEW_KEYS):
        resealed = [actions.reseal(by=None, at=clock.now()) for _ in range(2)]
    (event,) = events("person.numbers_resealed")
    assert resealed == [3, 0]
    assert (event.payload["rows"], event.payload["key_id"]) == (3, "new")
    with override_settings(IDENTITY_KEYS=NEW_KEYS.split(",")[0]):
        masks = [queries.masked_citizen_number(Person.objects.get(pk=person.pk)) for person in people]
    assert masks == [ids.mask_citizen_number(ids.made_up_citizen_number(n)) for n in range(3)]


def test_resealing_finds_people_by_a_new_lookup_key(add):
    person = add(citizen_number=NUMBER)
    with override_settings(IDENTITY_LOOKUP_KEY="another-key-to-find-people-by-0123456789"):
        assert list(queries.find_people(Person.objects.all(), NUMBER)) == []
        assert actions.reseal(by=None, at=clock.now()) == 1
        assert list(queries.find_people(Person.objects.all(), NUMBER)) == [person]


def test_resealing_goes_on_over_more_than_one_batch(add, monkeypatch):
    monkeypatch.setattr(actions, "ROWS_AT_ONCE", 2)
    with override_settings(IDENTITY_KEYS=OLD_KEYS):
        for n in range(5):
            add(first_name=f"คน{n}", citizen_number=ids.made_up_citizen_number(n))
    with override_settings(IDENTITY_KEYS=NEW_KEYS):
        assert actions.reseal(by=None, at=clock.now()) == 5


# --- the database says it too -----------------------------------------------------------------------------------------
def test_no_two_standing_people_share_a_number(add):
    add(citizen_number=NUMBER)
    fingerprint = secrets.keyring().fingerprint(NUMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(citizen_number_hash=fingerprint)


def test_no_two_standing_enterprises_share_a_number_of_one_kind(add_group):
    group = add_group()
    with pytest.raises(IntegrityError), transaction.atomic():
        EnterpriseFactory(kind=group.kind, number=group.number)


@pytest.mark.parametrize("factory", [PersonFactory, EnterpriseFactory])
def test_no_record_is_merged_into_itself(db, factory):
    row = factory()
    row.merged_into = row
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_no_part_is_linked_twice(add, add_group):
    link = {"person": add(), "enterprise": add_group(), "part": "owner"}
    EnterprisePart.objects.create(**link)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnterprisePart.objects.create(**link)


@pytest.mark.race
def test_of_many_desks_adding_the_same_number_one_wins_and_the_rest_are_refused(race):
    province = ProvinceFactory(code="30")
    office = provincial_office(province)

    def add_them(n):
        return lambda: actions.add_person(
            first_name=f"คน{n}", citizen_number=NUMBER, province=province, office=office, by=None, at=clock.now()
        )

    outcomes = race([add_them(n) for n in range(10)])
    codes = [outcome.code for outcome in outcomes if isinstance(outcome, RuleBroken)]
    assert (codes, Person.objects.count()) == (["citizen_number_taken"] * 9, 1)
