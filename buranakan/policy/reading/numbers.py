"""Numbers as Thai writes them: digits, digits with a magnitude (1.2 พันล้าน), ranges, and words (สามแสน)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_MAGNITUDES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_MILLION = 1_000_000
_DIGIT_WORDS = {
    "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
# "สองพันธมิตร" and "สามล้านนา" hold no thousands and no millions.
_DIGIT_WORD, _MAGNITUDE_WORD = "|".join(_DIGIT_WORDS), "|".join(_MAGNITUDES).replace("พัน", "พัน(?!ธ)")

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# Not in the middle of another number, nor of a Latin word (S4) or a name with a hyphen (โควิด-19).
_DIGIT_RUN = re.compile(r"\d+")
_IN_DIGITS = re.compile(rf"(?<!\d)(?<!\d[.,:/])(?<![A-Za-z])(?<![A-Za-zก-๎]-){_DIGITS}")
# At least one digit word or more than one magnitude, or else a word before that says it is about a size: กว่าร้อยคน.
_IN_WORDS = re.compile(
    rf"(?:(?:{_DIGIT_WORD})(?:{_MAGNITUDE_WORD})+)+(?:{_DIGIT_WORD})?"
    rf"|(?:(?<=กว่า)|(?<=เกือบ)|(?<=ประมาณ)(?<!งบประมาณ)|(?<=ราว))(?!ร้อยละ)(?:{_MAGNITUDE_WORD})+"
    r"|(?<!หลาย)(?<!นับ)(?<!เรือน)(?:สิบ|ร้อย|พัน|หมื่น|แสน)ล้าน(?=\s*บาท)"
)
_WORD = re.compile(f"{_DIGIT_WORD}|{_MAGNITUDE_WORD}")

_MAGNITUDE_AFTER = re.compile(r"\s*(?P<words>(?:สิบ|ร้อย|พัน|หมื่น|แสน)?(?:ล้าน)+|หมื่น|แสน)")
# "2 พันธมิตร" and "3 ร้อยเอ็ด" hold no thousands or hundreds: the small ones stand alone or before what is counted.
_SMALL_MAGNITUDE_AFTER = re.compile(
    r"\s*(?P<words>สิบ|ร้อย|พัน)(?=กว่า|เศษ|\s|[^ก-๎]|$|บาท|คน|ราย|กิจการ|กลุ่ม|แห่ง|ผลิตภัณฑ์|ครัวเรือน|โรงงาน|ธุรกิจ|ชิ้น|ไร่|ตัน)"
)
# "1 ล้าน 5 แสน", "1 หมื่น 5 พันล้าน": a second part, smaller than the first.
_SECOND_PART = re.compile(r"\s*(?P<digits>\d)\s*(?P<word>สิบ|ร้อย|พัน|หมื่น|แสน)(?P<millions>ล้าน)?(?=\s*บาท|\s*คน|\s*ราย)")
_RANGE = re.compile(rf"(?:\s*%)?\s*(?:-|ถึง|~)\s*(?:ร้อยละ\s*)?(?P<digits>{_DIGITS})(?![\d/:])")
_MORE_AFTER = re.compile(r"\s*กว่า(?=\s*[ก-ฮเ-ไ%])(?!\s*(?:จะ|ที่|เดิม|ปกติ))")


@dataclass(frozen=True)
class Number:
    """A number or range as found, with its place in the folded text."""

    start: int
    end: int
    low: int | Decimal
    high: int | Decimal | None = None
    more: bool = False  # "100 กว่าคน"
    magnitude: int = 1
    in_words: bool = False
    grouped: bool = False  # written with thousands separators: never an ordinal, a year or a house number


def numbers(text: str) -> Iterator[Number]:
    """Every number in order of place; a range is one number."""
    end = 0
    in_digits = [run.start() for run in _DIGIT_RUN.finditer(text) if _IN_DIGITS.match(text, run.start())]
    for start in sorted([*in_digits, *(words.start() for words in _IN_WORDS.finditer(text))]):
        if start >= end:
            number = at(text, start)
            end = number.end
            yield number


def begins_at(text: str, place: int) -> bool:
    """Whether a number in digits begins here: not so in the middle of a word with a hyphen."""
    return _IN_DIGITS.match(text, place) is not None


def at(text: str, start: int) -> Number:
    in_digits = _IN_DIGITS.match(text, start)
    if in_digits is None:
        found = _IN_WORDS.match(text, start)
        assert found is not None  # noqa: S101 - only called where one of the two patterns was found
        return Number(start, found.end(), whole(_value_of_words(found.group())), in_words=True)
    return _digits_at(text, in_digits)


def _digits_at(text: str, found: re.Match[str]) -> Number:
    low, end = _value(found.group()), found.end()
    low_magnitude, end = _magnitude(text, end)
    low, low_magnitude, end = _with_second_part(text, low, low_magnitude, end)
    high, magnitude = None, low_magnitude
    if further := _RANGE.match(text, end):
        high_digits = _value(further.group("digits"))
        magnitude, range_end = _magnitude(text, further.end())
        # "3-5 ล้าน" lends its magnitude to the lower end; "500 - 1 ล้าน" does not.
        lent = magnitude if low_magnitude == 1 and low < high_digits else low_magnitude
        if low * lent < high_digits * magnitude:
            low_magnitude, high, end = lent, whole(high_digits * magnitude), range_end
    more = _MORE_AFTER.match(text, end)
    return Number(
        found.start(),
        more.end() if more else end,
        whole(low * low_magnitude),
        high,
        more=more is not None,
        magnitude=low_magnitude,
        grouped="," in found.group(),
    )


def _with_second_part(text: str, low: Decimal, magnitude: int, end: int) -> tuple[Decimal, int, int]:
    second = _SECOND_PART.match(text, end) if magnitude > 1 else None
    if not second or _MAGNITUDES[second.group("word")] >= magnitude:
        return low, magnitude, end
    total = low * magnitude + _value(second.group("digits")) * _MAGNITUDES[second.group("word")]
    return total * (_MILLION if second.group("millions") else 1) / magnitude, magnitude, second.end()


def whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value.normalize()


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _magnitude(text: str, place: int) -> tuple[int, int]:
    found = _MAGNITUDE_AFTER.match(text, place) or _SMALL_MAGNITUDE_AFTER.match(text, place)
    if not found:
        return 1, place
    product = 1
    for word in _WORD.findall(found.group("words")):
        product *= _MAGNITUDES[word]
    return product, found.end()


def _value_of_words(words: str) -> Decimal:
    total = part = digit = 0
    for word in _WORD.findall(words):
        if word in _DIGIT_WORDS:
            digit = _DIGIT_WORDS[word]
        elif _MAGNITUDES[word] == _MILLION:
            total, part, digit = (total + part + digit or 1) * _MILLION, 0, 0
        else:
            part, digit = part + (digit or 1) * _MAGNITUDES[word], 0
    return Decimal(total + part + digit)
