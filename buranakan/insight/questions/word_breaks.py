"""What was not understood, as whole words: a Thai word is one by the dictionary, not by the known words inside it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from pythainlp.tokenize import word_tokenize

_THAI = re.compile("[\u0e01-\u0e5b]+")


def in_whole_words(found, letters, *, breaks, typed):
    """Unknown pieces as the words that they are parts of; pieces of one word say the same. `typed` spells a span."""
    unknown = [one for one in found if one.word is None]
    if not unknown:
        return found
    bounds = _bounds(letters, breaks)
    spans = _joined([_widened(one, bounds) for one in unknown])
    return [one if one.word else replace(one, typed=typed(*_around(one, spans))) for one in found]


def _bounds(letters, breaks):
    """The places where a word begins or ends, in order; letters that are not Thai are words by themselves here."""
    bounds = {*range(len(letters) + 1)}
    for run in _THAI.finditer(letters):
        bounds -= {*range(run.start() + 1, run.end())}
        edges = [run.start(), *(place for place in sorted(breaks) if run.start() < place < run.end()), run.end()]
        for start, end in zip(edges, edges[1:], strict=False):
            bounds.add(start)
            for word in word_tokenize(letters[start:end], engine="newmm"):
                start += len(word)
                bounds.add(start)
    return sorted(bounds)


def _widened(one, bounds):
    return bounds[bisect_right(bounds, one.start) - 1], bounds[bisect_left(bounds, one.end)]


def _joined(spans):
    """Spans that share a letter as one."""
    joined = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            start, before = joined.pop()
            end = max(end, before)
        joined.append((start, end))
    return joined


def _around(one, spans):
    return next(span for span in spans if span[0] <= one.start and one.end <= span[1])
