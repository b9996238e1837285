from django.db import migrations, models
from django.db.models import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("planning", "0006_scenarios"),
    ]

    operations = [
        migrations.AddField(
            model_name="planline",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="planline",
            name="changed_by_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="PlanLineChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("people_before", models.PositiveIntegerField(null=True)),
                ("satang_before", models.BigIntegerField(null=True)),
                ("people_after", models.PositiveIntegerField(null=True)),
                ("satang_after", models.BigIntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField(null=True)),
                ("activity", models.ForeignKey(on_delete=PROTECT, related_name="+", to="planning.activity")),
                ("counts_for", models.ForeignKey(on_delete=PROTECT, related_name="+", to="areas.office")),
                ("owner_office", models.ForeignKey(on_delete=PROTECT, related_name="+", to="areas.office")),
                ("province", models.ForeignKey(on_delete=PROTECT, related_name="+", to="areas.province")),
                ("serving_office", models.ForeignKey(on_delete=PROTECT, related_name="+", to="areas.office")),
                (
                    "version",
                    models.ForeignKey(on_delete=PROTECT, related_name="line_changes", to="planning.planversion"),
                ),
            ],
            options={
                "ordering": ["version", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="planlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("people_before__isnull", False), ("people_after__isnull", False), _connector="OR"),
                name="a_line_change_has_a_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="planlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="a_line_change_month_is_its_first_day"
            ),
        ),
    ]
