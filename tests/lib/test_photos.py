"""Photos are kept as pictures: what a camera wrote beside them goes, the way they lie stays."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import photos

JFIF = b"\xff\xe0\x00\x07JFIF\x00"
TABLE = b"\xff\xdb\x00\x04ab"
SCAN = b"\xff\xda\x00\x03xpixels\xff\x00more\xff\xd9"
PLAIN = b"\xff\xd8" + JFIF + TABLE + SCAN


def part(marker, body):
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(turned, *, order=">"):
    entries = [(0x010F, 2, 4, 0), (photos.ORIENTATION, 3, 1, turned)]
    mark = b"MM" if order == ">" else b"II"
    body = mark + struct.pack(f"{order}HLH", 42, 8, len(entries))
    for tag, kind, count, value in entries:
        shown = struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}L", value)
        body += struct.pack(f"{order}HHL", tag, kind, count) + shown
    return part(0xE1, photos.EXIF + body + struct.pack(f"{order}L", 0) + b"GPS 14.9N 102.1E")


def chunk(kind, body=b""):
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def test_where_a_jpeg_was_taken_is_not_kept_and_neither_is_what_hangs_behind_it():
    beside = exif(1) + part(0xE1, b"http://ns.adobe.com/xap/1.0/\x00GPS") + part(0xFE, b"a word") + part(0xED, b"GPS")
    taken = b"\xff\xd8" + JFIF + beside + TABLE + SCAN + b"a film with GPS"
    assert photos.without_metadata(taken) == PLAIN


@pytest.mark.parametrize("order", [">", "<"])
def test_the_way_a_jpeg_lies_stays(order):
    kept = photos.without_metadata(b"\xff\xd8" + exif(6, order=order) + TABLE + SCAN)
    assert b"GPS" not in kept
    assert photos._orientation(kept[2 + 4 + len(photos.EXIF) :]) == 6
    assert photos.without_metadata(kept) == kept


def test_what_shows_a_png_stays_and_nothing_else():
    shown = [chunk(b"IHDR", b"size"), chunk(b"IDAT", b"pixels"), chunk(b"IEND")]
    written = [chunk(b"tEXt", b"Author\x00somebody"), chunk(b"eXIf", b"GPS")]
    assert photos.without_metadata(photos.PNG + shown[0] + b"".join(written) + b"".join(shown[1:]) + b"rest") == (
        photos.PNG + b"".join(shown)
    )


@given(st.sampled_from([photos.JPEG, photos.PNG]), st.binary(max_size=200))
def test_what_only_begins_like_a_picture_is_broken_and_no_fault(begins, rest):
    try:
        kept = photos.without_metadata(begins + rest)
    except photos.PhotoBroken:
        return
    assert kept.startswith(begins)


@given(st.integers(0, len(PLAIN) - 1))
def test_a_picture_cut_short_is_broken(length):
    with pytest.raises(photos.PhotoBroken):
        photos.without_metadata(b"\xff\xd8" + PLAIN[2:length])
