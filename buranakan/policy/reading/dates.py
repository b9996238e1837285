"""Days in a release: when the event was (the dateline) and when it was published (the line under the title)."""

import datetime as dt
import re

from buranakan.policy.reading.fold import Folded
from buranakan.policy.reading.values import Dates, Span

_MONTHS = (
    ("มกราคม", "ม.ค"), ("กุมภาพันธ์", "ก.พ"), ("มีนาคม", "มี.ค"), ("เมษายน", "เม.ย"), ("พฤษภาคม", "พ.ค"), ("มิถุนายน", "มิ.ย"),
    ("กรกฎาคม", "ก.ค"), ("สิงหาคม", "ส.ค"), ("กันยายน", "ก.ย"), ("ตุลาคม", "ต.ค"), ("พฤศจิกายน", "พ.ย"), ("ธันวาคม", "ธ.ค"),
)  # fmt: skip
_NUMBER_OF_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
MONTH = "|".join(re.escape(name) for name in _NUMBER_OF_MONTH)

# A Buddhist year is 2400-2699 or its last two digits, a common one 1900-2150; the two can't be mistaken.
_BUDDHIST_YEARS, _COMMON_YEARS, _ERAS_APART, _CENTURY = range(2400, 2700), range(1900, 2151), 543, 2500

# Of several days running (28 - 29 กันยายน) the first.
DAY = (
    rf"(?P<day>\d{{1,2}})(?:\s*-\s*\d{{1,2}})?\s*(?P<month>{MONTH})\.?"
    r"(?:\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี)?\s*(?P<year>\d{4}|\d{2})(?!\d))?"
)
_WEEKDAY = "(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)"
_PUBLISHED = re.compile(rf"^[ ]*(?P<date>{_WEEKDAY}ที่\s*{DAY})[ ]*$", re.MULTILINE)
_PUBLISHED_IN_DIGITS = re.compile(
    r"^[ ]*(?P<date>(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}))[ ]*$", re.MULTILINE
)
# A dateline stands at the head of a paragraph: the day alone, a place and the day with a dash, "วันนี้ (…",
# "เมื่อวันที่ …". Words that tell of another day's doings before it make it none.
_DATELINE = re.compile(
    rf"^[ ]*(?P<lead>[^\n\d]{{0,75}}?)(?P<said>(?:วัน|{_WEEKDAY})ที่\s*|วันนี้\s*\(?|วานนี้\s*\(?)?"
    rf"(?P<date>{DAY})(?P<dash>\s*[-:])?",
    re.MULTILINE,
)
_ANOTHER_DAY = re.compile("ก่อนหน้า|จาก|สถานการณ์|ที่ผ่านมา|ตั้งแต่|ระหว่าง|ภายใน|ถึง|ต่อมา|หลัง|นัด|กำหนด")
_MAY_LEAD = re.compile(r"เมื่อ$|ว่า|จังหวัด|จ\.|กรุงเทพ|[-:]")
_PLACE_LENGTH = 45


def dates(folded: Folded) -> Dates:
    """The two days of a release; what it does not say stays None."""
    published = _published(folded.text)
    body = published[2] if published else 0
    year = published[0].year if published else None
    event = _event(folded.text, body, year)
    return Dates(
        event_on=event[0] if event else None,
        event=_span(folded, event),
        published_on=published[0] if published else None,
        published=_span(folded, published),
    )


def common_year(written: str) -> int | None:
    """2567, 67 and 2024 are one year; what is neither Buddhist nor common is none."""
    year = int(written) + (_CENTURY if len(written) <= 2 else 0)
    if year in _BUDDHIST_YEARS:
        return year - _ERAS_APART
    return year if year in _COMMON_YEARS else None


_Found = tuple[dt.date, int, int]


def _published(text: str) -> _Found | None:
    for pattern in (_PUBLISHED, _PUBLISHED_IN_DIGITS):
        for found in pattern.finditer(text):
            if day := day_of(found, None):
                return day, found.start("date"), found.end("date")
    return None


def _event(text: str, body: int, year: int | None) -> _Found | None:
    for found in _DATELINE.finditer(text, body):
        if _is_dateline(found) and (day := day_of(found, year)):
            return day, found.start("date"), found.end("date")
    return None


def _is_dateline(found: re.Match[str]) -> bool:
    lead = found.group("lead").rstrip()
    if _ANOTHER_DAY.search(lead):
        return False
    said = found.group("said") or ""
    if not lead or said.startswith(("วันนี้", "วานนี้")) or (said and _MAY_LEAD.search(lead)):
        return True
    return len(lead) <= _PLACE_LENGTH and (found.group("dash") is not None or lead.endswith(("-", ":")))


def day_of(found: re.Match[str], year_if_unsaid: int | None) -> dt.date | None:
    """The day that the groups of DAY (or of digits) say, if there is such a day."""
    written = found.group("year")
    year = common_year(written) if written else year_if_unsaid
    if year is None:
        return None
    month = found.group("month")
    try:
        return dt.date(year, _NUMBER_OF_MONTH.get(month) or int(month), int(found.group("day")))
    except ValueError:  # 31 กุมภาพันธ์: the text is wrong, so it says no day
        return None


def _span(folded: Folded, found: _Found | None) -> Span | None:
    return folded.span(found[1], found[2]) if found else None
