"""Loading the reference facts of areas: what the files say becomes rows; loading again changes only what changed."""

import datetime as dt

from django.db import transaction

from buranakan.areas.models import Cluster, Holiday, Office, OfficeAlias, Province, Responsibility
from buranakan.lib import thai_text
from buranakan.records.actions import record_many


def _day(text):
    return dt.date.fromisoformat(text) if text else None


@transaction.atomic
def load_areas(*, regions, clusters, provinces, by, at):
    """Provinces and their clusters, from rows of the reference files."""
    region = {row["code"]: row for row in regions}
    for row in clusters:
        Cluster.objects.update_or_create(
            code=row["code"],
            defaults={
                "name_th": row["name_th"],
                "name_en": row["name_en"],
                "region_th": region[row["region"]]["name_th"],
                "region_en": region[row["region"]]["name_en"],
                "source": row["source"],
            },
        )
    for row in provinces:
        Province.objects.update_or_create(
            code=row["code"],
            defaults={
                "name_th": row["name_th"],
                "name_en": row["name_en"],
                "cluster_id": row["cluster"] or None,
                "sort_key": thai_text.collation_key(row["name_th"]),
                "source": row["source"],
            },
        )
    record_many("areas.loaded", on=Province.objects.first(), by=by, at=at, manifest=[*clusters, *provinces])


@transaction.atomic
def load_offices(*, offices, aliases, by, at):
    """The tree of offices (parents stand before their children in the file) and the names texts use for them."""
    by_code = {}
    for order, row in enumerate(offices):
        by_code[row["code"]], _ = Office.objects.update_or_create(
            code=row["code"],
            defaults={
                "kind": row["kind"],
                "parent": by_code[row["parent"]] if row["parent"] else None,
                "seat_id": row["seat_province"] or None,
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "sort_order": order,
                **{key: row[key] for key in ("name_th", "name_en", "short_th", "short_en", "source", "confidence")},
            },
        )
    for row in aliases:
        OfficeAlias.objects.update_or_create(
            alias=row["alias"], defaults={"office_code": row["office"], "source": row["source"]}
        )
    record_many("offices.loaded", on=Office.objects.first(), by=by, at=at, manifest=[*offices, *aliases])


@transaction.atomic
def load_responsibilities(*, responsibilities, by, at):
    """Who answers for which province; a row that left the file is closed by its date there, never deleted here."""
    office = dict(Office.objects.values_list("code", "pk"))
    for row in responsibilities:
        Responsibility.objects.update_or_create(
            office_id=office[row["office"]],
            province_id=row["province"],
            function=row["function"],
            valid_from=_day(row["valid_from"]),
            defaults={
                "valid_to": _day(row["valid_to"]),
                "confidence": row["confidence"],
                "source": row["source"],
                "note_th": row["note_th"],
                "note_en": row["note"],
            },
        )
    record_many("responsibilities.loaded", on=Office.objects.first(), by=by, at=at, manifest=responsibilities)


@transaction.atomic
def load_holidays(*, holidays, by, at):
    """Days on which offices are closed; a day that left the file is a working day again."""
    kept = []
    for row in holidays:
        said = {key: row[key] for key in ("name_en", "kind", "source", "confidence", "note")}
        holiday, _ = Holiday.objects.update_or_create(
            on=_day(row["date"]), name_th=row["name_th"], defaults=said | {"as_of": _day(row["as_of"])}
        )
        kept.append(holiday.pk)
    Holiday.objects.exclude(pk__in=kept).delete()
    record_many("holidays.loaded", on=Holiday.objects.first(), by=by, at=at, manifest=holidays)
