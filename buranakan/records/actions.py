"""Writing the trail, inside the transaction of the action it tells of."""

import hashlib
import json
import secrets

from django.db import transaction

from buranakan.lib import clock
from buranakan.records.models import Event

ENVELOPE = (
    "reference name on_type on_id on_label office_id province_id by_id by_post at real_at payload_digest".split()
)


def record(name, *, on, by, at, office=None, province=None, post="", **payload):
    """Write one event, unsealed, in the caller's transaction.

    `name` is noun.past_tense; `on` is the thing it happened to; `by` the user, or None for the system itself.
    `payload` is kept apart from the digest chain, so that a person's payload can be erased while the log stays whole.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its action")
    salt = secrets.token_hex(16)
    event = Event(
        name=name,
        on_type=on._meta.label_lower,
        on_id=str(on.pk),
        on_label=_label(on),
        office_id=getattr(office, "pk", None),
        province_id=getattr(province, "pk", "") or "",
        by_id=getattr(by, "pk", None),
        by_post=post or getattr(by, "worn_post", ""),
        at=at,
        real_at=clock.real_now(),
        payload=json.loads(canonical(payload)),
        salt=salt,
    )
    event.payload_digest = payload_digest(event)
    event.digest = digest(event)
    event.save(force_insert=True)
    return event


def _label(on):
    """Never a person's name: what the object's class says may stand in the open envelope, else its kind and number."""
    label = getattr(on, "trail_label", None)
    return (label if label is not None else f"{on._meta.label_lower}:{on.pk}")[:200]


def canonical(value):
    """One spelling for one value: sorted keys, no spaces, text as UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def payload_digest(event):
    """SHA-256 over the salt and the payload."""
    return hashlib.sha256((event.salt + canonical(event.payload)).encode()).hexdigest()


def digest(event):
    """SHA-256 over everything the event says in the open, and over its payload through the payload's digest."""
    spoken = {field: getattr(event, field) for field in ENVELOPE}
    spoken["at"], spoken["real_at"] = event.at.timestamp(), event.real_at.timestamp()
    return hashlib.sha256(canonical(spoken).encode()).hexdigest()
