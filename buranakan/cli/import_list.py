"""`buranakan import`: what a list of enterprises or people would bring, and with --commit brings it in.

The preview needs no database: like `read`, it shows what would be understood, and nothing is kept.
"""

import importlib
import json
import os
import sys
from pathlib import Path

from django.conf import settings
from django.utils import translation

from buranakan import reference
from buranakan.lib.addresses import Gazetteer
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _
from buranakan.registry.imports import reading

REFUSED, FAILED = 1, 2
KINDS = ("enterprises", "people")


def add_arguments(parser):
    parser.add_argument("kind", choices=KINDS, help="company registrations, or a list of people")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV (UTF-8, TIS-620/cp874) or Excel")
    parser.add_argument("--province", metavar="NAME", help="take only the rows of this province")
    parser.add_argument("--commit", action="store_true", help="bring the list in; without it nothing is kept")
    parser.add_argument("--office", metavar="CODE", help="the office that brings it in, e.g. pio-30; needed for people")
    parser.add_argument("--json", action="store_true", help="print JSON with every refused row and the layout")


def run(arguments):
    try:
        content = arguments.file.read_bytes()
    except OSError as problem:
        print(f"import: {arguments.file} can't be opened: {problem.strerror}", file=sys.stderr)
        return FAILED
    _have_django(needs_database=arguments.commit)
    # Refusals are told in English here, as everywhere on the console.
    with translation.override("en"):
        try:
            found, changed = _found(arguments, content)
        except RuleBroken as refusal:
            return _refused(refusal, arguments)
        _speak_utf8(sys.stdout)
        show = as_json if arguments.json else as_text
        print(show(found, arguments=arguments, changed=changed))
    return 0


def _found(arguments, content):
    gazetteer = Gazetteer(reference.rows("provinces.csv"))
    province = gazetteer.province(arguments.province) if arguments.province else ""
    if arguments.province and not province:
        raise RuleBroken(
            "province_not_known",
            _("“%(text)s” is not known as a province. Write its name in full."),
            text=arguments.province,
        )
    if arguments.commit:
        committing = importlib.import_module("buranakan.cli.import_commit")
        return committing.bring_in(arguments, content, province=province)
    return reading.read(content, kind=arguments.kind, gazetteer=gazetteer, only=province), None


def _have_django(*, needs_database):
    """The whole of Django where it is needed, or where settings are named; otherwise just enough for sentences."""
    if needs_database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buranakan.config.settings")
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        # Settings that translate can do so only once all parts of the product are known.
        importlib.import_module("django").setup()
    elif not settings.configured:
        settings.configure(USE_I18N=False)


def _refused(refusal, arguments):
    print(f"import: {refusal} [{refusal.code}]", file=sys.stderr)
    if arguments.json:
        _speak_utf8(sys.stdout)
        print(_json({"file": str(arguments.file), "error": {"code": refusal.code, "message": str(refusal)}}))
    return REFUSED


def as_json(found, *, arguments, changed):
    said = {
        "file": str(arguments.file),
        "kind": found.kind,
        "rows": found.rows,
        "accepted": len(found.accepted),
        "refused": [_refusal(refusal) for refusal in found.refusals],
        "outside": found.outside,
        "layout": _layout(found.layout),
        "notes": [{"sheet": note.sheet, "row": note.row_number, "text": note.text} for note in found.notes],
    }
    return _json(said | ({"changed": changed} if arguments.commit else {}))


def as_text(found, *, arguments, changed):
    layout = _layout(found.layout)
    columns = ", ".join(f"{key} = {heading or '(known by content)'}" for key, heading in layout["columns"].items())
    lines = [
        f"file      {arguments.file} ({layout['file']}{', ' if layout['encoding'] else ''}{layout['encoding']})",
        f"heading   row {layout['header_row'] or '-'}: {columns}",
        f"rows      {found.rows} = {len(found.accepted)} accepted + {len(found.refusals)} refused",
    ]
    if found.outside:
        lines.append(f"outside   {found.outside} rows of other provinces were left out")
    for refusal in found.refusals:
        told = _refusal(refusal)
        sheet = f"{told['sheet']} " if told["sheet"] else ""
        lines.append(f"  row {sheet}{told['row']}, {told['column'] or '-'}: {told['message']} [{told['code']}]")
    lines.append(_outcome(changed))
    return "\n".join(lines)


def _outcome(changed):
    if changed is None:
        return "Nothing was kept. Add --commit to bring the list in."
    if changed["already_brought_in"]:
        return "This list was brought in before. Nothing was changed."
    return f"Brought in: {changed['added']} new, {changed['known']} known already."


def _refusal(refusal):
    return {
        "sheet": refusal.sheet,
        "row": refusal.row_number,
        "column": refusal.column,
        "code": refusal.code,
        "message": str(refusal.refusal),
    }


def _layout(layout):
    """The first sheet's heading on top, since most lists have one sheet."""
    first = layout["sheets"][0]
    return {
        "file": layout["file"],
        "encoding": layout["encoding"],
        "delimiter": layout["delimiter"],
        "header_row": max(first["header_rows"], default=None),
        "columns": {key: column["heading"] for key, column in first["columns"].items()},
        "sheets": layout["sheets"],
    }


def _json(said):
    return json.dumps(said, ensure_ascii=False, indent=2)


def _speak_utf8(stream):
    # A terminal that knows only ASCII must not end the import with an error about encodings.
    if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
        stream.reconfigure(encoding="utf-8")
