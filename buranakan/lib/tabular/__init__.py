"""Lists as people keep them, CSV or Excel, each row under the number that its reader sees beside it."""

from buranakan.lib.tabular.headings import Heading, Vocabulary, find_heading, fold
from buranakan.lib.tabular.opening import open_list
from buranakan.lib.tabular.sheets import Cell, OpenedList, Row, Sheet, written

__all__ = [
    "Cell",
    "Heading",
    "OpenedList",
    "Row",
    "Sheet",
    "Vocabulary",
    "find_heading",
    "fold",
    "open_list",
    "written",
]
