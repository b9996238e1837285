"""Directives: what an office was ordered to do and by when, and the entries that tell how it went."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Office, Province
from buranakan.policy.directives.enums import (
    CLOSED,
    OPEN,
    TO_BE_DONE,
    DirectiveState,
    Priority,
    ProgressKind,
    SourceKind,
)
from buranakan.policy.models.promises import Promise
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel, StoredFile

LONGEST_ORDER = 4_000


class DirectiveQuerySet(models.QuerySet):
    def still_open(self):
        """Neither accepted, nor closed by a figure, nor withdrawn."""
        return self.filter(state__in=OPEN)

    def overdue(self, on):
        """The day is over, and the office has not even reported."""
        return self.filter(state__in=TO_BE_DONE, due_on__lt=on)

    def due_between(self, first, last):
        """Still to be done, and due on one of these days."""
        return self.filter(state__in=TO_BE_DONE, due_on__range=(first, last))

    def concerning(self, office_ids):
        """Of offices that are responsible for it, share in it, or ordered it."""
        offices = list(office_ids)
        shared = Directive.joint_offices.through.objects.filter(office_id__in=offices).values("directive_id")
        return self.filter(
            Q(responsible_office__in=offices) | Q(ordered_by_office__in=offices) | Q(pk__in=shared)
        )

    def answered_by(self, office_id):
        """Of an office that is responsible for it or shares in it."""
        shared = Directive.joint_offices.through.objects.filter(office_id=office_id).values("directive_id")
        return self.filter(Q(responsible_office=office_id) | Q(pk__in=shared))

    def in_province(self, code):
        """Written for a province, or to an office that sits there."""
        return self.filter(Q(province=code) | Q(province=None, responsible_office__seat=code))

    def for_list(self):
        """With what a list shows of each: those that are open by their day, then the others, closed last in front."""
        named = self.select_related("responsible_office", "ordered_by_office", "province", "parent")
        return named.order_by(F("closed_at").desc(nulls_first=True), "due_on", "number", "pk")


class Directive(models.Model):
    """One order to one responsible office, by a day. It changes only on the record, and not once it is closed."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=40, blank=True)  # as the source numbers it: 31.1
    text = models.TextField(max_length=LONGEST_ORDER)
    ordered_by_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="directives_given")
    ordered_by_post = models.CharField(max_length=200)  # in words: ปลัดกระทรวงอุตสาหกรรม
    ordered_by_id = models.BigIntegerField(null=True)
    ordered_on = models.DateField()
    source_kind = models.CharField(max_length=20, choices=SourceKind)
    source_title = models.CharField(max_length=300)
    visit = models.ForeignKey("policy.Visit", null=True, on_delete=models.PROTECT, related_name="directives")
    inspection_year = models.PositiveSmallIntegerField(null=True)  # fiscal, Buddhist era
    inspection_round = models.PositiveSmallIntegerField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="handed_on")
    responsible_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="directives")
    joint_offices = models.ManyToManyField(Office, related_name="directives_shared")
    province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="directives")
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="directives")
    # A figure lives floors above: its key, the slice as its address writes it, and the value that closes the order.
    figure_key = models.CharField(max_length=80, blank=True)
    figure_slice = models.CharField(max_length=500, blank=True)
    target_value = models.BigIntegerField(null=True)
    project_code = models.CharField(max_length=120, blank=True)  # planning is above: "portfolio.number"
    due_on = models.DateField()
    priority = models.CharField(max_length=20, choices=Priority, default=Priority.NORMAL)
    state = models.CharField(max_length=20, choices=DirectiveState, default=DirectiveState.GIVEN)
    escalated_level = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    reminded_days_before = models.PositiveSmallIntegerField(null=True)  # the last reminder of this due day
    reported_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closed_because = models.CharField(max_length=500, blank=True)
    closed_value = models.BigIntegerField(null=True)
    closed_counted_on = models.DateField(null=True)

    objects = DirectiveQuerySet.as_manager()

    classified = Classified(
        office="id reference number text ordered_by_office ordered_by_post ordered_by_id ordered_on source_kind "
        "source_title visit inspection_year inspection_round parent responsible_office joint_offices province promise "
        "figure_key figure_slice target_value project_code due_on priority state escalated_level escalated_at "
        "reminded_days_before reported_at given_at closed_at closed_by_id closed_because closed_value "
        "closed_counted_on"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="directives_by_state_and_day"),
            models.Index(fields=["inspection_year", "inspection_round"], name="directives_of_a_round"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("ordered_on")), name="a_directive_is_due_after_its_order"),
            models.CheckConstraint(
                condition=~Q(responsible_office=F("ordered_by_office")), name="no_office_orders_itself"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False) | Q(state__in=OPEN, closed_at__isnull=True),
                name="a_closed_directive_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(figure_key="", target_value__isnull=True)
                | (~Q(figure_key="") & Q(target_value__isnull=False, target_value__gt=0)),
                name="a_directives_figure_has_a_target",
            ),
            models.CheckConstraint(
                condition=~Q(state=DirectiveState.CLOSED_BY_FIGURE)
                | Q(closed_value__isnull=False, closed_value__gte=F("target_value"), closed_counted_on__isnull=False),
                name="a_figure_closes_with_its_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state=DirectiveState.WITHDRAWN) | ~Q(closed_because=""),
                name="a_directive_is_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(source_kind=SourceKind.INSPECTION_ROUND)
                | Q(inspection_year__isnull=False, inspection_round__isnull=False, inspection_round__gte=1),
                name="a_round_of_inspection_is_named",
            ),
            models.UniqueConstraint(
                fields=["parent", "responsible_office"],
                condition=Q(parent__isnull=False) & ~Q(state=DirectiveState.WITHDRAWN),
                name="a_directive_is_handed_to_an_office_once",
            ),
        ]

    def __str__(self):
        return f"{self.number}) {self.text}" if self.number else self.text

    @property
    def trail_label(self):
        """Its number and day: the words of an order may name somebody."""
        return f"{self.number or '-'} {self.ordered_on} {str(self.reference)[:8]}"

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_to_be_done(self):
        return self.state in TO_BE_DONE

    def is_overdue(self, on):
        """Is its day over, with nobody having reported it as done?"""
        return self.is_to_be_done and self.due_on < on

    @property
    def has_figure(self):
        return bool(self.figure_key)


class Progress(AppendOnlyModel):
    """One entry of a directive's course. It is never changed: what was said stays said."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="progress")
    kind = models.CharField(max_length=20, choices=ProgressKind)
    text = models.TextField(blank=True)
    evidence = models.ManyToManyField(StoredFile, related_name="+")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")  # None: the system
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_post = models.CharField(max_length=100, blank=True)
    told = models.JSONField(default=dict)  # old and new words, the level and to whom, the proof of a figure

    classified = Classified(office="id directive kind text evidence office at by_id by_post told")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "progress"

    def __str__(self):
        return f"{self.directive} · {self.get_kind_display()}"
