"""Numbers kept as whole hundredths of their unit: read from what people type, and written back."""

from buranakan.lib import money, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _

IN_ONE = 100
_MONEY_WORDS = ("บาท", "baht", "thb", "฿")


def parse(text: str, *, is_money: bool = False) -> int:
    """Hundredths, exactly: "1,234.5", "๒.๕ ล้าน"; with words of money only where money is asked for. No rounding."""
    if is_money:
        return money.parse_baht(text)
    written = thai_text.clean(text).casefold()
    if any(word in written for word in _MONEY_WORDS):
        raise RuleBroken(
            "number_is_money", _("“%(text)s” is an amount of money, but a number is asked for here."), text=text[:40]
        )
    try:
        return money.parse_baht(written)
    except RuleBroken as refusal:
        raise _of_number(refusal, text) from None


def write(hundredths: int) -> str:
    """1,234.5 of 123450: what `parse` reads back."""
    text = money.format_baht(hundredths)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_number(refusal: RuleBroken, text: str) -> RuleBroken:
    """The same refusal without speaking of money."""
    if refusal.code == "money_finer_than_satang":
        return RuleBroken("number_too_fine", _("“%(text)s” has too many decimals. Write at most two."), text=text[:40])
    if refusal.code == "money_too_large":
        return RuleBroken("number_too_large", _("“%(text)s” is too large a number."), text=text[:40])
    return RuleBroken(
        "number_not_understood",
        _("“%(text)s” was not understood as a number. Write it like 1,234.5."),
        text=text[:40],
    )
