"""Citizen numbers at rest: sealed with one key, found with another (docs/how-to/rotate-keys.md)."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: random nonces of 96 bits
SHORTEST_KEY = 32  # characters of the secret from which a key is made


class SealBroken(Exception):
    """A sealed number does not open: its key is gone, or it was changed or moved to another row."""


@dataclass(frozen=True)
class Keyring:
    """Keys by their id: the first seals, all of them open; and apart from them the key that finds."""

    sealing: dict
    finding: bytes

    @classmethod
    def read(cls, keys, *, lookup_key):
        """From "key_id:key" pairs parted by commas, and the secret of the look-up."""
        sealing = {}
        for pair in keys.split(","):
            key_id, colon, key = (part.strip() for part in pair.partition(":"))
            if not (key_id and colon and len(key) >= SHORTEST_KEY) or key_id in sealing:
                raise ImproperlyConfigured(
                    f"BURANAKAN_IDENTITY_KEYS holds key_id:key pairs parted by commas, each id once, "
                    f"each key at least {SHORTEST_KEY} characters"
                )
            sealing[key_id] = _derived(key, purpose="seal")
        if len(lookup_key) < SHORTEST_KEY:
            raise ImproperlyConfigured(f"BURANAKAN_IDENTITY_LOOKUP_KEY has at least {SHORTEST_KEY} characters")
        return cls(sealing=sealing, finding=_derived(lookup_key, purpose="find"))

    @property
    def sealing_id(self):
        return next(iter(self.sealing))

    def seal(self, number, *, row):
        """"key_id:ciphertext". `row` goes into the seal: a sealed number copied to another row does not open there."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.sealing[self.sealing_id]).encrypt(nonce, number.encode(), _bound_to(row))
        return f"{self.sealing_id}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed, *, row):
        """The number, whichever of the keys sealed it."""
        key_id, _colon, text = sealed.partition(":")
        if key_id not in self.sealing:
            raise SealBroken(f"no key {key_id!r} in BURANAKAN_IDENTITY_KEYS")
        content = base64.urlsafe_b64decode(text)
        try:
            number = AESGCM(self.sealing[key_id]).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], _bound_to(row))
        except InvalidTag:
            raise SealBroken(f"the number of {row} was not sealed by key {key_id!r} for this row") from None
        return number.decode()

    def fingerprint(self, number):
        """What finds a number: the same for the same number, and nothing to anyone without the key."""
        return hmac.new(self.finding, number.encode(), hashlib.sha256).hexdigest()

    def is_sealed_now(self, sealed):
        """Was it sealed by the key that seals today?"""
        return sealed.partition(":")[0] == self.sealing_id


def keyring():
    """The keyring of the settings."""
    return _keyring(settings.IDENTITY_KEYS, settings.IDENTITY_LOOKUP_KEY)


@lru_cache(maxsize=4)
def _keyring(keys, lookup_key):
    return Keyring.read(keys, lookup_key=lookup_key)


def _derived(secret, *, purpose):
    """A key of the right length from a secret of any length; one secret gives different keys for different purposes."""
    info = f"buranakan citizen numbers: {purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())


def _bound_to(row):
    return f"registry.person:{row}".encode()
