import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('policy', '0003_visits'),
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(max_length=4000)),
                ('ordered_by_post', models.CharField(max_length=200)),
                ('ordered_by_id', models.BigIntegerField(null=True)),
                ('ordered_on', models.DateField()),
                ('source_kind', models.CharField(choices=[('visit', 'Visit'), ('meeting', 'Meeting'), ('document', 'Document'), ('inspection_round', 'Round of inspection')], max_length=20)),
                ('source_title', models.CharField(max_length=300)),
                ('inspection_year', models.PositiveSmallIntegerField(null=True)),
                ('inspection_round', models.PositiveSmallIntegerField(null=True)),
                ('figure_key', models.CharField(blank=True, max_length=80)),
                ('figure_slice', models.CharField(blank=True, max_length=500)),
                ('target_value', models.BigIntegerField(null=True)),
                ('project_code', models.CharField(blank=True, max_length=120)),
                ('due_on', models.DateField()),
                ('priority', models.CharField(choices=[('normal', 'Normal'), ('urgent', 'Urgent'), ('very_urgent', 'Very urgent'), ('most_urgent', 'Most urgent')], default='normal', max_length=20)),
                ('state', models.CharField(choices=[('given', 'Given'), ('in_progress', 'Under way'), ('reported', 'Reported as done: waits for acceptance'), ('more_asked', 'More asked for'), ('accepted', 'Accepted as done'), ('closed_by_figure', 'Closed: its figure is reached'), ('withdrawn', 'Order withdrawn')], default='given', max_length=20)),
                ('escalated_level', models.PositiveSmallIntegerField(default=0)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('reminded_days_before', models.PositiveSmallIntegerField(null=True)),
                ('reported_at', models.DateTimeField(null=True)),
                ('given_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by_id', models.BigIntegerField(null=True)),
                ('closed_because', models.CharField(blank=True, max_length=500)),
                ('closed_value', models.BigIntegerField(null=True)),
                ('closed_counted_on', models.DateField(null=True)),
                ('joint_offices', models.ManyToManyField(related_name='directives_shared', to='areas.office')),
                ('ordered_by_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='directives_given', to='areas.office')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handed_on', to='policy.directive')),
                ('promise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='policy.promise')),
                ('province', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='areas.province')),
                ('responsible_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='areas.office')),
                ('visit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='policy.visit')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('given', 'Ordered'), ('handed_on', 'Handed on'), ('progress', 'Progress'), ('report', 'Reported as done'), ('more', 'Asked for more'), ('change', 'Order changed'), ('reminder', 'Reminded'), ('escalation', 'Raised to a higher level'), ('acceptance', 'Accepted'), ('closing', 'Closed by its figure'), ('withdrawal', 'Withdrawn')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_post', models.CharField(blank=True, max_length=100)),
                ('told', models.JSONField(default=dict)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='policy.directive')),
                ('evidence', models.ManyToManyField(related_name='+', to='records.storedfile')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.office')),
            ],
            options={
                'verbose_name_plural': 'progress',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['state', 'due_on'], name='directives_by_state_and_day'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['inspection_year', 'inspection_round'], name='directives_of_a_round'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('ordered_on'))), name='a_directive_is_due_after_its_order'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('responsible_office', models.F('ordered_by_office')), _negated=True), name='no_office_orders_itself'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ('accepted', 'closed_by_figure', 'withdrawn'))), models.Q(('closed_at__isnull', True), ('state__in', ('given', 'in_progress', 'more_asked', 'reported'))), _connector='OR'), name='a_closed_directive_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('figure_key', ''), ('target_value__isnull', True)), models.Q(models.Q(('figure_key', ''), _negated=True), ('target_value__gt', 0), ('target_value__isnull', False)), _connector='OR'), name='a_directives_figure_has_a_target'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed_by_figure'), _negated=True), models.Q(('closed_counted_on__isnull', False), ('closed_value__gte', models.F('target_value')), ('closed_value__isnull', False)), _connector='OR'), name='a_figure_closes_with_its_proof'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('closed_because', ''), _negated=True), _connector='OR'), name='a_directive_is_withdrawn_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_kind', 'inspection_round'), _negated=True), models.Q(('inspection_round__gte', 1), ('inspection_round__isnull', False), ('inspection_year__isnull', False)), _connector='OR'), name='a_round_of_inspection_is_named'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', False), models.Q(('state', 'withdrawn'), _negated=True)), fields=('parent', 'responsible_office'), name='a_directive_is_handed_to_an_office_once'),
        ),
    ]
