"""Promises that people confirmed, and the history of what was edited in them since."""

from django.db import models
from django.db.models import F, Q

from buranakan.areas import wording
from buranakan.areas.models import Office
from buranakan.policy import quoted
from buranakan.policy.enums import Comparison, PromiseField
from buranakan.policy.models.announcements import Proposal
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel


class PromiseQuerySet(models.QuerySet):
    def in_force(self):
        """Promises that count: those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Promise(models.Model):
    """A confirmed public commitment, bound to a figure by its key. Withdrawn, it stays, with the reason."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="promise")
    statement_th = models.CharField(max_length=500)
    statement_en = models.CharField(max_length=500, blank=True)
    value = models.BigIntegerField()  # in the figure's unit: people, or satang
    unit = models.CharField(max_length=60)
    comparison = models.CharField(max_length=20, choices=Comparison)
    figure_key = models.CharField(max_length=80)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era
    due_on = models.DateField()
    promised_by = models.CharField(max_length=300)  # a post
    promised_by_en = models.CharField(max_length=300, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="promises")  # whose it is
    is_public = models.BooleanField(default=True)
    reference = models.CharField(max_length=32, unique=True)
    confirmed_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = PromiseQuerySet.as_manager()

    classified = Classified(
        public="id proposal statement_th statement_en value unit comparison figure_key fiscal_year due_on promised_by "
        "promised_by_en office is_public reference confirmed_at withdrawn_at withdrawn_because",
        office="confirmed_by_id",
    )

    class Meta:
        ordering = ["fiscal_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="a_promise_promises_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_promise_says_why",
            ),
        ]

    def __str__(self):
        return self.statement

    @property
    def statement(self):
        """The statement in the language now spoken; Thai where English is missing."""
        return wording.spoken(self, "statement")

    @property
    def promiser(self):
        """The post that promised, in the language now spoken; Thai where English is missing."""
        return (self.promised_by_en if wording.language() == "en" else "") or self.promised_by

    @property
    def differs_from_its_words(self):
        """Is another number, unit or comparison counted than the announcement's words say?"""
        return quoted.differs(self, self.proposal)

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def trail_label(self):
        return self.proposal.trail_label


class PromiseEdit(AppendOnlyModel):
    """One thing that was edited in a promise: what it was, what it became, why. Values as they are stored, in text."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="edits")
    field = models.CharField(max_length=20, choices=PromiseField)
    old = models.CharField(max_length=500, blank=True)
    new = models.CharField(max_length=500, blank=True)
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_post = models.CharField(max_length=200, blank=True)

    classified = Classified(public="id promise field old new because at", office="by_id by_post")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="an_edit_changes_something"),
            models.CheckConstraint(condition=~Q(because=""), name="an_edit_says_why"),
        ]

    def __str__(self):
        return self.get_field_display()
