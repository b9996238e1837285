"""Holidays of offices, from their reference file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_th", models.CharField(max_length=300)),
                ("name_en", models.CharField(max_length=300)),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "Public holiday"),
                            ("special", "Added by the cabinet"),
                            ("substitution", "Made up for a weekend"),
                            ("government-only", "Offices only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("as_of", models.DateField()),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("A", "stated by the source"),
                            ("B", "an official release ties them"),
                            ("C", "follows the cluster rule"),
                            ("D", "assumed, to be confirmed"),
                        ],
                        max_length=1,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("on", "name_th"), name="one_holiday_per_day_and_name")
                ],
            },
        ),
    ]
