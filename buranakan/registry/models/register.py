"""People and enterprises, one true record each; merged ones stay and point to the one that remains."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Office, Province
from buranakan.lib import phones
from buranakan.records.classification import Classified
from buranakan.records.fields import SortKeyField
from buranakan.registry.enums import EnterpriseKind, OnMerge, Part


class MergeableQuerySet(models.QuerySet):
    """Rows of which one may have been merged into another."""

    def standing(self):
        """Records that were not merged into another one."""
        return self.filter(merged_into__isnull=True)


class Person(models.Model):
    """Somebody the offices serve. The citizen number is sealed; a keyed hash finds it (registry/secrets.py)."""

    title = models.CharField(_("Title before the name"), max_length=60, blank=True)
    first_name = models.CharField(_("First name"), max_length=120)
    last_name = models.CharField(_("Last name"), max_length=120, blank=True)
    sort_key = SortKeyField(max_length=400, db_index=True)
    search_key = models.CharField(max_length=300, db_index=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="people")
    citizen_number_sealed = models.TextField(blank=True)  # "key_id:ciphertext"
    citizen_number_hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 - unique where known
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registered_by_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="registered_people")
    registered_at = models.DateTimeField()
    is_synthetic = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_here")

    objects = MergeableQuerySet.as_manager()

    on_merge = {"merged_into": OnMerge.MOVE}
    classified = Classified(
        office="id reference registered_by_office registered_at is_synthetic merged_into province",
        personal="title first_name last_name sort_key search_key phone",
        sensitive="citizen_number_sealed citizen_number_hash",
    )

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen_number_hash"],
                condition=Q(citizen_number_hash__isnull=False, merged_into__isnull=True),
                name="one_person_per_citizen_number",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="nobody_is_merged_into_themselves",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """Title joined to the first name, as Thai names are written."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    @property
    def phone_shown(self):
        """The telephone number with its dashes."""
        return phones.shown(self.phone)


class Enterprise(models.Model):
    """A business, group or cooperative the offices serve."""

    name = models.CharField(_("Name"), max_length=300)
    kind = models.CharField(_("Kind"), max_length=20, choices=EnterpriseKind)
    number = models.CharField(_("Registration number"), max_length=20, blank=True)
    sort_key = SortKeyField(max_length=600, db_index=True)
    search_key = models.CharField(max_length=400, db_index=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="enterprises")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registered_by_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="registered_enterprises")
    registered_at = models.DateTimeField()
    is_synthetic = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_here")

    objects = MergeableQuerySet.as_manager()

    on_merge = {"merged_into": OnMerge.MOVE}
    classified = Classified(
        public="kind",
        office="id number province reference registered_by_office registered_at is_synthetic merged_into",
        # A sole proprietor's business is called by its owner's name.
        personal="name sort_key search_key",
    )

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=~Q(number="") & Q(merged_into__isnull=True),
                name="one_enterprise_per_number",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="no_enterprise_is_merged_into_itself",
            ),
        ]

    @property
    def is_a_persons(self):
        """A sole proprietor's business goes by its owner's name, so it is shown only where names are."""
        return self.kind == EnterpriseKind.SOLE

    def __str__(self):
        return self.name


class EnterprisePart(models.Model):
    """Who plays what part in which enterprise."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=20, choices=Part)

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(office="id enterprise part", personal="person")

    class Meta:
        ordering = ["enterprise", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "enterprise", "part"], name="one_part_per_person_and_enterprise")
        ]

    def __str__(self):
        return f"{self.person} · {self.get_part_display()} · {self.enterprise}"


class PersonReach(models.Model):
    """An office took up somebody of another province, whose number it was given, to serve them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reaches")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="taken_up_people")
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    on_merge = {"person": OnMerge.MOVE}
    classified = Classified(office="id office at by_id", personal="person because")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "office"], name="an_office_takes_up_a_person_once"),
            models.CheckConstraint(condition=~Q(because=""), name="a_person_is_taken_up_for_a_reason"),
        ]

    def __str__(self):
        return f"{self.person} · {self.office}"
