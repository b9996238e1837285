"""Spans of time in a question: fiscal years, quarters, months, up to a month; nothing is counted by days or weeks."""

import datetime as dt
import re
from dataclasses import dataclass

from buranakan.lib import fiscal, thai_text

YEAR, QUARTER, MONTH, UNTIL, NOW, TOO_FINE, RANGE = "year", "quarter", "month", "until", "now", "too_fine", "range"
# Marks in the text where a span of time stood: letters of a private area that nobody types.
_FIRST_MARK, _MOST = 0xE000, 8
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_LONG = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
).split()
_SPOKEN = "มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา".split()
_SHORT = "มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค".split()
_ENGLISH = (
    "january february march april may june july august september october november december"
).split()
_NUMBERS = {
    name: number
    for names in (_LONG, _SPOKEN, _SHORT, _ENGLISH, [name[:3] for name in _ENGLISH])
    for number, name in enumerate(names, start=1)
} | {"sept": 9}


def _dotted(name):
    """ม.ค., ม.ค, and มค between spaces."""
    middle = len(name) - 1
    return rf"{name[:middle]}\.\s?{name[middle:]}\.?|(?<![ก-๎]){name}(?![ก-๎])"


_NAME = "|".join(
    [
        *_LONG,
        *(rf"{name}(?!คม|ยน|พันธ์)" for name in _SPOKEN),
        *map(_dotted, _SHORT),
        *(rf"(?<![a-z]){name}(?![a-z])" for name in _ENGLISH),
        *(rf"(?<![a-z]){name[:3]}\.?(?![a-z])" for name in _ENGLISH if name != "may"),
        r"(?<![a-z])sept\.?(?![a-z])",
    ]
)
_ERA = r"(?:พ\.?ศ\.?|ค\.?ศ\.?)?"
_FISCAL = r"(?:ปีงบประมาณ|ปีงบ|ปี|fiscal\s?year|fy|พ\.?ศ\.?|ค\.?ศ\.?)"
_FOUR = r"(?:2[4-6]\d\d|19\d\d|20\d\d)(?!\d)"
_YEAR = rf"(?P<year>{_FOUR}|\d\d(?!\d))"
_MONTH = rf"(?:เดือน|month of)?\s*(?P<month>{_NAME})(?:\s*(?:ปี)?\s*{_ERA}\s*{_YEAR})?"
_SECOND = _MONTH.replace("<month>", "<month2>").replace("<year>", "<year2>")
_COUNTED = "คน|ราย|บาท|ล้าน|แสน|หมื่น|พัน|กิจการ|ชั่วโมง|ใบ|people|baht|hours"
_TO = r"(?:จนถึง|ถึง|ณ|until|up to|through|by|as of|as at)\s*(?:the\s*)?"
_END = r"(?:สิ้นสุด|สิ้น|ปลาย|end of|the end of)?\s*"
_START = r"(?:ตั้งแต่|นับแต่|since|from)?\s*(?:ต้น|the start of)?\s*(?:ปีงบประมาณ|ปีงบ|ปี|the year|the fiscal year)?\s*"

_SHAPES = {
    "day": rf"(?:(?P<to>{_TO})\s*)?(?:วันที่\s*)?(?P<day>\d{{1,2}})\s*{_MONTH}",
    "range": rf"(?:ตั้งแต่|ระหว่าง|จาก|from|between)?\s*{_MONTH}\s*(?:จนถึง|ถึง|-|–|to|until|through)\s*{_END}{_SECOND}",
    "until_last": rf"{_START}{_TO}{_END}(?:เดือนที่แล้ว|เดือนก่อน|เดือนที่ผ่านมา|last month)|สิ้นเดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)",
    "until": rf"(?:{_START}{_TO}{_END}|สิ้นเดือน\s*|สิ้น(?=เดือน)|end of\s*){_MONTH}",
    "quarter": rf"(?:ไตรมาส(?:ที่)?\s*|quarter\s*|(?<![a-z])q)(?P<quarter>[1-4])(?!\d)"
    rf"(?:\s*(?:/|ของ|of)?\s*{_FISCAL}?\s*{_ERA}\s*(?P<year>{_FOUR}|(?<=[/ปี ])\d\d(?!\d)))?",
    "this_quarter": "ไตรมาส(?:นี้|ปัจจุบัน)|this quarter",
    "last_quarter": "ไตรมาส(?:ที่แล้ว|ก่อน|ที่ผ่านมา)|last quarter",
    "month": _MONTH,
    "this_month": "(?:ใน)?เดือน(?:นี้|ปัจจุบัน)|this month",
    "last_month": "(?:ใน)?เดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)|last month",
    "next_month": "(?:ใน)?เดือนหน้า|next month",
    "now": r"(?:จนถึง|ถึง|ณ|นับถึง|as of|until|up to)\s*(?:ปัจจุบัน|วันนี้|ตอนนี้|today|now)|ปัจจุบัน|ตอนนี้|ขณะนี้|ล่าสุด|"
    "so far|to date|right now|(?<![a-z])now(?![a-z])|currently",
    "this_year": f"{_FISCAL}(?:นี้|ปัจจุบัน)|this (?:fiscal )?year",
    "last_year": f"{_FISCAL}(?:ที่แล้ว|ก่อน|ที่ผ่านมา)|last (?:fiscal )?year",
    "next_year": f"{_FISCAL}(?:หน้า|ถัดไป)|next (?:fiscal )?year",
    "too_fine": "วันนี้|เมื่อวาน(?:นี้)?|พรุ่งนี้|(?:สัปดาห์|อาทิตย์)(?:นี้|ที่แล้ว|ก่อน|หน้า|ที่ผ่านมา)?|"
    "(?<![a-z])(?:today|yesterday|tomorrow|(?:this|last|next) week)(?![a-z])",
    "year": rf"{_FISCAL}\s*{_ERA}\s*{_YEAR}|(?<![\d.,])(?P<plain>{_FOUR})(?![.,]\d)(?!\s*(?:{_COUNTED}))",
}
_PATTERNS = {shape: re.compile(pattern) for shape, pattern in _SHAPES.items()}


@dataclass(frozen=True)
class Period:
    """A span of time as an address says it: kind and text (2568, 2568-3, 2025-03)."""

    kind: str
    text: str = ""
    typed: str = ""


def read(text, *, on):
    """The text with a mark for each span of time, and the spans by their mark."""
    text = _PRIVATE.sub(" ", thai_text.arabic_digits(thai_text.clean(text)).casefold())
    found = {}
    for shape, pattern in _PATTERNS.items():
        while len(found) < _MOST and (match := pattern.search(text)):
            mark = chr(_FIRST_MARK + len(found))
            found[mark] = (shape, match)
            text = f"{text[: match.start()]} {mark} {text[match.end() :]}"
    year = next((_year_of(match) for shape, match in found.values() if shape == "year"), None)
    current = _near(shape for shape, _match in found.values()) + fiscal.fiscal_year_of(on)
    return text, {
        mark: _period(shape, match, on=on, year=year or current) for mark, (shape, match) in found.items()
    }


def _near(shapes):
    """Months without a year belong to the year that is spoken of."""
    steps = {"last_year": -1, "next_year": 1}
    return next((steps[shape] for shape in shapes if shape in steps), 0)


def _period(shape, match, *, on, year):
    typed = match.group().strip()
    this = fiscal.month_start(on)
    simple = {
        "now": (NOW, ""),
        "too_fine": (TOO_FINE, ""),
        "this_year": (YEAR, str(year)),
        "last_year": (YEAR, str(year)),
        "next_year": (YEAR, str(year)),
        "this_month": (MONTH, _text(this)),
        "last_month": (MONTH, _text(_before(this))),
        "next_month": (MONTH, _text(_after(this))),
        "until_last": (UNTIL, _text(_before(this))),
        "this_quarter": (QUARTER, _quarter(on)),
        "last_quarter": (QUARTER, _quarter(_quarter_before(on))),
    }
    if shape in simple:
        return Period(*simple[shape], typed)
    return Period(*_READERS[shape](match, on=on, year=year), typed)


def _year(match, *, on, year):
    found = _year_of(match)
    return (YEAR, str(found)) if found else (RANGE, "")


def _year_of(match):
    return _buddhist(match.groupdict().get("year") or match.groupdict().get("plain"))


def _buddhist(written):
    """A year in the Buddhist era: 2568, 68 and 2025 are one."""
    if not written:
        return None
    year = int(written)
    if len(written) == 2:
        return 2500 + year
    return year if year >= 2400 else year + fiscal.BUDDHIST_ERA


def _month(match, *, on, year):
    return MONTH, _text(_month_of(match["month"], match["year"], year=year))


def _until(match, *, on, year):
    return UNTIL, _text(_month_of(match["month"], match["year"], year=year))


def _day(match, *, on, year):
    month = _month_of(match["month"], match["year"], year=year)
    if match["to"] and int(match["day"]) == (_after(month) - dt.timedelta(days=1)).day:
        return UNTIL, _text(month)
    if match["to"] and month.replace(day=min(int(match["day"]) or 1, 28)) == on:
        return NOW, ""
    return TOO_FINE, ""


def _range(match, *, on, year):
    first = _month_of(match["month"], match["year"], year=year)
    last = _month_of(match["month2"], match["year2"], year=year)
    if first.month == fiscal.FIRST_MONTH and first <= last < first.replace(year=first.year + 1):
        return UNTIL, _text(last)
    same_quarter = fiscal.quarter_of(first) == fiscal.quarter_of(last) and (last.month - first.month) % 12 == 2
    return (QUARTER, _quarter(first)) if same_quarter and first < last else (RANGE, "")


def _a_quarter(match, *, on, year):
    return QUARTER, f"{_year_of(match) or year}-{match['quarter']}"


_READERS = {
    "day": _day, "range": _range, "until": _until, "quarter": _a_quarter, "month": _month, "year": _year
}  # fmt: skip


def _month_of(name, written, *, year):
    """The first day of a month: of the calendar year written beside it, else within the fiscal year spoken of."""
    number = _NUMBERS[re.sub(r"[.\s]", "", name)]
    if written:
        return dt.date(_buddhist(written) - fiscal.BUDDHIST_ERA, number, 1)
    return dt.date(year - fiscal.BUDDHIST_ERA - (number >= fiscal.FIRST_MONTH), number, 1)


def _text(month):
    return month.isoformat()[: len("2025-02")]


def _before(month):
    return fiscal.month_start(month - dt.timedelta(days=1))


def _after(month):
    return fiscal.month_start(month.replace(day=28) + dt.timedelta(days=7))


def _quarter(day):
    return f"{fiscal.fiscal_year_of(day)}-{fiscal.quarter_of(day)}"


def _quarter_before(day):
    month = fiscal.month_start(day)
    for _step in range(3):
        month = _before(month)
    return month
