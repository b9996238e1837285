"""Frameworks with dated pillars, announcements as published, proposals read from them, and confirmed promises."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from buranakan.areas import wording
from buranakan.areas.models import Confidence, NamedInTwoLanguages
from buranakan.policy.enums import Comparison, FrameworkLevel, ProposalState
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile


class FrameworkQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """Frameworks that hold on a day; several may."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Framework(NamedInTwoLanguages):
    """A policy framework, as dated reference data."""

    code = models.SlugField(max_length=60, unique=True)
    level = models.CharField(max_length=30, choices=FrameworkLevel)
    owner_th = models.CharField(max_length=200)
    owner_en = models.CharField(max_length=200)
    pillar_label_th = models.CharField(max_length=60)
    pillar_label_en = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)
    note_th = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    aliases = models.JSONField(default=list)  # other names texts use for it

    objects = FrameworkQuerySet.as_manager()

    classified = Classified(
        public="id name_th name_en code level owner_th owner_en pillar_label_th pillar_label_en valid_from valid_to "
        "source confidence note_th note_en aliases"
    )

    class Meta:
        ordering = ["valid_from", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_framework_ends_after_it_begins",
            )
        ]

    @property
    def trail_label(self):
        return self.code

    @property
    def owner(self):
        """The post it belongs to, in the language now spoken."""
        return self.owner_en if get_language() == "en" else self.owner_th

    @property
    def pillar_label(self):
        """What it calls its pillars: มิติ, แนวทาง ..."""
        return self.pillar_label_en if get_language() == "en" else self.pillar_label_th

    @property
    def note(self):
        return self.note_en if get_language() == "en" else self.note_th


class Pillar(models.Model):
    """One pillar of a framework: a code that stays while its wording drifts."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="pillars")
    code = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()

    classified = Classified(public="id framework code order")

    class Meta:
        ordering = ["framework", "order"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_pillar_per_code")]

    def __str__(self):
        return self.code


class PillarWording(NamedInTwoLanguages):
    """How a pillar was worded from a day on."""

    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="wordings")
    valid_from = models.DateField()
    source = models.CharField(max_length=300)

    classified = Classified(public="id pillar name_th name_en valid_from source")

    class Meta:
        ordering = ["pillar", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["pillar", "valid_from"], name="one_wording_per_pillar_and_day")]


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


class Promise(models.Model):
    """A confirmed public commitment, bound to a figure by its key."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="promise")
    statement_th = models.CharField(max_length=500)
    statement_en = models.CharField(max_length=500, blank=True)
    value = models.BigIntegerField()  # in the figure's unit: people, or satang
    unit = models.CharField(max_length=60)
    comparison = models.CharField(max_length=20, choices=Comparison)
    figure_key = models.CharField(max_length=80)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era
    due_on = models.DateField()
    promised_by = models.CharField(max_length=300)  # a post
    is_public = models.BooleanField(default=True)
    reference = models.CharField(max_length=32, unique=True)
    confirmed_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        public="id proposal statement_th statement_en value unit comparison figure_key fiscal_year due_on promised_by "
        "is_public reference confirmed_at",
        office="confirmed_by_id",
    )

    class Meta:
        ordering = ["fiscal_year", "pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gt=0), name="a_promise_promises_something")]

    def __str__(self):
        return self.statement

    @property
    def statement(self):
        """The statement in the language now spoken; Thai where English is missing."""
        return wording.spoken(self, "statement")

    @property
    def trail_label(self):
        return self.proposal.trail_label
