"""The trail of what happened, its sealed checkpoints, and files kept by the hash of their content."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buranakan.records.classification import Class, Classified


class AppendOnly(Exception):
    """Somebody tried to change or remove what only ever grows."""


class AppendOnlyQuerySet(models.QuerySet):
    """Reads and adds. What the sealer and the eraser write goes through records/sealing.py and records/actions.py."""

    def update(self, **values):
        raise AppendOnly(f"{self.model.__name__} rows never change")

    def bulk_update(self, *args, **kwargs):
        raise AppendOnly(f"{self.model.__name__} rows never change")

    def delete(self):
        raise AppendOnly(f"{self.model.__name__} rows are never removed")

    # Django marks these so that templates can't call them, and so that managers don't offer them.
    update.alters_data = bulk_update.alters_data = delete.alters_data = True
    delete.queryset_only = True


class AppendOnlyModel(models.Model):
    """A row that can be added, and then stays as it is."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if not self._state.adding:
            raise AppendOnly(f"{type(self).__name__} {self.pk} never changes")
        super().save(**kwargs | {"force_insert": True})

    def delete(self, **kwargs):
        raise AppendOnly(f"{type(self).__name__} {self.pk} is never removed")


class Event(AppendOnlyModel):
    """One thing that somebody did. No foreign keys, so that nothing ever cascades into the trail.

    `digest` covers everything but the payload itself, which it covers through `payload_digest`: erasing a payload
    leaves the log whole. `position` and `seal` are given by the sealer, not by the action, so that actions never
    queue for them; `seal` binds the digest to its position with our key, so that the one bad event can be named.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    on_type = models.CharField(max_length=80, blank=True)
    on_id = models.CharField(max_length=40, blank=True)
    on_label = models.CharField(max_length=200, blank=True)
    office_id = models.BigIntegerField(null=True)
    province_id = models.CharField(max_length=2, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    real_at = models.DateTimeField()
    payload = models.JSONField(null=True)
    salt = models.CharField(max_length=64, blank=True)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    position = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    classified = Classified(
        office="id reference name on_type on_id on_label office_id province_id by_id by_post at real_at "
        "payload_digest digest position seal",
        personal="payload salt",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["on_type", "on_id"], name="events_of_an_object"),
            models.Index(fields=["at"], name="events_by_moment"),
            models.Index(fields=["name", "at"], name="events_by_name"),
            models.Index(fields=["id"], condition=Q(position__isnull=True), name="events_not_yet_sealed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=True, seal="")
                | (Q(position__isnull=False, position__gte=0) & ~Q(seal="")),
                name="a_sealed_event_has_a_position",
            ),
            models.CheckConstraint(
                condition=Q(payload__isnull=True, salt="") | (Q(payload__isnull=False) & ~Q(salt="")),
                name="a_payload_and_its_salt_go_together",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.on_label}"

    @property
    def trail_label(self):
        """An event about an event names it by its reference, which the digest covers; positions and keys it doesn't."""
        return str(self.reference)

    @property
    def is_sealed(self):
        return self.position is not None


class Checkpoint(AppendOnlyModel):
    """The signed root of the first `size` sealed events, and the right edge of their tree, from which it grows."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    frontier = models.TextField(blank=True)
    signature = models.CharField(max_length=128)
    signed_at = models.DateTimeField()

    classified = Classified(public="id size root frontier signature signed_at")

    class Meta:
        ordering = ["size"]

    def __str__(self):
        return f"{self.size} {self.root[:12]}"


class StoredFile(models.Model):
    """A file kept under the hash of its content; the same content is stored once."""

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"
        TEXT = "text/plain", _("Text")
        XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel workbook")
        XLS = "application/vnd.ms-excel", _("Old Excel workbook")

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, choices=Kind)
    size = models.PositiveIntegerField()
    classification = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Class])
    keep_until = models.DateField(null=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stored_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    classified = Classified(
        office="id sha256 kind size classification keep_until reference stored_at by_id", personal="name"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_files_are_not_empty"),
        ]

    def __str__(self):
        return self.name

    @property
    def trail_label(self):
        """Its reference: a file's name may be a person's."""
        return str(self.reference)
