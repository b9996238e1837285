"""Reading the trail within reach; how far it is sealed; proofs that an outsider can follow."""

import datetime as dt
from hashlib import sha256

import pytest
from django.db import transaction

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.lib.clock import BANGKOK
from buranakan.records import actions, queries, sealing
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db


def record(name="province.visited", *, on=None, by=None, at=NOON, **said):
    with transaction.atomic():
        return actions.record(name, on=on or ProvinceFactory(code="30"), by=by, at=at, **said)


@pytest.fixture
def near():
    return ProvinceFactory(code="30")


@pytest.fixture
def far():
    return ProvinceFactory(code="50")


def test_a_ministry_sees_every_event_latest_first(near):
    events = [record(province=near, at=NOON - dt.timedelta(days=days)) for days in [2, 0, 1]]
    seen = queries.events(scope(Role.AUDITOR, OfficeFactory(ministry=True)))
    assert list(seen) == [events[1], events[2], events[0]]


def test_an_office_sees_events_of_its_provinces(near, far):
    here = record(province=near)
    record(province=far)
    record()
    assert list(queries.events(scope(Role.OFFICE_HEAD, provincial_office(near)))) == [here]


def test_an_expert_sees_what_they_did_themselves(near):
    expert = member(Role.EXPERT, centre_of(near))
    own = record(by=expert, province=near)
    record(province=near)
    reach = Scope(kind="own", user_id=expert.pk)
    assert list(queries.events(reach)) == [own]


def test_the_public_sees_no_event():
    record()
    assert list(queries.events(Scope.public())) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["visit", "plan"]),
        ({"name": "plan.started"}, ["plan"]),
        ({"on_type": "areas.province", "on_id": "30"}, ["visit"]),
        ({"role": "audit"}, []),
        ({"role": "auditor"}, ["visit"]),
        ({"office": "oi"}, []),
        ({"office": "moi"}, ["visit"]),
        ({"first_day_at": NOON}, ["visit"]),
        ({"end_at": NOON}, ["plan"]),
    ],
    ids=str,
)
def test_events_are_narrowed(wanted, expected):
    ministry = OfficeFactory(ministry=True)
    events = {
        "visit": record(by=member(Role.AUDITOR, ministry)),
        "plan": record("plan.started", on=ministry, at=NOON - dt.timedelta(seconds=1)),
    }
    found = queries.narrowed(queries.events(Scope.system("test")), **wanted)
    assert list(found) == [events[name] for name in expected]


def test_names_and_things_are_each_told_once_in_order():
    for name in ["province.visited", "plan.started", "province.visited"]:
        record(name)
    record(on=OfficeFactory())
    everything = Scope.system("test")
    assert queries.names(everything) == ["plan.started", "province.visited"]
    assert queries.types(everything) == ["areas.office", "areas.province"]


# --- how far it is sealed ---------------------------------------------------------------------------------------------
def test_before_the_first_seal_there_is_no_checkpoint():
    event = record()
    state = queries.seal_state()
    assert (state.size, state.signed_at, state.unsealed, state.since) == (0, None, 1, event.real_at)
    assert queries.checkpoint_note() == ""


def test_the_state_tells_what_is_sealed_and_what_waits(settings):
    record()
    actions.seal(NOON)
    late = record()
    state = queries.seal_state()
    assert (state.size, state.signed_at, state.unsealed, state.since) == (1, NOON, 1, late.real_at)
    assert state.verifier == sealing.keys(settings.TRAIL_SIGNING_KEY)[0].verifier


def test_a_note_names_the_key_that_signed_it_also_after_a_newer_one_came(settings):
    record()
    actions.seal(NOON)
    before = queries.checkpoint_note()
    settings.TRAIL_SIGNING_KEY = f"a-newer-secret,{settings.TRAIL_SIGNING_KEY}"
    assert queries.checkpoint_note() == before


# --- proofs -----------------------------------------------------------------------------------------------------------
def followed(digest, *, position, path, size):
    """As an outsider would, with RFC 9162 (2.1.3.2) and nothing of ours: the root that a proof leads to."""
    reached, last = sha256(b"\x00" + bytes.fromhex(digest)).digest(), size - 1
    for step in map(bytes.fromhex, path):
        if position & 1 or position == last:
            reached = sha256(b"\x01" + step + reached).digest()
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            reached = sha256(b"\x01" + reached + step).digest()
        position, last = position >> 1, last >> 1
    return reached.hex()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_event_has_a_proof_that_an_outsider_can_follow(size):
    events = [record(number=number) for number in range(size)]
    actions.seal(NOON)
    for position, event in enumerate(events):
        event.refresh_from_db()
        proof = queries.inclusion_proof(event)
        assert (proof.position, proof.size, proof.holds) == (position, size, True)
        assert followed(proof.digest, position=position, path=proof.path, size=size) == proof.root


def test_a_proof_is_against_the_first_checkpoint_after_the_event():
    first = record()
    actions.seal(NOON)
    record()
    actions.seal(NOON)
    first.refresh_from_db()
    assert queries.inclusion_proof(first).size == 1
    assert queries.inclusion_proof(first).note.startswith("buranakan/trail\n1\n")


def test_an_event_that_waits_has_no_proof():
    assert queries.inclusion_proof(record()) is None
