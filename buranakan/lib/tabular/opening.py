"""Opens a list by what it really is, whatever its name says."""

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import decoding, delimited, excel
from buranakan.lib.tabular.sheets import OpenedList, Sheet
from buranakan.lib.words import _

LARGEST = 25 * 1024 * 1024
MEBIBYTE = 1024 * 1024
CSV, XLSX, XLS = "csv", "xlsx", "xls"
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"<", b"{\\rtf", b"GIF8", b"Rar!", b"7z\xbc\xaf")


def open_list(content: bytes) -> OpenedList:
    """The list in a file's content. Refuses, with what to do, whatever is no list that can be read."""
    if not content.strip(b"\x00 \r\n\t\x1a"):
        raise RuleBroken("list_empty", _("The file is empty. Choose the file again, or another one."))
    if len(content) > LARGEST:
        raise RuleBroken(
            "list_too_heavy",
            _("The file is larger than %(limit)s MB. Split the list into smaller files and send them."),
            limit=LARGEST // MEBIBYTE,
        )
    found = _opened(content)
    if not any(sheet.rows for sheet in found.sheets):
        raise RuleBroken("list_empty", _("The file is empty. Choose the file again, or another one."))
    return found


def _opened(content: bytes) -> OpenedList:
    if content.startswith(_ZIP):
        if not excel.is_workbook(content):
            raise _not_a_list()
        excel.check_size(content)
        return OpenedList(XLSX, "", "", excel.sheets(content))
    if content.startswith(_OLD_OFFICE):
        return OpenedList(XLS, "", "", excel.sheets(content))
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_OTHERS):
        raise _not_a_list()
    text = decoding.decoded(content)
    if text is None:
        raise _not_a_list()
    rows, delimiter = delimited.rows(text[0])
    return OpenedList(CSV, text[1], delimiter, [Sheet("", rows)])


def _not_a_list() -> RuleBroken:
    return RuleBroken(
        "list_not_readable",
        _("This file can't be read as a list. Save it as an Excel workbook (.xlsx) or as CSV and send it again."),
    )
