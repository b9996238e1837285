"""Provinces, clusters, offices, which office answers for which province from when to when, and holidays of offices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buranakan.areas import wording
from buranakan.records.classification import Classified
from buranakan.records.fields import SortKeyField


class NamedInTwoLanguages(models.Model):
    """A reference noun: Thai and English names side by side."""

    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name in the language now spoken; Thai where English is missing."""
        return wording.spoken(self, "name")


class Confidence(models.TextChoices):
    """How sure the source makes us (buranakan/reference/README.md)."""

    EXPLICIT = "A", _("stated by the source")
    RELEASE = "B", _("an official release ties them")
    CLUSTER = "C", _("follows the cluster rule")
    ASSUMED = "D", _("assumed, to be confirmed")


class Cluster(NamedInTwoLanguages):
    """A provincial cluster (กลุ่มจังหวัด)."""

    code = models.CharField(max_length=40, primary_key=True)
    region_th = models.CharField(max_length=100)
    region_en = models.CharField(max_length=100)
    source = models.CharField(max_length=300)

    classified = Classified(public="code name_th name_en region_th region_en source")

    class Meta:
        ordering = ["code"]


class Province(NamedInTwoLanguages):
    """A province by its two-digit code of the Department of Provincial Administration."""

    code = models.CharField(max_length=2, primary_key=True)
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="provinces")
    sort_key = SortKeyField(max_length=300, db_index=True)
    source = models.CharField(max_length=300)

    classified = Classified(public="code name_th name_en cluster sort_key source")

    class Meta:
        ordering = ["sort_key"]


class Office(NamedInTwoLanguages):
    """A government office in a dated tree: ministry, departments, divisions, centres, provincial offices."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        DEPARTMENT = "department", _("Department")
        DIVISION = "division", _("Division")
        CENTRE = "centre", _("Industrial Promotion Center")
        PROVINCIAL = "provincial", _("Provincial Industry Office")

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    short_th = models.CharField(max_length=120)
    short_en = models.CharField(max_length=120)
    seat = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="seats")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)
    sort_order = models.PositiveIntegerField()

    classified = Classified(
        public="id name_th name_en code kind parent short_th short_en seat valid_from valid_to source confidence "
        "sort_order"
    )

    class Meta:
        ordering = ["sort_order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="an_office_ends_after_it_begins",
            )
        ]

    @property
    def short(self):
        """The short name in the language now spoken."""
        return wording.spoken(self, "short")


class OfficeAlias(models.Model):
    """Another way a text names an office; `office_code` may be a class such as pio-* (all provincial offices)."""

    alias = models.CharField(max_length=200, unique=True)
    office_code = models.CharField(max_length=60)
    source = models.CharField(max_length=300)

    classified = Classified(public="id alias office_code source")

    class Meta:
        ordering = ["alias"]

    def __str__(self):
        return self.alias


class Responsibility(models.Model):
    """An office answers for a province, for a function, between two days. Never derived from codes or seats."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="responsibilities")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="responsibilities")
    function = models.CharField(max_length=40, default="area")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    confidence = models.CharField(max_length=1, choices=Confidence)
    source = models.CharField(max_length=300)
    note_th = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)

    classified = Classified(public="id office province function valid_from valid_to confidence source note_th note_en")

    class Meta:
        ordering = ["province", "office"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="a_responsibility_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["office", "province", "function", "valid_from"],
                name="one_responsibility_per_office_province_function_day",
            ),
            # A missing first day equals no other to a database, so it has a constraint of its own.
            models.UniqueConstraint(
                fields=["office", "province", "function"],
                condition=Q(valid_from__isnull=True),
                name="one_responsibility_without_a_first_day",
            ),
        ]

    def __str__(self):
        return f"{self.office} {self.province}"


class Holiday(NamedInTwoLanguages):
    """A day on which offices are closed, as the cabinet announced it or, where it did not yet, as it is assumed."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Public holiday")
        SPECIAL = "special", _("Added by the cabinet")
        SUBSTITUTION = "substitution", _("Made up for a weekend")
        GOVERNMENT_ONLY = "government-only", _("Offices only")

    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    confidence = models.CharField(max_length=1, choices=Confidence)
    note = models.CharField(max_length=300, blank=True)

    classified = Classified(public="id name_th name_en on kind source as_of confidence note")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["on", "name_th"], name="one_holiday_per_day_and_name")]

    @property
    def is_assumed(self):
        """Nobody that we know of has announced it: to be confirmed."""
        return self.confidence == Confidence.ASSUMED
