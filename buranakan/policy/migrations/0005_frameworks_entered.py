from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("policy", "0004_directives"),
    ]

    operations = [
        migrations.AddField("framework", "entered_at", models.DateTimeField(null=True)),
        migrations.AddField("framework", "entered_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("framework", "changed_at", models.DateTimeField(null=True)),
        migrations.AddField("pillarwording", "entered_at", models.DateTimeField(null=True)),
        migrations.AddField("pillarwording", "entered_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("pillarwording", "replaced_at", models.DateTimeField(null=True)),
        migrations.AddField("pillarwording", "replaced_by_id", models.BigIntegerField(null=True)),
        migrations.RemoveConstraint("pillarwording", "one_wording_per_pillar_and_day"),
        migrations.AddConstraint(
            "pillarwording",
            models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("pillar", "valid_from"),
                name="one_wording_per_pillar_and_day",
            ),
        ),
    ]
