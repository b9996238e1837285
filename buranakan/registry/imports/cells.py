"""Cells of lists as people fill them: numbers that Excel mangled, dates of both eras, amounts, legal forms. Pure."""

import datetime as dt
import re
from functools import lru_cache

from buranakan.lib import ids, money, phones, thai_dates, thai_text
from buranakan.lib.fiscal import BUDDHIST_ERA
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular.sheets import DAMAGED, Cell, is_nothing, written
from buranakan.lib.words import _

# The days that Excel counts from; only counts of a plausible day are taken for one.
_EXCEL_ZERO = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")
_SHORT_YEAR = re.compile("[^0-9]([0-9]{2})$")
_PHONE_WORDS = re.compile("^(?:โทรศัพท์|เบอร์โทร|โทร|มือถือ|เบอร์|tel|phone|mobile)[ .:]*", re.IGNORECASE)
_SHELL = re.compile(r"^(?:=\"|'|`)|\"$")
_JURISTIC = re.compile("0[0-9]{12}")
_LOST_ZERO = re.compile("[1-9][0-9]{11}")
# Mobile numbers begin with 06, 08 or 09 and have ten digits, fixed lines with 02 to 07 and have nine.
_PHONE_WITHOUT_ZERO = re.compile("[689][0-9]{8}|[2-7][0-9]{7}")
_BETWEEN_PHONES = re.compile(r"[,;/]|\bต่อ\b|และ|หรือ|ext\.?")
_FACTORS = tuple(range(13, 1, -1))
MILLION, THOUSAND = "ล้านบาท", "พันบาท"


def text(cell: Cell, *, longest: int) -> str:
    """One line of text; refuses what can't be read and what is too long to be kept."""
    line = written(cell)
    if DAMAGED in line:
        raise RuleBroken(
            "text_damaged",
            _("Some characters of this cell can't be read. Correct the cell, or save the list anew as UTF-8."),
        )
    if len(line) > longest:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=longest)
    return "" if is_nothing(line) else line


def juristic_number(cell: Cell) -> str:
    """Thirteen digits, also where a spreadsheet took the leading zero away."""
    number = digits(cell)
    if _LOST_ZERO.fullmatch(number) and _fits("0" + number):
        return "0" + number
    if _JURISTIC.fullmatch(number) and _fits(number):
        return number
    return ids.juristic_number(number)


def digits(cell: Cell) -> str:
    """A number as it was written, out of what spreadsheets make of numbers: floats, 1.1E+12, ="0105…", '0105…."""
    if isinstance(cell, bool | dt.date | dt.time):
        raise _not_digits()
    line = thai_text.arabic_digits(_SHELL.sub("", written(cell)))
    if _SCIENTIFIC.fullmatch(line):
        return _unfolded(line)
    return re.sub(r"\.0+$", "", line)


def day(cell: Cell, *, year: int = 0) -> dt.date:
    """A day of either era, as text, as Excel's own date, or as the number Excel keeps a date as.

    `year` is the Buddhist year that the list's title names: then 25/12/58 has only one meaning.
    """
    if isinstance(cell, dt.date):  # or a moment, of which a spreadsheet means the day that is written in it
        return _in_common_era(cell)
    line = written(cell)
    if line.isdigit() and line.isascii() and len(line) == 5 and int(line) in _EXCEL_DAYS:
        return _EXCEL_ZERO + dt.timedelta(days=int(line))
    line = re.sub(r"[T ]0?0:00(?::00(?:\.0+)?)?$", "", line)
    return _day_of_text(_with_whole_year(line, year) if year else line)


def satang(cell: Cell, *, title: str = "") -> int | None:
    """Satang; None where nothing is written. The heading may say that the column counts in millions."""
    line = written(cell)
    if is_nothing(line):
        return None
    amount = _satang_of_text(line)
    for unit, times in ((MILLION, 10**6), (THOUSAND, 10**3)):
        if unit in title:
            amount = _satang_of_text(f"{line} {unit.removesuffix('บาท')}") if times == 10**6 else amount * times
            break
    if not 0 <= amount <= money.LARGEST:
        raise RuleBroken("amount_negative", _("An amount of capital can't be less than nothing."))
    return amount


@lru_cache(maxsize=4096)
def _day_of_text(line: str) -> dt.date:
    return thai_dates.understand(line).day


@lru_cache(maxsize=4096)
def _satang_of_text(line: str) -> int:
    return money.parse_baht(line)


def _with_whole_year(line: str, year: int) -> str:
    """The two last digits of the title's year, in either era, stand for it."""
    short = _SHORT_YEAR.search(thai_text.arabic_digits(line))
    if short and int(short.group(1)) in {year % 100, (year - BUDDHIST_ERA) % 100}:
        return f"{line[: short.start(1)]}{year}"
    return line


def _in_common_era(found: dt.date) -> dt.date:
    """Excel takes 25/12/2558 for a day of the year 2558 of its own era."""
    if found.year not in thai_dates.BUDDHIST_YEARS:
        return dt.date(found.year, found.month, found.day)
    return _day_of_text(f"{found.day}/{found.month}/{found.year}")


def _unfolded(line: str) -> str:
    """1.05558189338E+11 tells all its digits, 1.06E+11 has lost them."""
    mantissa, _e, power = line.upper().replace("+", "").partition("E")
    whole, _dot, part = mantissa.partition(".")
    if len(part) < int(power) - 1:
        raise RuleBroken(
            "number_rounded",
            _("The spreadsheet shortened this number and lost digits. Format the column as text and write it again."),
        )
    return whole + part.ljust(int(power), "0")[: int(power)]


def _fits(number: str) -> bool:
    """Is the last digit the check digit of the twelve before it?"""
    total = sum(factor * int(digit) for factor, digit in zip(_FACTORS, number, strict=False))
    return (11 - total % 11) % 10 == int(number[12])


def _not_digits() -> RuleBroken:
    return RuleBroken(
        "number_not_digits", _("The number may only have digits, and spaces or dashes between them.")
    )


def citizen_number(cell: Cell) -> str:
    """Thirteen digits, "" where nothing is written."""
    number = digits(cell)
    return "" if is_nothing(number) else ids.citizen_number(number)


def phone(cell: Cell) -> str:
    """Digits from the leading 0, which spreadsheets take away; of several numbers the first. "" where nothing is."""
    line = _PHONE_WORDS.sub("", digits(cell))
    if is_nothing(line):
        return ""
    several = [part for part in _BETWEEN_PHONES.split(line) if part.strip()]
    return phones.phone_number(_with_zero(several[0] if several else line))


def _with_zero(line: str) -> str:
    bare = re.sub("[ -]", "", line)
    return f"0{bare}" if _PHONE_WITHOUT_ZERO.fullmatch(bare) else line
