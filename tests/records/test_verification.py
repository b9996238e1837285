"""What a verification finds, and where. Each test does what somebody with the database in hand could do."""

import datetime as dt

import pytest
from django.db import connection, models, transaction
from django.utils.translation import override

from buranakan.lib.clock import BANGKOK
from buranakan.records import actions, queries, sealing
from buranakan.records.models import Checkpoint, Event
from buranakan.records.verification import MESSAGES, verify
from tests.factories.areas import ProvinceFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db

# Past the model that refuses: as a hand in the database would.
EVENTS = models.QuerySet(Event)
CHECKPOINTS = models.QuerySet(Checkpoint)


def record(name="province.visited", **payload):
    with transaction.atomic():
        return actions.record(name, on=ProvinceFactory(code="30"), by=None, at=NOON, **payload)


@pytest.fixture
def log():
    """Six events, sealed three and three, under the positions they have."""
    events = []
    for half in range(2):
        events += [record(number=half * 3 + place) for place in range(3)]
        actions.seal(NOON)
    return events


def at(position):
    return EVENTS.filter(position=position)


def found():
    fault = verify().fault
    return fault and (fault.code, fault.position)


def reseal(event):
    """What a forger who knows the program but not the key can do: make the digest fit again."""
    event = Event.objects.get(pk=event.pk)
    digest = sealing.payload_digest(event.payload, salt=event.salt)
    EVENTS.filter(pk=event.pk).update(payload_digest=digest)
    event.refresh_from_db()
    EVENTS.filter(pk=event.pk).update(digest=sealing.digest(event))


def test_an_empty_trail_is_sound():
    verdict = verify()
    assert (verdict.is_sound, verdict.sealed, verdict.unsealed, verdict.unsealed_since) == (True, 0, 0, None)


def test_a_sound_log_is_sound(log):
    verdict = verify()
    assert (verdict.fault, verdict.sealed, verdict.checkpoints, verdict.unsealed) == (None, 6, 3, 0)


def test_the_unsealed_tail_is_reported(log):
    first, _second = record(), record()
    verdict = verify()
    assert (verdict.fault, verdict.sealed, verdict.unsealed, verdict.unsealed_since) == (None, 6, 2, first.real_at)


@pytest.mark.parametrize("position", [0, 2, 4, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"name": "province.forgotten"},
        {"on_type": "x"},
        {"on_id": "31"},
        {"on_label": "x"},
        {"office_id": 9},
        {"province_id": "31"},
        {"by_id": 9},
        {"by_post": "x"},
        {"at": NOON + dt.timedelta(seconds=1)},
        {"real_at": NOON},
        {"digest": "00" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_named(log, change, position):
    at(position).update(**change)
    assert found() == ("event_changed", position)


@pytest.mark.parametrize(
    "change",
    [{"payload": {"number": 99}}, {"salt": "other"}, {"payload_digest": "00" * 32}],
    ids=["payload", "salt", "digest"],
)
def test_a_changed_payload_is_named(log, change):
    at(4).update(**change)
    assert found() == ("payload_changed", 4)


def test_a_changed_event_whose_digests_were_made_to_fit_is_named(log):
    at(4).update(payload={"number": 99})
    reseal(log[4])
    assert found() == ("event_out_of_place", 4)


def test_a_forged_seal_is_named(log):
    at(4).update(seal="00" * 32)
    assert found() == ("event_out_of_place", 4)


@pytest.mark.parametrize("position", [0, 3, 5], ids=["head", "middle", "tail"])
def test_a_removed_event_is_named(log, position):
    at(position).delete()
    assert found() == ("event_removed", position)


def test_a_removed_tail_is_named_by_its_first_event(log):
    EVENTS.filter(position__gte=4).delete()
    assert found() == ("event_removed", 4)


def test_a_removed_event_whose_gap_was_closed_is_named(log):
    at(2).delete()
    for position in [3, 4, 5]:
        at(position).update(position=position - 1)
    assert found() == ("event_out_of_place", 2)


@pytest.mark.parametrize(("left", "right"), [(0, 1), (2, 5)])
def test_reordered_events_are_named_by_the_first(log, left, right):
    one, other = at(left).get().pk, at(right).get().pk
    EVENTS.filter(pk=one).update(position=99)
    EVENTS.filter(pk=other).update(position=left)
    EVENTS.filter(pk=one).update(position=right)
    assert found() == ("event_out_of_place", left)


def test_an_inserted_event_is_named(log):
    late = record()
    for position in [5, 4, 3]:
        at(position).update(position=position + 1)
    EVENTS.filter(pk=late.pk).update(position=3, seal=log[2].digest)
    assert found() == ("event_out_of_place", 3)


def test_an_event_put_after_the_last_checkpoint_with_a_stolen_key_is_named(log, settings):
    late = record()
    seal = sealing.keys(settings.TRAIL_SIGNING_KEY)[0].seal(late.digest, position=6)
    EVENTS.filter(pk=late.pk).update(position=6, seal=seal)
    assert found() == ("event_not_signed_for", 6)


def test_a_log_rewritten_with_a_stolen_key_is_not_what_the_checkpoint_signed(log, settings):
    at(4).update(payload={"number": 99})
    reseal(log[4])
    event = at(4).get()
    at(4).update(seal=sealing.keys(settings.TRAIL_SIGNING_KEY)[0].seal(event.digest, position=4))
    assert found() == ("root_differs", 6)


@pytest.mark.parametrize(
    "change",
    [
        {"root": "00" * 32},
        {"signature": "00" * 64},
        {"signature": ""},
        {"size": 4},
        {"frontier": ""},
        {"signed_at": NOON + dt.timedelta(1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_forged_checkpoint_is_named(log, change):
    CHECKPOINTS.filter(size=3).update(**change)
    assert found() == ("checkpoint_forged", change.get("size", 3))


def test_a_checkpoint_signed_with_another_key_is_forged(log, settings):
    settings.TRAIL_SIGNING_KEY = "somebody-elses-secret"
    assert found() == ("checkpoint_forged", 0)


def test_a_log_whose_checkpoints_are_gone_is_not_sound(log):
    CHECKPOINTS.all().delete()
    assert found() == ("checkpoint_missing", None)


def test_a_log_whose_last_checkpoint_is_gone_is_not_sound(log):
    CHECKPOINTS.filter(size=6).delete()
    assert found() == ("event_not_signed_for", 3)


def test_a_log_cut_short_with_its_checkpoint_is_shown_by_a_checkpoint_that_somebody_kept(log):
    kept = queries.checkpoint_note()
    EVENTS.filter(position__gte=3).delete()
    CHECKPOINTS.filter(size=6).delete()
    assert verify().fault is None
    fault = verify(kept=kept).fault
    assert (fault.code, fault.position) == ("event_removed", 3)


def test_a_log_begun_anew_is_shown_by_a_checkpoint_that_somebody_kept(log):
    kept = queries.checkpoint_note()
    EVENTS.all().delete()
    CHECKPOINTS.all().delete()
    for number in range(7):
        record(number=number)
    actions.seal(NOON)
    assert verify().fault is None
    fault = verify(kept=kept).fault
    assert (fault.code, fault.position) == ("kept_checkpoint_differs", 6)


def test_a_checkpoint_that_somebody_kept_fits_a_log_that_only_grew(log):
    kept = queries.checkpoint_note()
    record()
    actions.seal(NOON)
    assert verify(kept=kept).fault is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda note: "hello", "kept_checkpoint_unreadable"),
        (lambda note: note.replace("\n6\n", "\n5\n"), "checkpoint_forged"),
    ],
    ids=["unreadable", "changed"],
)
def test_a_kept_checkpoint_that_is_not_ours_is_said_so(log, change, code):
    assert verify(kept=change(queries.checkpoint_note())).fault.code == code


def test_an_erased_payload_leaves_the_log_sound(log):
    actions.erase_payload(log[2], because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    assert found() is None
    actions.seal(NOON)
    assert found() is None


def test_an_unsealed_payload_may_be_erased_too(log):
    actions.erase_payload(record(), because="คำขอของเจ้าของข้อมูล", by=None, at=NOON)
    actions.seal(NOON)
    assert found() is None


def test_a_payload_that_went_without_an_event_is_named(log):
    at(2).update(payload=None, salt="")
    assert found() == ("erasure_not_recorded", 2)


def test_an_unsealed_event_that_was_changed_is_named(log):
    late = record()
    EVENTS.filter(pk=late.pk).update(by_post="x")
    fault = verify().fault
    assert (fault.code, fault.position, fault.reference) == ("unsealed_event_changed", None, str(late.reference))


def test_an_unsealed_payload_that_was_changed_is_named(log):
    EVENTS.filter(pk=record().pk).update(payload={"number": 99})
    assert found() == ("unsealed_event_changed", None)


def test_the_fault_names_the_event(log):
    at(4).update(by_post="x")
    with override("en"):
        assert str(verify().fault) == f"The event at position 4 was changed ({log[4].reference})."


@pytest.mark.parametrize("code", MESSAGES)
def test_every_fault_can_be_said(code):
    with override("en"):
        assert str(MESSAGES[code]) % {"position": 1, "reference": "x"}


def test_verifying_reads_in_few_statements(log, django_assert_num_queries):
    with django_assert_num_queries(7):
        verify()
    assert connection.vendor in {"sqlite", "postgresql"}
