"""Thai telephone numbers, as people write them and as they are kept: digits from the leading 0."""

import re

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _

# Mobile numbers have ten digits (06, 08, 09), fixed lines nine (02 to 07): the national numbering plan of the NBTC.
_MOBILE = re.compile("0[689][0-9]{8}")
_FIXED = re.compile("0[2-7][0-9]{7}")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212.()]+")
_COUNTRY = re.compile(r"^(?:\+|00)?660?(?=[2-9])")


def phone_number(text: str) -> str:
    """Digits from the leading 0; +66 81 234 5678, 66-81-234-5678 and ๐๘๑-๒๓๔-๕๖๗๘ are the same number."""
    digits = _digits(text)
    if not (_MOBILE.fullmatch(digits) or _FIXED.fullmatch(digits)):
        raise RuleBroken(
            "phone_not_understood",
            _("Write a Thai telephone number of 9 or 10 digits that starts with 0."),
            field="phone",
        )
    return digits


def is_mobile(number: str) -> bool:
    """Can a kept number receive text messages?"""
    return bool(_MOBILE.fullmatch(number))


def part_of_phone_number(text: str) -> str:
    """The digits somebody looks for, or "" when the text is not only digits and separators."""
    digits = _digits(text)
    return digits if re.fullmatch("[0-9]+", digits) else ""


def shown(number: str) -> str:
    """081-234-5678 or 02-123-4567."""
    head = 3 if len(number) == 10 or not number.startswith("02") else 2
    return f"{number[:head]}-{number[head:-4]}-{number[-4:]}" if number else ""


def _digits(text: str) -> str:
    written = _SEPARATORS.sub("", thai_text.arabic_digits(thai_text.clean(text)))
    return _COUNTRY.sub("0", written)
