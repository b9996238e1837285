"""Where a thought ends: Thai has no full stop, so paragraphs, list marks and the words that open a new thought."""

import re
from bisect import bisect_left, bisect_right

# Words that open a new thought after a space. What was said before them says nothing about the numbers behind them.
_OPENERS = (
    "ทั้งนี้ นอกจากนี้ นอกจากนั้น อีกทั้ง ขณะที่ ขณะเดียวกัน ในขณะที่ อย่างไรก็ตาม อย่างไรก็ดี ดังนั้น สำหรับ ด้าน "
    "โอกาสนี้ ในโอกาสนี้ ตลอดจน ล่าสุด ปัจจุบัน รวมทั้งยัง นอกจาก ตั้งแต่ปี อย่างเช่น"
).split()
_SPEECH = "กล่าวว่า|เปิดเผยว่า|เผยว่า|ระบุว่า|กล่าวเพิ่มเติมว่า|กล่าวเสริมว่า|กล่าวต่อว่า|กล่าวทิ้งท้าย"
_BREAK = re.compile(
    r"\n|(?:(?<=\s)|(?<=^))(?:\(?\d{1,2}(?:\.\d{1,2})?\)|\d{1,2}\.(?!\d))"
    rf"|(?<=\s)(?:{'|'.join(_OPENERS)}|ส่วน(?!ลด|ใหญ่|หนึ่ง|ราชการ|ต่าง|รวม|แบ่ง|ร่วม|ตัว|กลาง|ภูมิภาค|ประกอบ))|{_SPEECH}|[“\"]\s*(?=\n)|[;!?]"
)


# Text copied from a page is broken at the page's width: such a line end ends nothing.
_WIDEST_PAGE, _NARROWEST_PAGE, _FULL = 130, 50, 0.8


class Clauses:
    """The breaks of a text, to ask how far the thought around a place reaches."""

    def __init__(self, text: str) -> None:
        self._text = text
        full = _full_line(text)
        self._breaks = [
            found.start()
            for found in _BREAK.finditer(text)
            if found.group() != "\n" or full is None or found.start() - text.rfind("\n", 0, found.start()) <= full
        ]

    def start(self, place: int, *, reach: int) -> int:
        at = bisect_right(self._breaks, place) - 1
        nearest = self._breaks[at] if at >= 0 else 0
        return max(nearest, place - reach, 0)

    def end(self, place: int, *, reach: int) -> int:
        at = bisect_left(self._breaks, place)
        nearest = self._breaks[at] if at < len(self._breaks) else len(self._text)
        return min(nearest, place + reach, len(self._text))

    def paragraph(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1


def _full_line(text: str) -> int | None:
    """From how many characters on a line was broken by a page's width; None where lines are paragraphs."""
    longest = max(map(len, text.split("\n")))
    return max(_NARROWEST_PAGE, int(longest * _FULL)) if longest <= _WIDEST_PAGE else None
