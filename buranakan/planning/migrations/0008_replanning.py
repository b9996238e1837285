import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("late", "Late: nothing held"),
    ("underused", "Fewer came than planned"),
    ("under_way", "Under way"),
    ("not_started", "Still to come"),
    ("done", "Done"),
]
GROUNDS = [
    ("waiting", "People wait for a place"),
    ("needed", "Granted in the needs survey and not planned"),
    ("full", "Every place so far was filled"),
    ("later", "The same place, later"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_line_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="LineMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("state", models.CharField(choices=STATES, max_length=20)),
                ("reached", models.PositiveIntegerField()),
                ("month", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("amount_satang", models.BigIntegerField()),
                ("ground", models.CharField(choices=GROUNDS, max_length=20)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("needed", models.PositiveIntegerField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves_to", to="planning.activity"
                    ),
                ),
                (
                    "from_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves_from", to="planning.planline"
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.province"
                    ),
                ),
                (
                    "serving_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.office"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="planning.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ["version", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number", "from_line"), name="one_move_per_round_and_line"
                    ),
                    models.CheckConstraint(condition=Q(("people__gt", 0)), name="a_move_moves_somebody"),
                    models.CheckConstraint(condition=Q(("amount_satang__gte", 0)), name="a_move_carries_no_debt"),
                ],
            },
        ),
    ]
