"""A survey of what provinces need for a programme: each province's answer, its needs, and what a committee granted."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Office, Province
from buranakan.planning.enums import GRANTED, NeedState
from buranakan.planning.models.portfolio import Activity, Portfolio
from buranakan.records.classification import Classified

FIRST_MONTHS_OF_QUARTERS = (10, 1, 4, 7)


class NeedsSurvey(models.Model):
    """The ministry or a department asks every province what it needs; it also seats the committee that decides."""

    portfolio = models.OneToOneField(Portfolio, on_delete=models.PROTECT, related_name="needs_survey")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="needs_surveys")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asks = models.CharField(max_length=500, blank=True)  # what provinces should bear in mind
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)  # from here decisions stand
    settled_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        public="id portfolio office reference opens_on closes_on",
        office="asks opened_at opened_by_id settled_at settled_by_id",
    )

    class Meta:
        ordering = ["-portfolio__fiscal_year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_needs_survey_closes_after_it_opens"
            )
        ]

    def __str__(self):
        return str(self.portfolio)

    @property
    def trail_label(self):
        return f"{self.portfolio.fiscal_year} · {self.office.short_th}"

    def is_open(self, on):
        """May provinces write on this day?"""
        return self.settled_at is None and self.opens_on <= on <= self.closes_on


class NeedsAnswer(models.Model):
    """What one province answers, written by the office that answers for it and confirmed by its head."""

    survey = models.ForeignKey(NeedsSurvey, on_delete=models.PROTECT, related_name="answers")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="needs_answers")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="needs_answers")
    note = models.CharField(max_length=1000, blank=True)
    edition = models.PositiveIntegerField(default=1)  # goes up with each writing, so that nobody writes over another
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        public="id survey office province",
        office="note edition written_at written_by_id confirmed_at confirmed_by_id",
    )

    class Meta:
        ordering = ["survey", "province__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "province"], name="one_needs_answer_per_province"),
        ]

    def __str__(self):
        return f"{self.survey} · {self.province}"

    @property
    def trail_label(self):
        return f"{self.survey.portfolio.fiscal_year} · {self.province_id}"


class Need(models.Model):
    """People of a province for an activity in a month or a quarter, why, and what was granted of it."""

    answer = models.ForeignKey(NeedsAnswer, on_delete=models.PROTECT, related_name="needs")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="needs")
    month = models.DateField()  # its first day; of a quarter the first day of its first month
    is_whole_quarter = models.BooleanField(default=False)
    people = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.CharField(max_length=500, blank=True)  # what shows that people ask for it
    state = models.CharField(max_length=20, choices=NeedState, default=NeedState.PROPOSED)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    granted = models.PositiveIntegerField(null=True)
    decided_because = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        public="id answer activity month is_whole_quarter people state granted",
        office="reason evidence written_at written_by_id decided_because decided_at decided_by_id",
    )

    class Meta:
        ordering = ["answer", "activity__project__number", "activity__code", "month", "is_whole_quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "activity", "month", "is_whole_quarter"],
                condition=~Q(state=NeedState.WITHDRAWN),
                name="one_need_per_activity_and_time",
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="a_need_is_of_somebody"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_need_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(is_whole_quarter=False) | Q(month__month__in=FIRST_MONTHS_OF_QUARTERS),
                name="a_need_of_a_quarter_begins_with_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[NeedState.PROPOSED, NeedState.WITHDRAWN], granted__isnull=True)
                | Q(state=NeedState.ACCEPTED, granted=F("people"))
                | Q(state=NeedState.REDUCED, granted__gt=0, granted__lt=F("people"))
                | Q(state=NeedState.REFUSED, granted=0),
                name="what_is_granted_follows_the_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NeedState.REDUCED, NeedState.REFUSED]) | ~Q(decided_because=""),
                name="granting_less_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*GRANTED, NeedState.REFUSED]) | Q(decided_at__isnull=False),
                name="decided_needs_have_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(written_by_id__isnull=True)
                | Q(decided_by_id__isnull=True)
                | ~Q(written_by_id=F("decided_by_id")),
                name="who_writes_a_need_never_decides_it",
            ),
        ]

    def __str__(self):
        return f"{self.answer} · {self.activity} · {self.month}"

    @property
    def grain(self):
        """What makes it the same need in two writings."""
        return (self.activity_id, self.month, self.is_whole_quarter)
