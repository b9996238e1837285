from django.db import migrations, models

METHODS = [
    ("measured", "Measured"),
    ("self_reported", "Told by the client"),
    ("imputed", "Imputed"),
    ("multiplier", "Computed with a multiplier"),
]
LEVELS = [
    ("claimed", "Claimed"),
    ("documented", "Documented"),
    ("confirmed", "Confirmed by the client"),
    ("verified", "Verified in a register"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "indicator",
            "method",
            models.CharField(blank=True, choices=METHODS, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "indicator",
            "evidence_level",
            models.CharField(blank=True, choices=LEVELS, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField("indicator", "entered_at", models.DateTimeField(null=True)),
        migrations.AddField("indicator", "entered_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("indicator", "changed_at", models.DateTimeField(null=True)),
        migrations.AddField("indicatorpillar", "entered_at", models.DateTimeField(null=True)),
    ]
