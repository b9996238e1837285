import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('policy', '0002_promises_edited'),
        ('records', '0002_excel_workbooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('visitors', models.CharField(max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('topics', models.JSONField(default=list)),
                ('look_at', models.CharField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('planned', 'To come'), ('under_way', 'Under way'), ('done', 'Visit made'), ('cancelled', 'Called off')], default='planned', max_length=20)),
                ('brief_made_at', models.DateTimeField(null=True)),
                ('planned_at', models.DateTimeField()),
                ('planned_by_id', models.BigIntegerField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('finished_by_id', models.BigIntegerField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_because', models.CharField(blank=True, max_length=300)),
                ('brief_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('offices', models.ManyToManyField(related_name='visits_received', to='areas.office')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='areas.province')),
                ('visiting_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits_made', to='areas.office')),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('what', models.CharField(max_length=300)),
                ('added_at', models.DateTimeField()),
                ('taken_out_at', models.DateTimeField(null=True)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='policy.visit')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_key', models.UUIDField(unique=True)),
                ('text', models.TextField(blank=True)),
                ('noted_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_post', models.CharField(blank=True, max_length=200)),
                ('is_directive', models.BooleanField(default=False)),
                ('directive_reference', models.UUIDField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit_notes', to='records.storedfile')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='policy.visit')),
            ],
            options={
                'ordering': ['noted_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_visit_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='visits_made_and_no_others_have_a_finishing_moment'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled'), models.Q(('cancelled_because', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='visits_called_off_and_no_others_say_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brief_file__isnull', True), ('brief_made_at__isnull', True)), models.Q(('brief_file__isnull', False), ('brief_made_at__isnull', False)), _connector='OR'), name='a_brief_and_its_moment_go_together'),
        ),
        migrations.AddConstraint(
            model_name='visitnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('photo__isnull', False), _connector='OR'), name='a_note_has_words_or_a_photo'),
        ),
        migrations.AddConstraint(
            model_name='visitnote',
            constraint=models.CheckConstraint(condition=models.Q(('directive_reference__isnull', True), ('is_directive', True), _connector='OR'), name='only_notes_meant_as_directives_become_one'),
        ),
    ]
