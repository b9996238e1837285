"""Ways in which an envelope may be split: what went in, what came out, and the draft that one became."""

import hashlib
import json
import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.planning.models.envelope import Envelope
from buranakan.planning.models.plan import PlanVersion
from buranakan.records.classification import Classified


class ScenarioQuerySet(models.QuerySet):
    """Scenarios by what became of them."""

    def for_list(self):
        return self.select_related(
            "envelope__office", "envelope__portfolio", "adopted_version__plan", "based_on"
        ).order_by("-made_at", "-pk")


class Scenario(models.Model):
    """Play, kept apart from plans: nothing follows from it until a person adopts it into a draft.

    `inputs` are scenario_inputs.Inputs, `outcome` is scenario_outcomes.Solved, both as plain values. An outcome belongs
    to the inputs whose digest it bears; when inputs change it stays as it was, of inputs that were.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=200)
    inputs = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    outcome = models.JSONField(null=True)
    outcome_of_sha256 = models.CharField(max_length=64, blank=True)  # of the inputs it was solved from
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    solved_at = models.DateTimeField(null=True)
    solved_by_id = models.BigIntegerField(null=True)
    adopted_version = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.PROTECT, related_name="adopted_scenarios"
    )
    adopted_at = models.DateTimeField(null=True)
    adopted_by_id = models.BigIntegerField(null=True)

    objects = ScenarioQuerySet.as_manager()

    classified = Classified(
        public="id reference",
        office="envelope name inputs inputs_sha256 outcome outcome_of_sha256 based_on made_at made_by_id solved_at "
        "solved_by_id adopted_version adopted_at adopted_by_id",
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["adopted_version"], name="one_scenario_per_draft"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, solved_at__isnull=True, outcome_of_sha256="")
                | (Q(outcome__isnull=False, solved_at__isnull=False) & ~Q(outcome_of_sha256="")),
                name="an_outcome_says_when_and_of_what",
            ),
            models.CheckConstraint(
                condition=Q(adopted_version__isnull=True, adopted_at__isnull=True)
                | Q(
                    adopted_version__isnull=False, adopted_at__isnull=False, outcome_of_sha256=F("inputs_sha256")
                ),
                name="only_a_solved_scenario_is_adopted",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def trail_label(self):
        return f"{self.envelope.trail_label} · {str(self.reference)[:8]}"

    @property
    def is_solved(self):
        """Is there an outcome, and is it of the inputs as they are now?"""
        return bool(self.outcome) and self.outcome_of_sha256 == self.inputs_sha256

    @property
    def outcome_sha256(self):
        """What tells this result from any other, also from another of the same inputs: a search ends by the clock."""
        text = json.dumps(self.outcome, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
