"""Lists of people, as offices keep them in spreadsheets. Pure."""

from buranakan.lib.tabular import Vocabulary

VOCABULARY = Vocabulary(headings={}, telling=frozenset())
