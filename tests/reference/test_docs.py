"""The glossary knows every noun of the code in both languages; decisions are numbered; sources are explained."""

import ast
import re
from pathlib import Path

import buranakan
from tests.reference import files

PACKAGE = Path(buranakan.__file__).parent
DOCS = PACKAGE.parent / "docs"
THAI = re.compile("[\u0e01-\u0e5b]")
PARTS = ["## Context", "## Decision", "## Consequences"]


def glossary():
    """(code, Thai, meaning in English, meaning in Thai) for each word."""
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in table if row[0] not in {"in the code", "---"}]


def model_names():
    """Classes that classify their fields: the models of every floor, found without loading them."""
    paths = [*PACKAGE.glob("*/models.py"), *PACKAGE.glob("*/models/*.py"), *PACKAGE.glob("*/*/models.py")]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "classified"
                for line in node.body
            ):
                yield node.name


def decisions():
    return sorted((DOCS / "adr").glob("0*.md"))


def test_every_model_is_in_the_glossary():
    names = set(model_names())
    assert {"Person", "PlanLine", "Promise"} <= names
    assert sorted(names - {row[0] for row in glossary()}) == []


def test_every_word_has_four_cells_each_in_its_language():
    for row in glossary():
        assert len(row) == 4, row
        assert not THAI.search(row[0]) and THAI.search(row[1]), row
        assert row[2] and THAI.search(row[3]), row


def test_no_word_is_explained_twice():
    words = [row[0] for row in glossary()]
    assert sorted(words) == sorted(set(words))


def test_decisions_are_numbered_without_a_gap_and_listed():
    numbers = [int(path.name[:4]) for path in decisions()]
    assert numbers == list(range(1, len(numbers) + 1))
    index = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((0\d+-[a-z0-9-]+\.md)\)", index) == [path.name for path in decisions()]


def test_a_decision_is_short_and_has_three_parts():
    for path in decisions():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(path.name[:4])}. "), path.name
        assert [line for line in lines if line.startswith("## ")] == PARTS, path.name
        assert len(lines) <= 45, path.name


def test_every_source_that_is_not_a_release_is_explained():
    explained = (DOCS / "data-sources.md").read_text(encoding="utf-8")
    codes = [row["code"] for row in files.rows("sources.csv") if row["kind"] != "release"]
    assert [code for code in codes if f"`{code}`" not in explained] == []
