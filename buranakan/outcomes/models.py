"""Indicators and the pillars they speak of, values with how they are known, and askings that people answer."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from buranakan.areas import wording
from buranakan.areas.models import Confidence, NamedInTwoLanguages, Office, Province
from buranakan.delivery.models import Participant
from buranakan.lib.money import BAHT
from buranakan.outcomes.enums import COMPUTED, AskingState, CountedFor, Direction, EvidenceLevel, Method, Stage
from buranakan.policy.models import Pillar
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile
from buranakan.registry.enums import OnMerge
from buranakan.registry.models import Enterprise, Person

HUNDREDTHS = 100


class Indicator(NamedInTwoLanguages):
    """What may change for somebody who was helped: a unit, which way is better, whose value it is."""

    code = models.SlugField(max_length=60, unique=True)
    question_th = models.CharField(max_length=300)
    question_en = models.CharField(max_length=300)
    unit_th = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60)
    direction = models.CharField(max_length=10, choices=Direction)
    counted_for = models.CharField(max_length=20, choices=CountedFor)
    is_whole = models.BooleanField(default=False)  # counted in whole things
    highest_hundredths = models.BigIntegerField()
    is_asked_by_link = models.BooleanField(default=False)
    method = models.CharField(max_length=20, choices=Method, blank=True)  # how its values are usually taken
    evidence_level = models.CharField(max_length=20, choices=EvidenceLevel, blank=True)  # the rung aimed at
    # An indicator that left the reference file takes no more values; those it has are still shown.
    is_used = models.BooleanField(default=True)
    pillars = models.ManyToManyField(Pillar, through="IndicatorPillar", related_name="indicators")
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)
    # What a person entered or changed is theirs: loading the reference file leaves it alone, and says so.
    entered_at = models.DateTimeField(null=True)
    entered_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(null=True)

    classified = Classified(
        public="id name_th name_en code question_th question_en unit_th unit_en direction counted_for is_whole "
        "highest_hundredths is_asked_by_link method evidence_level is_used pillars order source confidence",
        office="entered_at entered_by_id changed_at",
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(highest_hundredths__gt=0), name="an_indicator_has_room_for_values")
        ]

    @property
    def trail_label(self):
        return self.code

    @property
    def unit(self):
        return wording.spoken(self, "unit")

    @property
    def question(self):
        """What somebody is asked, in words they use."""
        return wording.spoken(self, "question")

    @property
    def is_kept_by_people(self):
        """Entered or changed on a page, so that the reference file no longer speaks for it."""
        return self.entered_at is not None or self.changed_at is not None

    @property
    def is_assumed(self):
        return self.confidence == Confidence.ASSUMED

    @property
    def is_money(self):
        """May its values be typed with words of money?"""
        return self.unit_th.startswith(BAHT)


class IndicatorPillar(models.Model):
    """An indicator speaks of a pillar. A new framework brings pillars of its own, so old ties stay for old reports."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="ties")
    pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="indicator_ties")
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)
    entered_at = models.DateTimeField(null=True)  # by a person: loading the reference file leaves it alone

    classified = Classified(public="id indicator pillar source confidence", office="entered_at")

    class Meta:
        ordering = ["pillar", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "pillar"], name="one_tie_per_indicator_and_pillar")
        ]

    def __str__(self):
        return f"{self.indicator} · {self.pillar}"


class AskingTime(models.Model):
    """When people are asked, counted from the day they completed, and how long and how often; reference data."""

    stage = models.CharField(max_length=20, choices=Stage)
    months_after = models.PositiveSmallIntegerField()  # nought for the baseline
    open_days = models.PositiveSmallIntegerField()
    remind_after_days = models.PositiveSmallIntegerField()
    most_reminders = models.PositiveSmallIntegerField()
    is_used = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, choices=Confidence)

    classified = Classified(
        public="id stage months_after open_days remind_after_days most_reminders is_used source confidence"
    )

    class Meta:
        ordering = ["stage", "months_after"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "months_after"], name="one_asking_time_per_stage_and_months"),
            models.CheckConstraint(
                condition=Q(stage=Stage.BASELINE, months_after=0)
                | (~Q(stage=Stage.BASELINE) & Q(months_after__gt=0)),
                name="a_baseline_is_asked_at_once_and_a_follow_up_later",
            ),
        ]

    def __str__(self):
        return f"{self.stage} {self.months_after}"


class AskingQuerySet(models.QuerySet):
    def standing(self):
        """Askings that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_on(self, day):
        """Askings that may still be sent or answered on a day."""
        return self.standing().filter(due_on__lte=day, closes_on__gte=day)


class Asking(models.Model):
    """Somebody is asked, by a link on the phone, for the values of some indicators. Withdrawn, never deleted."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stage = models.CharField(max_length=20, choices=Stage)
    months_after = models.PositiveSmallIntegerField(default=0)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="askings")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="askings")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="askings")
    indicators = models.ManyToManyField(Indicator, related_name="askings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="askings")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="askings")
    due_on = models.DateField()
    closes_on = models.DateField()  # the last day
    remind_after_days = models.PositiveSmallIntegerField()
    most_reminders = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = AskingQuerySet.as_manager()

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(
        office="id stage months_after participant enterprise indicators office province due_on closes_on "
        "remind_after_days most_reminders asked_at asked_by_id sent_at reminders reminded_at answered_at withdrawn_at "
        "withdrawn_by_id withdrawn_because",
        # With the server's secret the reference makes the link that answers (tokens.py).
        personal="person reference",
    )

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(withdrawn_at__isnull=True, answered_at__isnull=True),
                name="askings_without_an_answer",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(enterprise__isnull=False), name="an_asking_asks_somebody"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("due_on")), name="an_asking_closes_after_it_is_due"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="an_asking_withdrawn_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reminders__lte=F("most_reminders")), name="nobody_is_reminded_more_often_than_said"
            ),
            models.UniqueConstraint(
                fields=["participant", "stage", "months_after"],
                condition=Q(participant__isnull=False, withdrawn_at__isnull=True),
                name="one_asking_per_participant_stage_and_months",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "stage", "due_on"],
                condition=Q(participant__isnull=True, withdrawn_at__isnull=True),
                name="one_asking_per_enterprise_stage_and_day",
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} · {self.due_on}"

    def state_on(self, day):
        """Where it stands on a day."""
        if self.withdrawn_at is not None:
            return AskingState.WITHDRAWN
        if self.answered_at is not None:
            return AskingState.ANSWERED
        if self.closes_on < day:
            return AskingState.CLOSED
        return AskingState.WAITING if self.sent_at is None else AskingState.SENT


class MeasurementQuerySet(models.QuerySet):
    def standing(self):
        """Values that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def for_list(self):
        """Everything a table of values names."""
        return self.select_related("indicator", "person", "enterprise", "office", "province")


class Measurement(models.Model):
    """One value of one indicator for one receiver on a day, with how it is known. Taken back, never overwritten."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="measurements")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="measurements")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="measurements")
    asking = models.ForeignKey(Asking, null=True, on_delete=models.PROTECT, related_name="measurements")
    stage = models.CharField(max_length=20, choices=Stage)
    value_hundredths = models.BigIntegerField()
    measured_on = models.DateField()
    method = models.CharField(max_length=20, choices=Method)
    evidence_level = models.CharField(max_length=20, choices=EvidenceLevel)
    how = models.CharField(max_length=500, blank=True)  # how it was measured, computed or verified
    evidence = models.ManyToManyField(StoredFile, related_name="measurements")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="measurements")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="measurements")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_id = models.BigIntegerField(null=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    objects = MeasurementQuerySet.as_manager()

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(
        office="id reference indicator enterprise participant asking stage measured_on method evidence_level evidence "
        "office province recorded_at recorded_by_id taken_back_at taken_back_by_id",
        # What a business sells or a person earns is theirs.
        personal="person value_hundredths how taken_back_because",
    )

    class Meta:
        ordering = ["-measured_on", "-pk"]
        indexes = [models.Index(fields=["indicator", "province"], name="values_by_indicator_and_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, enterprise__isnull=True)
                | Q(person__isnull=True, enterprise__isnull=False),
                name="a_value_is_of_one_person_or_one_enterprise",
            ),
            models.CheckConstraint(condition=Q(value_hundredths__gte=0), name="a_value_is_not_negative"),
            models.CheckConstraint(
                condition=~Q(method__in=sorted(COMPUTED)) | ~Q(how=""), name="a_computed_value_says_how"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_because=""),
                name="a_value_taken_back_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["indicator", "person", "stage", "measured_on", "method"],
                condition=Q(person__isnull=False, taken_back_at__isnull=True),
                name="one_value_per_indicator_person_stage_day_and_method",
            ),
            models.UniqueConstraint(
                fields=["indicator", "enterprise", "stage", "measured_on", "method"],
                condition=Q(enterprise__isnull=False, taken_back_at__isnull=True),
                name="one_value_per_indicator_enterprise_stage_day_and_method",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} · {self.measured_on}"

    @property
    def trail_label(self):
        return f"{self.indicator.code} · {self.stage}"

    @property
    def value(self):
        """In the indicator's unit."""
        return Decimal(self.value_hundredths) / HUNDREDTHS
