"""Money and places an office holds, with running totals that the database guards."""

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import Office
from buranakan.planning.models.portfolio import Portfolio
from buranakan.planning.values import Held
from buranakan.records.classification import Classified


class Envelope(models.Model):
    """What an office may plan with: baht (satang) and places (people).

    `handed_on_*` went to child envelopes, `taken_*` to approved plan versions; both are changed only by a conditional
    update while the row is locked, and planning/audit.py counts the rows again.
    """

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="envelopes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="envelopes")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    amount_satang = models.BigIntegerField()
    places = models.PositiveIntegerField()
    handed_on_satang = models.BigIntegerField(default=0)
    handed_on_places = models.PositiveIntegerField(default=0)
    taken_satang = models.BigIntegerField(default=0)
    taken_places = models.PositiveIntegerField(default=0)

    classified = Classified(
        office="id portfolio office parent amount_satang places handed_on_satang handed_on_places taken_satang "
        "taken_places"
    )

    class Meta:
        ordering = ["portfolio", "office__sort_order"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "office"], name="one_envelope_per_office"),
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
        ]

    def __str__(self):
        return f"{self.portfolio} · {self.office.short}"

    @property
    def trail_label(self):
        return f"{self.portfolio.code} · {self.office.code}"

    @property
    def left(self):
        """What may still be handed on or planned with."""
        return Held(
            satang=self.amount_satang - self.handed_on_satang - self.taken_satang,
            places=self.places - self.handed_on_places - self.taken_places,
        )
