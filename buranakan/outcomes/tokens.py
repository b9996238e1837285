"""The secret part of the link that answers an asking: nothing of it is kept, the server's secret makes it anew."""

import base64
import uuid

from django.core.signing import BadSignature, Signer

_BYTES = 16


def token_of(asking):
    """Made of the asking's reference and a signature; short enough for a text message."""
    return _signer().sign(base64.urlsafe_b64encode(asking.reference.bytes).decode().rstrip("="))


def reference_in(token):
    """The reference that a genuine token carries, else None. A secret changed not long ago still opens."""
    try:
        written = _signer().unsign(token)
        return uuid.UUID(bytes=base64.urlsafe_b64decode(written + "=="))
    except (BadSignature, ValueError):
        return None


def _signer():
    return Signer(salt="buranakan.outcomes.asking", sep=".")
