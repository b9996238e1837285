from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_line_changes"),
    ]

    operations = []
