"""Lists within reach, what a list would bring, and public registrations. Pages read through these alone."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from buranakan import reference
from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.lib import addresses, clock, thai_text
from buranakan.records import files
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import clients, reading, registrations
from buranakan.registry.models import ImportRun, SourceRecord

LANDINGS = {ImportKind.ENTERPRISES: registrations, ImportKind.PEOPLE: clients}
ROWS_OF_A_PAGE = 50
SHORTEST_NUMBER_PART = 4
JURISTIC_DIGITS = 13


def runs(scope):
    """Lists the office itself brought; all of them for those who see the whole country."""
    rows = ImportRun.objects.select_related("office", "file", "only_province")
    if scope.kind == Kind.SYSTEM or (scope.kind == Kind.OFFICE and scope.sees_all_provinces):
        return rows
    return rows.filter(office=scope.office_id) if scope.kind == Kind.OFFICE else rows.none()


def refusals(run):
    """The rows that were not taken, in the order of the list."""
    return run.refusals.all()


def chosen_of(run):
    """Registrations of a run that became enterprises: undoing leaves them."""
    return run.source_records.filter(enterprise__isnull=False).select_related("enterprise").order_by("row_number")


def registration(scope, text):
    """The standing registration with this number, wherever its seat is: the company registry is public."""
    number = re.sub("[^0-9]", "", thai_text.arabic_digits(text))
    if len(number) != JURISTIC_DIGITS or not scope.may(Permission.SEE_REGISTER):
        return None
    rows = SourceRecord.objects.standing().filter(number=number)
    return rows.select_related("province", "enterprise__province", "run").first()


def same_lists(*, sha256, kind, province=None):
    """Runs of the very same list, whoever brought it: it is brought in once."""
    return ImportRun.objects.filter(sha256=sha256, kind=kind, only_province=province)


def brought_in_before(run):
    """The run that has brought this very list in already, or None."""
    same = same_lists(sha256=run.sha256, kind=run.kind, province=run.only_province)
    return same.filter(state=ImportState.BROUGHT_IN).exclude(pk=run.pk).select_related("office").first()


def source_records(scope, *, text="", province=None, district=""):
    """Standing public registrations of the provinces in reach, narrowed by name or number, province and district."""
    rows = SourceRecord.objects.standing().select_related("province", "enterprise", "run")
    rows = scope.limit(rows, area="province")
    if province is not None:
        rows = rows.filter(province=province)
    if district.strip():
        rows = rows.filter(district__contains=_bare_district(district))
    if text.strip():
        rows = rows.filter(_is_called(text))
    return rows


@dataclass(frozen=True)
class PreviewedRow:
    """An accepted row, as it would land."""

    item: object  # companies.Company or people.ListedPerson
    is_known: bool  # the register has it: bringing it in changes nothing
    likely: list  # people of the register with the same name in the same province, perhaps the same person


@dataclass(frozen=True)
class Preview:
    """One page of what a list would bring."""

    rows: list
    page: int
    pages: int
    accepted: int


def preview(run, *, page=1, size=ROWS_OF_A_PAGE):
    """A page of the rows that would be taken; `run.refusals` has the others."""
    accepted = _shown(run).accepted
    pages = max(1, -(-len(accepted) // size))
    page = min(max(page, 1), pages)
    marked = LANDINGS[ImportKind(run.kind)].marked(accepted[(page - 1) * size : page * size])
    return Preview([PreviewedRow(*found) for found in marked], page, pages, len(accepted))


def read(content, *, kind, province=None, office):
    """The list in a file, as this office may take it."""
    reach = areas.province_codes_of(office, on=clock.today()) if kind == ImportKind.PEOPLE else None
    return reading.read(
        content, kind=kind, gazetteer=known_places(), only=province.code if province else "", reach=reach
    )


def read_run(run):
    """The list of a run again, from its stored file."""
    return read(files.read(run.file.sha256), kind=run.kind, province=run.only_province, office=run.office)


def _shown(run):
    """The list of a run for looking at: of registrations, perhaps as it was read a moment ago."""
    if run.kind == ImportKind.ENTERPRISES:
        return _last_public_list(run.file.sha256, gazetteer=known_places(), only=run.only_province_id or "")
    return read_run(run)


@lru_cache(maxsize=1)
def _last_public_list(sha256, *, gazetteer, only):
    """A month of registrations takes half a second, and whoever looks through its preview asks for it page by page.

    What is given decides all of the answer. Lists of people are short, and no memory keeps them.
    """
    return reading.read(files.read(sha256), kind=ImportKind.ENTERPRISES, gazetteer=gazetteer, only=only)


def known_places():
    """The provinces of the database, by every name that the reference files know for them."""
    short = {row["code"]: row["abbreviation_th"] for row in reference.rows("provinces.csv")}
    rows = areas.provinces().order_by("code").values_list("code", "name_th", "name_en")
    return addresses.gazetteer(tuple((code, *names, short.get(code, "")) for code, *names in rows))


def _bare_district(text):
    """Without the word that says it is one."""
    return re.sub("^(?:อำเภอ|อ\\.|เขต) ?", "", thai_text.clean(text).strip())


def _is_called(text):
    wanted = Q(search_key__contains=thai_text.search_key(text))
    number = thai_text.arabic_digits(thai_text.search_key(text))
    if number.isdecimal() and len(number) >= SHORTEST_NUMBER_PART:
        wanted |= Q(number__contains=number)
    return wanted
