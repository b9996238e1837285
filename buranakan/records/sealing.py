"""The mathematics of the seal: digests of events, keys, the right edge of the tree, the checkpoint's text. Pure."""

import base64
import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.functional import Promise as LazyText

from buranakan.lib import merkle

ENVELOPE = ["reference", "name", "on_type", "on_id", "on_label", "office_id", "province_id", "by_id", "by_post"]
ENVELOPE += ["payload_digest"]
MOMENTS = ["at", "real_at"]

# The names that C2SP's signed-note and tlog-checkpoint ask for: who signs, and with which kind of key.
ORIGIN = "buranakan/trail"
ED25519 = b"\x01"
KEY_ID_BYTES = 4


# --- digests --------------------------------------------------------------------------------------------------------
def canonical(value):
    """One spelling for one value: sorted keys, no spaces, text as UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_spelled)


def _spelled(value):
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | LazyText):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no one spelling: put its key or its text in the payload")


def plain(payload):
    """The payload as both databases give it back. They spell fractions differently, so it holds none."""
    return json.loads(canonical(payload), parse_float=_refuse_fraction, parse_constant=_refuse_fraction)


def _refuse_fraction(text):
    raise TypeError(f"{text} has no one spelling: count in whole units, or write it as text")


def payload_digest(payload, *, salt):
    """SHA-256 over the salt and the payload: without the salt nobody can guess a payload from its digest."""
    return hashlib.sha256((salt + canonical(payload)).encode()).hexdigest()


def digest(event):
    """SHA-256 over everything the event says in the open, and over its payload through the payload's digest."""
    spoken = {field: getattr(event, field) for field in ENVELOPE}
    spoken |= {field: _utc(getattr(event, field)) for field in MOMENTS}
    return hashlib.sha256(canonical(spoken).encode()).hexdigest()


def manifest_digest(rows):
    """SHA-256 over the rows of a bulk action, one canonical line each, in their order."""
    total = hashlib.sha256()
    for row in rows:
        total.update(canonical(row).encode() + b"\n")
    return total.hexdigest()


def _utc(at):
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


# --- keys -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Key:
    """What one secret gives: a key that signs checkpoints, which anybody may check, and one that seals events."""

    signing: Ed25519PrivateKey
    sealing: bytes

    @property
    def public(self):
        return self.signing.public_key().public_bytes_raw()

    @property
    def key_id(self):
        named = ORIGIN.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:KEY_ID_BYTES]

    @property
    def verifier(self):
        """What an outsider needs to check our checkpoints, in the usual one-line form."""
        return f"{ORIGIN}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"

    def seal(self, digest, *, position):
        return hmac.digest(self.sealing, position.to_bytes(8, "big") + bytes.fromhex(digest), "sha256").hex()


@cache
def keys(secrets):
    """The keys of one or more secrets parted by commas: the first one writes, all of them read."""
    return [_key(secret) for secret in secrets.split(",")]


def _key(secret):
    signing = _derived(secret, purpose=b"buranakan trail checkpoints 1")
    return Key(Ed25519PrivateKey.from_private_bytes(signing), _derived(secret, purpose=b"buranakan trail seals 1"))


def _derived(secret, *, purpose):
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


# --- the right edge of the tree -------------------------------------------------------------------------------------
def leaf(digest):
    return merkle.leaf_hash(bytes.fromhex(digest))


def grow(frontier, *, size, leaf):
    """Put the next leaf on a tree of that size, of which the frontier keeps the whole subtrees, largest first."""
    while size & 1:
        leaf = merkle.root([frontier.pop(), leaf])
        size >>= 1
    frontier.append(leaf)


def root(frontier):
    """The root of the tree with that right edge."""
    if not frontier:
        return merkle.EMPTY_ROOT
    *rest, reached = frontier
    for left in reversed(rest):
        reached = merkle.root([left, reached])
    return reached


def written(frontier):
    return " ".join(node.hex() for node in frontier)


def read(frontier):
    return [bytes.fromhex(node) for node in frontier.split()]


# --- checkpoints ----------------------------------------------------------------------------------------------------
def checkpoint_body(*, size, root, signed_at):
    """What is signed: C2SP tlog-checkpoint, with the moment as an extension line."""
    return f"{ORIGIN}\n{size}\n{_base64(bytes.fromhex(root))}\nsigned_at {_utc(signed_at)}\n"


def sign(body, *, key):
    return key.signing.sign(body.encode()).hex()


def signer(body, signature, *, keys):
    """The key that signed, or None."""
    return next((key for key in keys if _is_signed(body, signature, key=key)), None)


def _is_signed(body, signature, *, key):
    try:
        key.signing.public_key().verify(bytes.fromhex(signature), body.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def note(body, signature, *, key):
    """The checkpoint as a signed note: anyone who keeps one can hold the log to it later."""
    return f"{body}\n— {ORIGIN} {_base64(key.key_id + bytes.fromhex(signature))}\n"


@dataclass(frozen=True)
class Note:
    """A signed note that somebody kept."""

    body: str
    size: int
    root: str
    signature: str


def read_note(text):
    """Read a note back; ValueError when it is none of ours."""
    body, parted, signatures = text.partition("\n\n")
    lines = body.split("\n")
    ours = [line for line in signatures.splitlines() if line.startswith(f"— {ORIGIN} ")]
    if not parted or len(lines) < 3 or lines[0] != ORIGIN or not lines[1].isdecimal() or not ours:
        raise ValueError("not a checkpoint of this trail")
    root = base64.b64decode(lines[2], validate=True).hex()
    signature = base64.b64decode(ours[0].rsplit(" ", 1)[1], validate=True)[KEY_ID_BYTES:].hex()
    return Note(body=f"{body}\n", size=int(lines[1]), root=root, signature=signature)


def _base64(raw):
    return base64.b64encode(raw).decode()
