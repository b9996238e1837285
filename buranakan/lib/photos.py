"""Photos without what a camera writes beside the picture: where it was taken, when, with which phone."""

import struct
from collections.abc import Iterator

JPEG = b"\xff\xd8"
PNG = b"\x89PNG\r\n\x1a\n"
EXIF = b"Exif\x00\x00"
ORIENTATION = 0x0112
UPRIGHT, WAYS_TO_LIE = 1, 8
TIFF_SHORT = 3
# Of a JPEG's parts: the picture begins at START_OF_SCAN; the colours need JFIF, ICC and Adobe's part.
START_OF_SCAN, END_OF_IMAGE, APP_FIRST, APP_LAST, COMMENT = 0xDA, 0xD9, 0xE0, 0xEF, 0xFE
APP_EXIF = 0xE1
KEPT_PARTS = {0xE0: (b"JFIF\x00", b"JFXX\x00"), 0xE2: (b"ICC_PROFILE\x00",), 0xEE: (b"Adobe",)}
# Of a PNG's parts, those that show the picture.
KEPT_CHUNKS = frozenset(
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"]
)


class PhotoBroken(ValueError):
    """It begins like a picture and does not go on like one."""


def without_metadata(content: bytes) -> bytes:
    """The same picture, pixel by pixel; of what was written beside it only which way is up."""
    try:
        return _jpeg(content) if content.startswith(JPEG) else _png(content)
    except (struct.error, IndexError) as broken:
        raise PhotoBroken(str(broken)) from broken


# --- JPEG -------------------------------------------------------------------------------------------------------------
def _jpeg(content: bytes) -> bytes:
    kept, turned = [JPEG], UPRIGHT
    for marker, body, whole in _segments(content):
        if marker == APP_EXIF and body.startswith(EXIF):
            turned = _orientation(body[len(EXIF) :])
        elif marker == START_OF_SCAN or not _is_beside(marker) or body.startswith(KEPT_PARTS.get(marker, ())):
            kept.append(whole)
    if turned != UPRIGHT:
        kept.insert(1, _which_way_is_up(turned))
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body and bytes of each part; from the first scan on, everything up to the end of the image at once."""
    at = len(JPEG)
    while True:
        if content[at] != 0xFF:
            raise PhotoBroken("a part of the picture does not begin where it should")
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == START_OF_SCAN:
            end = content.rfind(bytes([0xFF, END_OF_IMAGE]))
            if end < at:
                raise PhotoBroken("the picture has no end")
            # Some phones hang a second picture or a film behind the end: it stays out.
            yield marker, b"", content[at : end + 2]
            return
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        yield marker, content[at + 4 : at + 2 + length], content[at : at + 2 + length]
        at += 2 + length


def _is_beside(marker: int) -> bool:
    return APP_FIRST <= marker <= APP_LAST or marker == COMMENT


def _orientation(tiff: bytes) -> int:
    """Which of the eight ways the picture lies; upright where the Exif can't be read, since the picture still can."""
    try:
        turned = _written_orientation(tiff)
    except struct.error:
        return UPRIGHT
    return turned if 1 <= turned <= WAYS_TO_LIE else UPRIGHT


def _written_orientation(tiff: bytes) -> int:
    """As the first directory of the Exif says."""
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack(f"{order}L", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(count):
        entry = start + 2 + 12 * number
        tag, kind = struct.unpack(f"{order}HH", tiff[entry : entry + 4])
        if tag == ORIENTATION and kind == TIFF_SHORT:
            (turned,) = struct.unpack(f"{order}H", tiff[entry + 8 : entry + 10])
            return int(turned)
    return UPRIGHT


def _which_way_is_up(turned: int) -> bytes:
    """An Exif part that says this one thing."""
    entry = struct.pack(">HHLHH", ORIENTATION, TIFF_SHORT, 1, turned, 0)
    body = EXIF + b"MM\x00\x2a" + struct.pack(">LH", 8, 1) + entry + struct.pack(">L", 0)
    return struct.pack(">BBH", 0xFF, APP_EXIF, len(body) + 2) + body


# --- PNG --------------------------------------------------------------------------------------------------------------
def _png(content: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while True:
        length, kind = struct.unpack(">L4s", content[at : at + 8])
        whole = content[at : at + 12 + length]
        if len(whole) < 12 + length:
            raise PhotoBroken("a part of the picture is cut off")
        if kind in KEPT_CHUNKS:
            kept.append(whole)
        at += len(whole)
        if kind == b"IEND":
            return b"".join(kept)
