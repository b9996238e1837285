"""Finding the numbers of a text that nothing vouches for. Pure: a text, the numbers it may say, the names in it."""

import re
import unicodedata

from buranakan.lib import thai_text
from buranakan.policy.reading.dates import MONTH
from buranakan.policy.reading.numbers import numbers as numbers_of
from buranakan.policy.reading.unit_words import KIND_OF

# What vouched for is blanked out with this: no space, no letter, no digit, so that nothing grows together over it.
_BLANK = "\u25a1"
_NO_DIGIT_BEFORE = r"(?<!\d)(?<!\d[.,:/])(?<![-\u2212])(?<!ร้อยละ)(?<!ร้อยละ )"
_NO_DIGIT_AFTER = r"(?!\d)(?![.,:/]\d)"
_MAGNITUDES = "สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"
_UNITS = "|".join(sorted(map(re.escape, KIND_OF), key=len, reverse=True))
# A number without its unit may stand in a cell of a table, where the heading says the unit, and nowhere else.
_END_OF_CELL = r"(?=[ \t]*(?:$|[|;)\]·–—/]|[.,](?!\d)|\t|  ))"

_ENGLISH_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_ANY_MONTH = rf"(?:{MONTH}|{_ENGLISH_MONTH})\.?"
_NO_QUANTITY_AFTER = rf"(?!\s?(?:{_UNITS}|{_MAGNITUDES}|%|people|baht|times|million))"
_YEAR = rf"(?:2[4-6]\d\d|19\d\d|20\d\d){_NO_DIGIT_AFTER}{_NO_QUANTITY_AFTER}"
_ERA = r"(?:พ\.\s?ศ\.|ค\.\s?ศ\.|B\.?E\.?|A\.?D\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_ITEM = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_ORDINAL = "ครั้ง|รุ่น|ลำดับ|ระยะ|ฉบับ|แนวทาง|มิติ|เป้าหมาย|ประเด็น|ไตรมาส|หน้า|ข้อ|งวด|วาระ"

_NO_QUANTITIES = re.compile(
    "|".join(
        (
            r"https?://\S+",
            # days, months and years
            rf"(?<!\d){_DAY}(?:\s?[-–]\s?{_DAY})?\s(?:{_ANY_MONTH})(?:\s{_ERA}?\s?{_YEAR})?",
            rf"(?:{_ANY_MONTH})\s{_ERA}?\s?{_YEAR}",
            rf"(?:ปีงบประมาณ|ประจำปี|ปี|[Ff]iscal year|FY|{_ERA})\s?(?:{_ERA}\s?)?{_YEAR}",
            rf"(?<![\d/]){_DAY}/(?:0?[1-9]|1[0-2])/(?:2[4-6]\d\d|19\d\d|20\d\d)(?![\d/])",
            r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d(?![\d-])",
            # times
            rf"(?<![\d.,]){_CLOCK}(?:\s?[-–]\s?{_CLOCK})?\s?(?:น\.|นาฬิกา|น(?![ก-๎]))",
            rf"เวลา\s?{_CLOCK}(?!\d)",
            r"(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])",
            # numbering of items, pages, quarters and things that come one after another
            rf"^[ \t]*(?:{_ITEM}[.)]|\({_ITEM}\))(?=[ \t])",
            rf"(?:ข้อ|หน้า|ไตรมาส|(?:{_ORDINAL})ที่|[Ii]tem|[Pp]age|[Qq]uarter|[Nn]o\.)\s?{_ITEM}"
            rf"(?:\s?/\s?\d{{1,4}}|\sof\s\d{{1,3}})?{_NO_DIGIT_AFTER}{_NO_QUANTITY_AFTER}",
        )
    ),
    re.MULTILINE,
)
_MIDDLE_ITEM = re.compile(rf"(?<=\s){_ITEM}\)(?=\s)")

_DIGIT_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_IN_WORDS = re.compile(
    rf"(?:{_DIGIT_WORDS})\s?(?:{_UNITS})|(?:{_DIGIT_WORDS})ใน(?:{_DIGIT_WORDS})|(?:ครึ่ง|กึ่ง)หนึ่ง|เท่าตัว"
    r"|\b(?:hundred|thousand|million|billion|dozen|half)s?\b",
    re.IGNORECASE,
)
_IN_DIGITS = re.compile(rf"(?:ร้อยละ\s?)?[-\u2212]?\d+(?:[.,:/]\d+)*(?:\s?(?:{_MAGNITUDES}|%)+)?(?:\s?(?:{_UNITS}))?")


def unsourced(text, *, numbers=(), names=()):
    """Every number of the text that is neither one of the numbers nor a date, a time, an item's mark or in a name.

    A number vouches for itself as it is said, with its unit; bare only at the end of a line or of a table's cell.
    """
    left = _folded(text)
    for name in sorted({_folded(str(name)) for name in names}, key=len, reverse=True):
        if any(letter.isalpha() for letter in name):
            left = _blanked(left, re.compile(_alone(name)))
    left = _blanked(left, _NO_QUANTITIES)
    left = _MIDDLE_ITEM.sub(_unless_in_brackets, left)
    for pattern in _patterns(numbers):
        left = _blanked(left, pattern)
    return [quote for _place, quote in sorted({*_in_digits(left), *_in_words(left)})]


def _folded(text):
    """The same length: Arabic digits for every other kind, one kind of space."""
    return "".join(_plain(character) for character in thai_text.arabic_digits(text))


def _plain(character):
    if "0" <= character <= "9":
        return character
    value = unicodedata.numeric(character, None)
    if value is not None:
        # Halves, superscripts and circled numbers are no way round the rule; only whole ones below ten have a digit.
        return str(int(value)) if value in range(10) else "9"
    return " " if character in "\u00a0\u2007\u2009\u202f" else character


def _patterns(numbers):
    """How the numbers may be said, longest first; then bare."""
    forms = sorted({_folded(form) for number in numbers for form in number.forms}, key=len, reverse=True)
    bare = sorted({_folded(form) for number in numbers for form in number.bare_forms}, key=len, reverse=True)
    yield from (re.compile(_alone(form)) for form in forms)
    yield from (re.compile(_alone(form) + _END_OF_CELL, re.MULTILINE) for form in bare)


def _alone(form):
    """The form, not as a part of a larger number nor of a longer unit (ใบ in ใบรับรอง)."""
    pattern = re.escape(form)
    if form[0].isdigit():
        pattern = _NO_DIGIT_BEFORE + pattern
    if form[-1].isdigit():
        return pattern + _NO_DIGIT_AFTER + rf"(?!\s?(?:{_MAGNITUDES}|%))"
    rests = {
        longer[len(unit) :]
        for unit in KIND_OF
        if form.endswith(unit)
        for longer in KIND_OF
        if longer.startswith(unit) and longer != unit
    }
    return pattern + (f"(?!{'|'.join(map(re.escape, sorted(rests)))})" if rests else "")


def _blanked(text, pattern):
    return pattern.sub(lambda found: _BLANK * len(found.group()), text)


def _unless_in_brackets(found):
    """ "2) " in a line is the mark of an item, unless the bracket closes one opened before."""
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return found.group() if line.count("(") > line.count(")") else _BLANK * len(found.group())


def _in_digits(text):
    return ((found.start(), found.group()) for found in _IN_DIGITS.finditer(text))


def _in_words(text):
    yield from ((one.start, text[one.start : one.end]) for one in numbers_of(text) if one.in_words)
    yield from ((found.start(), found.group()) for found in _IN_WORDS.finditer(text))
