"""Numbered lists: the words that introduce one speak for its items, whether they stand in a line or a line each."""

import re

_MARK = r"\(?\d{1,2}(?:\.\d{1,2})?\)|\d{1,2}\.(?!\d)"
_LINE_MARK = re.compile(rf"[ \t]*(?:{_MARK})")
_INLINE_MARK = re.compile(rf"(?<=\s)(?:{_MARK})")
_LONGEST_ITEM, _MOST_ITEMS = 600, 30


def introduction(text: str, place: int) -> int | None:
    """Where the words end that introduce the list which this place is an item of; None where there is no list."""
    line = text.rfind("\n", 0, place) + 1
    if _LINE_MARK.match(text, line, place):
        return _end_of_line_above(text, line)
    mark = next(_INLINE_MARK.finditer(text, max(line, place - _LONGEST_ITEM * 3), place), None)
    return mark.start() if mark else None


def item(text: str, place: int) -> int:
    """Where the item begins that holds this place."""
    line = text.rfind("\n", 0, place) + 1
    marks = [mark.start() for mark in _INLINE_MARK.finditer(text, max(line, place - _LONGEST_ITEM * 3), place)]
    return marks[-1] if marks else line


def _end_of_line_above(text: str, line: int) -> int | None:
    """Items may stand a line each: go up to the first line that is no item."""
    for _item in range(_MOST_ITEMS):
        if line == 0:
            return None
        above = text.rfind("\n", 0, line - 1) + 1
        if text[above : line - 1].strip() and not _LINE_MARK.match(text, above, line):
            return line - 1
        line = above
    return None
