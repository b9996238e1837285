"""The books: accounts by grain with guarded totals, what waits for approval, and entries that never change."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Confidence, Office, Province
from buranakan.delivery.models import Round
from buranakan.finance.enums import Category, CommitmentKind, EntryKind, Measure, MovementKind, State, Way
from buranakan.finance.values import Change, Totals
from buranakan.planning.models import Activity
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel, StoredFile


class Grain(models.Model):
    """The keys that money shares with plans and services, and the budget act that pays.

    The year the money is spent in is the portfolio's; the act's year may be an earlier one.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="%(class)s_set")
    # Whose budget it is, and who spends it.
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_%(class)s_set")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="served_%(class)s_set")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="%(class)s_set")
    budget_act_year = models.PositiveSmallIntegerField()  # Buddhist era
    is_provisional = models.BooleanField(default=False)  # spent under last year's act until there is a new one
    is_on_behalf = models.BooleanField(default=False)  # two departments: it stands in both books

    class Meta:
        abstract = True

    @property
    def way(self):
        """How the money comes from the owner to the office that spends it."""
        if self.is_on_behalf:
            return Way.ON_BEHALF
        return Way.OWN if self.owner_office_id == self.serving_office_id else Way.TRANSFER


class Allotment(Grain):
    """The account of one grain. Its totals change only with an entry; finance/audit.py adds the entries up again."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    allotted_satang = models.BigIntegerField(default=0)
    returned_satang = models.BigIntegerField(default=0)
    reserved_satang = models.BigIntegerField(default=0)
    committed_satang = models.BigIntegerField(default=0)
    paid_satang = models.BigIntegerField(default=0)

    classified = Classified(
        public="id reference activity owner_office serving_office province budget_act_year is_provisional is_on_behalf",
        office="allotted_satang returned_satang reserved_satang committed_satang paid_satang",
    )

    class Meta:
        ordering = ["activity", "province", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "owner_office", "serving_office", "province", "budget_act_year", "is_provisional"],
                name="one_allotment_per_grain",
            ),
            models.CheckConstraint(
                condition=Q(
                    allotted_satang__gte=0,
                    returned_satang__gte=0,
                    reserved_satang__gte=0,
                    committed_satang__gte=0,
                    paid_satang__gte=0,
                ),
                name="an_allotment_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    allotted_satang__gte=F("returned_satang") + F("reserved_satang") + F("committed_satang"),
                ),
                name="no_allotment_binds_more_than_it_holds",
            ),
            models.CheckConstraint(
                condition=Q(committed_satang__gte=F("paid_satang")), name="no_allotment_pays_more_than_it_committed"
            ),
        ]

    def __str__(self):
        return f"{self.activity} · {self.province}"

    @property
    def trail_label(self):
        return str(self.reference)

    @property
    def totals(self):
        return Totals(
            allotted=self.allotted_satang,
            returned=self.returned_satang,
            reserved=self.reserved_satang,
            committed=self.committed_satang,
            paid=self.paid_satang,
        )


class Commitment(models.Model):
    """What binds money to a payee: a contract, an order, a training without contract. Made when it is approved."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    allotment = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=20, choices=CommitmentKind)
    document_no = models.CharField(max_length=60)
    document_on = models.DateField()
    what = models.CharField(max_length=300)
    payee = models.CharField(max_length=200)
    committed_satang = models.BigIntegerField(default=0)
    paid_satang = models.BigIntegerField(default=0)

    classified = Classified(
        public="id reference",
        office="allotment kind document_no document_on what committed_satang paid_satang",
        personal="payee",
    )

    class Meta:
        ordering = ["document_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_satang__gte=0, paid_satang__gte=0), name="a_commitment_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(committed_satang__gte=F("paid_satang")), name="no_commitment_pays_more_than_it_binds"
            ),
        ]

    def __str__(self):
        return f"{self.document_no} · {self.what}"

    @property
    def trail_label(self):
        return str(self.reference)

    @property
    def totals(self):
        return Totals(committed=self.committed_satang, paid=self.paid_satang)


class Movement(models.Model):
    """Something entered from a document: it waits for another person's approval, and counts nowhere before."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    allotment = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="movements")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="movements")
    reverses = models.ForeignKey("Entry", null=True, on_delete=models.PROTECT, related_name="reversals_entered")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="movements")  # what is paid for
    kind = models.CharField(max_length=20, choices=MovementKind)
    commitment_kind = models.CharField(max_length=20, choices=CommitmentKind, blank=True)
    amount_satang = models.BigIntegerField()
    reserved_used_satang = models.BigIntegerField(default=0)  # of a commitment: how much was reserved for it
    is_advance = models.BooleanField(default=False)  # of a payment: before the work is done
    document_no = models.CharField(max_length=60)
    document_on = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    payee = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(StoredFile, related_name="movements")
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField()
    entered_by_post = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_post = models.CharField(max_length=200, blank=True)
    refused_because = models.CharField(max_length=300, blank=True)

    classified = Classified(
        public="id reference",
        office="allotment commitment reverses round kind commitment_kind amount_satang reserved_used_satang is_advance "
        "document_no document_on what reason evidence state entered_at entered_by_id entered_by_post decided_at "
        "decided_by_id decided_by_post refused_because",
        personal="payee",
    )

    class Meta:
        ordering = ["entered_at", "pk"]
        indexes = [models.Index(fields=["state", "entered_at"], name="movements_that_wait")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_satang__gt=0, reserved_used_satang__gte=0), name="a_movement_has_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(reserved_used_satang__lte=F("amount_satang")),
                name="no_commitment_uses_more_reserve_than_it_binds",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | ~Q(entered_by_id=F("decided_by_id")),
                name="who_enters_money_never_approves_it",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False, decided_by_id__isnull=False)),
                name="a_decided_movement_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[MovementKind.PAYMENT, MovementKind.REDUCTION]) | Q(commitment__isnull=False),
                name="a_payment_is_against_a_commitment",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MovementKind.REVERSAL) | (Q(reverses__isnull=False) & ~Q(reason="")),
                name="a_reversal_says_of_what_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.document_no}"

    @property
    def trail_label(self):
        return str(self.reference)


class Entry(AppendOnlyModel, Grain):
    """One line of the ledger, written when a movement is approved; a wrong one is reversed by another, never changed.

    `amount_satang` is signed: it grows or shrinks the total that the kind names. `month` is the document's.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    allotment = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="entries")
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="entries")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="entries")
    reverses = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind)
    amount_satang = models.BigIntegerField()
    month = models.DateField()  # first day of the month of the document: the grain plans and services share
    document_no = models.CharField(max_length=60)
    document_on = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    payee = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(StoredFile, related_name="entries")
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField()
    entered_by_post = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField()
    approved_by_post = models.CharField(max_length=200, blank=True)

    classified = Classified(
        public="id reference activity owner_office serving_office province budget_act_year is_provisional is_on_behalf "
        "month",
        office="allotment movement commitment reverses round kind amount_satang document_no document_on what reason "
        "evidence entered_at entered_by_id entered_by_post approved_at approved_by_id approved_by_post",
        personal="payee",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["kind", "month"], name="entries_by_kind_and_month"),
            models.Index(fields=["province", "month"], name="entries_by_province_and_month"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_satang=0), name="an_entry_has_an_amount"),
            models.CheckConstraint(condition=Q(month__day=1), name="an_entry_month_is_its_first_day"),
            models.CheckConstraint(
                condition=~Q(entered_by_id=F("approved_by_id")), name="who_entered_an_entry_never_approved_it"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[EntryKind.COMMITMENT, EntryKind.PAYMENT]) | Q(commitment__isnull=False),
                name="bound_and_paid_entries_name_their_commitment",
            ),
            models.UniqueConstraint(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="an_entry_is_reversed_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.document_no}"

    @property
    def trail_label(self):
        return str(self.reference)

    @property
    def change(self):
        """What it did to its account's totals."""
        return Change(self.kind, self.amount_satang)


class DisbursementTarget(models.Model):
    """What the government wants spent by the end of a quarter of a fiscal year, cumulative; a dated reference fact."""

    fiscal_year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=20, choices=Measure)
    category = models.CharField(max_length=20, choices=Category)
    quarter = models.PositiveSmallIntegerField()
    percent_hundredths = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    confidence = models.CharField(max_length=1, choices=Confidence)

    classified = Classified(
        public="id fiscal_year measure category quarter percent_hundredths source as_of confidence"
    )

    class Meta:
        ordering = ["fiscal_year", "measure", "category", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "measure", "category", "quarter"], name="one_disbursement_target_per_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_disbursement_target_is_of_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(percent_hundredths__gt=0, percent_hundredths__lte=10_000),
                name="a_disbursement_target_is_a_share",
            ),
        ]

    def __str__(self):
        return f"{self.fiscal_year} Q{self.quarter} {self.measure} {self.category}"

    @property
    def share(self):
        return self.percent_hundredths / 10_000
