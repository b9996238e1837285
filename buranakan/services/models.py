"""The spine: one row for each time that somebody was helped, by whom, on whose budget, with the files that show it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from buranakan.areas import wording
from buranakan.areas.models import Confidence, NamedInTwoLanguages, Office, Province
from buranakan.planning.enums import Kind
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile
from buranakan.registry.enums import OnMerge
from buranakan.registry.models import Enterprise, Person
from buranakan.services.enums import FieldType
from buranakan.services.rules import LONGEST_ROUND, LONGEST_SERVICE


class ServiceField(NamedInTwoLanguages):
    """What matters of one kind of service, as dated reference data: a question whoever records it answers."""

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.SlugField(max_length=60)
    type = models.CharField(max_length=20, choices=FieldType)
    choices = models.JSONField(default=list)  # {"code", "name_th", "name_en"} of what may be chosen
    unit_th = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    is_required = models.BooleanField(default=False)
    # A field that left the reference file is asked no more; what was told for it is still shown.
    is_asked = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)

    classified = Classified(
        public="id name_th name_en kind code type choices unit_th unit_en is_required is_asked order source confidence"
    )

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_field_per_kind_and_code"),
            models.CheckConstraint(
                condition=~Q(type=FieldType.CHOICE) | ~Q(choices=[]), name="a_field_of_choice_offers_something"
            ),
        ]

    @property
    def unit(self):
        """In the language now spoken; Thai where English is missing."""
        return wording.spoken(self, "unit")

    @property
    def is_assumed(self):
        return self.confidence == Confidence.ASSUMED

    @staticmethod
    def choice_name(choice):
        """The words of one of the choices, in the language now spoken."""
        return (choice["name_en"] if get_language() == "en" else "") or choice["name_th"]


class ServiceRecordQuerySet(models.QuerySet):
    def standing(self):
        """Records that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def taken_back(self):
        """Records that count nowhere any more."""
        return self.filter(taken_back_at__isnull=False)

    def without_evidence(self):
        """Records that no file proves yet."""
        return self.filter(evidence=None)

    def for_list(self):
        """Everything a list of records names, and whether a file proves each."""
        named = "person", "enterprise", "activity__project", "plan_line", "owner_office", "serving_office", "province"
        proved = self.model.evidence.through.objects.filter(servicerecord=models.OuterRef("pk"))
        return self.select_related(*named).annotate(has_evidence=models.Exists(proved))


class ServiceRecord(models.Model):
    """One service received by one person, one enterprise, or a person for an enterprise. Taken back, never deleted."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="services")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="services")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="services")
    plan_line = models.ForeignKey(PlanLine, null=True, on_delete=models.PROTECT, related_name="services")
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_services")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="given_services")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="services")
    served_on = models.DateField()
    month = models.DateField()  # first day of the month served in: the grain plans share
    minutes = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict)  # what was told for the fields of the kind, by code (details.py)
    from_round = models.BooleanField(default=False)  # one record for all the days somebody came to a round
    round_reference = models.CharField(max_length=36, blank=True)  # the round's own, which a floor above keeps
    evidence = models.ManyToManyField(StoredFile, related_name="services")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_id = models.BigIntegerField(null=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    objects = ServiceRecordQuerySet.as_manager()

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(
        office="id reference enterprise activity plan_line owner_office serving_office province served_on month "
        "minutes note from_round round_reference evidence recorded_at recorded_by_id taken_back_at taken_back_by_id "
        "taken_back_because",
        # What is told freely may tell of somebody.
        personal="person details",
    )

    class Meta:
        ordering = ["-served_on", "-pk"]
        indexes = [models.Index(fields=["province", "month"], name="services_by_province_and_month")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(enterprise__isnull=False), name="somebody_received_the_service"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="a_service_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_because=""),
                name="a_service_taken_back_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "activity", "serving_office", "served_on"],
                condition=Q(person__isnull=False, taken_back_at__isnull=True),
                name="one_service_per_person_activity_office_and_day",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "activity", "serving_office", "served_on"],
                condition=Q(person__isnull=True, taken_back_at__isnull=True),
                name="one_service_per_enterprise_activity_office_and_day",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_SERVICE)
                | Q(minutes__gte=1, minutes__lte=LONGEST_ROUND, from_round=True),
                name="a_service_lasts_a_day_or_a_round",
            ),
            models.CheckConstraint(
                condition=Q(round_reference="") | Q(from_round=True), name="a_service_with_a_round_comes_from_it"
            ),
        ]

    def __str__(self):
        return f"{self.activity} · {self.served_on}"
