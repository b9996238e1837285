"""The checkout as values: what is kept in it, and its Python as syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = "buranakan/"
PAGES = "buranakan/pages/"
NOT_DOMAIN = {"lib", "config", "cli", "demo", "reference", "pages", "jobs"}


@cache
def kept_files():
    """Every file that is kept, or would be with the next commit, as text; what is no text is left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {path: text for path in sorted(filter(None, listed.split("\0"))) if (text := _text(ROOT / path)) is not None}


def _text(path):
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def below(files, *folders, ending=""):
    """Only the files in some folders, with some ending."""
    return {path: text for path, text in files.items() if path.startswith(folders) and path.endswith(ending)}


def python(files, *folders):
    """Python that people write: migrations are written by Django."""
    found = below(files, *(folders or ("",)), ending=".py")
    return {path: text for path, text in found.items() if "/migrations/" not in path}


def templates(files):
    return {path: text for path, text in below(files, PRODUCT, ending=".html").items() if "/templates/" in path}


def is_domain(path):
    """In an app that holds the domain: neither plumbing nor pages."""
    return path.startswith(PRODUCT) and path.split("/")[1] not in NOT_DOMAIN


def module_of(path):
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def parsed(text):
    return ast.parse(text)


def nodes(files):
    """Every node of every Python file with the path it is in."""
    for path, text in files.items():
        for node in ast.walk(parsed(text)):
            yield path, node


def place(path, node):
    return f"{path}:{node.lineno}"


def dotted(node):
    """`a.b.c` of an attribute chain; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""
