"""Calls with their places, criteria and questions; applications, as they were typed and as they were decided."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.areas import wording
from buranakan.areas.models import Office, Province
from buranakan.calls.enums import LIVE, ApplicationState, CallState, CriterionKind, QuestionKind
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.classification import Classified
from buranakan.registry.enums import OnMerge
from buranakan.registry.models import Enterprise, Person

DRAFT_PREFIX, SUBMITTED_PREFIX = "DR", "BK"


class CallQuerySet(models.QuerySet):
    def open_at(self, at):
        """Calls that take applications at a moment."""
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=at, closes_at__gt=at)

    def public(self):
        """Calls that anybody may read."""
        return self.exclude(state=CallState.DRAFT)

    def for_list(self):
        """Everything a list of calls names."""
        return self.select_related("activity__project", "office", "owner_office").prefetch_related("places__province")


class Call(models.Model):
    """An activity open to applicants of some provinces between two moments."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="calls")
    plan_line = models.ForeignKey(PlanLine, null=True, on_delete=models.PROTECT, related_name="calls")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calls")  # calls, decides and delivers
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_calls")
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    about_th = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=CallState, default=CallState.DRAFT)
    is_synthetic = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    objects = CallQuerySet.as_manager()

    classified = Classified(
        public="id reference activity office owner_office title_th title_en about_th about_en opens_at closes_at state "
        "is_synthetic",
        office="plan_line made_at made_by_id",
    )

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_call_closes_after_it_opens"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return wording.spoken(self, "title")

    @property
    def about(self):
        return wording.spoken(self, "about")

    @property
    def trail_label(self):
        return self.title_th

    def is_open(self, at):
        """Does it take applications at this moment?"""
        return self.state == CallState.PUBLISHED and self.opens_at <= at < self.closes_at


class CallPlaces(models.Model):
    """How many a call takes from one province, and how many of these places are taken."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="places")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="call_places")
    places = models.PositiveIntegerField()
    places_taken = models.PositiveIntegerField(default=0)
    waiting_numbers_given = models.PositiveIntegerField(default=0)

    classified = Classified(public="id call province places places_taken", office="waiting_numbers_given")

    class Meta:
        ordering = ["call", "province__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["call", "province"], name="one_row_of_places_per_call_and_province"),
            models.CheckConstraint(condition=Q(places_taken__lte=F("places")), name="places_are_never_oversold"),
        ]

    def __str__(self):
        return f"{self.province}: {self.places_taken}/{self.places}"

    @property
    def places_left(self):
        return self.places - self.places_taken

    @property
    def trail_label(self):
        return f"{self.call.trail_label} · {self.province.name_th}"


class Criterion(models.Model):
    """Who a call is for: a kind with its parameters, and the sentence that says it plainly."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, choices=CriterionKind)
    parameters = models.JSONField(default=dict)
    sentence_th = models.CharField(max_length=300)
    sentence_en = models.CharField(max_length=300)
    is_required = models.BooleanField(default=True)

    classified = Classified(public="id call order kind parameters sentence_th sentence_en is_required")

    class Meta:
        ordering = ["call", "order"]
        constraints = [models.UniqueConstraint(fields=["call", "order"], name="one_criterion_per_place_in_a_call")]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self):
        return wording.spoken(self, "sentence")


class Question(models.Model):
    """What an office wants to know of applicants besides."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=QuestionKind)
    label_th = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=False)
    choices = models.JSONField(default=list)  # [[Thai, English], ...]

    classified = Classified(public="id call order kind label_th label_en is_required choices")

    class Meta:
        ordering = ["call", "order"]
        constraints = [models.UniqueConstraint(fields=["call", "order"], name="one_question_per_place_in_a_call")]

    def __str__(self):
        return self.label

    @property
    def label(self):
        return wording.spoken(self, "label")


class ApplicationQuerySet(models.QuerySet):
    def sent(self):
        """Applications that reached the office; drafts are the applicant's own."""
        return self.filter(submitted_at__isnull=False)

    def of_state(self, state):
        return self.filter(state=state)

    def for_list(self):
        """Everything a list of applications names, oldest first."""
        return self.select_related("call__activity", "call__office", "province").order_by("submitted_at", "pk")


class Application(models.Model):
    """Somebody asks to take part. `answers` is what was typed, whatever it was; the columns are what it means."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)  # BK68-7K3M-9QPX, readable and not to be guessed
    resume_code_hash = models.CharField(max_length=64)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    codes_refused_until = models.DateTimeField(null=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    language = models.CharField(max_length=2, default="th")
    answers = models.JSONField(default=dict)  # {step: {field: text}}; the citizen number is never among them
    citizen_number_sealed = models.TextField(blank=True)
    citizen_number_hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null until it is a right number
    applicant_name = models.CharField(max_length=310, blank=True)
    search_key = models.CharField(max_length=300, blank=True, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    enterprise_name = models.CharField(max_length=300, blank=True)
    enterprise_number = models.CharField(max_length=20, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    consented_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    waiting_number = models.PositiveIntegerField(null=True)  # the order of the waiting list of its province
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)  # null where the applicants did it themselves
    withdrawn_because = models.CharField(max_length=300, blank=True)
    forgotten_at = models.DateTimeField(null=True)  # a draft that was never sent, emptied
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="applications")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="applications")
    round_reference = models.UUIDField(null=True)  # the round it was given a seat in; rounds live on a higher floor
    is_synthetic = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(
        office="id call province state language consent_version consented_at begun_at submitted_at waiting_number "
        "decided_at decided_by_id decided_because withdrawn_at withdrawn_by_id withdrawn_because forgotten_at "
        "enterprise enterprise_number round_reference is_synthetic reference number wrong_codes codes_refused_until",
        personal="answers applicant_name search_key phone email enterprise_name person",
        sensitive="resume_code_hash citizen_number_sealed citizen_number_hash",
    )

    class Meta:
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["call", "state", "submitted_at"], name="applications_by_call_and_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "citizen_number_hash"],
                condition=Q(state__in=LIVE),
                name="one_live_application_per_person_and_call",
            ),
            models.UniqueConstraint(
                fields=["call", "province", "waiting_number"],
                condition=Q(waiting_number__isnull=False),
                name="one_place_in_the_waiting_list_each",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE)
                | Q(submitted_at__isnull=False, province__isnull=False, consented_at__isnull=False),
                name="sent_applications_have_a_moment_a_province_and_a_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.ACCEPTED) | Q(person__isnull=False),
                name="an_accepted_application_has_its_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.WAITING) | Q(waiting_number__isnull=False),
                name="a_waiting_application_has_its_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.DECLINED) | ~Q(decided_because=""),
                name="a_declined_application_has_a_reason",
            ),
        ]

    def __str__(self):
        return self.number_shown

    @property
    def number_shown(self):
        """The number as people read it: a draft says that it has not been sent."""
        if self.submitted_at is None:
            return DRAFT_PREFIX + self.number.removeprefix(SUBMITTED_PREFIX)
        return self.number

    @property
    def trail_label(self):
        return self.number_shown

    @property
    def letters_go_to(self):
        """The address letters go to: e-mail where there is one, else the telephone."""
        return self.email or self.phone
