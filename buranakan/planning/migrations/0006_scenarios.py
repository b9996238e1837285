from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0005_needs_surveys"),
    ]

    operations = []
