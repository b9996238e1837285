"""Digests, keys, the right edge of the tree, and checkpoints as signed notes."""

import base64
import datetime as dt
import uuid
from decimal import Decimal
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import merkle
from buranakan.lib.clock import BANGKOK
from buranakan.records import sealing
from buranakan.records.models import Event

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
KEYS = sealing.keys("one-secret-of-the-tests,an-older-secret")
HASHES = st.binary(min_size=32, max_size=32)


def frontier_of(leaves):
    frontier = []
    for size, leaf in enumerate(leaves):
        sealing.grow(frontier, size=size, leaf=leaf)
    return frontier


@given(st.lists(HASHES, max_size=70))
def test_the_right_edge_has_the_root_of_the_whole_tree(leaves):
    assert sealing.root(frontier_of(leaves)) == merkle.root(leaves)


@given(st.lists(HASHES, max_size=200))
def test_the_right_edge_is_as_short_as_the_size_in_binary(leaves):
    assert len(frontier_of(leaves)) == len(leaves).bit_count()


@given(st.lists(HASHES, max_size=20))
def test_a_frontier_is_read_as_it_was_written(frontier):
    assert sealing.read(sealing.written(frontier)) == frontier


def test_the_same_value_has_one_spelling():
    assert sealing.canonical({"ข": [1, None], "ก": True}) == '{"ก":true,"ข":[1,null]}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.date(2025, 5, 15), '"2025-05-15"'),
        (NOON, '"2025-05-15T12:00:00+07:00"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (Decimal("9.15"), '"9.15"'),
        ({"b", "a"}, '["a","b"]'),
    ],
    ids=["day", "moment", "reference", "decimal", "set"],
)
def test_what_is_not_plain_is_spelled_as_text(value, expected):
    assert sealing.canonical(value) == expected


@pytest.mark.parametrize("value", [0.1, float("nan"), Event(), object()], ids=["fraction", "nan", "row", "object"])
def test_a_value_without_one_spelling_is_a_fault_in_the_program(value):
    with pytest.raises(TypeError, match="spelling"):
        sealing.plain({"value": value})


def event(**said):
    return Event(name="plan.submitted", at=NOON, real_at=NOON, payload_digest="ab" * 32, **said)


def test_the_digest_is_the_same_whatever_time_zone_the_database_answers_in():
    here = event(reference=uuid.UUID(int=1))
    there = event(reference=uuid.UUID(int=1))
    there.at = there.real_at = NOON.astimezone(dt.UTC)
    assert sealing.digest(here) == sealing.digest(there)


@pytest.mark.parametrize("field", [*sealing.ENVELOPE, *sealing.MOMENTS])
def test_every_field_of_the_envelope_counts(field):
    one = event(reference=uuid.UUID(int=1))
    before = sealing.digest(one)
    setattr(one, field, NOON + dt.timedelta(microseconds=1) if field in sealing.MOMENTS else "other")
    assert sealing.digest(one) != before


def test_every_stored_field_counts_or_is_known_to_be_the_seal_itself():
    counted = {*sealing.ENVELOPE, *sealing.MOMENTS}
    assert {field.name for field in Event._meta.get_fields()} - counted == {
        "id",
        "payload",
        "salt",
        "digest",
        "position",
        "seal",
    }


def test_a_salt_hides_a_payload_that_could_be_guessed():
    assert sealing.payload_digest({"a": 1}, salt="x") != sealing.payload_digest({"a": 1}, salt="y")


def test_a_manifest_is_its_rows_in_their_order():
    rows = [{"b": 1, "a": 2}, "ก"]
    assert sealing.manifest_digest(rows) == sha256('{"a":2,"b":1}\n"ก"\n'.encode()).hexdigest()
    assert sealing.manifest_digest(reversed(rows)) != sealing.manifest_digest(rows)


def test_a_seal_binds_a_digest_to_its_position():
    digest = "ab" * 32
    assert KEYS[0].seal(digest, position=3) == sealing.keys("one-secret-of-the-tests")[0].seal(digest, position=3)
    others = {KEYS[0].seal(digest, position=4), KEYS[1].seal(digest, position=3)}
    assert len(others | {KEYS[0].seal(digest, position=3)}) == 3


def test_a_checkpoint_is_checked_with_the_public_key_alone():
    """As an outsider would, with nothing of ours but the note and the verifier line."""
    body = sealing.checkpoint_body(size=5, root="cd" * 32, signed_at=NOON)
    note = sealing.note(body, sealing.sign(body, key=KEYS[0]), key=KEYS[0])
    origin, key_id, public = KEYS[0].verifier.split("+", 2)
    signature_line = note.split("\n\n")[1]
    signature = base64.b64decode(signature_line.split(" ")[2])
    assert note.startswith(f"{origin}\n5\n{base64.b64encode(bytes.fromhex('cd' * 32)).decode()}\n")
    assert signature[:4].hex() == key_id
    assert sha256(origin.encode() + b"\n" + base64.b64decode(public)).digest()[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public)[1:]).verify(signature[4:], body.encode())


def test_the_first_key_signs_and_an_older_one_still_reads():
    body = sealing.checkpoint_body(size=5, root="cd" * 32, signed_at=NOON)
    assert sealing.signer(body, sealing.sign(body, key=KEYS[1]), keys=KEYS) is KEYS[1]


@pytest.mark.parametrize("signature", ["", "zz", "ab" * 64], ids=["none", "not-hex", "wrong"])
def test_another_signature_is_nobodys(signature):
    assert sealing.signer(sealing.checkpoint_body(size=5, root="cd" * 32, signed_at=NOON), signature, keys=KEYS) is None


def test_a_note_is_read_as_it_was_written():
    body = sealing.checkpoint_body(size=5, root="cd" * 32, signed_at=NOON)
    signature = sealing.sign(body, key=KEYS[0])
    assert sealing.read_note(sealing.note(body, signature, key=KEYS[0])) == sealing.Note(body, 5, "cd" * 32, signature)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "other/origin\n5\nYWI=\n\n— other/origin YWI=\n",
        "buranakan/trail\n5\nYWI=\n\n",
        "buranakan/trail\nx\nYWI=\n\n— a b",
    ],
)
def test_what_is_not_our_note_is_not_read(text):
    with pytest.raises(ValueError, match="not a checkpoint"):
        sealing.read_note(text)
