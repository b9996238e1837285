"""A text cut into paragraphs of plain and marked pieces, so that a page can highlight its words. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """Words to mark: text[start:end]. `kind` gives the look, `label` says it in a word, `href` leads to its card.

    A tagged mark shows its label; of others only listeners hear it.
    """

    start: int
    end: int
    kind: str
    label: object = ""
    anchor: str = ""
    href: str = ""
    is_tagged: bool = False


@dataclass(frozen=True)
class Piece:
    """Some words, marked or not."""

    text: str
    mark: Mark | None = None


def paragraphs(text, marks):
    """The lines of the text as lists of pieces; joined again they are the text. Earlier marks win where two overlap."""
    found, line = [], []
    for piece in _pieces(text, _apart(marks)):
        if piece.mark:
            line.append(piece)
            continue
        first, *others = piece.text.split("\n")
        line.append(Piece(first))
        for other in others:
            found.append(line)
            line = [Piece(other)]
    found.append(line)
    return [[piece for piece in line if piece.text] for line in found]


def _apart(marks):
    """Marks that do not overlap, in order of place."""
    taken = []
    for mark in marks:
        if all(mark.end <= other.start or other.end <= mark.start for other in taken):
            taken.append(mark)
    return sorted(taken, key=lambda mark: mark.start)


def _pieces(text, marks):
    end = 0
    for mark in marks:
        yield Piece(text[end : mark.start])
        yield Piece(text[mark.start : mark.end], mark)
        end = mark.end
    yield Piece(text[end:])
