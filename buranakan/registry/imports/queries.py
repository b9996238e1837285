"""Lists within reach, what a list would bring, and public registrations. Pages read through these alone."""

from dataclasses import dataclass

from django.db.models import Q

from buranakan import reference
from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.lib import addresses, clock, thai_text
from buranakan.records import files
from buranakan.registry.enums import ImportKind
from buranakan.registry.imports import reading
from buranakan.registry.models import ImportRun, SourceRecord

ROWS_OF_A_PAGE = 50
SHORTEST_NUMBER_PART = 4


def runs(scope):
    """Lists the office itself brought; all of them for those who see the whole country."""
    rows = ImportRun.objects.select_related("office", "file", "only_province")
    if scope.kind == Kind.SYSTEM or (scope.kind == Kind.OFFICE and scope.sees_all_provinces):
        return rows
    return rows.filter(office=scope.office_id) if scope.kind == Kind.OFFICE else rows.none()


def source_records(scope, *, text="", province=None):
    """Standing public registrations of the provinces in reach, narrowed by name or number, and by province."""
    rows = SourceRecord.objects.standing().select_related("province", "enterprise", "run")
    rows = scope.limit(rows, area="province")
    if province is not None:
        rows = rows.filter(province=province)
    if text.strip():
        rows = rows.filter(_is_called(text))
    return rows


@dataclass(frozen=True)
class Preview:
    """One page of what a list would bring."""

    items: list  # accepted rows, as read from the file
    page: int
    pages: int
    accepted: int


def preview(run, *, page=1, size=ROWS_OF_A_PAGE):
    """A page of the rows that would be taken; `run.refusals` has the others."""
    accepted = read_run(run).accepted
    pages = max(1, -(-len(accepted) // size))
    page = min(max(page, 1), pages)
    return Preview(accepted[(page - 1) * size : page * size], page, pages, len(accepted))


def read(content, *, kind, province=None, office):
    """The list in a file, as this office may take it."""
    reach = areas.province_codes_of(office, on=clock.today()) if kind == ImportKind.PEOPLE else None
    return reading.read(
        content, kind=kind, gazetteer=known_places(), only=province.code if province else "", reach=reach
    )


def read_run(run):
    """The list of a run again, from its stored file."""
    return read(files.read(run.file.sha256), kind=run.kind, province=run.only_province, office=run.office)


def known_places():
    """The provinces of the database, by every name that the reference files know for them."""
    short = {row["code"]: row["abbreviation_th"] for row in reference.rows("provinces.csv")}
    rows = areas.provinces().order_by("code").values_list("code", "name_th", "name_en")
    return addresses.gazetteer(tuple((code, *names, short.get(code, "")) for code, *names in rows))


def _is_called(text):
    wanted = Q(search_key__contains=thai_text.search_key(text))
    number = thai_text.arabic_digits(thai_text.search_key(text))
    if number.isdecimal() and len(number) >= SHORTEST_NUMBER_PART:
        wanted |= Q(number__contains=number)
    return wanted
