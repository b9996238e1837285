"""One pattern for many words that prefers the longest and shares beginnings, so that a long list costs little."""

import re
from collections.abc import Iterable

_END = ""


def pattern(words: Iterable[str]) -> str:
    """A regular expression for any of these words; a space in a word may be there or not in the text."""
    tree: dict = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _expression(tree)


def _expression(node: dict) -> str:
    branches = [_letter(letter) + _expression(child) for letter, child in sorted(node.items()) if letter != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{joined})?" if _END in node else joined


def _letter(letter: str) -> str:
    return " *" if letter == " " else re.escape(letter)
