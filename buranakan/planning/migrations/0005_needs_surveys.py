import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("planning", "0004_line_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedsSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asks", models.CharField(blank=True, max_length=500)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by_id", models.BigIntegerField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_id", models.BigIntegerField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs_surveys", to="areas.office"
                    ),
                ),
                (
                    "portfolio",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs_survey",
                        to="planning.portfolio",
                    ),
                ),
            ],
            options={
                "ordering": ["-portfolio__fiscal_year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NeedsAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("written_by_id", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by_id", models.BigIntegerField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs_answers", to="areas.office"
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs_answers", to="areas.province"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="planning.needssurvey"
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "province__sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("is_whole_quarter", models.BooleanField(default=False)),
                ("people", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("evidence", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for the committee"),
                            ("accepted", "Granted in full"),
                            ("reduced", "Granted in part"),
                            ("refused", "Not granted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("written_by_id", models.BigIntegerField(null=True)),
                ("granted", models.PositiveIntegerField(null=True)),
                ("decided_because", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="planning.activity"
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="planning.needsanswer"
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "activity__project__number", "activity__code", "month", "is_whole_quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("answer", "activity", "month", "is_whole_quarter"),
                        name="one_need_per_activity_and_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="a_need_is_of_somebody"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="a_need_month_is_its_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_whole_quarter", False), ("month__month__in", (10, 1, 4, 7)), _connector="OR"
                        ),
                        name="a_need_of_a_quarter_begins_with_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("granted__isnull", True), ("state__in", ["proposed", "withdrawn"])),
                            models.Q(("granted", models.F("people")), ("state", "accepted")),
                            models.Q(("granted__gt", 0), ("granted__lt", models.F("people")), ("state", "reduced")),
                            models.Q(("granted", 0), ("state", "refused")),
                            _connector="OR",
                        ),
                        name="what_is_granted_follows_the_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["reduced", "refused"]), _negated=True),
                            models.Q(("decided_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="granting_less_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "reduced", "refused"]), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_needs_have_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("written_by_id__isnull", True),
                            ("decided_by_id__isnull", True),
                            models.Q(("written_by_id", models.F("decided_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_writes_a_need_never_decides_it",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="needssurvey",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="a_needs_survey_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="needsanswer",
            constraint=models.UniqueConstraint(fields=("survey", "province"), name="one_needs_answer_per_province"),
        ),
    ]
