"""How a figure binds: more than, at least, about, at most, up to, or exactly the number said."""

import re

from buranakan.policy.reading.numbers import Number

MORE_THAN, AT_LEAST, ABOUT, AT_MOST, UP_TO, EXACTLY = "more_than", "at_least", "about", "at_most", "up_to", "exactly"

# Longer sayings first: "ไม่น้อยกว่า" holds "กว่า", "สูงสุดไม่เกิน" holds "สูงสุด".
_SAYINGS = (
    (AT_LEAST, "ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่ต่ำว่า|อย่างน้อย|อย่างต่ำ|(?<!ค่าแรง)(?<!ค่าจ้าง)ขั้นต่ำ"),
    # "Fewer than" binds from above: the nearest of the six is at most.
    (AT_MOST, "(?:สูงสุด)?ไม่เกิน(?:กว่า)?|ไม่มากกว่า|ไม่สูงกว่า|(?<!ขึ้น)(?<!ลง)(?<!เป็น)อย่างมาก|น้อยกว่า|ต่ำกว่า"),
    (MORE_THAN, "(?:มาก|เกิน|สูง)กว่า|กว่า|เกิน"),
    # Not the end of another word: งบประมาณ, เรื่องราว, คราว.
    (ABOUT, "(?<!งบ)ประมาณ(?:การ)?|(?<!เรื่อง)(?<!ค)ราว(?: ?ๆ)?|เกือบ|ใกล้เคียง|เฉียด"),
    (UP_TO, "สูงสุด(?:ถึง)?|มากสุด(?:ถึง)?|ได้ถึง"),
)
_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{kind}>{sayings})" for kind, sayings in _SAYINGS) + r")\s*(?:จำนวน|ถึง|ที่|อีก)?\s*$"
)
_AT_LEAST_AFTER = re.compile(r"\s*ขึ้นไป")
_REACH = 26


def before(text: str, start: int) -> tuple[str, int]:
    """The comparison said right before a place, and where its words begin."""
    window = max(0, start - _REACH)
    if found := _BEFORE.search(text, window, start):
        return str(found.lastgroup), found.start()
    return EXACTLY, start


def of(number: Number, text: str, *, said_before: str, end: int) -> tuple[str, int]:
    """The comparison all told, and where its words end: some stand behind the unit (100 คนขึ้นไป)."""
    if found := _AT_LEAST_AFTER.match(text, end):
        return AT_LEAST, found.end()
    if number.more and said_before == EXACTLY:
        return MORE_THAN, end
    return said_before, end
