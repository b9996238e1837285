"""What became of each line of a draft, change by change: who, when, from what to what."""

from django.db import models
from django.db.models import Q

from buranakan.areas.models import Office, Province
from buranakan.planning.models.plan import PlanVersion
from buranakan.planning.models.portfolio import Activity
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel

KEY = ("activity", "owner_office", "serving_office", "province", "month")


class PlanLineChange(AppendOnlyModel):
    """A line as it was before a change and as it is after it; a missing side is a line that was not there.

    Written under the lock of the version, so its numbers ascend in the order in which a version changed.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="line_changes")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    counts_for = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    people_before = models.PositiveIntegerField(null=True)
    satang_before = models.BigIntegerField(null=True)
    people_after = models.PositiveIntegerField(null=True)
    satang_after = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        office="id version activity owner_office serving_office counts_for province month people_before satang_before "
        "people_after satang_after changed_at changed_by_id"
    )

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people_before__isnull=False) | Q(people_after__isnull=False),
                name="a_line_change_has_a_side",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="a_line_change_month_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.activity} · {self.province} · {self.month}"
