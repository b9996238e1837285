import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_id", models.BigIntegerField(null=True)),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retaggings_to", to="policy.framework"
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retaggings_from",
                        to="policy.framework",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PillarTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("weight_percent", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("because", models.CharField(max_length=500)),
                ("is_proposal", models.BooleanField(default=False)),
                ("tagged_at", models.DateTimeField()),
                ("tagged_by_id", models.BigIntegerField(null=True)),
                ("ended_before", models.DateField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by_id", models.BigIntegerField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tags",
                        to="planning.activity",
                    ),
                ),
                (
                    "pillar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tags", to="policy.pillar"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tags",
                        to="planning.project",
                    ),
                ),
                (
                    "ended_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="planning.retagging",
                    ),
                ),
                (
                    "opened_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="planning.retagging",
                    ),
                ),
            ],
            options={
                "ordering": ["pillar__framework", "pillar__order", "-weight_percent", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="retagging",
            constraint=models.CheckConstraint(
                condition=models.Q(("old", models.F("new")), _negated=True),
                name="a_retagging_goes_to_another_framework",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activity__isnull", True), ("project__isnull", False)),
                    models.Q(("activity__isnull", False), ("project__isnull", True)),
                    _connector="OR",
                ),
                name="a_tag_is_on_a_project_or_on_an_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight_percent__gte", 1), ("weight_percent__lte", 100)),
                name="a_tag_weighs_from_1_to_100_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_tag_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="a_tag_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project__isnull", False), ("taken_back_at__isnull", True)),
                fields=("project", "pillar", "valid_from"),
                name="one_tag_per_project_pillar_and_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activity__isnull", False), ("taken_back_at__isnull", True)),
                fields=("activity", "pillar", "valid_from"),
                name="one_tag_per_activity_pillar_and_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("project__isnull", False), ("taken_back_at__isnull", True), ("valid_to__isnull", True)
                ),
                fields=("project", "pillar"),
                name="one_open_tag_per_project_and_pillar",
            ),
        ),
        migrations.AddConstraint(
            model_name="pillartag",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("activity__isnull", False), ("taken_back_at__isnull", True), ("valid_to__isnull", True)
                ),
                fields=("activity", "pillar"),
                name="one_open_tag_per_activity_and_pillar",
            ),
        ),
    ]
