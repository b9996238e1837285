"""A plan, its versions, and its lines: activity x owner office x serving office x province x month."""

import uuid

from django.db import models
from django.db.models import Q

from buranakan.areas.models import NamedInTwoLanguages, Office, Province
from buranakan.planning import rules
from buranakan.planning.enums import FINAL, State
from buranakan.planning.models.envelope import Envelope, department_id
from buranakan.planning.models.portfolio import Activity
from buranakan.planning.values import PlannedLine
from buranakan.records.classification import Classified


class Plan(NamedInTwoLanguages):
    """One office's plan on one envelope; what it says is in its versions."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="plans")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    classified = Classified(public="id name_th name_en reference", office="envelope")

    class Meta:
        ordering = ["envelope", "pk"]


class PlanVersionQuerySet(models.QuerySet):
    """Keeps every way of changing rows away from approved versions; being superseded has the only door."""

    def final(self):
        """Versions that never change again."""
        return self.filter(state__in=FINAL)

    def update(self, **values):
        rules.check_nothing_final(self.final().exists())
        return super().update(**values)

    def delete(self):
        rules.check_nothing_final(self.final().exists())
        return super().delete()

    def supersede(self):
        """The approved ones among these step back for a newer one."""
        return models.QuerySet.update(self.filter(state=State.APPROVED), state=State.SUPERSEDED)


class PlanVersion(models.Model):
    """A version of a plan. An approved one never changes; the next one says why it was needed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    is_proposal = models.BooleanField(default=False)  # computed, not stated by any announcement
    basis = models.TextField(blank=True)  # how the lines were computed
    people_total = models.PositiveIntegerField(default=0)
    amount_total_satang = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    returned_because = models.CharField(max_length=500, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    classified = Classified(
        public="id plan number state is_proposal basis people_total",
        office="amount_total_satang reason made_at made_by_id submitted_at submitted_by_id decided_at decided_by_id "
        "returned_because",
    )

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_per_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=State.APPROVED), name="one_approved_version_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(submitted_at__isnull=False), name="submitted_versions_have_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(submitted_by_id__isnull=True)
                | Q(decided_by_id__isnull=True)
                | ~Q(submitted_by_id=models.F("decided_by_id")),
                name="who_submits_never_decides",
            ),
            models.CheckConstraint(condition=Q(amount_total_satang__gte=0), name="a_plan_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.plan} · {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            rules.check_nothing_final(PlanVersion.objects.final().filter(pk=self.pk).exists())
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        rules.check_nothing_final(PlanVersion.objects.final().filter(pk=self.pk).exists())
        return super().delete(*args, **kwargs)

    @property
    def is_final(self):
        return self.state in FINAL

    @property
    def trail_label(self):
        return f"{self.plan.name_th} · {self.number}"


class PlanLineQuerySet(models.QuerySet):
    """Keeps every way of changing rows away from the lines of approved versions."""

    def in_final_versions(self):
        return self.filter(version__state__in=FINAL)

    def update(self, **values):
        rules.check_nothing_final(self.in_final_versions().exists())
        return super().update(**values)

    def delete(self):
        rules.check_nothing_final(self.in_final_versions().exists())
        return super().delete()

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        versions = PlanVersion.objects.final().filter(pk__in={line.version_id for line in objs})
        rules.check_nothing_final(versions.exists())
        return super().bulk_create(objs, *args, **kwargs)


class PlanLine(models.Model):
    """The grain of the house: who does what for whom, where, when, for how many people and how much money."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lines")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="plan_lines")
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_lines")  # whose budget
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="served_lines")  # who delivers
    counts_for = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="counted_lines")  # whose KPI
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="plan_lines")
    month = models.DateField()  # its first day
    rounds = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    amount_satang = models.BigIntegerField()
    changed_at = models.DateTimeField(null=True)  # in this version; a line copied from another has not been changed
    changed_by_id = models.BigIntegerField(null=True)

    objects = PlanLineQuerySet.as_manager()

    classified = Classified(
        public="id version activity owner_office serving_office counts_for province month rounds people",
        office="amount_satang changed_at changed_by_id",
    )

    class Meta:
        ordering = ["version", "activity", "province", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "activity", "owner_office", "serving_office", "province", "month"],
                name="one_plan_line_per_grain",
            ),
            models.CheckConstraint(condition=Q(people__gt=0, rounds__gt=0), name="a_plan_line_serves_somebody"),
            models.CheckConstraint(condition=Q(amount_satang__gte=0), name="a_plan_line_is_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_plan_line_month_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.activity} · {self.province} · {self.month}"

    def save(self, *args, **kwargs):
        rules.check_nothing_final(self._touches_a_final_version())
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        rules.check_nothing_final(self._touches_a_final_version())
        return super().delete(*args, **kwargs)

    def _touches_a_final_version(self):
        """The version it says it is of, and the one it was of."""
        return PlanVersion.objects.final().filter(Q(pk=self.version_id) | Q(lines=self.pk)).exists()

    @property
    def is_on_behalf(self):
        """Spending on another department's behalf (เบิกจ่ายแทนกัน): it shows in both books."""
        return department_id(self.owner_office) != department_id(self.serving_office)

    @property
    def grain(self):
        """What makes a line the same line in two versions."""
        return (self.activity_id, self.owner_office_id, self.serving_office_id, self.province_id, self.month)

    def as_planned(self):
        """What the line says, apart from the row that keeps it."""
        return PlannedLine(**{name: getattr(self, name) for name in PlannedLine.__dataclass_fields__})

    def copied_to(self, version):
        """The same line for another version, not kept yet."""
        columns = [PlanLine._meta.get_field(name).attname for name in PlannedLine.__dataclass_fields__]
        return PlanLine(version=version, **{name: getattr(self, name) for name in columns})
