"""Writing the trail inside the transaction of the action it tells of, sealing it, and keeping files."""

import secrets

from django.conf import settings
from django.db import connection, models, transaction

from buranakan.lib import clock
from buranakan.records import files, rules, sealing
from buranakan.records.classification import Class
from buranakan.records.models import Checkpoint, Event, StoredFile

SALT_BYTES = 16
SYSTEM_POST = "system"
LONGEST_LABEL = 200
SEALED_AT_ONCE = 5_000
WRITE_PLACE = f"UPDATE {Event._meta.db_table} SET position = %s, seal = %s WHERE id = %s AND position IS NULL"  # noqa: S608


class TrailBroken(Exception):
    """The trail is not as the last checkpoint left it: nothing may be sealed on top."""


def record(name, *, on, by, at, office=None, province=None, post="", **payload):
    """Write one event, unsealed, in the caller's transaction.

    `name` is noun.past_tense; `on` is the thing it happened to; `by` the user, or None for the system itself.
    `payload` is kept apart from the digest chain, so that a person's payload can be erased while the log stays whole.
    """
    rules.check_event_name(name)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its action")
    salt = secrets.token_hex(SALT_BYTES)
    payload = sealing.plain(payload)
    event = Event(
        name=name,
        on_type=on._meta.label_lower,
        on_id=str(on.pk),
        on_label=_label(on),
        office_id=getattr(office, "pk", None),
        province_id=getattr(province, "pk", "") or "",
        by_id=getattr(by, "pk", None),
        by_post=post or (SYSTEM_POST if by is None else getattr(by, "worn_post", "")),
        at=at,
        real_at=clock.real_now(),
        payload=payload,
        salt=salt,
        payload_digest=sealing.payload_digest(payload, salt=salt),
    )
    event.digest = sealing.digest(event)
    event.save()
    return event


def record_many(name, *, on, by, at, manifest, **said):
    """Write one event for a bulk action: how many rows, and the hash of their list, which proves a list kept elsewhere.

    `manifest` is the rows in order, each of plain values; `said` is what `record` takes besides.
    """
    rows = list(manifest)
    return record(name, on=on, by=by, at=at, **said, rows=len(rows), manifest_sha256=sealing.manifest_digest(rows))


def _label(on):
    """Never a person's name: what the object's class says may stand in the open envelope, else its kind and number."""
    label = getattr(on, "trail_label", None)
    return (label if label is not None else f"{on._meta.label_lower}:{on.pk}")[:LONGEST_LABEL]


# --- sealing --------------------------------------------------------------------------------------------------------
def seal(at):
    """Give every committed event without a position its place in the log, and sign the log. Returns how many."""
    sealed = 0
    while batch := _seal_batch(at):
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch(at):
    key = sealing.keys(settings.TRAIL_SIGNING_KEY)[0]
    _wait_for_turn(at, key=key)
    last = Checkpoint.objects.latest("size")
    frontier = _trusted_frontier(last)
    # By what has no position yet, never by the last id: a lower id may be committed later, and would be passed over.
    waiting = Event.objects.filter(position__isnull=True).order_by("pk").values_list("pk", "digest")[:SEALED_AT_ONCE]
    places = []
    for position, (pk, digest) in enumerate(waiting, start=last.size):
        sealing.grow(frontier, size=position, leaf=sealing.leaf(digest))
        places.append((position, key.seal(digest, position=position), pk))
    if places:
        _write_places(places)
        _add_checkpoint(size=last.size + len(places), frontier=frontier, at=at, key=key)
    return len(places)


def _wait_for_turn(at, *, key):
    """One sealer at a time: it holds the first checkpoint, which is there before any event and never changes."""
    if not Checkpoint.objects.filter(size=0).exists():
        Checkpoint.objects.get_or_create(size=0, defaults=_checkpoint(size=0, frontier=[], at=at, key=key))
    Checkpoint.objects.select_for_update().get(size=0)


def _trusted_frontier(last):
    frontier = sealing.read(last.frontier)
    body = sealing.checkpoint_body(size=last.size, root=last.root, signed_at=last.signed_at)
    is_ours = sealing.signer(body, last.signature, keys=sealing.keys(settings.TRAIL_SIGNING_KEY))
    if not is_ours or sealing.root(frontier).hex() != last.root:
        raise TrailBroken(f"checkpoint {last.size} is not as it was signed; run `buranakan verify trail`")
    return frontier


def _write_places(places):
    """The sealer's one write to events, past the model that refuses others; only where there is no position yet."""
    with connection.cursor() as cursor:
        cursor.executemany(WRITE_PLACE, places)
        if cursor.rowcount != len(places):
            raise TrailBroken("an event was sealed by somebody else at the same moment")


def _add_checkpoint(*, size, frontier, at, key):
    Checkpoint.objects.create(size=size, **_checkpoint(size=size, frontier=frontier, at=at, key=key))


def _checkpoint(*, size, frontier, at, key):
    root = sealing.root(frontier).hex()
    body = sealing.checkpoint_body(size=size, root=root, signed_at=at)
    return {
        "root": root,
        "frontier": sealing.written(frontier),
        "signature": sealing.sign(body, key=key),
        "signed_at": at,
    }


# --- what an event carries ------------------------------------------------------------------------------------------
@transaction.atomic
def look_at_payload(event, *, because, by, at):
    """Show what an event carries, which may be personal: the look is itself an event."""
    rules.check_reason(because)
    record("event.payload_looked_at", on=event, by=by, at=at, because=because.strip())
    return event.payload


@transaction.atomic
def erase_payload(event, *, because, by, at):
    """Forget what an event carried. The log stays whole: it holds the payload only through a salted digest."""
    rules.check_reason(because)
    event = Event.objects.select_for_update().get(pk=event.pk)
    rules.check_can_erase(event)
    # The eraser's one write to events, past the queryset that refuses every other.
    models.QuerySet(Event).filter(pk=event.pk).update(payload=None, salt="")
    event.refresh_from_db(fields=["payload", "salt"])
    record("event.payload_erased", on=event, by=by, at=at, because=because.strip())
    return event


# --- files ------------------------------------------------------------------------------------------------------------
@transaction.atomic
def store(content, *, name, classification, by, at, keep_until=None, kind=None, most=None):
    """Keep a file by the hash of its content, if it is one of the kinds we take and is what its name says.

    A floor that has read the content whole says itself what `kind` it is; `most` allows larger ones.
    """
    files.check_size(len(content), most=most)
    kind = kind or files.kind_of(content, name=name)
    name = files.clean_name(name, kind=kind)
    files.check_name_fits(name, kind=kind)
    stored = StoredFile.objects.create(
        # Written before the row is committed: a content without a row is harmless, a row without its content is not.
        sha256=files.write(content),
        name=name,
        kind=kind,
        size=len(content),
        classification=Class(classification),
        keep_until=keep_until,
        stored_at=at,
        by_id=getattr(by, "pk", None),
    )
    record("file.stored", on=stored, by=by, at=at, sha256=stored.sha256, kind=kind.value, size=stored.size)
    return stored
