"""Reading a public announcement: text in, proposed promises out. Pure: no Django, no database, no files, no clock."""

from buranakan.policy.reading.reader import read
from buranakan.policy.reading.values import Dates, Due, Figure, Name, Place, Reading, Span
from buranakan.policy.reading.vocabulary import Entry, Vocabulary

__all__ = ["Dates", "Due", "Entry", "Figure", "Name", "Place", "Reading", "Span", "Vocabulary", "read"]
