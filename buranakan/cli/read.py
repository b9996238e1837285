"""Reads an announcement, or a folder of them, and shows what each proposes. Needs no Django and no database."""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

from buranakan.policy import reading
from buranakan.policy.reading.reference import vocabulary_of_files

FAILED = 2
STANDARD_INPUT = "-"
ROLES = ("promise", "result", "rule", "context")

_HEADINGS = {"promise": "PROMISES", "result": "RESULTS", "rule": "RULES AND CONDITIONS", "context": "CONTEXT"}
_COMPARISON_SIGNS = {"more_than": ">", "at_least": "≥", "about": "≈", "at_most": "≤", "up_to": "≤", "exactly": "="}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]")
_THAI = re.compile("[ก-๛]")
# Vowels above and below and tones stand on a Thai letter; bytes of another encoding put them anywhere.
_STRAY_MARK = re.compile("(?:^|[^ก-๛])[ัิ-ฺ็-๎]")
_STRAY_SHARE = 0.02


class Unreadable(Exception):
    """The file can't be read as text; the message says so in Thai and in English."""


def add_arguments(parser):
    parser.add_argument(
        "file",
        metavar="FILE|FOLDER",
        help="text in UTF-8 or TIS-620/cp874; a folder of .txt files; - for standard input",
    )
    parser.add_argument("--json", action="store_true", help="print JSON with every figure, name and date")


def run(arguments):
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        if arguments.file != STANDARD_INPUT and Path(arguments.file).is_dir():
            return _folder(arguments)
        read = _read(arguments.file, vocabulary_of_files())
    except Unreadable as problem:
        print(problem, file=sys.stderr)
        return FAILED
    print(_json(as_record(read, arguments.file)) if arguments.json else as_table(read))
    return 0


def _folder(arguments):
    """Every text of a folder; one that can't be read is told and left out, the others are still read."""
    records, failed, vocabulary = [], False, vocabulary_of_files()
    for file in texts_in(arguments.file):
        try:
            read = _read(file, vocabulary)
        except Unreadable as problem:
            print(problem, file=sys.stderr)
            failed = True
            continue
        if arguments.json:
            records.append(as_record(read, file))
        else:
            print(f"{file}\n{as_table(read)}\n")
    if arguments.json:
        print(_json(records))
    return FAILED if failed else 0


def texts_in(folder):
    """The .txt files of a folder and of those inside it, in order of name."""
    found = sorted(str(path) for path in Path(folder).rglob("*") if path.suffix.lower() == ".txt" and path.is_file())
    if not found:
        raise Unreadable(f"ไม่มีแฟ้ม .txt ในโฟลเดอร์ {folder} / There are no .txt files in the folder {folder}.")
    return found


def _read(file, vocabulary):
    return reading.read(text_of(bytes_of(file), file), vocabulary=vocabulary)


def bytes_of(file):
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    path = Path(file)
    if not path.exists():
        raise Unreadable(f"ไม่พบแฟ้ม {file} / There is no file {file}.")
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"เปิดแฟ้ม {file} ไม่ได้ / The file {file} can't be opened: {problem.strerror}.") from problem


def text_of(content, file):
    """Text in UTF-8 (with or without a mark), or else Thai in cp874; anything else is not a text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _thai_in_cp874(content)
    if text is None or _CONTROL.search(text):
        raise Unreadable(f"{file} ไม่ใช่แฟ้มข้อความภาษาไทยที่อ่านได้ / {file} is not a text in UTF-8 or cp874.")
    return text


def as_record(read, file):
    """One announcement as JSON holds it; docs/how-to/read-announcements.md tells each key."""
    return {
        "file": file,
        "items": [_item(figure) for figure in read.figures],
        "names": [_name(name) for name in read.names],
        "dates": {
            "event_on": _day(read.dates.event_on),
            "published_on": _day(read.dates.published_on),
            "event": _span(read.dates.event),
            "published": _span(read.dates.published),
        },
    }


def _json(value):
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_table(read):
    lines = [
        f"event      {_day(read.dates.event_on) or '-'}",
        f"published  {_day(read.dates.published_on) or '-'}",
    ]
    for role in ROLES:
        figures = [figure for figure in read.figures if figure.role == role]
        if figures or role == "promise":
            lines += ["", f"{_HEADINGS[role]} ({len(figures)})", *map(_line, figures)]
    kinds = dict.fromkeys(name.kind for name in read.names)
    if kinds:
        lines += ["", "NAMES"]
        lines += [f"  {kind:<12} {', '.join(name.name for name in read.names if name.kind == kind)}" for kind in kinds]
    return "\n".join(lines)


def _line(figure):
    amount = " - ".join(_amount(value) for value in (figure.value, figure.high) if value is not None)
    each = f" / {figure.per}" if figure.per else ""
    about = f"  about: {figure.about}" if figure.about else ""
    whose = f"  whose: {figure.whose}" if figure.whose else ""
    due = f"  by: {figure.due.on.isoformat()}" if figure.due else ""
    places = f"{figure.start}-{figure.end}" + (f" and {len(figure.also_at)} more" if figure.also_at else "")
    sign = _COMPARISON_SIGNS[figure.comparison]
    return (
        f"  {sign} {amount} {figure.unit}{each}  [{figure.quote}]  at {places}{about}{whose}{due}\n"
        f"      {figure.rule}: {figure.why}"
    )


def _amount(value):
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}"


def _item(figure):
    return {
        "value": _number(figure.value),
        "high": _number(figure.high),
        "unit": figure.unit,
        "per": figure.per,
        "comparison": figure.comparison,
        "role": figure.role,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "whose": figure.whose and figure.whose.quote,
        "whose_code": figure.whose_code,
        "about": figure.about and figure.about.quote,
        "where": [{"code": place.code, **_span(place)} for place in figure.where],
        "due_on": figure.due and figure.due.on.isoformat(),
        "rule": figure.rule,
        "why": figure.why,
        "cue": _span(figure.cue),
        "also_at": [_span(span) for span in figure.also_at],
    }


def _name(name):
    return {
        "kind": name.kind,
        "code": name.code,
        "name": name.name,
        "quote": name.quote,
        "start": name.start,
        "end": name.end,
        "also_at": [_span(span) for span in name.also_at],
    }


def _span(span):
    return span and {"quote": span.quote, "start": span.start, "end": span.end}


def _day(day):
    return day and day.isoformat()


def _number(value):
    return float(value) if isinstance(value, Decimal) else value


def _thai_in_cp874(content):
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError:
        return None
    letters = len(_THAI.findall(text))
    return text if letters and len(_STRAY_MARK.findall(text)) <= letters * _STRAY_SHARE else None


def _speak_utf8(stream):
    # A terminal that knows only ASCII must not end the reading with an error about encodings.
    if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
        stream.reconfigure(encoding="utf-8")
