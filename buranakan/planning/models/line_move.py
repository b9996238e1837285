"""Why a draft amendment gives people and money of one line to another: kept with it, for whoever decides on it."""

from django.db import models
from django.db.models import Q

from buranakan.areas.models import Office, Province
from buranakan.planning.models.plan import PlanLine, PlanVersion
from buranakan.planning.models.portfolio import Activity
from buranakan.planning.replanning import Ground, LineState
from buranakan.records.classification import Classified


class LineMove(models.Model):
    """What a line of the approved version gives to a new round of the draft, and how both stood when it was proposed.

    Moves of the same `number` fill one round together. They are never edited: the draft's lines may be changed again
    before it is handed in, and the difference of the two versions tells what became of them.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="moves")  # the draft
    number = models.PositiveSmallIntegerField()
    from_line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="moves_from")  # of the approved one
    state = models.CharField(max_length=20, choices=LineState)
    reached = models.PositiveIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="moves_to")
    serving_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    people = models.PositiveIntegerField()
    amount_satang = models.BigIntegerField()
    ground = models.CharField(max_length=20, choices=Ground)
    waiting = models.PositiveIntegerField(default=0)
    needed = models.PositiveIntegerField(default=0)

    classified = Classified(
        office="id version number from_line state reached activity serving_office province month people amount_satang "
        "ground waiting needed"
    )

    class Meta:
        ordering = ["version", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number", "from_line"], name="one_move_per_round_and_line"),
            models.CheckConstraint(condition=Q(people__gt=0), name="a_move_moves_somebody"),
            models.CheckConstraint(condition=Q(amount_satang__gte=0), name="a_move_carries_no_debt"),
        ]

    def __str__(self):
        return f"{self.version} · {self.number}"
