"""Scenarios: ways in which an envelope may be split, kept apart from plans."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0005_needs_surveys")]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("inputs", models.JSONField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("outcome", models.JSONField(null=True)),
                ("outcome_of_sha256", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("solved_at", models.DateTimeField(null=True)),
                ("solved_by_id", models.BigIntegerField(null=True)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("adopted_by_id", models.BigIntegerField(null=True)),
                (
                    "adopted_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_scenarios",
                        to="planning.planversion",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="planning.scenario",
                    ),
                ),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scenarios", to="planning.envelope"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("adopted_version",), name="one_scenario_per_draft"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__isnull", True), ("outcome_of_sha256", ""), ("solved_at__isnull", True)
                            ),
                            models.Q(
                                ("outcome__isnull", False),
                                ("solved_at__isnull", False),
                                models.Q(("outcome_of_sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_outcome_says_when_and_of_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at__isnull", True), ("adopted_version__isnull", True)),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("adopted_version__isnull", False),
                                ("outcome_of_sha256", models.F("inputs_sha256")),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_solved_scenario_is_adopted",
                    ),
                ],
            },
        ),
    ]
