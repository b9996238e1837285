"""Which encoding a text file is in: UTF-8, Thai Windows-874 (TIS-620), both in one file, or a guess."""

import codecs
import re

import charset_normalizer

from buranakan.lib.tabular.sheets import DAMAGED

UTF_8, UTF_8_MARKED, THAI = "utf-8", "utf-8-sig", "cp874"
MIXED = f"{UTF_8}+{THAI}"

_THAI_LETTER = re.compile("[\u0e01-\u0e5b]")
# Vowels above and below and tones stand on a Thai letter; bytes of another encoding put them anywhere.
_STRAY_MARK = re.compile("(?:^|[^\u0e01-\u0e5b])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_STRAY_SHARE = 0.02
_DAMAGED_SHARE = 0.05
_CONTROL_SHARE = 0.01
_FEW_CONTROLS = 8
_SAMPLE = 65_536


def decoded(content: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding, or None when it is no text. Damaged characters are marked, never lost."""
    found = _decoded(content)
    return found if found and _is_text(found[0]) else None


def _decoded(content: bytes) -> tuple[str, str] | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), "utf-16"
    body = content.removeprefix(codecs.BOM_UTF8)
    has_mark = len(body) < len(content)
    for encoding in (UTF_8, THAI):
        text = _strictly(body, encoding)
        if text is not None and (encoding == UTF_8 or _looks_thai(text)):
            return text, UTF_8_MARKED if has_mark and encoding == UTF_8 else encoding
    return _line_by_line(body) or _guessed(body)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _line_by_line(body: bytes) -> tuple[str, str] | None:
    """A list of two encodings, or with some damage: each line in the one that fits it better."""
    lines, counts = [], {UTF_8: 0, THAI: 0}
    for line in body.split(b"\n"):
        text, encoding = _better(line)
        lines.append(text)
        if not line.isascii():
            counts[encoding] += 1
    text = "\n".join(lines)
    if not _looks_thai(text) or text.count(DAMAGED) > _DAMAGED_SHARE * len(text):
        return None
    names = [encoding for encoding, count in counts.items() if count]
    return text, names[0] if len(names) == 1 else MIXED


def _better(line: bytes) -> tuple[str, str]:
    in_utf_8 = line.decode(UTF_8, errors="replace")
    if DAMAGED not in in_utf_8:
        return in_utf_8, UTF_8
    in_thai = line.decode(THAI, errors="replace")
    faults = in_thai.count(DAMAGED) + len(_STRAY_MARK.findall(in_thai))
    return (in_thai, THAI) if faults <= in_utf_8.count(DAMAGED) else (in_utf_8, UTF_8)


def _guessed(body: bytes) -> tuple[str, str] | None:
    """Some other encoding, if the text as a whole speaks for one."""
    best = charset_normalizer.from_bytes(body[:_SAMPLE]).best()
    if best is None:
        return None
    return body.decode(best.encoding, errors="replace"), best.encoding


def _looks_thai(text: str) -> bool:
    """Are most of the letters beyond ASCII Thai ones, with their marks where marks belong?"""
    if len(text) > 2 * _SAMPLE:
        text = text[:_SAMPLE] + text[-_SAMPLE:]
    letters = len(_THAI_LETTER.findall(text))
    others = len(_NOT_ASCII.findall(text)) - letters
    return letters > others and len(_STRAY_MARK.findall(text)) <= letters * _STRAY_SHARE


def _is_text(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= max(_FEW_CONTROLS, _CONTROL_SHARE * len(text))
