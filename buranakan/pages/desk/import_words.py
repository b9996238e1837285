"""How a list was read, in words: its file, its heading, which column was taken for what."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FILES = {"csv": _("CSV"), "xlsx": _("Excel workbook"), "xls": _("Excel workbook (old format)")}
ENCODINGS = {
    "utf-8": _("UTF-8"),
    "utf-8-sig": _("UTF-8"),
    "cp874": _("Thai Windows-874 (TIS-620)"),
    "utf-8+cp874": _("UTF-8 and Thai Windows-874 mixed"),
    "utf-16": _("UTF-16"),
}
COLUMNS = {
    "sequence": _("Number in the list"),
    "number": _("Registration number"),
    "name": _("Name"),
    "form": _("Legal form"),
    "registered_on": _("Registered on"),
    "capital": _("Registered capital"),
    "objective_code": _("Objective code"),
    "objective": _("Objective"),
    "address": _("Address"),
    "subdistrict": _("Subdistrict"),
    "district": _("District"),
    "province": _("Province"),
    "postcode": _("Postcode"),
    "house": _("House number"),
    "moo": _("Village number"),
    "soi": _("Lane"),
    "road": _("Road"),
    "title": _("Title before the name"),
    "full_name": _("Name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "citizen_number": _("Citizen number"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "enterprise": _("Enterprise"),
}


@dataclass(frozen=True)
class Column:
    """A column of the list: its letter, what stands over it, and what it was taken for."""

    letter: str
    heading: str
    meaning: str


@dataclass(frozen=True)
class SheetRead:
    """One sheet: where its heading stands, the columns that were understood, and those left aside."""

    name: str
    heading_rows: str
    columns: list
    unused: str


def file_words(layout):
    """ "CSV, Thai Windows-874 (TIS-620)"; a workbook says its encoding itself."""
    words = [FILES.get(layout["file"], layout["file"])]
    if layout["encoding"]:
        words.append(ENCODINGS.get(layout["encoding"], layout["encoding"]))
    return gettext(", ").join(str(word) for word in words)


def sheets(layout):
    """Every sheet that was read, with its columns from left to right; and the same in short."""
    read = [
        SheetRead(
            name=sheet["name"],
            heading_rows="–".join(str(row) for row in sheet["header_rows"]),
            columns=_columns(sheet["columns"]),
            unused=", ".join(sheet["unused"]),
        )
        for sheet in layout["sheets"]
    ]
    rows = ", ".join(dict.fromkeys(sheet.heading_rows for sheet in read if sheet.heading_rows))
    return {"sheets": read, "heading_rows": rows or "–", "column_count": sum(len(sheet.columns) for sheet in read)}


def letter(place):
    """What a spreadsheet calls the column at a place: 1 is A, 27 is AA."""
    letters = ""
    while place > 0:
        place, rest = divmod(place - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def _columns(columns):
    found = sorted(columns.items(), key=lambda one: one[1]["place"])
    return [Column(letter(said["place"]), said["heading"], COLUMNS.get(key, key)) for key, said in found]
