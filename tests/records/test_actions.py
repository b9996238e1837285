"""Recording, sealing, looking at and erasing what an event carries."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from buranakan.lib import clock, merkle
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.records import actions, sealing
from buranakan.records.models import AppendOnly, Checkpoint, Event
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory

SAID = ["name", "on_type", "on_id", "on_label", "office_id", "province_id", "by_id", "by_post", "at", "payload"]
NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return ProvinceFactory(code="30")


def record(on, *, name="province.visited", by=None, at=NOON, **said):
    with transaction.atomic():
        return actions.record(name, on=on, by=by, at=at, **said)


def test_an_event_says_what_happened_to_what_by_which_post_and_when(province):
    office = OfficeFactory(ministry=True)
    auditor = member("auditor", office)
    record(province, by=auditor, office=office, province=province, note="ก")
    event = Event.objects.get()
    assert {field: getattr(event, field) for field in SAID} == {
        "name": "province.visited",
        "on_type": "areas.province",
        "on_id": "30",
        "on_label": "areas.province:30",
        "office_id": office.pk,
        "province_id": "30",
        "by_id": auditor.pk,
        "by_post": "auditor@moi",
        "at": NOON,
        "payload": {"note": "ก"},
    }
    assert (event.position, event.seal) == (None, "")


def test_the_real_clock_stands_beside_the_shifted_one(province):
    before = clock.real_now()
    with clock.shifted_to(NOON):
        event = record(province, at=clock.now())
    assert before <= event.real_at <= clock.real_now()
    assert abs(event.at - NOON) < dt.timedelta(minutes=1)


def test_the_system_itself_acts_under_its_own_post(province):
    assert record(province).by_post == "system"


def test_a_name_of_another_shape_is_refused(province):
    with pytest.raises(ValueError, match="noun.past_tense"):
        record(province, name="province.visit")
    assert Event.objects.count() == 0


def test_digests_are_the_same_after_the_database_gave_the_event_back(province):
    record(province, day=dt.date(2025, 5, 15), many=[1, True, None, {"ก": 10**20}], text="“อ้าง” \\ \n")
    event = Event.objects.get()
    assert sealing.digest(event) == event.digest
    assert sealing.payload_digest(event.payload, salt=event.salt) == event.payload_digest


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_a_fault_in_the_program(province):
    with pytest.raises(RuntimeError, match="transaction"):
        actions.record("province.visited", on=province, by=None, at=NOON)


def test_a_bulk_action_is_one_event_with_the_hash_of_its_list(province):
    rows = [{"row": number} for number in range(1000)]
    actions.record_many("person.imported", on=province, by=None, at=NOON, manifest=iter(rows), file="ทะเบียน.xlsx")
    assert Event.objects.get().payload == {
        "rows": 1000,
        "manifest_sha256": sealing.manifest_digest(rows),
        "file": "ทะเบียน.xlsx",
    }


# --- nothing changes, nothing goes ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.save(update_fields=["name"]),
        lambda event: event.delete(),
        lambda event: Event.objects.update(name="x"),
        lambda event: Event.objects.filter(pk=event.pk).update(name="x"),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["name"]),
    ],
    ids=["save", "save-fields", "delete", "update-all", "update", "delete-some", "delete-all", "bulk-update"],
)
def test_an_event_can_be_added_and_nothing_else(province, change):
    event = record(province)
    event.name = "province.forgotten"
    with pytest.raises(AppendOnly):
        change(event)
    assert [kept.name for kept in Event.objects.all()] == ["province.visited"]


def test_a_checkpoint_can_be_added_and_nothing_else():
    actions.seal(NOON)
    checkpoint = Checkpoint.objects.get()
    with pytest.raises(AppendOnly):
        checkpoint.save()
    with pytest.raises(AppendOnly):
        checkpoint.delete()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"position": 1}, "a_sealed_event_has_a_position"),
        ({"position": -1, "seal": "ab"}, "a_sealed_event_has_a_position"),
        ({"seal": "ab"}, "a_sealed_event_has_a_position"),
        ({"salt": ""}, "a_payload_and_its_salt_go_together"),
        ({"payload": None}, "a_payload_and_its_salt_go_together"),
    ],
)
def test_the_database_keeps_halves_together(province, values, name):
    record(province)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        models.QuerySet(Event).update(**values)


# --- sealing --------------------------------------------------------------------------------------------------------
def test_sealing_gives_each_event_the_next_position_and_signs_the_root(province):
    for _ in range(3):
        record(province)
    assert actions.seal(NOON) == 3
    for _ in range(2):
        record(province)
    assert actions.seal(NOON) == 2
    digests = list(Event.objects.order_by("position").values_list("digest", flat=True))
    assert list(Event.objects.order_by("pk").values_list("position", flat=True)) == [0, 1, 2, 3, 4]
    assert [(one.size, one.root) for one in Checkpoint.objects.all()] == [
        (size, merkle.root([sealing.leaf(digest) for digest in digests[:size]]).hex()) for size in [0, 3, 5]
    ]


def test_sealing_nothing_adds_no_checkpoint(province):
    record(province)
    actions.seal(NOON)
    assert (actions.seal(NOON), Checkpoint.objects.count()) == (0, 2)


def test_an_event_whose_number_is_lower_but_came_later_is_not_passed_over(province):
    first, second = record(province), record(province)
    models.QuerySet(Event).filter(pk=first.pk).delete()
    actions.seal(NOON)
    first._state.adding = True
    first.save()
    actions.seal(NOON)
    assert list(Event.objects.order_by("position").values_list("pk", flat=True)) == [second.pk, first.pk]


def test_more_events_than_one_batch_are_sealed_with_a_checkpoint_for_each(province, monkeypatch):
    monkeypatch.setattr(actions, "SEALED_AT_ONCE", 2)
    for _ in range(5):
        record(province)
    assert actions.seal(NOON) == 5
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [0, 2, 4, 5]


@pytest.mark.parametrize("change", [{"root": "00" * 32}, {"frontier": "00" * 32}, {"signature": "00" * 64}])
def test_nothing_is_sealed_on_top_of_a_checkpoint_that_is_not_ours(province, change):
    record(province)
    actions.seal(NOON)
    models.QuerySet(Checkpoint).filter(size=1).update(**change)
    late = record(province)
    with pytest.raises(actions.TrailBroken):
        actions.seal(NOON)
    assert Event.objects.get(pk=late.pk).position is None


def test_a_new_key_goes_on_from_where_the_older_one_signed(province, settings):
    record(province)
    actions.seal(NOON)
    settings.TRAIL_SIGNING_KEY = f"a-new-secret,{settings.TRAIL_SIGNING_KEY}"
    record(province)
    assert actions.seal(NOON) == 1


@pytest.mark.race
def test_many_sealers_at_once_give_every_event_one_position(race):
    province = ProvinceFactory(code="30")
    for _ in range(40):
        record(province)
    outcomes = race([lambda: actions.seal(NOON)] * 8)
    assert sorted(outcomes) == [0] * 7 + [40]
    assert list(Event.objects.order_by("pk").values_list("position", flat=True)) == list(range(40))


@pytest.mark.race
def test_sealing_while_others_record_misses_nobody(race):
    province = ProvinceFactory(code="30")

    def write():
        for _ in range(5):
            record(province)

    outcomes = race([write] * 6 + [lambda: actions.seal(NOON)] * 2)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    actions.seal(NOON)
    assert sorted(Event.objects.values_list("position", flat=True)) == list(range(30))


def test_thousands_of_events_are_sealed_with_few_statements(province, django_assert_max_num_queries):
    salt, payload = "salt", {}
    events = [
        Event(
            name="province.visited",
            at=NOON,
            real_at=NOON,
            payload=payload,
            salt=salt,
            payload_digest=sealing.payload_digest(payload, salt=salt),
        )
        for _ in range(3000)
    ]
    for event in events:
        event.digest = sealing.digest(event)
    Event.objects.bulk_create(events)
    # SQLite and psycopg count one executemany as one statement.
    with django_assert_max_num_queries(20):
        assert actions.seal(NOON) == 3000


# --- what an event carries ------------------------------------------------------------------------------------------
def test_looking_at_what_an_event_carries_is_itself_an_event(province):
    auditor = member("auditor", OfficeFactory(ministry=True))
    event = record(province, note="ก")
    assert actions.look_at_payload(event, because=" ตรวจสอบเรื่องร้องเรียน ", by=auditor, at=NOON) == {"note": "ก"}
    look = Event.objects.latest("pk")
    assert (look.name, look.on_label, look.by_post, look.payload) == (
        "event.payload_looked_at",
        str(event.reference),
        "auditor@moi",
        {"because": "ตรวจสอบเรื่องร้องเรียน"},
    )


def test_a_look_without_a_reason_is_refused_and_leaves_no_event(province):
    event = record(province)
    with pytest.raises(RuleBroken) as refusal:
        actions.look_at_payload(event, because=" ", by=None, at=NOON)
    assert refusal.value.code == "reason_missing"
    assert Event.objects.count() == 1


def test_erasing_what_an_event_carried_leaves_its_digest_and_says_so(province):
    event = record(province, name_of="สมชาย")
    actions.seal(NOON)
    erased = actions.erase_payload(event, because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    assert (erased.payload, erased.salt, erased.digest) == (None, "", event.digest)
    assert Event.objects.latest("pk").name == "event.payload_erased"
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload, salt FROM records_event WHERE id = %s", [event.pk])
        assert cursor.fetchone() == (None, "")


def test_erasing_twice_is_refused(province):
    event = record(province)
    actions.erase_payload(event, because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    with pytest.raises(RuleBroken) as refusal:
        actions.erase_payload(event, because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    assert refusal.value.code == "payload_already_erased"
    assert Event.objects.count() == 2


def test_the_trail_of_the_tests_has_a_key_of_its_own():
    assert len(sealing.keys(settings.TRAIL_SIGNING_KEY)) == 1
