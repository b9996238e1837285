"""Stored files: what they are, what they are called, where they lie, and who gets them."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.accounts.scope import Scope
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.records import actions, files, queries
from buranakan.records.classification import Class
from buranakan.records.models import Event, StoredFile
from tests.factories.accounts import UserFactory
from tests.lib.lists import as_workbook

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100
THAI = "รายงานผลการอบรม\r\nรุ่นที่ 1\t30 คน\n"


def zipped(name):
    """An archive with one file of this name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "<x/>")
    return content.getvalue()


def refused(code, do):
    with pytest.raises(RuleBroken) as refusal:
        do()
    assert refusal.value.code == code


# --- what it is -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, files.Kind.PDF),
        (PNG, files.Kind.PNG),
        (JPEG, files.Kind.JPEG),
        (THAI.encode(), files.Kind.TEXT),
        (b"\xef\xbb\xbf" + THAI.encode(), files.Kind.TEXT),
        (THAI.encode("cp874"), files.Kind.TEXT),
        (b"<html><script>alert(1)</script>", files.Kind.TEXT),
        (as_workbook([["ก"]]), files.Kind.XLSX),
        (OLD_OFFICE + "Workbook".encode("utf-16-le"), files.Kind.XLS),
    ],
    ids=["pdf", "png", "jpeg", "utf-8", "utf-8-with-mark", "windows-874", "markup-is-only-text", "xlsx", "xls"],
)
def test_the_content_says_what_it_is(content, kind):
    assert files.kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 a zip or an office document",
        zipped("word/document.xml"),
        OLD_OFFICE + "WordDocument".encode("utf-16-le"),
        b"MZ\x90\x00 a program",
        b"\x7fELF\x02\x01 a program",
        b"GIF89a\x01\x00\x01\x00",
        b"\x00\x01\x02",
        " %PDF-".encode("utf-16"),
        "Grüße".encode("latin-1"),
    ],
    ids=["zip", "docx", "doc", "exe", "elf", "gif", "bytes", "utf-16", "other-script"],
)
def test_other_kinds_are_refused(content):
    refused("file_type_not_accepted", lambda: files.kind_of(content))


@pytest.mark.parametrize(("content", "encoding"), [(THAI.encode(), "utf-8"), (THAI.encode("cp874"), "cp874")])
def test_text_is_read_in_its_own_encoding(content, encoding):
    assert (files.encoding_of(content), files.text_of(content)) == (encoding, THAI)


def test_a_mark_at_the_start_is_no_part_of_the_text():
    assert files.text_of(b"\xef\xbb\xbf" + THAI.encode()) == THAI


def test_a_size_is_within_its_limits(settings):
    settings.FILE_UPLOAD_MAX_SIZE = 2 * 1024 * 1024
    files.check_size(2 * 1024 * 1024)
    refused("file_empty", lambda: files.check_size(0))
    refused("file_too_large", lambda: files.check_size(2 * 1024 * 1024 + 1))
    files.check_size(2 * 1024 * 1024 + 1, most=3 * 1024 * 1024)
    refused("file_too_large", lambda: files.check_size(3 * 1024 * 1024 + 1, most=3 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "content", "fits"),
    [
        ("รายงาน.pdf", PDF, True),
        ("รายงาน.PDF", PDF, True),
        ("photo.jpeg", JPEG, True),
        ("names.csv", THAI.encode(), True),
        ("no ending", PDF, True),
        ("รายงาน.pdf", PNG, False),
        ("photo.png", JPEG, False),
        ("letter.docx", PDF, False),
        ("run.exe", THAI.encode(), False),
        ("page.html", b"<html>", False),
    ],
)
def test_a_file_is_what_its_name_says(name, content, fits):
    kind = files.kind_of(content)
    if fits:
        files.check_name_fits(name, kind=kind)
    else:
        refused("file_does_not_match_its_name", lambda: files.check_name_fits(name, kind=kind))


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("รายงาน ไตรมาส 2.PDF", "รายงาน ไตรมาส 2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\somchai\\a.pdf", "a.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u200b\u0000b\r\nc.pdf", "ab c.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("น" * 300 + ".pdf", "น" * 120 + ".pdf"),
        ("นำ\u0e4d\u0e32.pdf".replace("ำ", ""), "นำ.pdf"),
        ("หมายเลข 1. สรุป", "หมายเลข 1. สรุป.pdf"),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert files.clean_name(name, kind=files.Kind.PDF) == cleaned


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one_and_stays_so(name):
    cleaned = files.clean_name(name, kind=files.Kind.PDF)
    assert not set(cleaned) & set('/\\<>:"|?*\n\r\x00')
    assert len(cleaned) <= 200
    assert not cleaned.startswith(".")
    assert files.clean_name(cleaned, kind=files.Kind.PDF) == cleaned


# --- where it is ------------------------------------------------------------------------------------------------------
@pytest.fixture
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


def kept_in(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_the_content_lies_under_its_hash_once(root):
    name = files.write(PDF)
    assert files.write(PDF) == name
    assert kept_in(root) == [f"{name[:2]}/{name[2:4]}/{name}"]
    assert files.read(name) == PDF


def test_a_content_damaged_on_the_disk_is_never_handed_out(root):
    name = files.write(PDF)
    files.path_of(name).write_bytes(b"%PDF-other")
    with pytest.raises(files.FileDamaged):
        files.read(name)


def test_a_damaged_content_is_mended_when_the_file_comes_again(root):
    name = files.write(PDF)
    files.path_of(name).write_bytes(b"%PDF-other")
    files.write(PDF)
    assert files.read(name) == PDF


def test_a_write_that_is_cut_short_leaves_nothing_behind(root, monkeypatch):
    def no_space(draft, path):
        raise OSError("no space left")

    monkeypatch.setattr(files.os, "replace", no_space)
    with pytest.raises(OSError, match="no space"):
        files.write(PDF)
    assert kept_in(root) == []


# --- keeping it -------------------------------------------------------------------------------------------------------
def store(content=PDF, *, name="รายงาน.pdf", classification=Class.OFFICE, by=None):
    return actions.store(content, name=name, classification=classification, by=by, at=NOON)


@pytest.mark.django_db
def test_a_stored_file_says_what_it_is_and_who_brought_it(root):
    user = UserFactory()
    stored = store(by=user)
    stored.refresh_from_db()
    assert (stored.name, stored.kind, stored.size, stored.classification, stored.by_id, stored.stored_at) == (
        "รายงาน.pdf",
        "application/pdf",
        len(PDF),
        "office",
        user.pk,
        NOON,
    )
    assert files.read(stored.sha256) == PDF


@pytest.mark.django_db
def test_who_has_read_a_file_whole_says_what_it_is(root):
    """A list may be text in ways that only its reader understands."""
    content = "ชื่อ\n\x00".encode("utf-16")
    refused("file_type_not_accepted", lambda: store(content, name="a.csv"))
    stored = actions.store(
        content, name="a.csv", classification=Class.OFFICE, by=None, at=NOON, kind=files.Kind.TEXT, most=100
    )
    assert (stored.kind, files.read(stored.sha256)) == ("text/plain", content)


@pytest.mark.django_db
def test_storing_is_an_event_that_does_not_tell_the_name(root):
    stored = store(name="สมชาย ใจดี.pdf")
    event = Event.objects.get()
    assert (event.name, event.on_label) == ("file.stored", str(stored.reference))
    assert event.payload == {"sha256": stored.sha256, "kind": "application/pdf", "size": len(PDF)}


@pytest.mark.django_db
def test_the_same_content_twice_is_two_files_with_one_content(root):
    first, second = store(name="a.pdf"), store(name="b.pdf", classification=Class.PUBLIC)
    assert (first.sha256 == second.sha256, StoredFile.objects.count(), len(kept_in(root))) == (True, 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "file_empty"),
        (b"x" * 101, "a.txt", "file_too_large"),
        (b"PK\x03\x04", "a.docx", "file_type_not_accepted"),
        (PNG, "a.pdf", "file_does_not_match_its_name"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(root, settings, content, name, code):
    settings.FILE_UPLOAD_MAX_SIZE = 100
    refused(code, lambda: store(content, name=name))
    assert (kept_in(root), StoredFile.objects.count(), Event.objects.count()) == ([], 0, 0)


# --- handing it out ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_file_is_handed_out_to_be_saved_and_nothing_else(root):
    stored = store()
    delivery = queries.open_file(Scope.system("test"), stored)
    assert delivery == files.Delivery(
        PDF,
        {
            "Content-Type": "application/pdf",
            "Content-Length": str(len(PDF)),
            "Content-Disposition": "attachment; filename=\"______.pdf\"; filename*=UTF-8''"
            "%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99.pdf",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [(THAI.encode(), "text/plain; charset=utf-8"), (THAI.encode("cp874"), "text/plain; charset=windows-874")],
)
def test_text_says_how_it_is_written(root, content, said):
    stored = store(content, name="a.txt")
    delivery = queries.open_file(Scope.system("test"), stored)
    assert delivery.headers["Content-Type"] == said


def test_nothing_found_is_nothing_opened():
    assert queries.open_file(Scope.system("test"), None) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("classification", "opened"),
    [(Class.PUBLIC, True), (Class.OFFICE, False), (Class.PERSONAL, False), (Class.SENSITIVE, False)],
)
def test_the_public_opens_public_files_alone(root, classification, opened):
    stored = store(classification=classification)
    delivery = queries.open_file(Scope.public(), stored)
    assert (delivery is not None) is opened
