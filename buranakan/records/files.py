"""Files by the hash of their content: what a file really is, its cleaned name, and its place on the disk."""

import hashlib
import io
import os
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.records.classification import Class
from buranakan.records.models import StoredFile

Kind = StoredFile.Kind
MAGIC = {Kind.PDF: b"%PDF-", Kind.PNG: b"\x89PNG\r\n\x1a\n", Kind.JPEG: b"\xff\xd8\xff"}
# The first ending is given to a file that came without one.
ENDINGS = {
    Kind.PDF: ["pdf"],
    Kind.PNG: ["png"],
    Kind.JPEG: ["jpg", "jpeg"],
    Kind.TEXT: ["txt", "csv", "json"],
    Kind.XLSX: ["xlsx"],
    Kind.XLS: ["xls"],
}
# Both stand for families of files, of which only workbooks are taken.
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORKBOOK = re.compile("Workbook|Book".encode("utf-16-le").replace(b"|\x00", b"|"))
# Thai text of older programs is Windows-874; all else that is not UTF-8 is no text for us.
ENCODINGS = ["utf-8", "cp874"]
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
LONGEST_NAME = 120
NAMELESS = "file"
MEBIBYTE = 1024 * 1024


class FileDamaged(Exception):
    """The content on the disk is not what its hash says."""


# --- what it is -----------------------------------------------------------------------------------------------------
def check_size(size, *, most=None):
    """Neither empty nor larger than the settings allow, or than `most` where more is needed."""
    most = most or settings.FILE_UPLOAD_MAX_SIZE
    if size == 0:
        raise RuleBroken("file_empty", _("The file is empty. Choose the file again, or another one."))
    if size > most:
        raise RuleBroken(
            "file_too_large",
            _("The file is larger than %(limit)s MB. Make it smaller, or split it, and send it again."),
            limit=most // MEBIBYTE,
        )


def kind_of(content, *, name=""):
    """The real type, by the content's first bytes; text by being readable as text."""
    found = next((kind for kind, magic in MAGIC.items() if content.startswith(magic)), None)
    found = found or _workbook(content)
    if found is None and encoding_of(content):
        found = Kind.TEXT
    if found is None and name:
        raise RuleBroken(
            "file_type_not_accepted",
            _("The file “%(name)s” can't be taken. Attach a photo (JPEG, PNG), a PDF, an Excel or a text file (.txt)."),
            name=name[:LONGEST_NAME],
        )
    if found is None:
        raise RuleBroken(
            "file_type_not_accepted",
            _("This kind of file can't be kept. Save it as PDF, PNG, JPEG, Excel or plain text and send it again."),
        )
    return found


def _workbook(content):
    """The kind of an Excel workbook; None for other archives and office documents."""
    if content.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return Kind.XLSX if "xl/workbook.xml" in archive.namelist() else None
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return None
    return Kind.XLS if content.startswith(OLD_OFFICE) and OLD_WORKBOOK.search(content) else None


def encoding_of(content):
    """How text is written; None when it is no text."""
    return next((encoding for encoding in ENCODINGS if _is_text(content, encoding=encoding)), None)


def _is_text(content, *, encoding):
    try:
        return not CONTROLS.search(content.decode(encoding))
    except UnicodeDecodeError:
        return False


def text_of(content):
    """The words of a text file."""
    return content.decode(encoding_of(content)).removeprefix("\ufeff")


def check_name_fits(name, *, kind):
    """A file is what its name says, so that nobody opens one thing for another."""
    ending = ENDING.search(name)
    if ending and ending.group(1).lower() not in ENDINGS[kind]:
        raise RuleBroken(
            "file_does_not_match_its_name",
            _("“%(name)s” is really %(kind)s. Save it again as the kind its name says, or correct its name."),
            name=name,
            kind=kind.label,
        )


def clean_name(name, *, kind):
    """A name that is safe on every system and shows all that is in it; with an ending that says its kind."""
    last = re.split(r"[/\\]", name)[-1]
    cleaned = NOT_IN_NAMES.sub("_", thai_text.one_line(last)).rstrip(" .")
    ending = ENDING.search(cleaned)
    stem = cleaned[: ending.start()] if ending else cleaned
    return f"{stem.strip(' .')[:LONGEST_NAME] or NAMELESS}.{ending.group(1).lower() if ending else ENDINGS[kind][0]}"


# --- where it is ----------------------------------------------------------------------------------------------------
def sha256(content):
    return hashlib.sha256(content).hexdigest()


def path_of(sha256):
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def write(content):
    """Put the content in its place at once or not at all; the same content is there once. Returns its hash."""
    name = sha256(content)
    path = path_of(name)
    if path.exists() and sha256(path.read_bytes()) == name:
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix="draft-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)
    _sync_folder(path.parent)
    return name


def _sync_folder(folder):
    """The new name too outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(name):
    content = path_of(name).read_bytes()
    if sha256(content) != name:
        raise FileDamaged(f"the content kept as {name} has changed on the disk")
    return content


# --- handing it out -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Delivery:
    """What a page answers with: the content, and headers that keep a browser from doing anything but saving it."""

    content: bytes
    headers: dict


def delivery(stored, *, content):
    kind = Kind(stored.kind)
    charset = f"; charset={'windows-874' if encoding_of(content) == 'cp874' else 'utf-8'}" if kind == Kind.TEXT else ""
    is_public = stored.classification == Class.PUBLIC
    return Delivery(
        content,
        {
            "Content-Type": f"{kind.value}{charset}",
            "Content-Length": str(len(content)),
            "Content-Disposition": _attachment(stored.name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "public, max-age=3600" if is_public else "private, no-store",
        },
    )


def _attachment(name):
    """RFC 6266: plain letters for old programs, the real name beside them."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
