"""Reading the trail, what is sealed of it, and stored files. Scopes come from above: they know how to limit rows."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min

from buranakan.lib import merkle
from buranakan.records import files, sealing
from buranakan.records.classification import Class
from buranakan.records.models import Checkpoint, Event

PUBLIC = "public"  # the kind of a scope that nobody wears


def events(scope):
    """Events this scope may see, latest first: all of them, or those of its provinces, or one's own."""
    return scope.limit(Event.objects.order_by("-at", "-pk"), area="province_id", own="by_id")


def narrowed(rows, *, name="", on_type="", on_id="", role="", office="", first_day_at=None, end_at=None):
    """Only the events that fit what is given; the moments take the first and leave the last out.

    `role` and `office` (its code) are the two halves of the post that acted.
    """
    wanted = {
        "name": name,
        "on_type": on_type,
        "on_id": on_id,
        "by_post__startswith": role and f"{role}@",
        "by_post__endswith": office and f"@{office}",
        "at__gte": first_day_at,
        "at__lt": end_at,
    }
    return rows.filter(**{field: value for field, value in wanted.items() if value})


def names(scope):
    """The names of events that there are, in order."""
    return list(events(scope).order_by("name").values_list("name", flat=True).distinct())


def types(scope):
    """The kinds of things that events happened to, in order."""
    return list(events(scope).order_by("on_type").values_list("on_type", flat=True).distinct())


@dataclass(frozen=True)
class SealState:
    """How far the log is sealed; `since` is the moment of the oldest event that waits."""

    size: int
    root: str
    signed_at: dt.datetime | None
    unsealed: int
    since: dt.datetime | None
    verifier: str


def seal_state():
    """Where the sealer has come to, and what waits for it."""
    last = Checkpoint.objects.order_by("-size").first()
    waiting = Event.objects.filter(position__isnull=True).aggregate(number=Count("pk"), since=Min("real_at"))
    return SealState(
        size=last.size if last else 0,
        root=last.root if last else merkle.EMPTY_ROOT.hex(),
        signed_at=last.signed_at if last else None,
        unsealed=waiting["number"],
        since=waiting["since"],
        verifier=_keys()[0].verifier,
    )


def checkpoint_note(checkpoint=None):
    """The last checkpoint, or the one given, as a signed note; empty before the first seal."""
    checkpoint = checkpoint or Checkpoint.objects.order_by("-size").first()
    if checkpoint is None:
        return ""
    body = sealing.checkpoint_body(size=checkpoint.size, root=checkpoint.root, signed_at=checkpoint.signed_at)
    key = sealing.signer(body, checkpoint.signature, keys=_keys()) or _keys()[0]
    return sealing.note(body, checkpoint.signature, key=key)


@dataclass(frozen=True)
class Proof:
    """The hashes that lead from one event to a signed root; anybody can follow them with RFC 6962 in hand."""

    position: int
    digest: str
    leaf: str
    path: list
    size: int
    root: str
    note: str

    @property
    def holds(self):
        path = [bytes.fromhex(step) for step in self.path]
        return merkle.verify_inclusion(
            bytes.fromhex(self.leaf), index=self.position, size=self.size, proof=path, root=bytes.fromhex(self.root)
        )


def inclusion_proof(event):
    """The proof that an event is in the log, against the first checkpoint signed after it; None while it waits."""
    checkpoint = event.is_sealed and Checkpoint.objects.filter(size__gt=event.position).order_by("size").first()
    if not checkpoint:
        return None
    digests = Event.objects.filter(position__lt=checkpoint.size).order_by("position").values_list("digest", flat=True)
    leaves = [sealing.leaf(digest) for digest in digests]
    path = merkle.inclusion_proof(leaves, index=event.position) if event.position < len(leaves) else []
    return Proof(
        position=event.position,
        digest=event.digest,
        leaf=sealing.leaf(event.digest).hex(),
        path=[step.hex() for step in path],
        size=checkpoint.size,
        root=checkpoint.root,
        note=checkpoint_note(checkpoint),
    )


def _keys():
    return sealing.keys(settings.TRAIL_SIGNING_KEY)


def open_file(scope, stored):
    """A stored file with its content, ready to hand out, or None when there is nothing for this scope.

    `stored` is what the owning floor found within the scope, or None. The public gets only what is classified public,
    whatever it hangs on.
    """
    if stored is None or (scope.kind == PUBLIC and stored.classification != Class.PUBLIC):
        return None
    return files.delivery(stored, content=files.read(stored.sha256))
