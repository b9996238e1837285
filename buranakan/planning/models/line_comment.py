"""What somebody who decides on a version said of one of its lines, and how it was answered."""

import uuid

from django.db import models
from django.db.models import Q

from buranakan.areas.models import Office, Province
from buranakan.planning.models.plan import PlanVersion
from buranakan.planning.models.portfolio import Activity
from buranakan.records.classification import Classified


class LineComment(models.Model):
    """A comment on a line of a version. It names the line by its grain, so that it stays when the line is changed or
    taken out; it is never edited, only answered."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="comments")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="line_comments")
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    people = models.PositiveIntegerField()  # what the line said then
    amount_satang = models.BigIntegerField()
    text = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_post = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by_id = models.BigIntegerField(null=True)
    resolved_by_post = models.CharField(max_length=200, blank=True)

    classified = Classified(
        office="id version reference activity owner_office serving_office province month people amount_satang text "
        "made_at made_by_id made_by_post answer resolved_at resolved_by_id resolved_by_post"
    )

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_on_a_line_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(answer=""), name="an_answered_comment_has_its_moment"
            ),
        ]

    def __str__(self):
        return f"{self.version} · {self.activity} · {self.province}"

    @property
    def trail_label(self):
        return f"{self.version.trail_label} · {self.activity.code} · {self.province_id}"

    @property
    def grain(self):
        """The line it is about, as the line itself says it."""
        return (self.activity_id, self.owner_office_id, self.serving_office_id, self.province_id, self.month)
