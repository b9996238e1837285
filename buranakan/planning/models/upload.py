"""A workbook of a plan's version that came back edited: kept, looked at, perhaps applied."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.planning.models.plan import PlanVersion
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile


class PlanUpload(models.Model):
    """One workbook sent back. What it would change is computed anew each time it is looked at, until it is applied."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="uploads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="plan_uploads")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by_id = models.BigIntegerField(null=True)
    cells_set = models.PositiveIntegerField(default=0)  # when it was applied

    classified = Classified(
        office="id version file reference uploaded_at uploaded_by_id applied_at applied_by_id cells_set"
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(applied_at__gte=F("uploaded_at")),
                name="an_upload_is_applied_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | Q(cells_set=0, applied_by_id__isnull=True),
                name="an_upload_not_applied_sets_nothing",
            ),
        ]

    def __str__(self):
        return f"{self.version} {self.uploaded_at:%Y-%m-%d}"

    @property
    def trail_label(self):
        """Its reference: a file's name may be a person's."""
        return str(self.reference)
