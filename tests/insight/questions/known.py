"""The dictionary of the reference files, with the joint programme of the tests: no database."""

import datetime as dt
from functools import lru_cache

from buranakan import reference
from buranakan.insight.questions import names

TODAY = dt.date(2025, 5, 15)
OWNERS = {"department", "division"}


def provinces():
    return reference.rows("provinces.csv")


@lru_cache(maxsize=1)
def dictionary():
    """Every name of the reference files."""
    named = tuple((row["code"], row["name_th"], row["name_en"]) for row in provinces())
    offices = {
        row["code"]: "owner" if row["kind"] in OWNERS else "office"
        for row in reference.rows("offices.csv")
        if row["kind"] != "ministry" and not row["valid_to"]
    }
    rows = [row for row in reference.rows("offices.csv") if row["code"] in offices]
    said = [(row[key], row["code"]) for row in rows for key in ("name_th", "name_en", "short_th", "short_en")]
    said += [(row["alias"], row["office"]) for row in reference.rows("office_aliases.csv") if row["office"] in offices]
    called = [(text, f"{offices[code]}:{code}") for text, code in said]
    called += [(said, f"{offices[code]}:{code}") for text, code in said for said in names.numbered(text)]
    projects = [
        (f"joint-2568.{one['number']}", one["code"], one["number"], one["name_th"], one["name_en"])
        for one in reference.document("projects.toml")["project"]
    ]
    return names.dictionary_of(
        provinces=named, offices=tuple(called), projects=tuple(projects), activities=()
    )
