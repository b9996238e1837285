"""Money is a whole number of satang; here it is read from text, written and put into words."""

import re

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _

BAHT = "บาท"  # the unit, as announcements write it and figures carry it
SATANG_IN_A_BAHT = 100
SATANG_IN_A_MILLION_BAHT = 100_000_000
# Far above any budget, far below what a 64-bit column of satang holds, so that sums of amounts fit too.
LARGEST = 10**15 * SATANG_IN_A_BAHT
_LONGEST_TEXT = 80

_SCALES = {
    "": 1,
    "พัน": 10**3,
    "หมื่น": 10**4,
    "แสน": 10**5,
    "ล้าน": 10**6,
    "million": 10**6,
    "พันล้าน": 10**9,
    "ล้านล้าน": 10**12,
}
_AMOUNT = re.compile(
    r"(?P<minus>[-\u2212(]|ลบ)? ?(?:฿|thb|บาท)? ?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))? ?"
    r"(?P<scale>พันล้าน|ล้านล้าน|ล้าน|แสน|หมื่น|พัน|million)? ?"
    r"(?:บาท(?:ถ้วน)?|baht|thb|\.-|/-)?(?P<close>\))?"
)

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def parse_baht(text: str) -> int:
    """Satang, exactly: "9.15 ล้านบาท", "9,150,000", "๙,๑๕๐,๐๐๐.๕๐ บาท", "(1,200.-)". No rounding, ever."""
    written = thai_text.arabic_digits(thai_text.clean(text)).casefold()
    amount = _AMOUNT.fullmatch(written) if len(written) <= _LONGEST_TEXT else None
    if amount is None or (amount["minus"] == "(") != bool(amount["close"]):
        raise RuleBroken(
            "money_not_understood",
            _("“%(text)s” was not understood as an amount of money. Write it like 9,150,000.50 or 9.15 ล้านบาท."),
            text=text[:_LONGEST_TEXT],
        )
    part = amount["part"] or ""
    scale = _SCALES[amount["scale"] or ""]
    # 1.500 could be one and a half or fifteen hundred, so a plain number may not have three decimals, even zeros.
    one: int = 10 ** len(part)
    satang, too_fine = divmod(int(amount["whole"].replace(",", "") + part) * scale * SATANG_IN_A_BAHT, one)
    if too_fine or (scale == 1 and len(part) > 2):
        raise RuleBroken(
            "money_finer_than_satang",
            _("“%(text)s” is finer than a satang. Write at most two decimals of a baht."),
            text=text,
        )
    if satang > LARGEST:
        raise RuleBroken("money_too_large", _("“%(text)s” is more money than this system can hold."), text=text)
    return -satang if amount["minus"] else satang


def format_baht(satang: int, *, always_satang: bool = False, thai_digits: bool = False) -> str:
    """9,150,000 or 9,150,000.50; a whole amount shows its satang only when asked to, as columns of figures do."""
    baht, rest = divmod(abs(satang), SATANG_IN_A_BAHT)
    text = f"{baht:,}.{rest:02d}" if rest or always_satang else f"{baht:,}"
    return _dressed(text, minus=satang < 0, thai_digits=thai_digits)


def format_million_baht(
    satang: int, *, decimals: int = 2, fixed_decimals: bool = False, thai_digits: bool = False
) -> str:
    """9.15 for 9,150,000 baht, halves rounded up. What is not nothing never reads 0: small sums get more decimals."""
    rounded = _rounded_millions(satang, decimals=decimals)
    while satang and not rounded:
        decimals += 1
        rounded = _rounded_millions(satang, decimals=decimals)
    whole, part = divmod(rounded, 10**decimals)
    text = f"{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")
    if decimals and not fixed_decimals:
        text = text.rstrip("0").rstrip(".")
    return _dressed(text, minus=satang < 0, thai_digits=thai_digits)


def baht_in_words(satang: int) -> str:
    """Thai words, as official papers write them: เก้าล้านหนึ่งแสนห้าหมื่นบาทถ้วน."""
    if not satang:
        return "ศูนย์บาทถ้วน"
    baht, rest = divmod(abs(satang), SATANG_IN_A_BAHT)
    words = "ลบ" if satang < 0 else ""
    if baht:
        words += _number_in_words(baht) + "บาท"
    return words + (_number_in_words(rest) + "สตางค์" if rest else "ถ้วน")


def _rounded_millions(satang: int, *, decimals: int) -> int:
    """Units of the last decimal shown, halves away from zero."""
    units: int = 10**decimals
    return (abs(satang) * units * 2 + SATANG_IN_A_MILLION_BAHT) // (2 * SATANG_IN_A_MILLION_BAHT)


def _dressed(text: str, *, minus: bool, thai_digits: bool) -> str:
    text = f"-{text}" if minus else text
    return thai_text.thai_digits(text) if thai_digits else text


def _number_in_words(number: int) -> str:
    """Groups of six digits, each group above the last followed by ล้าน."""
    millions, rest = divmod(number, 10**6)
    words = _number_in_words(millions) + "ล้าน" if millions else ""
    return words + _group_in_words(rest, is_first=not millions)


def _group_in_words(number: int, *, is_first: bool) -> str:
    words = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if place == 1 and digit in (1, 2):
            words += "สิบ" if digit == 1 else "ยี่สิบ"
        elif place == 0 and digit == 1 and (words or not is_first):
            words += "เอ็ด"
        elif digit:
            words += _DIGITS[digit] + _PLACES[place]
    return words
