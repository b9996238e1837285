"""Policy frameworks: pillars whose codes stay while their wording drifts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from buranakan.areas.models import Confidence, NamedInTwoLanguages
from buranakan.policy.enums import FrameworkLevel
from buranakan.records.classification import Classified


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
    # What a person entered or changed is theirs: loading the reference file leaves it alone, and says so.
    entered_at = models.DateTimeField(null=True)
    entered_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(null=True)

    objects = FrameworkQuerySet.as_manager()

    classified = Classified(
        public="id name_th name_en code level owner_th owner_en pillar_label_th pillar_label_en valid_from valid_to "
        "source confidence note_th note_en aliases",
        office="entered_at entered_by_id changed_at",
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
    def is_kept_by_people(self):
        """Entered or changed on a page, so that the reference file no longer speaks for it."""
        return self.entered_at is not None or self.changed_at is not None

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


class PillarWordingQuerySet(models.QuerySet):
    def standing(self):
        """Wordings that no correction of the same day replaced."""
        return self.filter(replaced_at__isnull=True)


class PillarWording(NamedInTwoLanguages):
    """How a pillar was worded from a day on. A slip is replaced in time and kept; a new wording has a new day."""

    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="wordings")
    valid_from = models.DateField()
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField(null=True)
    entered_by_id = models.BigIntegerField(null=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by_id = models.BigIntegerField(null=True)

    objects = PillarWordingQuerySet.as_manager()

    classified = Classified(
        public="id pillar name_th name_en valid_from source",
        office="entered_at entered_by_id replaced_at replaced_by_id",
    )

    class Meta:
        ordering = ["pillar", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["pillar", "valid_from"],
                condition=Q(replaced_at__isnull=True),
                name="one_wording_per_pillar_and_day",
            )
        ]
