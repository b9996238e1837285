"""The trail of what happened, its sealed checkpoints, and files kept by the hash of their content."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.records.classification import Class, Classified


class Event(models.Model):
    """One thing that somebody did. No foreign keys, so that nothing ever cascades into the trail.

    `digest` covers everything but the payload itself, which it covers through `payload_digest`: erasing a payload
    leaves the log whole. `position` is given by the sealer, not by the action, so that actions never queue for it.
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

    classified = Classified(
        office="id reference name on_type on_id on_label office_id province_id by_id by_post at real_at "
        "payload_digest digest position",
        personal="payload salt",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["on_type", "on_id"], name="events_of_an_object"),
            models.Index(fields=["at"], name="events_by_moment"),
        ]

    def __str__(self):
        return f"{self.name} {self.on_label}"


class Checkpoint(models.Model):
    """The signed root of the first `size` sealed events."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    signed_at = models.DateTimeField()

    classified = Classified(public="id size root signature signed_at")

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

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=Kind)
    size = models.PositiveIntegerField()
    classification = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Class])
    keep_until = models.DateField(null=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stored_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    classified = Classified(office="id sha256 kind size classification keep_until reference stored_at by_id", personal="name")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_files_are_not_empty"),
        ]

    def __str__(self):
        return self.name
