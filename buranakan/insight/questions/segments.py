"""A text without spaces taken apart into known words. Pure: what is no known word stays unknown, and is said."""

import unicodedata
from dataclasses import dataclass

from buranakan.insight.questions import word_breaks
from buranakan.lib import thai_text

# A letter left unknown outweighs any number of words; among words, few and long ones win, and meaning before filling.
_UNKNOWN, _WORD, _FILLER = 1000, 10, 11
FILLER, PERIOD = "filler", "period"
# A word with one slip of the finger: shorter ones are too much like each other.
_ONE_SLIP, _TWO_SLIPS = 4, 9
# In Thai a vowel may stand behind the consonant it is written with, or before it: no word begins or ends between.
_BEHIND, _BEFORE = frozenset("ะาำๅ"), frozenset("เแโใไ")


@dataclass(frozen=True)
class Word:
    """A known word: its letters, what kind of word it is, and what it stands for."""

    letters: str
    kind: str
    code: str
    opens: bool = False  # stands behind a space, or first
    closes: bool = False  # stands before a space, or last


@dataclass(frozen=True)
class Segment:
    """A piece of the text: a known word, or letters that nothing explains."""

    start: int
    end: int
    word: Word | None
    typed: str
    slip: bool = False  # known but for a slip of the finger


def letters_of(text):
    """Letters, marks and digits alone, in one spelling, and by their place what else stood between them."""
    letters, breaks = [], {0: ""}
    for character in thai_text.arabic_digits(thai_text.clean(text)).casefold():
        if unicodedata.category(character)[0] in "LMN" or _is_placeholder(character):
            letters.append(character)
        else:
            breaks[len(letters)] = breaks.get(len(letters), "") + character
    breaks.setdefault(len(letters), "")
    return "".join(letters), breaks


def word(text, *, kind, code, opens=False, closes=False):
    """A known word as it is looked for."""
    letters, _breaks = letters_of(text)
    return Word(letters, kind, code, opens=opens, closes=closes)


class Dictionary:
    """Known words by their first letters."""

    def __init__(self, words):
        self.words = [one for one in words if one.letters]
        self._by_head = {}
        for one in self.words:
            self._by_head.setdefault(one.letters[:2], []).append(one)
        for found in self._by_head.values():
            found.sort(key=lambda one: -len(one.letters))

    def at(self, letters, place, *, breaks):
        """Known words that stand here; a mark stands for a span of time that was read before."""
        if _is_placeholder(letters[place]):
            yield Word(letters[place], PERIOD, letters[place]), place + 1
        heads = (letters[place : place + 2], letters[place : place + 1])
        for head in dict.fromkeys(heads):
            for one in self._by_head.get(head, ()):
                end = place + len(one.letters)
                if letters.startswith(one.letters, place) and _stands(one, letters, place, end, breaks):
                    yield one, end


def segments(text, dictionary):
    """The text as known words, as few as explain it, and what stays unknown; slips of the finger are mended."""
    letters, breaks = letters_of(text)
    found = _fewest(letters, breaks, dictionary)
    if all(one.word for one in found):
        return found
    found = _mended(found, letters, breaks, dictionary)
    return word_breaks.in_whole_words(
        found, letters, breaks=breaks, typed=lambda start, end: _typed(letters, start, end, breaks)
    )


def _fewest(letters, breaks, dictionary):
    """From the end backwards: the cheapest way on from every place."""
    best = [(0, None, len(letters))] * (len(letters) + 1)
    for place in range(len(letters) - 1, -1, -1):
        ways = [(best[place + 1][0] + _UNKNOWN, None, place + 1)]
        for one, end in dictionary.at(letters, place, breaks=breaks):
            ways.append((best[end][0] + (_FILLER if one.kind == FILLER else _WORD), one, end))
        best[place] = min(ways, key=lambda way: way[0])
    found, place = [], 0
    while place < len(letters):
        _cost, one, end = best[place]
        if one is None and found and found[-1].word is None:
            end_of_run = found.pop()
            place = end_of_run.start
        found.append(Segment(place, end, one, _typed(letters, place, end, breaks)))
        place = end
    return found


def _typed(letters, start, end, breaks):
    """The letters as they stood, with a space where something else than the point of a number was between them."""
    spaced = (f"{_between(letters, place, breaks)}{letters[place]}" for place in range(start, end))
    return "".join(spaced).strip()


def _between(letters, place, breaks):
    if place not in breaks:
        return ""
    in_number = letters[place - 1 : place].isdigit() and letters[place].isdigit()
    return breaks[place] if in_number and breaks[place] in {".", ","} else " "


def _stands(word, letters, start, end, breaks):
    """No word begins or ends in a syllable, a Latin word or a number; some words stand beside a space only."""
    if (word.opens and start not in breaks) or (word.closes and end not in breaks):
        return False
    return not (_grows(letters, start) and start not in breaks) and not (_grows(letters, end) and end not in breaks)


def _grows(letters, place):
    """Do the letters on both sides of a place belong to one Thai syllable, one Latin word or one number?"""
    before, after = letters[place - 1 : place], letters[place : place + 1]
    if before and after and (before in _BEFORE or after in _BEHIND or unicodedata.category(after) == "Mn"):
        return True
    return _plain(before) and _plain(after) or before.isdigit() and after.isdigit()


def _plain(letter):
    return letter.isascii() and letter.isalpha()


def _is_placeholder(character):
    return unicodedata.category(character) == "Co"


# --- slips of the finger ----------------------------------------------------------------------------------------------
def _mended(found, letters, breaks, dictionary):
    """Unknown letters, with a neighbour or two, read as the one word they nearly are."""
    mended = list(found)
    place = 0
    while place < len(mended):
        if mended[place].word is None and (nearest := _nearest(mended, place, letters, breaks, dictionary)):
            first, last, word_ = nearest
            start, end = mended[first].start, mended[last].end
            typed = _typed(letters, start, end, breaks)
            mended[first : last + 1] = [Segment(start, end, word_, typed, slip=True)]
            place = first
        place += 1
    return mended


def _nearest(found, place, letters, breaks, dictionary):
    """The window of segments around an unknown one that is one word but for a slip, if it is just one word."""
    ways = {}
    for first in range(max(0, place - 2), place + 1):
        for last in range(place, min(len(found), place + 3)):
            typed = letters[found[first].start : found[last].end]
            # A number is no slip of the finger, nor is a span of time.
            if not any(letter.isdigit() or _is_placeholder(letter) for letter in typed):
                _near_words(ways, typed, dictionary, window=(first, last))
    if not ways:
        return None
    least = min(cost for cost, _window in ways.values())
    nearest = [(window, word_) for word_, (cost, window) in ways.items() if cost == least]
    meanings = {(word_.kind, word_.code) for _window, word_ in nearest}
    if len(meanings) > 1:
        return None
    (first, last), word_ = nearest[0]
    return first, last, word_


def _near_words(ways, typed, dictionary, *, window):
    for one in dictionary.words:
        allowed = 2 if len(one.letters) >= _TWO_SLIPS else 1
        if one.kind == FILLER or len(one.letters) < _ONE_SLIP or abs(len(one.letters) - len(typed)) > allowed:
            continue
        if one.letters.isascii() and len(one.letters) <= _ONE_SLIP or any(letter.isdigit() for letter in one.letters):
            continue
        if len(set(one.letters) - set(typed)) > allowed:
            continue
        slips = _distance(typed, one.letters, most=allowed)
        if slips <= allowed:
            # Of two windows the wider one explains more; it must not swallow known words for nothing.
            cost = slips * 10 + (window[1] - window[0])
            if one not in ways or ways[one][0] > cost:
                ways[one] = (cost, window)


def _distance(typed, meant, *, most):
    """Letters wrong, missing, too many, or two swapped; beyond `most` it does not matter how many."""
    before_last, last = [], list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        now = [row]
        for column, wanted in enumerate(meant, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == wanted
            now.append(min(cost, before_last[column - 2] + 1) if swapped else cost)
        if min(now) > most:
            return most + 1
        before_last, last = last, now
    return last[-1]
