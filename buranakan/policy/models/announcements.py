"""Announcements as published, and the proposals read from them."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.policy.enums import Comparison, ProposalState
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile


class Announcement(models.Model):
    """A public text as it was published. The text never changes: proposals point into it by character."""

    title = models.CharField(max_length=500)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=300)
    published_on = models.DateField(null=True)
    event_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    added_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    classified = Classified(
        public="id title text sha256 source published_on event_on reference", office="file added_at by_id"
    )

    class Meta:
        ordering = ["-published_on", "-pk"]

    def __str__(self):
        return self.title

    @property
    def trail_label(self):
        """Titles of releases name people; the trail's open part does not."""
        return f"{self.published_on or '-'} {self.sha256[:12]}"

    @property
    def announced_on(self):
        """The day it was published, else spoken; None where neither is known."""
        return self.published_on or self.event_on


class Proposal(models.Model):
    """A figure that the reading proposes as a promise; a person decides."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=500)
    # Whole things of the unit, baht in satang; None where the number is not whole (ร้อยละ 61.6) or beyond counting.
    value = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=60)
    comparison = models.CharField(max_length=20, choices=Comparison)
    about = models.CharField(max_length=500, blank=True)
    whose = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.PROPOSED)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    rejected_because = models.CharField(max_length=300, blank=True)

    classified = Classified(
        public="id announcement start end quote value unit comparison about whose why state",
        office="decided_at decided_by_id rejected_because",
    )

    class Meta:
        ordering = ["announcement", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_proposal_has_words"),
            models.UniqueConstraint(fields=["announcement", "start", "end"], name="one_proposal_per_words"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, decided_at__isnull=True)
                | (~Q(state=ProposalState.PROPOSED) & Q(decided_at__isnull=False)),
                name="a_decided_proposal_has_a_moment",
            ),
        ]

    def __str__(self):
        return self.quote

    @property
    def trail_label(self):
        return self.quote[:200]
