"""The moment comes from one door, lib/clock.py."""

import ast

from tests.house.guards.tree import dotted, nodes, place

OTHER_CLOCKS = (
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
)
OTHER_CLOCKS += ("date.today", "time.time", "time.localtime", "time.gmtime", "time.strftime", "functions.Now")
SELF_STAMPING = {"auto_now", "auto_now_add"}


def find_other_clocks(files):
    """No clock but ours, and no field that stamps itself."""
    offenders = []
    for path, node in nodes(files):
        if isinstance(node, ast.Attribute) and dotted(node).endswith(OTHER_CLOCKS):
            offenders.append(f"{place(path, node)} {dotted(node)}")
        if isinstance(node, ast.ImportFrom):
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            offenders += [f"{place(path, node)} {name}" for name in full if name.endswith(OTHER_CLOCKS)]
        if isinstance(node, ast.keyword) and node.arg in SELF_STAMPING:
            offenders.append(f"{path}:{node.value.lineno} {node.arg}")
    return offenders


def find_days_of_moments(files):
    """`at.date()` is the day in the moment's own zone; the day in Thailand is `clock.local_day(at)`."""
    return [
        f"{place(path, node)} {ast.unparse(node)}"
        for path, node in nodes(files)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        if not node.args and not node.keywords
    ]
