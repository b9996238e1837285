"""Every reference file: clean text, dates in ISO form, and a source, a day and a confidence for each fact."""

import datetime as dt
import re
import unicodedata

import pytest

from buranakan import reference
from tests.reference import files

FAULTS = {
    "zero-width or other invisible character": re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\u00a0]"),
    "decomposed sara am": re.compile("\u0e4d[\u0e48-\u0e4b]?\u0e32"),
    "two sara e instead of sara ae": re.compile("\u0e40\u0e40"),
    "Thai digit": re.compile("[\u0e50-\u0e59]"),
    "mark without a letter": re.compile("(^|[^\u0e01-\u0e2e])[\u0e31\u0e34-\u0e3a]"),
    "the same mark twice": re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1"),
    "curly quote": re.compile("[\u2018-\u201d]"),
    "space at the end of a line": re.compile("[ \t]+$", re.MULTILINE),
    "space beside a comma": re.compile(r"(?<=[\u0e00-\u0e7f]) ,"),
    "carriage return": re.compile("\r"),
}
CONFIDENCES = {"A", "B", "C", "D"}
HAS_NO_SOURCE_ITSELF = {"sources.csv"}


def faults_of(text):
    """Names of the faults found in a text."""
    found = [name for name, pattern in FAULTS.items() if pattern.search(text)]
    return found + ([] if unicodedata.is_normalized("NFC", text) else ["not NFC"])


@pytest.mark.parametrize("name", files.TABLES + files.DOCUMENTS + ["README.md"])
def test_the_text_of_a_file_is_clean(name):
    assert faults_of(files.text(name)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("กรม\u200bส่งเสริม", "zero-width or other invisible character"),
        ("จ\u0e4d\u0e32นวน", "decomposed sara am"),
        ("น\u0e4d\u0e49\u0e32", "decomposed sara am"),
        ("\u0e40\u0e40ผน", "two sara e instead of sara ae"),
        ("ปี ๒๕๖๘", "Thai digit"),
        ("ก \u0e34", "mark without a letter"),
        ("ที่\u0e48", "the same mark twice"),
        ("“ดีพร้อม”", "curly quote"),
        ("a,b \n", "space at the end of a line"),
        ("a\r\n", "carriage return"),
    ],
)
def test_the_check_of_text_finds_a_planted_fault(text, fault):
    assert faults_of(text) == [fault]


@pytest.mark.parametrize("name", files.TABLES)
def test_every_row_has_all_columns_and_no_stray_space(name):
    for row in files.rows(name):
        assert None not in row
        assert None not in row.values()
        assert [value for value in row.values() if value != value.strip() or "  " in value] == []


def claims():
    """(file, fact) for every fact that must say where it comes from."""
    for name in files.TABLES:
        if name not in HAS_NO_SOURCE_ITSELF:
            yield from ((name, row) for row in files.rows(name))
    for name in files.DOCUMENTS:
        yield from ((name, fact) for fact in files.facts(name))


def sources_of(fact):
    """Source codes of a row (text) or of a part of a document (list)."""
    return fact["source"].split() if isinstance(fact["source"], str) else fact["source"]


def test_every_fact_has_known_sources_and_a_confidence():
    known = {row["code"] for row in files.rows("sources.csv")}
    for name, fact in claims():
        assert sources_of(fact), (name, fact)
        assert set(sources_of(fact)) <= known, (name, fact)
        assert fact["confidence"] in CONFIDENCES, (name, fact)


def test_every_source_is_cited_somewhere():
    cited = {code for _, fact in claims() for code in sources_of(fact)}
    named_in_notes = {code for row in files.rows("responsibilities.csv") for code in re.findall(r"TG-\d+", row["note"])}
    assert {row["code"] for row in files.rows("sources.csv")} == cited | named_in_notes


def test_a_fact_is_not_older_than_its_newest_source():
    published = {row["code"]: row["published_on"] for row in files.rows("sources.csv")}
    for name, fact in claims():
        if "as_of" in fact:
            assert str(fact["as_of"]) >= max(published[code] for code in sources_of(fact)), (name, fact)


def test_every_row_and_every_top_part_says_as_of_which_day():
    announced = files.document("projects.toml")
    tops = [*files.document("frameworks.toml")["framework"], *announced["project"], announced["portfolio"]]
    rows = [row for name in files.TABLES if name not in HAS_NO_SOURCE_ITSELF for row in files.rows(name)]
    for fact in tops + rows:
        assert dt.date.fromisoformat(str(fact["as_of"])).isoformat() == str(fact["as_of"]), fact


@pytest.mark.parametrize("name", files.TABLES)
def test_dates_are_iso_and_in_order(name):
    for row in files.rows(name):
        days = {
            column: value
            for column, value in row.items()
            if column.endswith(("_from", "_to", "_on", "as_of")) and value
        }
        assert {column: dt.date.fromisoformat(value).isoformat() for column, value in days.items()} == days
        if row.get("valid_from") and row.get("valid_to"):
            assert row["valid_from"] <= row["valid_to"], row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("regions.csv", "code"),
        ("clusters.csv", "code"),
        ("provinces.csv", "code"),
        ("provinces.csv", "name_th"),
        ("provinces.csv", "name_en"),
        ("provinces.csv", "abbreviation_th"),
        ("offices.csv", "code"),
        ("offices.csv", "short_th"),
        ("offices.csv", "short_en"),
        ("office_aliases.csv", "alias"),
        ("kinds.csv", "code"),
        ("units.csv", "code"),
        ("sources.csv", "code"),
    ],
)
def test_keys_are_unique(name, key):
    values = [row[key] for row in files.rows(name)]
    assert sorted(set(values)) == sorted(values)


def test_an_offices_own_copy_of_a_file_wins_and_the_rest_comes_from_the_package(tmp_path):
    (tmp_path / "regions.csv").write_text("\ufeffcode,name_th\nnorth, ภาคเหนือ \n", encoding="utf-8")
    assert reference.rows("regions.csv", tmp_path) == [{"code": "north", "name_th": "ภาคเหนือ"}]
    assert reference.rows("clusters.csv", tmp_path) == files.rows("clusters.csv")
    assert reference.document("projects.toml", tmp_path) == files.document("projects.toml")
