"""One spelling for the reader, the given characters for the reported places: a fold that remembers offsets."""

import re
from bisect import bisect_right

from buranakan.policy.reading.values import Span

_ONE_FOR_ONE = str.maketrans(
    "๐๑๒๓๔๕๖๗๘๙％，．\r\u00a0\u2009\u202f\u2007\u3000\t\u2010\u2011\u2012\u2013\u2014\u2212\u02d7\uff0d",
    "0123456789%,.\n      --------",
)
_INVISIBLE = "[\u200b-\u200f\u2060\u2061\ufeff\u00ad]"
_TONES = "\u0e48-\u0e4b"
_ODD = re.compile(f"{_INVISIBLE}|\u0e4d|\u0e40\u0e40")
_SARA_AM_IN_TWO_PARTS = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_TONE_AFTER_SARA_AM = re.compile(f"\u0e33([{_TONES}])")
# After mending, what is left over: invisible characters, the first part of a sara am typed in two, the second of a
# sara ae typed as two sara e. No word the reader looks for ends with one of them, so the ends it reports stay exact.
_LEFT_OVER = re.compile(f"{_INVISIBLE}+|\u0e4d(?=[{_TONES}]?\u0e33)|(?<=\u0e41)\u0e40")


class Folded:
    """The text in one spelling (`text`), able to say where each piece stood in the text as given."""

    def __init__(self, given: str) -> None:
        self.given = given
        self._cuts: list[int] = []  # places in the folded text from which on more was dropped
        self._dropped: list[int] = []  # how many characters in all, from that place on
        text = given.translate(_ONE_FOR_ONE)
        if _ODD.search(text):
            text = self._without_left_overs(_mended(text))
        self.text = _TONE_AFTER_SARA_AM.sub("\\1\u0e33", text)

    def place(self, index: int) -> int:
        """Where the character at this place of the folded text stands in the given text."""
        at = bisect_right(self._cuts, index)
        return index + (self._dropped[at - 1] if at else 0)

    def span(self, start: int, end: int) -> Span:
        first, last = self.place(start), self.place(end - 1) + 1
        return Span(self.given[first:last], first, last)

    def _without_left_overs(self, text: str) -> str:
        pieces, last, total = [], 0, 0
        for found in _LEFT_OVER.finditer(text):
            pieces.append(text[last : found.start()])
            last = found.end()
            total += last - found.start()
            self._cuts.append(last - total)
            self._dropped.append(total)
        return "".join([*pieces, text[last:]])


def _mended(text: str) -> str:
    """The same length: each odd pair becomes the right character and one left over."""
    return _SARA_AM_IN_TWO_PARTS.sub("\u0e4d\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41\u0e40")
