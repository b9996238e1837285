"""Sizes and shapes stay within what a person can hold in mind."""

import pytest

from tests.house.guards import budgets
from tests.house.guards.tree import PRODUCT, below, kept_files, python

WRITTEN = (PRODUCT, "tests/", "scripts/")


def sources():
    files = kept_files()
    return python(files, *WRITTEN) | below(files, PRODUCT, ending=".html") | below(files, PRODUCT, ending=".css")


def test_no_file_is_longer_than_its_budget():
    over_aim = budgets.find_long_files(sources(), limit=budgets.AIMED_FILE)
    print("over 300 lines:", *over_aim, sep="\n  ")
    assert budgets.find_long_files(sources(), limit=budgets.LONGEST_FILE) == []


def test_a_long_file_is_caught():
    files = {"just.py": "x = 1\n\n" * 500, "over.py": "x = 1\n" * 501}
    assert budgets.find_long_files(files, limit=500) == ["over.py: 501 lines"]


def test_no_function_is_longer_than_its_budget():
    assert budgets.find_long_functions(python(kept_files(), *WRITTEN)) == []


def test_a_long_function_is_caught():
    just = "def just():\n" + "    x = 1\n\n" * 49
    over = "class A:\n    def over(self):\n" + "        x = 1\n" * 50
    assert budgets.find_long_functions({"a.py": just, "b.py": over}) == ["b.py:2 over: 51 lines"]


def test_what_follows_the_subject_has_a_name():
    assert budgets.find_arguments_by_place(python(kept_files(), PRODUCT)) == []


@pytest.mark.parametrize(
    ("lines", "is_caught"),
    [
        ("def accept(application, by, at): pass", True),
        ("def accept(application, *, by, at): pass", False),
        ("def check_can_move(application, to): pass", False),
        ("def rows(scope, figure, day): pass", False),
        ("def rows(scope, figure, day, office): pass", True),
        ("class A:\n    def move(self, one, two, three): pass", True),
        ("class A:\n    def move(self, one, two, *, three): pass", False),
        ("def show(request, pk, number): pass", False),
        ("@register.filter\ndef cut(text, start, end): pass", False),
        ("def _private(one, two, three): pass", False),
    ],
)
def test_arguments_by_place_are_caught(lines, is_caught):
    assert bool(budgets.find_arguments_by_place({"a.py": lines})) is is_caught


def test_every_module_says_what_lives_there():
    assert budgets.find_modules_that_say_nothing(python(kept_files(), PRODUCT, "scripts/")) == []


def test_a_module_that_says_nothing_is_caught():
    files = {"a.py": "x = 1", "b.py": '"""Here lives b."""', "__init__.py": ""}
    assert budgets.find_modules_that_say_nothing(files) == ["a.py"]


def test_rooms_are_named_for_what_they_hold():
    assert budgets.find_banned_names(below(kept_files(), PRODUCT)) == []


@pytest.mark.parametrize(
    "path", ["buranakan/planning/utils.py", "buranakan/common/money.py", "buranakan/pages/helpers/a.py"]
)
def test_a_room_named_for_nothing_is_caught(path):
    assert budgets.find_banned_names([path]) == [path]


def test_scripts_stay_small():
    assert budgets.find_long_scripts(below(kept_files(), PRODUCT, ending=".js")) == []


def test_long_scripts_are_caught():
    shared, island = "buranakan/pages/ui/static/ui/js/", "buranakan/pages/desk/static/desk/js/grid/"
    files = {f"{shared}a.js": "x\n" * 200, f"{shared}b.js": "x\n" * 101, f"{island}a.js": "x\n" * 800}
    assert budgets.find_long_scripts(files) == ["shared scripts: 301 lines"]


def test_every_dependency_says_why():
    assert budgets.find_unexplained_dependencies(below(kept_files(), "requirements", ending=".in")) == []


def test_an_unexplained_dependency_is_caught():
    lines = "# comment\n-r other.in\nDjango>=5  # the framework\nleft-pad\n"
    assert budgets.find_unexplained_dependencies({"requirements.in": lines}) == ["requirements.in: left-pad"]
