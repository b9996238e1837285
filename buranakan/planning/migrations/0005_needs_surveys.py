from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0004_line_comments"),
    ]

    operations = []
