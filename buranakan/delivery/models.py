"""Rounds of training: their sessions and trainers, who took part, who was there, and the certificates."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.accounts.models import User
from buranakan.areas.models import Office, Province
from buranakan.calls.models import Application, Call
from buranakan.delivery import codes
from buranakan.delivery.enums import CertificateState, RoundState
from buranakan.delivery.rules import LONGEST_SESSION, MOST_PERCENT
from buranakan.lib import clock
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile
from buranakan.registry.enums import OnMerge
from buranakan.registry.models import Enterprise, Person
from buranakan.services.models import ServiceRecord


class RoundQuerySet(models.QuerySet):
    def standing(self):
        """Rounds that were not cancelled."""
        return self.exclude(state=RoundState.CANCELLED)

    def for_list(self):
        """Everything a list of rounds names."""
        return self.select_related("activity__project__portfolio", "serving_office", "owner_office", "province")


class Round(models.Model):
    """One group that goes through an activity together (รุ่น). It carries the grain of the plan line it came from.

    `places_taken` counts who is on the roster and has not left; it is changed only by a conditional update while the
    row is locked, and delivery/audit.py counts again.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="rounds_opened")
    call = models.ForeignKey(Call, null=True, on_delete=models.PROTECT, related_name="rounds")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="rounds")
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_rounds")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="given_rounds")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()  # of the activity at the serving office
    title = models.CharField(max_length=200)
    venue = models.CharField(max_length=200)
    places = models.PositiveSmallIntegerField()
    places_taken = models.PositiveSmallIntegerField(default=0)
    completion_percent = models.PositiveSmallIntegerField()  # share of the minutes one must attend
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.PLANNED)
    evidence = models.ManyToManyField(StoredFile, related_name="rounds")
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = RoundQuerySet.as_manager()

    classified = Classified(
        office="id reference plan_line call activity owner_office serving_office province number title venue "
        "places places_taken completion_percent state evidence opened_at opened_by_id closed_at closed_by_id "
        "cancelled_at cancelled_because"
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "serving_office", "number"], name="one_round_per_activity_office_and_number"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="a_round_has_places"),
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("places")), name="no_round_takes_more_people_than_it_has_places"
            ),
            models.CheckConstraint(
                condition=Q(completion_percent__gte=1, completion_percent__lte=MOST_PERCENT),
                name="a_completion_share_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CLOSED, closed_at__isnull=False)
                | (~Q(state=RoundState.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_rounds_and_no_others_have_a_closing_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CANCELLED, cancelled_at__isnull=False) & ~Q(cancelled_because="")
                | (~Q(state=RoundState.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="cancelled_rounds_and_no_others_say_when_and_why",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def trail_label(self):
        return f"{self.activity.code} · {self.serving_office.code} · {self.number}"

    @property
    def places_left(self):
        return self.places - self.places_taken

    @property
    def is_open(self):
        """Planned or running: it may still be worked on."""
        return self.state in {RoundState.PLANNED, RoundState.RUNNING}


class SessionQuerySet(models.QuerySet):
    def standing(self):
        """Sessions that were not called off."""
        return self.filter(called_off_at__isnull=True)


class Session(models.Model):
    """One meeting of a round (ครั้งที่อบรม). Called off, never deleted."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    topic = models.CharField(max_length=300)
    venue = models.CharField(max_length=200)
    marked_at = models.DateTimeField(null=True)  # when attendance was last marked
    marked_by_id = models.BigIntegerField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_because = models.CharField(max_length=300, blank=True)

    objects = SessionQuerySet.as_manager()

    classified = Classified(
        office="id reference round held_on starts_at ends_at break_minutes topic venue marked_at marked_by_id "
        "called_off_at called_off_because"
    )

    class Meta:
        ordering = ["round", "held_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_begins_on_the_same_day"
            ),
            models.UniqueConstraint(
                fields=["round", "held_on", "starts_at"],
                condition=Q(called_off_at__isnull=True),
                name="one_session_per_round_and_beginning",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | ~Q(called_off_because=""),
                name="a_session_called_off_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | Q(marked_at__isnull=True),
                name="no_marked_session_is_called_off",
            ),
        ]

    def __str__(self):
        return f"{self.topic} · {self.held_on}"

    @property
    def minutes(self):
        """How long it lasts, its breaks left out."""
        return (_minute_of_day(self.ends_at) - _minute_of_day(self.starts_at)) - self.break_minutes

    @property
    def ends_at_moment(self):
        return dt.datetime.combine(self.held_on, self.ends_at, clock.BANGKOK)


class SessionTrainer(models.Model):
    """Who teaches a session. With a user, an expert who finds the session among their own. Taken off, never deleted."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="trainers")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="sessions_taught")
    taken_off_at = models.DateTimeField(null=True)

    classified = Classified(office="id session minutes user taken_off_at", personal="name organisation")

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_SESSION), name="a_trainer_teaches_up_to_a_day"
            ),
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=Q(user__isnull=False, taken_off_at__isnull=True),
                name="one_trainer_per_session_and_user",
            ),
        ]

    def __str__(self):
        return self.name


class ParticipantQuerySet(models.QuerySet):
    def standing(self):
        """Those on the roster who have not left."""
        return self.filter(left_at__isnull=True)

    def completed(self):
        """Those of closed rounds who completed."""
        return self.filter(completed_at__isnull=False)


class Participant(models.Model):
    """A person on a round's roster. `minutes` is what their attendance adds up to; audit.py counts again."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="participations")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="participations")
    is_walk_in = models.BooleanField(default=False)
    enrolled_at = models.DateTimeField()
    enrolled_by_id = models.BigIntegerField(null=True)
    left_at = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True)
    service = models.OneToOneField(ServiceRecord, null=True, on_delete=models.PROTECT, related_name="participation")

    objects = ParticipantQuerySet.as_manager()

    on_merge = {"person": OnMerge.MOVE, "enterprise": OnMerge.MOVE}
    classified = Classified(
        office="id reference round enterprise application is_walk_in enrolled_at enrolled_by_id left_at minutes "
        "completed_at service",
        personal="person left_because",
    )

    class Meta:
        ordering = ["round", "person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_place_per_person_and_round"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | ~Q(left_because=""), name="who_leaves_a_round_says_why"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(completed_at__isnull=True), name="who_left_did_not_complete"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, service__isnull=True)
                | Q(completed_at__isnull=False, service__isnull=False),
                name="who_completed_has_a_service_record",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.round}"


class Attendance(models.Model):
    """How long somebody was at a session: nothing, part of it, or all. Marking again corrects; the trail keeps each."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendance")
    minutes = models.PositiveSmallIntegerField()
    marked_at = models.DateTimeField()
    marked_by_id = models.BigIntegerField(null=True)

    classified = Classified(office="id session minutes marked_at marked_by_id", personal="participant")

    class Meta:
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_mark_per_session_and_participant"),
            models.CheckConstraint(condition=Q(minutes__lte=LONGEST_SESSION), name="nobody_attends_longer_than_a_day"),
        ]

    def __str__(self):
        return f"{self.session_id} · {self.participant_id}: {self.minutes}"


class CertificateSeries(models.Model):
    """The running numbers of an office's certificates in a calendar year of the Buddhist era."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="certificate_series")
    year = models.PositiveSmallIntegerField()
    issued = models.PositiveIntegerField(default=0)

    classified = Classified(office="id office year issued")

    class Meta:
        ordering = ["office", "year"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="one_certificate_series_per_office_and_year")
        ]

    def __str__(self):
        return f"{self.office.short} · {self.year}"


class Certificate(models.Model):
    """Says that somebody completed a round; anybody who holds its code can check it. Withdrawn, never deleted."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="certificates")
    series = models.ForeignKey(CertificateSeries, on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    classified = Classified(
        office="id series number issued_at issued_by_id withdrawn_at withdrawn_because",
        personal="participant code",  # the code opens what the public page says of its holder
    )

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_certificate_per_series_and_number"),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_certificate_per_participant",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="a_withdrawn_certificate_has_a_reason",
            ),
        ]

    def __str__(self):
        return self.number_shown

    @property
    def number_shown(self):
        """The number as it is printed: 12/2568."""
        return f"{self.number}/{self.series.year}"

    @property
    def code_shown(self):
        return codes.shown(self.code)

    @property
    def state(self):
        """A certificate stands no longer than the service record that it speaks of."""
        service = self.participant.service
        stands = self.withdrawn_at is None and service is not None and service.taken_back_at is None
        return CertificateState.VALID if stands else CertificateState.WITHDRAWN


def _minute_of_day(time):
    return time.hour * 60 + time.minute
