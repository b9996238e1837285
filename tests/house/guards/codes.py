"""Refusals: every code a rule refuses with is tested by its name."""

import ast

from tests.house.guards.tree import nodes, place


def find_untested_codes(files, *, tests):
    """Every code of a RuleBroken in the product stands in a test as text."""
    spoken = {
        node.value for _path, node in nodes(tests) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return sorted(f"{place(path, node)} {code}" for path, node, code in _codes(files) if code not in spoken)


def find_unnamed_codes(files):
    """A code is plain text, snake_case, so that programs, tests and this guard can hold on to it."""
    return [
        place(path, node)
        for path, node, code in _codes(files)
        if code is None or not code.replace("_", "").isalnum() or code != code.lower()
    ]


def _codes(files):
    for path, node in nodes(files):
        if isinstance(node, ast.Call) and _called(node) == "RuleBroken" and node.args:
            first = node.args[0]
            yield path, node, first.value if isinstance(first, ast.Constant) else None


def _called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
