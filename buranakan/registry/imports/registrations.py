"""How registrations land: in chunks that nobody sees yet, then all of them at once; and how they leave again."""

import uuid
from itertools import islice

from django.db import connection, transaction
from django.db.models import F

from buranakan.lib import thai_text
from buranakan.registry.enums import ImportState
from buranakan.registry.models import ImportRun, SourceRecord

ROWS_AT_ONCE = 1000
NUMBERS_AT_ONCE = 500
LONGEST_KEY = 300
COLUMNS = [field.column for field in SourceRecord._meta.concrete_fields if not field.primary_key]


def known_numbers(numbers):
    """Those of the numbers that stand already."""
    numbers, found = iter(numbers), set()
    while batch := list(islice(numbers, NUMBERS_AT_ONCE)):
        found.update(SourceRecord.objects.standing().filter(number__in=batch).values_list("number", flat=True))
    return found


def count_known(reading, *, office):
    """How many of the accepted rows the register has already."""
    return len(known_numbers(company.number for company in reading.accepted))


def marked(items):
    """For a preview: each row, whether its number stands already, and nobody it may be mistaken for."""
    known = known_numbers(company.number for company in items)
    for item in items:
        yield item, item.number in known, []


def land(run, reading):
    """Write the rows, each chunk in a transaction of its own, so that nobody waits long and progress is seen."""
    rows = iter(reading.accepted)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        with transaction.atomic():
            _insert([_values(company, run) for company in batch])
            ImportRun.objects.filter(pk=run.pk).update(done=F("done") + len(batch))


def stand(run, reading, *, by, at):
    """Let the new rows of a run stand, inside the caller's transaction.

    Returns how many were known already, and the manifest: all rows, as they came.
    """
    # Whoever is at the same point with another list holds or waits for the same rows, in the same order.
    list(ImportRun.objects.select_for_update().filter(state=ImportState.BRINGING_IN, kind=run.kind).order_by("pk"))
    standing = SourceRecord.objects.standing().values("number")
    rows = SourceRecord.objects.filter(run=run)
    known = run.accepted - rows.exclude(number__in=standing).update(is_standing=True)
    return known, (company.said() for company in reading.accepted)


def sweep(run):
    """Remove what a run wrote that never finished: nobody was told of it."""
    SourceRecord.objects.filter(run=run, is_standing=False).delete()


def take_back(run):
    """Rows nobody chose no longer stand; where another list has the same number, its row takes the place.

    Returns the references of those taken back, and the chosen ones that stay.
    """
    rows = SourceRecord.objects.filter(run=run)
    leaving = rows.filter(is_standing=True, enterprise__isnull=True)
    taken = [str(reference) for reference in leaving.order_by("pk").values_list("reference", flat=True)]
    leaving.update(is_standing=False)
    waiting = (
        SourceRecord.objects.filter(run__state=ImportState.BROUGHT_IN, number__in=rows.values("number"))
        .exclude(run=run)
        .exclude(number__in=SourceRecord.objects.standing().values("number"))
        .order_by("-pk")
    )
    successors = list(dict(waiting.values_list("number", "pk")).values())
    for start in range(0, len(successors), NUMBERS_AT_ONCE):
        SourceRecord.objects.filter(pk__in=successors[start : start + NUMBERS_AT_ONCE]).update(is_standing=True)
    return taken, list(rows.filter(is_standing=True).select_related("enterprise"))


def _insert(rows):
    """Twice as fast as through the model, which here has nothing to add: no signals, no keys to give back."""
    names = ", ".join(connection.ops.quote_name(column) for column in COLUMNS)
    marks = ", ".join(f"%({column})s" for column in COLUMNS)
    table = connection.ops.quote_name(SourceRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names


def _values(company, run):
    """The row by its columns, as this database takes them."""
    day, reference = company.registered_on, uuid.uuid4()
    values = {name: getattr(company, name) for name in company.__slots__}
    values["province_id"] = values.pop("province") or None
    values["registered_on"] = day and connection.ops.adapt_datefield_value(day)
    values["search_key"] = thai_text.search_key(company.name)[:LONGEST_KEY]
    values["reference"] = reference if connection.features.has_native_uuid_field else reference.hex
    return values | {"run_id": run.pk, "is_standing": False, "enterprise_id": None, "chosen_at": None}
