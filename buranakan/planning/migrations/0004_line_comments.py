import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_envelopes_of_acts"),
        ("areas", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LineComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("month", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("amount_satang", models.BigIntegerField()),
                ("text", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_post", models.CharField(blank=True, max_length=200)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolved_by_id", models.BigIntegerField(null=True)),
                ("resolved_by_post", models.CharField(blank=True, max_length=200)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_comments",
                        to="planning.activity",
                    ),
                ),
                (
                    "owner_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.office"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="planning.planversion",
                    ),
                ),
            ],
            options={"ordering": ["version", "pk"]},
        ),
        migrations.AddConstraint(
            "linecomment",
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_on_a_line_says_something"),
        ),
        migrations.AddConstraint(
            "linecomment",
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(answer=""), name="an_answered_comment_has_its_moment"
            ),
        ),
    ]
