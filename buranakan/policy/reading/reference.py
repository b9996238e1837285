"""A vocabulary from rows as they stand in the reference files (or in the tables filled from them)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from buranakan import reference
from buranakan.policy.reading.vocabulary import Entry, Vocabulary

Row = Mapping[str, Any]

CENTRE_KIND, PROVINCIAL_KIND = "centre", "provincial"
# Releases speak of "the provincial industry offices" without saying which: one entry stands for all of them.
ALL_PROVINCIAL_OFFICES = Entry("pio-*", "สำนักงานอุตสาหกรรมจังหวัด", ("สอจ.",))
_PROVINCES_ALSO_CALLED = {"กรุงเทพมหานคร": ("กรุงเทพฯ", "กทม."), "พระนครศรีอยุธยา": ("อยุธยา",)}


def vocabulary(
    *,
    provinces: Iterable[Row],
    offices: Iterable[Row],
    office_aliases: Iterable[Row],
    frameworks: Iterable[Row],
    projects: Iterable[Row],
) -> Vocabulary:
    """Rows with `code` and `name_th`; aliases of offices as rows of `alias` and `office`, the others' in `aliases`."""
    offices = list(offices)
    known_as = _known_as(office_aliases)
    centres = [office for office in offices if office["kind"] == CENTRE_KIND]
    agencies = [office for office in offices if office["kind"] != CENTRE_KIND]
    has_provincial = any(office["kind"] == PROVINCIAL_KIND for office in agencies)
    return Vocabulary(
        projects=tuple(_entry(project, project.get("aliases", ())) for project in projects),
        agencies=(
            *(_entry(agency, known_as.get(agency["code"], ())) for agency in agencies),
            *((ALL_PROVINCIAL_OFFICES,) if has_provincial else ()),
        ),
        centres=tuple(_entry(centre, known_as.get(centre["code"], ())) for centre in centres),
        provinces=tuple(
            _entry(province, _PROVINCES_ALSO_CALLED.get(province["name_th"], ())) for province in provinces
        ),
        frameworks=tuple(
            _entry(framework, [framework.get("full_name_th", ""), *framework.get("aliases", ())])
            for framework in frameworks
        ),
    )


def vocabulary_of_files(*, folder: Path | None = None) -> Vocabulary:
    """The names in the reference files; an office's own copies win where a folder holds them."""
    return vocabulary(
        provinces=reference.rows("provinces.csv", folder),
        offices=reference.rows("offices.csv", folder),
        office_aliases=reference.rows("office_aliases.csv", folder),
        frameworks=_tables("frameworks.toml", "framework", folder=folder),
        projects=_tables("projects.toml", "project", folder=folder),
    )


def _tables(name: str, table: str, *, folder: Path | None) -> list[dict[str, Any]]:
    found = reference.document(name, folder)[table]
    assert isinstance(found, list)  # noqa: S101 - an array of tables, as the file's own test demands
    return found


def _known_as(aliases: Iterable[Row]) -> dict[str, list[str]]:
    by_office: dict[str, list[str]] = {}
    for alias in aliases:
        by_office.setdefault(alias["office"], []).append(alias["alias"])
    return by_office


def _entry(row: Row, aliases: Iterable[str]) -> Entry:
    return Entry(row["code"], row["name_th"], tuple(alias for alias in aliases if alias and alias != row["name_th"]))
