"""Verifying the trail: walks the log from its first event and names the first thing that is not as it was sealed."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buranakan.records import sealing
from buranakan.records.models import Checkpoint, Event

READ_AT_ONCE = 2_000


@dataclass(frozen=True)
class Fault:
    """The first bad thing: a stable code, the position or the checkpoint's size, the event's reference if any."""

    code: str
    message: str
    position: int | None = None
    reference: str = ""

    def __str__(self):
        return str(self.message) % {"position": self.position, "reference": self.reference}


class Found(Exception):
    """Carries a fault out of the walk."""

    def __init__(self, fault):
        super().__init__(fault.code)
        self.fault = fault


MESSAGES = {
    "checkpoint_missing": _("Events have positions, but there is no signed checkpoint."),
    "checkpoint_forged": _("The checkpoint of %(position)s events is not signed by this trail's key, or was changed."),
    "kept_checkpoint_unreadable": _("The checkpoint you kept can't be read: give its whole text, with the signature."),
    "root_differs": _("The first %(position)s events are not those that the checkpoint signed."),
    "kept_checkpoint_differs": _(
        "The log is not the one that your kept checkpoint of %(position)s events was signed for."
    ),
    "event_removed": _("The event at position %(position)s is missing."),
    "event_changed": _("The event at position %(position)s was changed (%(reference)s)."),
    "payload_changed": _("What the event at position %(position)s carries was changed (%(reference)s)."),
    "event_out_of_place": _(
        "The event at position %(position)s was not sealed there: it was moved, inserted or replaced (%(reference)s)."
    ),
    "event_not_signed_for": _("The event at position %(position)s was not put there by the sealer (%(reference)s)."),
    "erasure_not_recorded": _(
        "What the event at position %(position)s carried is gone, and no event says who erased it (%(reference)s)."
    ),
    "unsealed_event_changed": _("An event that waits for its seal was changed (%(reference)s)."),
}


def _found(code, *, position=None, event=None):
    return Found(Fault(code, MESSAGES[code], position=position, reference=str(event.reference) if event else ""))


@dataclass(frozen=True)
class Verdict:
    """What a verification found: `fault` is None when everything is as it was sealed."""

    sealed: int
    checkpoints: int
    unsealed: int
    unsealed_since: dt.datetime | None
    fault: Fault | None = None

    @property
    def is_sound(self):
        return self.fault is None


def verify(kept=None):
    """Walk everything. `kept` is the text of a checkpoint that somebody kept outside: it also shows a log cut short."""
    walk = _Walk(keys=sealing.keys(settings.TRAIL_SIGNING_KEY))
    fault = None
    try:
        walk.check_checkpoints()
        if kept:
            walk.hold_to(kept)
        walk.check_sealed()
        walk.check_unsealed()
        walk.check_erasures()
    except Found as found:
        fault = found.fault
    waiting = Event.objects.filter(position__isnull=True)
    since = waiting.order_by("real_at").values_list("real_at", flat=True).first()
    return Verdict(walk.size, len(walk.roots), waiting.count(), since, fault)


@dataclass
class _Walk:
    """How far the walk has come."""

    keys: list
    size: int = 0
    frontier: list = field(default_factory=list)
    roots: dict = field(default_factory=dict)
    kept: sealing.Note | None = None
    erased: dict = field(default_factory=dict)

    def check_checkpoints(self):
        for one in Checkpoint.objects.order_by("size").iterator(chunk_size=READ_AT_ONCE):
            body = sealing.checkpoint_body(size=one.size, root=one.root, signed_at=one.signed_at)
            edge = sealing.read(one.frontier)
            if not sealing.signer(body, one.signature, keys=self.keys) or sealing.root(edge).hex() != one.root:
                raise _found("checkpoint_forged", position=one.size)
            self.roots[one.size] = one.root

    def hold_to(self, text):
        try:
            note = sealing.read_note(text)
        except ValueError:
            raise _found("kept_checkpoint_unreadable") from None
        if not sealing.signer(note.body, note.signature, keys=self.keys):
            raise _found("checkpoint_forged", position=note.size)
        self.kept = note

    def check_sealed(self):
        sealed = Event.objects.filter(position__isnull=False).order_by("position")
        for event in sealed.iterator(chunk_size=READ_AT_ONCE):
            if event.position != self.size:
                raise _found("event_removed", position=self.size)
            self._check_event(event)
            sealing.grow(self.frontier, size=self.size, leaf=sealing.leaf(event.digest))
            self.size += 1
            self._check_root()
        self._check_end()

    def _check_event(self, event):
        self._check_payload(event, code="payload_changed")
        if sealing.digest(event) != event.digest:
            raise _found("event_changed", position=event.position, event=event)
        if not any(key.seal(event.digest, position=event.position) == event.seal for key in self.keys):
            raise _found("event_out_of_place", position=event.position, event=event)

    def _check_payload(self, event, *, code):
        if event.payload is None:
            self.erased[str(event.reference)] = event.position
        elif sealing.payload_digest(event.payload, salt=event.salt) != event.payload_digest:
            raise _found(code, position=event.position, event=event)

    def _check_root(self):
        if self.size in self.roots and sealing.root(self.frontier).hex() != self.roots[self.size]:
            raise _found("root_differs", position=self.size)
        if self.kept and self.size == self.kept.size and sealing.root(self.frontier).hex() != self.kept.root:
            raise _found("kept_checkpoint_differs", position=self.size)

    def _check_end(self):
        signed_for = max(self.roots, default=None)
        if signed_for is None and self.size:
            raise _found("checkpoint_missing")
        if signed_for is not None and self.size < signed_for or self.kept and self.size < self.kept.size:
            raise _found("event_removed", position=self.size)
        # A sealer may have been at work meanwhile; its checkpoint came in the same transaction as its positions.
        latest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        if self.size > latest:
            raise _found("event_not_signed_for", position=latest, event=Event.objects.get(position=latest))

    def check_unsealed(self):
        for event in Event.objects.filter(position__isnull=True).order_by("pk").iterator(chunk_size=READ_AT_ONCE):
            self._check_payload(event, code="unsealed_event_changed")
            if sealing.digest(event) != event.digest:
                raise _found("unsealed_event_changed", event=event)

    def check_erasures(self):
        recorded = set(Event.objects.filter(name="event.payload_erased").values_list("on_label", flat=True))
        for reference, position in self.erased.items():
            if reference not in recorded:
                raise _found("erasure_not_recorded", position=position, event=Event.objects.get(reference=reference))
