"""Sizes and shapes: long files, long functions, arguments by place, modules that don't say what lives in them."""

import ast
import re

from tests.house.guards.tree import nodes, parsed, place

LONGEST_FILE = 500
AIMED_FILE = 300
LONGEST_FUNCTION = 50
BY_PLACE = 2
SHARED_SCRIPT = 300
ISLAND = 800
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager", "managers", "base_classes"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Called by Django or by a template, which hand their arguments over by place.
CALLED_BY_PLACE = {
    "register.filter",
    "register.simple_tag",
    "register.inclusion_tag",
    "register.simple_block_tag",
    "receiver",
}
# Methods whose shape Django or Python lays down.
FOREIGN_METHODS = {
    "save",
    "delete",
    "clean",
    "update",
    "bulk_update",
    "exception",
    "default",
    "get_queryset",
    "build_attrs",
}
FOREIGN_METHODS |= {
    "get_context",
    "value_from_datadict",
    "format_value",
    "add_arguments",
    "handle",
    "get_by_natural_key",
}


def lines_of(text):
    """Lines that hold something."""
    return [line for line in text.splitlines() if line.strip()]


def find_long_files(files, *, limit):
    return sorted(f"{path}: {count} lines" for path, text in files.items() if (count := len(lines_of(text))) > limit)


def find_long_functions(files, *, limit=LONGEST_FUNCTION):
    """Counted with their decorators; blank lines don't count."""
    offenders = []
    for path, node in nodes(files):
        if isinstance(node, FUNCTIONS):
            count = len(lines_of("\n".join(files[path].splitlines()[node.lineno - 1 : node.end_lineno])))
            if count > limit:
                offenders.append(f"{place(path, node)} {node.name}: {count} lines")
    return offenders


def find_arguments_by_place(files):
    """What a function takes after its subject has a name, so that a call reads as a sentence.

    Two may stand by place, as in `check_can_move(application, to)`; a scope in front is a self to a query.
    """
    return [
        f"{place(path, node)} {node.name}({', '.join(_by_place(node, is_method=is_method))})"
        for path, text in files.items()
        for node, is_method in _functions(parsed(text))
        if len(_by_place(node, is_method=is_method)) > BY_PLACE and not _is_laid_down(node)
    ]


def _functions(tree):
    """Functions of modules and classes; those inside a function are its own affair."""
    for node in tree.body:
        if isinstance(node, FUNCTIONS):
            yield node, False
        elif isinstance(node, ast.ClassDef):
            yield from ((inner, True) for inner in node.body if isinstance(inner, FUNCTIONS))


def _by_place(node, *, is_method):
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    is_static = any(getattr(one, "id", "") == "staticmethod" for one in node.decorator_list)
    names = names[1:] if is_method and not is_static else names
    return names[1:] if names[:1] == ["scope"] else names


def _is_laid_down(node):
    decorators = {ast.unparse(one.func if isinstance(one, ast.Call) else one) for one in node.decorator_list}
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return (
        node.name.startswith("_")
        or node.name in FOREIGN_METHODS
        or bool(decorators & CALLED_BY_PLACE)
        # A view or an error page: Django fills it from the address.
        or names[:1] == ["request"]
    )


def find_modules_that_say_nothing(files):
    """The first line of a module says what lives there. An empty __init__ holds nothing."""
    return [path for path, text in files.items() if text.strip() and not ast.get_docstring(parsed(text))]


def find_banned_names(files):
    """Rooms are named for what they hold."""
    return [path for path in files if {part.removesuffix(".py") for part in path.split("/")} & BANNED_NAMES]


def find_long_scripts(files):
    """Shared scripts together, and each island by itself, stay small. An island is a folder below static/…/js/."""
    totals = {}
    for path, text in files.items():
        island = re.search(r"/static/.*?/js/([^/]+)/", path)
        limit, name = (ISLAND, island.group(0)) if island else (SHARED_SCRIPT, "shared scripts")
        count, _limit = totals.get(name, (0, limit))
        totals[name] = (count + len(lines_of(text)), limit)
    return [f"{name}: {count} lines" for name, (count, limit) in totals.items() if count > limit]


def find_unexplained_dependencies(files):
    """Each thing we stand on says why, on its line."""
    return [
        f"{path}: {line}"
        for path, text in files.items()
        for line in lines_of(text)
        if not line.startswith(("#", "-")) and "#" not in line
    ]
