"""Identity numbers of people and enterprises: tidied, checked, shown and masked."""

import re
from types import ModuleType

from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.th import moa, pin

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken, allows
from buranakan.lib.words import _

CITIZEN_DIGITS = 13
COMMUNITY_ENTERPRISE_DIGITS = 12
# No province has the code 00, so a number with it belongs to nobody although its check digit is right.
_NO_PROVINCE = "00"
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_./]+")
_MAYBE_CITIZEN_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ \-\u2010-\u2015.]?[0-9]){12}(?![0-9])")


def citizen_number(text: str) -> str:
    """Thirteen digits. Numbers that start with 0 are not citizens'; people without one take another path."""
    return _thirteen_digits(text, kind=pin)


def holds_citizen_number(text: str) -> bool:
    """Does a free text hold one, however it is written? Free text is not sealed, so none may stand in it."""
    found = _MAYBE_CITIZEN_NUMBER.findall(thai_text.arabic_digits(thai_text.clean(text)))
    return any(allows(citizen_number, number) for number in found)


def juristic_number(text: str) -> str:
    """Thirteen digits that start with 0, as the company registry gives them."""
    return _thirteen_digits(text, kind=moa)


def community_enterprise_number(text: str) -> str:
    """Twelve digits. This number has no check digit, so only its length can be wrong."""
    return _digits(text, count=COMMUNITY_ENTERPRISE_DIGITS)


def format_citizen_number(number: str) -> str:
    return pin.format(number)


def format_community_enterprise_number(number: str) -> str:
    """As the register prints it: region-province-district-subdistrict/type-running number."""
    return f"{number[0]}-{number[1:3]}-{number[3:5]}-{number[5:7]}/{number[7]}-{number[8:]}"


def mask_citizen_number(number: str) -> str:
    """Only the last three digits, enough to tell two people apart on one screen: x-xxxx-xxxxx-45-8."""
    return f"x-xxxx-xxxxx-{number[-3:-1]}-{number[-1]}"


def made_up_citizen_number(serial: int) -> str:
    """A number for demonstrations that passes the check and can belong to nobody."""
    return _with_check_digit("1", serial=serial)


def made_up_juristic_number(serial: int) -> str:
    """A registration number for demonstrations that passes the check and can belong to no company."""
    return _with_check_digit("0", serial=serial)


def is_made_up(number: str) -> bool:
    return number[1:3] == _NO_PROVINCE


def _thirteen_digits(text: str, *, kind: ModuleType) -> str:
    number = _digits(text, count=CITIZEN_DIGITS)
    try:
        kind.validate(number)
    except InvalidComponent:
        if kind is pin:
            raise RuleBroken(
                "citizen_number_first_digit", _("A citizen number starts with a digit from 1 to 8.")
            ) from None
        raise RuleBroken("juristic_number_first_digit", _("A juristic person's number starts with 0.")) from None
    except InvalidChecksum:
        raise RuleBroken(
            "number_check_digit",
            _("The last digit does not fit the others. Check the number for a slip of the finger."),
        ) from None
    return number


def _digits(text: str, *, count: int) -> str:
    number = _SEPARATORS.sub("", thai_text.arabic_digits(thai_text.clean(text)))
    if not number:
        raise RuleBroken("number_missing", _("Write the number. It has %(count)s digits."), count=count)
    if not re.fullmatch("[0-9]+", number):
        raise RuleBroken("number_not_digits", _("The number may only have digits, and spaces or dashes between them."))
    if len(number) != count:
        raise RuleBroken(
            "number_length",
            _("This number has %(count)s digits; %(written)s were written."),
            count=count,
            written=len(number),
        )
    return number


def _with_check_digit(first: str, *, serial: int) -> str:
    if not 0 <= serial < 10**9:
        raise ValueError(f"The serial number {serial} does not fit in nine digits.")
    twelve = f"{first}{_NO_PROVINCE}{serial:09d}"
    return twelve + pin.calc_check_digit(twelve)
