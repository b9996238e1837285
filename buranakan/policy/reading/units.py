"""What a number counts, what it is per, and what it must be multiplied by. The words are in `unit_words`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from buranakan.lib.money import BAHT
from buranakan.policy.reading import unit_words
from buranakan.policy.reading.numbers import Number
from buranakan.policy.reading.unit_words import KIND_OF, MONEY, OTHER, PERCENT, SHARE

# Without "บาท" a size in millions is money only where money is spoken of: มูลค่า 4.2 พันล้าน.
_SPOKEN_OF_MONEY = re.compile("มูลค่า|วงเงิน|งบ|เงิน|ลงทุน|ทุ่ม|รายได้|ยอดขาย|ราคา|ทุน|เศรษฐกิจ|หนี้|สินเชื่อ|ส่งออก|นำเข้า")
_MONEY_REACH, _MILLION = 45, 1_000_000
# Of the words that are a part of a text when there are few, so many are counted.
_MANY = 10

_CURRENCY_BEFORE = re.compile(r"(?:(?P<dollars>(?:US)?\$|USD)|(?P<baht>฿|THB))\s*$")
_DOLLARS = "ดอลลาร์สหรัฐ"
# 45,000.- is how invoices write baht.
_BAHT_AFTER = re.compile(r"\s*(?:\.-\s*)?(?:บาท|(?P<million>ลบ\.(?!\s?ม\.)))|\.-(?!\d)")
_PERCENT_AFTER = re.compile(r"\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์)")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _words(words: Iterable[str]) -> str:
    """Any of these, but none that begins another word."""
    return "|".join(
        re.escape(word) + (f"(?!{unit_words.NOT_BEFORE[word]})" if word in unit_words.NOT_BEFORE else "")
        for word in sorted(words, key=len, reverse=True)
    )


# "ร้อยละ" stands before its number: behind one it begins the next figure.
_KNOWN_AFTER = re.compile(rf"\s*(?P<word>{_words(word for word in KIND_OF if word != PERCENT)})")
_FREE_AFTER = re.compile(rf"\s*(?P<word>{_words(unit_words.FREE_KIND_OF)})(?=[^ก-๎]|$|{_any_of(unit_words.MAY_FOLLOW)})")
_FEW_AFTER = re.compile(rf"\s*(?P<word>{_any_of(unit_words.PARTS_WHEN_FEW)})(?!นอน|น้ำ|ครัว|เป้าหมาย)")
_STRUCTURAL_AFTER = re.compile(rf"\s*(?:{_any_of(unit_words.STRUCTURAL)})")
_UNKNOWN_AFTER = re.compile(
    r"\s*(?P<word>(?!หรือ|และ|ถึง|จาก|เป็น|ใน)[ก-ฮเ-ไ][ก-๎]{1,19}(?![ก-๎])|[A-Za-z][A-Za-z]{1,19}(?![A-Za-z0-9]))"
)

# "รายละ", "ถุงละ", "ลิตรละ": whatever is counted may be what an amount is for, and so may spans of time.
_SPANS = ("ปี", "เดือน", "สัปดาห์", "วัน", "ชั่วโมง", "งวด", "หัว", "ไตรมาส", "ห้อง")
_EACH_WORDS = _any_of(word for word in {*KIND_OF, *unit_words.FREE_KIND_OF, *_SPANS} if word not in (BAHT, PERCENT))
# Behind "ต่อ" only what is short enough to be one: "ต่อยอดธุรกิจ" is no "per".
_PER_AFTER = re.compile(rf"\s*(?:/|ต่อ)\s*(?P<word>{_EACH_WORDS})(?!ยอด|ไป|ละ|หน้า)")
_PER_BEFORE = re.compile(
    rf"(?P<word>{_EACH_WORDS})ละ\s*(?:ไม่เกิน|ประมาณ|ไม่น้อยกว่า|กว่า|สูงสุด|เพียง|เริ่มต้น)?\s*(?:จำนวน)?\s*$"
)


@dataclass(frozen=True)
class Unit:
    """A unit as found beside a number, and what the number must be multiplied by."""

    name: str
    kind: str
    end: int
    factor: int = 1


def after(text: str, number: Number, *, percent: bool, quantified: bool) -> Unit | None:
    """The unit of a number. `quantified`: the words before say that a count follows, so an unknown word is taken."""
    end = number.end
    found = _PERCENT_AFTER.match(text, end)
    if percent or found:
        return Unit(PERCENT, SHARE, found.end() if found else end)
    if found := _BAHT_AFTER.match(text, end):
        return Unit(BAHT, MONEY, found.end(), _MILLION if found.group("million") else 1)
    # The longer of two words is meant: เหรียญทอง is no เหรียญ, เที่ยวบิน no เที่ยว.
    known, free = _KNOWN_AFTER.match(text, end), _FREE_AFTER.match(text, end)
    if known and (not free or known.end() >= free.end()):
        return Unit(known.group("word"), KIND_OF[known.group("word")], known.end())
    if found := free:
        return Unit(found.group("word"), unit_words.FREE_KIND_OF[found.group("word")], found.end())
    if found := _FEW_AFTER.match(text, end):
        word = found.group("word")
        is_counted = quantified or number.low >= _MANY
        return Unit(word, unit_words.PARTS_WHEN_FEW[word], found.end()) if is_counted else None
    if _STRUCTURAL_AFTER.match(text, end):
        return None
    return _of_money(text, number) or (_unknown(text, end) if quantified else None)


def _of_money(text: str, number: Number) -> Unit | None:
    currency = _CURRENCY_BEFORE.search(text, max(0, number.start - 6), number.start)
    if currency:
        return Unit(_DOLLARS if currency.group("dollars") else BAHT, MONEY, number.end)
    nearby = (max(0, number.start - _MONEY_REACH), number.end + _MONEY_REACH)
    if number.magnitude >= _MILLION and _SPOKEN_OF_MONEY.search(text, *nearby):
        return Unit(BAHT, MONEY, number.end)
    return None


def _unknown(text: str, end: int) -> Unit | None:
    found = _UNKNOWN_AFTER.match(text, end)
    return Unit(found.group("word"), OTHER, found.end()) if found else None


def per(text: str, *, start: int, end: int) -> tuple[str | None, int]:
    """What the figure is per, said before it (รายละ) or behind it (ต่อราย), and where figure and saying begin."""
    if before := _PER_BEFORE.search(text, max(0, start - 40), start):
        return before.group("word"), before.start()
    words = []
    while found := _PER_AFTER.match(text, end):
        words.append(found.group("word"))
        end = found.end()
    return "/".join(words) or None, start
