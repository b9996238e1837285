"""Finding figures: a number, its unit, how it binds and what it is per. What role it plays is decided elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from buranakan.policy.reading import comparisons, numbers, traps, unit_words, units
from buranakan.policy.reading.numbers import Number
from buranakan.policy.reading.units import Unit

_PERCENT_BEFORE = re.compile(r"ร้อยละ\s*(?:ประมาณ|กว่า)?\s*$")
_QUANTIFIED_BEFORE = re.compile(r"(?:จำนวน|เป็นจำนวน|รวม|ทั้งสิ้น)\s*$")
# Ten thousand million millions: longer rows of digits are numbers of documents, not amounts.
_NO_SUCH_AMOUNT = 10**16
_SECOND_END = re.compile(r"\s*(?:-|ถึง)\s*(?:ร้อยละ\s*)?(?=\d)")


@dataclass(frozen=True)
class Found:
    """A figure with its place in the folded text."""

    start: int
    end: int
    value: int | Decimal
    high: int | Decimal | None
    unit: str
    kind: str
    per: str | None
    comparison: str


def figures(text: str) -> Iterator[Found]:
    """Every figure in order of place."""
    end = 0
    for number in numbers.numbers(text):
        if number.start < end:
            continue
        found = _figure(text, number)
        if found and not traps.holds(text, number.start):
            end = found.end
            yield found


def _figure(text: str, number: Number) -> Found | None:
    percent = _PERCENT_BEFORE.search(text, max(0, number.start - 20), number.start)
    start = percent.start() if percent else number.start
    said_before, start = comparisons.before(text, start)
    quantified = number.grouped or said_before != comparisons.EXACTLY or _is_quantified(text, start)
    unit = units.after(text, number, percent=percent is not None, quantified=quantified)
    if unit is None or number.low >= _NO_SUCH_AMOUNT:
        return None
    number, unit = _with_second_end(text, number, unit)
    per, begins = units.per(text, start=start, end=unit.end)
    if begins < start and said_before == comparisons.EXACTLY:  # ไม่เกินรายละ 10 ไร่
        said_before, begins = comparisons.before(text, begins)
        start = start if said_before == comparisons.EXACTLY else begins
    comparison, end = comparisons.of(number, text, said_before=said_before, end=unit.end)
    return Found(
        start=start,
        end=end,
        value=_times(number.low, unit),
        high=None if number.high is None else _times(number.high, unit),
        unit=unit.name,
        kind=unit.kind,
        per=per,
        comparison=comparison,
    )


def _is_quantified(text: str, start: int) -> bool:
    return _QUANTIFIED_BEFORE.search(text, max(0, start - 20), start) is not None


def _with_second_end(text: str, number: Number, unit: Unit) -> tuple[Number, Unit]:
    """ "5,000 บาท - 50,000 บาท": the unit said at both ends of a range."""
    joined = None if number.high is not None else _SECOND_END.match(text, unit.end)
    if not joined or not numbers.begins_at(text, joined.end()):
        return number, unit
    second = numbers.at(text, joined.end())
    second_unit = units.after(text, second, percent=unit.kind == unit_words.SHARE, quantified=False)
    if second_unit is None or second_unit.name != unit.name or second.high is not None or second.low <= number.low:
        return number, unit
    return Number(number.start, second.end, number.low, second.low, magnitude=number.magnitude), second_unit


def _times(value: int | Decimal, unit: Unit) -> int | Decimal:
    return numbers.whole(Decimal(value) * unit.factor)
