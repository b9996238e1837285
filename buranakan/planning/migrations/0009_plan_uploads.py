import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0008_replanning"),
        ("records", "0002_excel_workbooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by_id", models.BigIntegerField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("applied_by_id", models.BigIntegerField(null=True)),
                ("cells_set", models.PositiveIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_uploads",
                        to="records.storedfile",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="planning.planversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_at__isnull", True),
                            ("applied_at__gte", models.F("uploaded_at")),
                            _connector="OR",
                        ),
                        name="an_upload_is_applied_after_it_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_at__isnull", False),
                            models.Q(("applied_by_id__isnull", True), ("cells_set", 0)),
                            _connector="OR",
                        ),
                        name="an_upload_not_applied_sets_nothing",
                    ),
                ],
            },
        ),
    ]
