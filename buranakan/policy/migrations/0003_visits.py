from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("policy", "0002_promises_edited"),
    ]

    operations = []
