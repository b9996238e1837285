"""Refusals have stable codes, each held by a test."""

from tests.house.guards import codes
from tests.house.guards.tree import PRODUCT, kept_files, python

# Passes a refusal on under its own code.
PASSED_ON = "buranakan/pages/ui/tags/surfaces.py"


def test_every_code_is_held_by_a_test():
    files = {path: text for path, text in python(kept_files(), PRODUCT).items() if path != PASSED_ON}
    assert codes.find_untested_codes(files, tests=python(kept_files(), "tests/")) == []


def test_a_code_that_no_test_holds_is_caught():
    rules = {"buranakan/planning/rules.py": 'raise RuleBroken("known", "x")\nraise rules.RuleBroken(\n    "new", "x")'}
    tests = {"tests/planning/test_rules.py": 'assert refusal.value.code == "known"  # and "new" in a comment only'}
    assert codes.find_untested_codes(rules, tests=tests) == ["buranakan/planning/rules.py:2 new"]


def test_every_code_is_a_plain_word():
    files = {path: text for path, text in python(kept_files(), PRODUCT).items() if path != PASSED_ON}
    assert codes.find_unnamed_codes(files) == []


def test_a_code_that_is_computed_or_a_sentence_is_caught():
    lines = 'RuleBroken(code, "x")\nRuleBroken("Not allowed", "x")\nRuleBroken("fine_code", "x")'
    assert codes.find_unnamed_codes({"a.py": lines}) == ["a.py:1", "a.py:2"]
