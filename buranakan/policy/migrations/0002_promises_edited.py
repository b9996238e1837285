import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

FIELDS = [
    ("statement_th", "Statement in Thai"),
    ("statement_en", "Statement in English"),
    ("value", "Number"),
    ("unit", "Unit"),
    ("comparison", "How the number binds"),
    ("figure_key", "The figure that measures it"),
    ("fiscal_year", "Fiscal year"),
    ("due_on", "To be reached by"),
    ("promised_by", "Who promised"),
    ("promised_by_en", "Who promised, in English"),
    ("office", "The office whose promise it is"),
    ("is_public", "Who sees it"),
    ("withdrawn", "Whether it is counted"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("areas", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="promised_by_en",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="promise",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="areas.office",
            ),
        ),
        migrations.AddField(model_name="promise", name="withdrawn_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="promise",
            name="withdrawn_because",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=Q(("withdrawn_at__isnull", True), ("withdrawn_because", ""))
                | (Q(("withdrawn_at__isnull", False)) & ~Q(("withdrawn_because", ""))),
                name="a_withdrawn_promise_says_why",
            ),
        ),
        migrations.CreateModel(
            name="PromiseEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(choices=FIELDS, max_length=20)),
                ("old", models.CharField(blank=True, max_length=500)),
                ("new", models.CharField(blank=True, max_length=500)),
                ("because", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_post", models.CharField(blank=True, max_length=200)),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="edits", to="policy.promise"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("old", F("new")), _negated=True), name="an_edit_changes_something"
                    ),
                    models.CheckConstraint(condition=Q(("because", ""), _negated=True), name="an_edit_says_why"),
                ],
            },
        ),
    ]
