"""What pages may not do, and what the domain may not know of pages."""

import ast

from django.urls import URLPattern

from tests.house.guards.tree import is_domain, nodes, place

WEB = ("django.http", "django.forms", "django.template", "django.shortcuts", "django.views", "django.urls")
LINKS = "buranakan/insight/links.py"
MODEL_FORMS = {"ModelForm", "modelform_factory", "modelformset_factory", "inlineformset_factory"}
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# `delete_cookie` and the like are other words; a form's or a session's own methods are these receivers.
NOT_ROWS = {"request.session", "session", "cache"}


def routes(patterns, *, prefix="", spoken=""):
    """Every (address, full name, view) that the resolver knows."""
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield address, f"{spoken}{pattern.name or ''}", pattern.callback
        else:
            inner = f"{spoken}{pattern.namespace}:" if pattern.namespace else spoken
            yield from routes(pattern.url_patterns, prefix=address, spoken=inner)


def find_views_without_permission(patterns):
    """Every page names who may open it."""
    return [f"/{address} ({name})" for address, name, view in routes(patterns) if not getattr(view, "permission", None)]


def find_views_without_name(patterns):
    return [f"/{address}" for address, name, _view in routes(patterns) if not name or name.endswith(":")]


def find_views_not_in_matrix(patterns, *, matrix):
    """Every route stands in the access matrix, and every line of the matrix is a route."""
    known = {name for _address, name, _view in routes(patterns)}
    return [f"{name} is in no line of the matrix" for name in sorted(known - set(matrix))] + [
        f"{name} is no route" for name in sorted(set(matrix) - known)
    ]


def find_rows_in_pages(files):
    """Pages reach rows through queries and change them through actions."""
    offenders = []
    for path, node in nodes(files):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            offenders.append(f"{place(path, node)} reaches rows past the queries")
        if _writes(node):
            offenders.append(f"{place(path, node)} writes past the actions (.{node.func.attr})")
    return offenders


def _writes(node):
    is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_method and node.func.attr in WRITES and ast.unparse(node.func.value) not in NOT_ROWS


def find_model_forms(files):
    """Forms are plain; a model form would write past the actions."""
    named = [(path, node, _name(node)) for path, node in nodes(files)]
    return [
        f"{place(path, node)} {name}" for path, node, name in named if name in MODEL_FORMS and hasattr(node, "lineno")
    ]


def _name(node):
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return node.name if isinstance(node, ast.alias) else ""


def find_web_in_domain(files):
    """The domain knows no requests, forms or templates; one module knows that pages have addresses."""
    domain = {path: text for path, text in files.items() if is_domain(path) and path != LINKS}
    return [
        f"{place(path, node)} imports {module}"
        for path, node in nodes(domain)
        for module in _imported(node)
        if module.startswith(WEB)
    ]


def _imported(node):
    """`from django import forms` imports django.forms."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
