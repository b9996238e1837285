from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("policy", "0004_directives"),
    ]

    operations = []
