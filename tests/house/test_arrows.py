"""The import contracts of pyproject.toml catch what they are there for. (`make check` runs them on the product.)"""

import pytest

from tests.house.guards import arrows

DOWN = "Arrows point down"
AUDIENCES = "Audiences do not know each other"
DOORS = "Pages reach the domain through queries, rules and actions, never a model"
PURE = "Pure packages know no Django"


@pytest.fixture
def tree(tmp_path):
    arrows.skeleton(tmp_path)
    return tmp_path


def plant(tree, path, lines):
    place = tree / "buranakan" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(lines, encoding="utf-8")


def test_every_contract_has_a_planted_fault():
    assert {contract["name"] for contract in arrows.CONTRACTS} == {DOWN, AUDIENCES, DOORS, PURE}


def test_empty_rooms_break_nothing(tree):
    assert arrows.find_broken_contracts(tree) == []


@pytest.mark.parametrize(
    ("path", "lines", "broken"),
    [
        ("policy/queries.py", "from buranakan import planning", DOWN),
        ("planning/queries.py", "from buranakan import registry", DOWN),
        ("lib/money.py", "from buranakan import records", DOWN),
        ("insight/progress.py", "from buranakan.pages import ui", DOWN),
        ("attic/__init__.py", "", DOWN),
        ("pages/public/views.py", "from buranakan.pages import desk", AUDIENCES),
        ("pages/gate/rules.py", "from buranakan.pages import ui", AUDIENCES),
        ("pages/kiosk/__init__.py", "", AUDIENCES),
        ("lib/money.py", "from django.utils import formats", PURE),
        ("policy/reading/dates.py", "import django", PURE),
    ],
    ids=[
        "upward",
        "sibling",
        "bottom-upward",
        "into-pages",
        "no-floor",
        "audience-to-audience",
        "gate-upward",
        "no-audience",
        "lib-and-django",
        "reading-and-django",
    ],
)
def test_a_planted_import_breaks_its_contract(tree, path, lines, broken):
    plant(tree, path, lines)
    assert arrows.find_broken_contracts(tree) == [broken]


def test_a_page_that_reaches_for_a_model_breaks_its_contract(tree):
    plant(tree, "planning/models.py", "class Plan: pass")
    plant(tree, "pages/desk/views.py", "from buranakan.planning.models import Plan")
    assert arrows.find_broken_contracts(tree) == [DOORS]
