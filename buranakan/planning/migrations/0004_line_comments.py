from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_envelopes_of_acts"),
    ]

    operations = []
