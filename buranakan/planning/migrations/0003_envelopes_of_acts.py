import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

KINDS = {"envelope.opened": "received", "envelope.handed_on": "handed_on"}
ABOVE_THE_OFFICES = {"ministry", "department"}


def say_of_which_act(apps, schema_editor):
    """Envelopes that are there are of their portfolio's act; whose budget they are follows from who gave them."""
    envelopes = apps.get_model("planning", "Envelope").objects.select_related("portfolio", "office", "parent__office")
    for envelope in envelopes.order_by("pk"):
        giver = envelope.parent.office if envelope.parent else None
        is_within = giver is None or giver.kind == "ministry" or _department(giver) == _department(envelope.office)
        envelope.budget_act_year = envelope.portfolio.budget_act_year
        envelope.is_provisional = envelope.budget_act_year < envelope.portfolio.fiscal_year
        envelope.way = "" if giver is None else "transfer" if is_within else "on_behalf"
        envelope.owner_office = envelope.office if is_within else giver
        envelope.counts_for = envelope.owner_office
        envelope.save()
    _settle(schema_editor)


def _settle(schema_editor):
    """PostgreSQL alters no table whose foreign keys wait to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _department(office):
    return office.pk if office.kind in ABOVE_THE_OFFICES else office.parent_id


def keep_moves(apps, schema_editor):
    """What each envelope received stands in the trail; an envelope that the trail doesn't tell of is left alone."""
    event, move = apps.get_model("records", "Event"), apps.get_model("planning", "EnvelopeMove")
    known = set(apps.get_model("planning", "Envelope").objects.values_list("pk", flat=True))
    for told in event.objects.filter(on_type="planning.envelope", name__in=KINDS).order_by("pk"):
        if int(told.on_id) in known and told.payload:
            move.objects.create(
                envelope_id=int(told.on_id),
                kind=KINDS[told.name],
                amount_satang=told.payload["amount_satang"],
                places=told.payload["places"],
                made_at=told.at,
                made_by_id=told.by_id,
                made_by_post=told.by_post,
            )
    _settle(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_tags"),
        ("records", "0002_excel_workbooks"),
        ("areas", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="envelope",
            options={"ordering": ["portfolio", "office__sort_order", "-budget_act_year", "pk"]},
        ),
        migrations.RemoveConstraint(model_name="envelope", name="one_envelope_per_office"),
        migrations.AddField("envelope", "budget_act_year", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("envelope", "is_provisional", models.BooleanField(default=False)),
        migrations.AddField("envelope", "is_carried_over", models.BooleanField(default=False)),
        migrations.AddField(
            "envelope",
            "way",
            models.CharField(
                blank=True,
                choices=[("transfer", "Transfer within the department"), ("on_behalf", "Spent on the owner's behalf")],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "envelope",
            "owner_office",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_envelopes",
                to="areas.office",
            ),
        ),
        migrations.AddField(
            "envelope",
            "counts_for",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counted_envelopes",
                to="areas.office",
            ),
        ),
        migrations.CreateModel(
            name="EnvelopeMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("handed_on", "Passed on"),
                            ("taken_back", "Taken back up"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount_satang", models.BigIntegerField()),
                ("places", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("document", models.CharField(blank=True, max_length=300)),
                ("document_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_post", models.CharField(blank=True, max_length=200)),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="planning.envelope"
                    ),
                ),
            ],
            options={"ordering": ["envelope", "pk"]},
        ),
        migrations.RunPython(say_of_which_act, migrations.RunPython.noop),
        migrations.RunPython(keep_moves, migrations.RunPython.noop),
        migrations.AlterField("envelope", "budget_act_year", models.PositiveSmallIntegerField()),
        migrations.AlterField(
            "envelope",
            "owner_office",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="owned_envelopes", to="areas.office"
            ),
        ),
        migrations.AlterField(
            "envelope",
            "counts_for",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="counted_envelopes", to="areas.office"
            ),
        ),
        migrations.AddConstraint(
            "envelope",
            models.UniqueConstraint(
                fields=("portfolio", "office", "budget_act_year", "is_provisional", "is_carried_over"),
                name="one_envelope_per_office_and_act",
            ),
        ),
        migrations.AddConstraint(
            "envelope",
            models.CheckConstraint(
                condition=Q(is_provisional=False) | Q(is_carried_over=False),
                name="provisional_money_is_not_carried_over",
            ),
        ),
        migrations.AddConstraint(
            "envelope",
            models.CheckConstraint(
                condition=Q(parent__isnull=True, way="") | (Q(parent__isnull=False) & ~Q(way="")),
                name="an_envelope_from_above_says_its_way",
            ),
        ),
        migrations.AddConstraint(
            "envelope",
            models.CheckConstraint(
                condition=Q(counts_for=F("owner_office")) | Q(counts_for=F("office")),
                name="an_envelope_counts_for_its_owner_or_its_holder",
            ),
        ),
        migrations.AddConstraint(
            "envelopemove",
            models.CheckConstraint(
                condition=Q(amount_satang__gte=0) & (Q(amount_satang__gt=0) | Q(places__gt=0)),
                name="an_envelope_moves_by_something",
            ),
        ),
        migrations.AddConstraint(
            "envelopemove",
            models.UniqueConstraint(
                condition=~Q(document=""),
                fields=("envelope", "document", "document_on"),
                name="one_receipt_per_document",
            ),
        ),
    ]
