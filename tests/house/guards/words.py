"""The catalogues: every message in both languages, none guessed, every placeholder kept."""

import io
import re

from babel.messages.pofile import read_po

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
THAI = re.compile("[ก-๛]")
HIDDEN = re.compile("[\u200b-\u200f\ufeff\u00ad]")


def catalogue(text):
    return read_po(io.StringIO(text))


def find_gaps(text):
    """Messages without words, guessed ones, and ones whose placeholders differ."""
    offenders = []
    for message in catalogue(text):
        if not message.id:
            continue
        if message.pluralizable:
            offenders.append(f"plural: {message.id[0]}")
        elif not message.string:
            offenders.append(f"no words: {message.id}")
        elif message.fuzzy:
            offenders.append(f"guessed: {message.id}")
        elif set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(message.string)):
            offenders.append(f"other placeholders: {message.id}")
        elif HIDDEN.search(message.string):
            offenders.append(f"hidden characters: {message.id}")
    return offenders


def find_thai_ids(text, *, allowed=lambda message: False):
    """Message ids are English; Thai stands in them only as an example of what may be typed."""
    return [
        message.id
        for message in catalogue(text)
        if message.id and THAI.search(str(message.id)) and not allowed(message.id)
    ]


def find_differences(left, right):
    """Both catalogues hold the same messages."""
    one, other = ({str(message.id) for message in catalogue(text)} for text in (left, right))
    return sorted(one ^ other)
