"""Which pillars a project or an activity serves, how much, from which day to which, and the acts that changed many."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.planning.models.portfolio import Activity, Project
from buranakan.planning.tagging import Span
from buranakan.policy.models import Framework, Pillar
from buranakan.records.classification import Classified

WHOLE_PERCENT = 100


class Retagging(models.Model):
    """One act that moved many projects from a framework's pillars to those of the next, and may be undone in time."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    old = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="retaggings_from")
    new = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="retaggings_to")
    starts_on = models.DateField()  # the first day of the new tags
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    classified = Classified(public="id reference old new starts_on", office="made_at made_by_id undone_at undone_by_id")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="a_retagging_goes_to_another_framework")
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"

    @property
    def trail_label(self):
        return f"{self.old.code} → {self.new.code}"


class PillarTagQuerySet(models.QuerySet):
    def standing(self):
        """Tags that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def on(self, day):
        """Standing tags that hold on a day on which their framework is in force."""
        holds = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        lasts = Q(pillar__framework__valid_to__isnull=True) | Q(pillar__framework__valid_to__gte=day)
        return self.standing().filter(holds & lasts, pillar__framework__valid_from__lte=day)

    def named(self):
        """Everything a table of tags names."""
        named = "project__portfolio", "activity__project__portfolio", "pillar__framework"
        return self.select_related(*named).prefetch_related("pillar__wordings")


class PillarTag(models.Model):
    """A project, or one of its activities, serves a pillar with a weight between two days; ended, never deleted."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="tags")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="tags")
    pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="tags")
    weight_percent = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the last day; open means as long as the framework
    because = models.CharField(max_length=500)
    is_proposal = models.BooleanField(default=False)  # ours, not confirmed by an agency
    tagged_at = models.DateTimeField()
    tagged_by_id = models.BigIntegerField(null=True)
    opened_in = models.ForeignKey(Retagging, null=True, on_delete=models.PROTECT, related_name="opened")
    ended_in = models.ForeignKey(Retagging, null=True, on_delete=models.PROTECT, related_name="ended")
    ended_before = models.DateField(null=True)  # what `valid_to` was before the re-tagging, for its undoing
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_id = models.BigIntegerField(null=True)

    objects = PillarTagQuerySet.as_manager()

    classified = Classified(
        public="id reference project activity pillar weight_percent valid_from valid_to because is_proposal",
        office="tagged_at tagged_by_id opened_in ended_in ended_before taken_back_at taken_back_by_id",
    )

    class Meta:
        ordering = ["pillar__framework", "pillar__order", "-weight_percent", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False, activity__isnull=True)
                | Q(project__isnull=True, activity__isnull=False),
                name="a_tag_is_on_a_project_or_on_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(weight_percent__gte=1, weight_percent__lte=WHOLE_PERCENT),
                name="a_tag_weighs_from_1_to_100_percent",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="a_tag_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_tag_says_why"),
            *(
                models.UniqueConstraint(
                    fields=[holder, "pillar", "valid_from"],
                    condition=Q(taken_back_at__isnull=True, **{f"{holder}__isnull": False}),
                    name=f"one_tag_per_{holder}_pillar_and_first_day",
                )
                for holder in ("project", "activity")
            ),
            *(
                models.UniqueConstraint(
                    fields=[holder, "pillar"],
                    condition=Q(taken_back_at__isnull=True, valid_to__isnull=True, **{f"{holder}__isnull": False}),
                    name=f"one_open_tag_per_{holder}_and_pillar",
                )
                for holder in ("project", "activity")
            ),
        ]

    def __str__(self):
        return f"{self.holder} · {self.pillar} · {self.weight_percent}"

    @property
    def holder(self):
        """The project or the activity that is tagged."""
        return self.activity or self.project

    @property
    def of_project(self):
        """The project it concerns, also where only one of its activities is tagged."""
        return self.activity.project if self.activity else self.project

    @property
    def trail_label(self):
        return f"{self.pillar.framework.code} · {self.pillar.code}"

    @property
    def span(self):
        """What the rules look at."""
        return Span(self.pillar_id, self.weight_percent, self.valid_from, self.valid_to)
