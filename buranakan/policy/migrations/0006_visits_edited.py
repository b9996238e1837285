import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

FIELDS = [
    ("title", "What the visit is called"),
    ("visitors", "Who goes"),
    ("place", "Place"),
    ("province", "Province"),
    ("offices", "Offices visited"),
    ("starts_at", "Starts at"),
    ("ends_at", "Ends at"),
    ("topics", "What to look at"),
    ("look_at", "What else to look at"),
    ("programme", "Programme of the visit"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("policy", "0005_frameworks_entered"),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(choices=FIELDS, max_length=20)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_post", models.CharField(blank=True, max_length=200)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="edits", to="policy.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("old", F("new")), _negated=True), name="an_edit_of_a_visit_changes_something"
                    ),
                ],
            },
        ),
    ]
