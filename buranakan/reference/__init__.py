"""Reference facts as files: areas, offices, policy frameworks, projects, dated and sourced; and how to read them."""

import csv
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(name: str, folder: Path | None = None) -> list[dict[str, str]]:
    """The rows of a CSV file as text by column; `folder` holds an office's own copy of the files, where it has one."""
    with _path(name, folder).open(encoding="utf-8-sig", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]


def document(name: str, folder: Path | None = None) -> dict[str, object]:
    """A TOML file as it stands."""
    with _path(name, folder).open("rb") as file:
        return tomllib.load(file)


def _path(name: str, folder: Path | None) -> Path:
    """A file of the own folder wins; what is not in it comes from the package."""
    own = folder / name if folder else None
    return own if own and own.exists() else FOLDER / name
