"""When two texts are the same announcement. Pure."""

import hashlib


def same_line_ends(text):
    """A pasted text and the same text in a file are one: browsers send CR LF, editors may mark the file's beginning."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def digest(text):
    """The text's identity: SHA-256 of its words, whatever its line ends."""
    return hashlib.sha256(same_line_ends(text).encode()).hexdigest()
