"""Money and places an office holds, of which budget act, and every receipt of them; the database guards the totals."""

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Office
from buranakan.planning.enums import MoveKind, Way
from buranakan.planning.models.portfolio import Portfolio
from buranakan.planning.values import Held
from buranakan.records.classification import Classified
from buranakan.records.models import AppendOnlyModel

ACT = ("budget_act_year", "is_provisional", "is_carried_over")


class Envelope(models.Model):
    """What an office may plan with: baht (satang) and places (people), of one budget act.

    `handed_on_*` went to child envelopes, `taken_*` to approved plan versions; both are changed only by a conditional
    update while the row is locked, and planning/audit.py counts the rows again. The year it is carried out in is the
    portfolio's; the act's year may be an earlier one, and every child is of its parent's act.
    """

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="envelopes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="envelopes")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    budget_act_year = models.PositiveSmallIntegerField()  # Buddhist era
    is_provisional = models.BooleanField(default=False)  # spent under last year's act until there is a new one
    is_carried_over = models.BooleanField(default=False)  # bound last year, paid this year
    way = models.CharField(max_length=20, choices=Way, blank=True)  # how it came here; empty where nobody above gave it
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owned_envelopes")  # whose budget
    counts_for = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="counted_envelopes")  # whose KPI
    amount_satang = models.BigIntegerField()
    places = models.PositiveIntegerField()
    handed_on_satang = models.BigIntegerField(default=0)
    handed_on_places = models.PositiveIntegerField(default=0)
    taken_satang = models.BigIntegerField(default=0)
    taken_places = models.PositiveIntegerField(default=0)

    classified = Classified(
        office="id portfolio office parent budget_act_year is_provisional is_carried_over way owner_office counts_for "
        "amount_satang places handed_on_satang handed_on_places taken_satang taken_places"
    )

    class Meta:
        ordering = ["portfolio", "office__sort_order", "-budget_act_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "office", *ACT], name="one_envelope_per_office_and_act"),
            models.CheckConstraint(
                condition=Q(amount_satang__gte=0, handed_on_satang__gte=0, taken_satang__gte=0),
                name="envelope_amounts_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(amount_satang__gte=F("handed_on_satang") + F("taken_satang")),
                name="no_envelope_gives_more_baht_than_it_holds",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=F("handed_on_places") + F("taken_places")),
                name="no_envelope_gives_more_places_than_it_holds",
            ),
            models.CheckConstraint(
                condition=Q(is_provisional=False) | Q(is_carried_over=False),
                name="provisional_money_is_not_carried_over",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, way="") | (Q(parent__isnull=False) & ~Q(way="")),
                name="an_envelope_from_above_says_its_way",
            ),
            models.CheckConstraint(
                condition=Q(counts_for=F("owner_office")) | Q(counts_for=F("office")),
                name="an_envelope_counts_for_its_owner_or_its_holder",
            ),
        ]

    def __str__(self):
        return f"{self.portfolio} · {self.office.short}"

    @property
    def trail_label(self):
        of_this_year = self.budget_act_year == self.portfolio.budget_act_year
        return f"{self.portfolio.code} · {self.office.code}" + ("" if of_this_year else f" · {self.budget_act_year}")

    @property
    def act(self):
        """Which budget act's money it is, and under what law it is spent: the same down the whole tree."""
        return {name: getattr(self, name) for name in ACT}

    @property
    def is_on_behalf(self):
        """Another department's budget (เบิกจ่ายแทนกัน): it stands in both books as this one row."""
        return department_id(self.owner_office) != department_id(self.office)

    def way_to(self, office):
        """Within a department money is transferred; another department spends it on the owner's behalf.

        The ministry stands above both: what it gives becomes the department's own.
        """
        giver = self.office
        is_within = giver.kind == Office.Kind.MINISTRY or department_id(giver) == department_id(office)
        return Way.TRANSFER if is_within else Way.ON_BEHALF

    def owner_after(self, office):
        """Whose budget it is when the office has it: what left its department stays its former owner's for good."""
        if self.is_on_behalf:
            return self.owner_office
        return office if self.way_to(office) == Way.TRANSFER else self.office

    @property
    def left(self):
        """What may still be handed on or planned with."""
        return Held(
            satang=self.amount_satang - self.handed_on_satang - self.taken_satang,
            places=self.places - self.handed_on_places - self.taken_places,
        )


def department_id(office):
    """Divisions, centres and provincial offices stand directly under their department."""
    return office.pk if office.kind in {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT} else office.parent_id


class EnvelopeMove(AppendOnlyModel):
    """One time that an envelope grew or shrank: received from outside, handed on from above, or taken back."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=20, choices=MoveKind)
    amount_satang = models.BigIntegerField()
    places = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=300, blank=True)  # by which paper it was received
    document_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_post = models.CharField(max_length=200, blank=True)

    classified = Classified(
        office="id envelope kind amount_satang places reason document document_on made_at made_by_id made_by_post"
    )

    class Meta:
        ordering = ["envelope", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_satang__gte=0) & (Q(amount_satang__gt=0) | Q(places__gt=0)),
                name="an_envelope_moves_by_something",
            ),
            models.UniqueConstraint(
                fields=["envelope", "document", "document_on"],
                condition=~Q(document=""),
                name="one_receipt_per_document",
            ),
        ]

    def __str__(self):
        return f"{self.envelope} · {self.get_kind_display()}"
