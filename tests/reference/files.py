"""How the tests read the reference files, and the files there are."""

import csv
import tomllib

from buranakan.reference import FOLDER

TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
DOCUMENTS = sorted(path.name for path in FOLDER.glob("*.toml"))


def text(name):
    """The file as it lies there."""
    return (FOLDER / name).read_bytes().decode("utf-8")


def rows(name):
    """The rows of a CSV file as dictionaries."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def document(name):
    """A TOML file as nested dictionaries."""
    return tomllib.loads(text(name))


def facts(name):
    """Every part of a TOML file that claims something: whatever carries a source."""
    found, waiting = [], [document(name)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            found += [part] if "source" in part else []
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def holds_on(fact, day):
    """Is the day between the fact's first and last day? Empty means open; `day` is ISO text."""
    first, last = str(fact.get("valid_from") or ""), str(fact.get("valid_to") or "")
    return first <= day and (not last or day <= last)
