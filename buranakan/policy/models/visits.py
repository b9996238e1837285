"""Visits to offices and places: their programme, and what was noted there."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Office, Province
from buranakan.policy.visits.enums import PlanField, VisitState
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel, StoredFile


class VisitQuerySet(models.QuerySet):
    def open(self):
        """Visits that are still to be made, or being made."""
        return self.filter(state__in=[VisitState.PLANNED, VisitState.UNDER_WAY])

    def for_list(self):
        """Everything a list of visits names."""
        return self.select_related("visiting_office", "province").prefetch_related("offices")


class Visit(models.Model):
    """Who goes where and what for. Visitors are posts, never people's names."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    visiting_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits_made")
    visitors = models.CharField(max_length=300)  # posts
    place = models.CharField(max_length=200, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="visits")
    offices = models.ManyToManyField(Office, related_name="visits_received")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    topics = models.JSONField(default=list)  # of Topic
    look_at = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=20, choices=VisitState, default=VisitState.PLANNED)
    brief_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    brief_made_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField()
    planned_by_id = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by_id = models.BigIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = VisitQuerySet.as_manager()

    classified = Classified(
        office="id reference title visiting_office visitors place province offices starts_at ends_at topics look_at "
        "state brief_file brief_made_at planned_at planned_by_id finished_at finished_by_id cancelled_at "
        "cancelled_because"
    )

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_visit_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state=VisitState.DONE, finished_at__isnull=False)
                | (~Q(state=VisitState.DONE) & Q(finished_at__isnull=True)),
                name="visits_made_and_no_others_have_a_finishing_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.CANCELLED, cancelled_at__isnull=False) & ~Q(cancelled_because="")
                | (~Q(state=VisitState.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="visits_called_off_and_no_others_say_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(brief_file__isnull=True, brief_made_at__isnull=True)
                | Q(brief_file__isnull=False, brief_made_at__isnull=False),
                name="a_brief_and_its_moment_go_together",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def trail_label(self):
        """Its reference: titles are written freely and may name people."""
        return str(self.reference)

    @property
    def is_open(self):
        """Still to be made or being made: its plan may change."""
        return self.state in {VisitState.PLANNED, VisitState.UNDER_WAY}


class VisitItemQuerySet(models.QuerySet):
    def standing(self):
        """Lines of the programme that were not taken out."""
        return self.filter(taken_out_at__isnull=True)


class VisitItem(models.Model):
    """One line of a visit's programme. A line that is changed is taken out and written anew."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="items")
    starts_at = models.DateTimeField()
    what = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)

    objects = VisitItemQuerySet.as_manager()

    classified = Classified(office="id visit starts_at what added_at taken_out_at")

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self):
        return self.what


class VisitNoteQuerySet(models.QuerySet):
    def standing(self):
        """Notes that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class VisitNote(models.Model):
    """What was seen or said there. It comes with the key that the phone gave it, so that sending twice keeps one."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="notes")
    client_key = models.UUIDField(unique=True)
    text = models.TextField(blank=True)
    photo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="visit_notes")
    noted_at = models.DateTimeField()  # by the phone's clock
    received_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_post = models.CharField(max_length=200, blank=True)
    is_directive = models.BooleanField(default=False)  # a draft that becomes a directive
    directive_reference = models.UUIDField(null=True)  # of the directive it became
    taken_back_at = models.DateTimeField(null=True)

    objects = VisitNoteQuerySet.as_manager()

    classified = Classified(
        office="id visit client_key noted_at received_at by_id by_post is_directive directive_reference taken_back_at",
        personal="text photo",
    )

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(photo__isnull=False), name="a_note_has_words_or_a_photo"
            ),
            models.CheckConstraint(
                condition=Q(directive_reference__isnull=True) | Q(is_directive=True),
                name="only_notes_meant_as_directives_become_one",
            ),
        ]

    def __str__(self):
        return f"{self.visit_id} {self.noted_at:%Y-%m-%d %H:%M}"

    @property
    def trail_label(self):
        return str(self.client_key)


class VisitEdit(AppendOnlyModel):
    """One thing that was changed in the plan of a visit: what it said, and what it says since."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="edits")
    field = models.CharField(max_length=20, choices=PlanField)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_post = models.CharField(max_length=200, blank=True)

    classified = Classified(office="id visit field old new at by_id by_post")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="an_edit_of_a_visit_changes_something"),
        ]

    def __str__(self):
        return self.get_field_display()
