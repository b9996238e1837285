"""Application numbers and resume codes: readable, without look-alikes, not to be guessed, checked for slips."""

import re
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from buranakan.calls.models import DRAFT_PREFIX, SUBMITTED_PREFIX
from buranakan.lib import thai_text

# 29 characters: no 0 1 I L O U Z. The count is prime, so that the check finds every single slip and every swap.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXY"
DRAWN = 7  # 29**7: seventeen thousand million numbers a year, of which a few thousand are given
CODE_LENGTH = 8
_NUMBER = re.compile(rf"(?:{SUBMITTED_PREFIX}|{DRAFT_PREFIX})([0-9]{{2}})([{LETTERS}]{{{DRAWN + 1}}})")
_PURPOSE = "buranakan.calls.resume_code"


def new_number(fiscal_year):
    """BK68-7K3M-9QPX: the year, seven drawn characters and the check character."""
    drawn = _draw(DRAWN)
    return _written(f"{fiscal_year % 100:02d}", drawn + check_character(drawn))


def read_number(text):
    """The number as it is kept, from however it was typed; "" where it is none."""
    typed = re.sub("[^0-9A-Z]", "", thai_text.arabic_digits(thai_text.clean(text)).upper())
    found = _NUMBER.fullmatch(typed)
    if found is None or check_character(found[2][:DRAWN]) != found[2][DRAWN]:
        return ""
    return _written(found[1], found[2])


def check_character(drawn):
    """Weighted sum modulo 29; every weight differs, so a swap of two neighbours changes it."""
    return LETTERS[sum(weight * LETTERS.index(one) for weight, one in enumerate(drawn, start=2)) % len(LETTERS)]


def new_resume_code():
    """Eight characters in two groups; kept only as a keyed hash."""
    code = _draw(CODE_LENGTH)
    return f"{code[:4]}-{code[4:]}"


def hashed_code(code, *, reference):
    """What is kept of a resume code: bound to its application, and worth nothing without the server's secret."""
    return _hash(code, reference, settings.SECRET_KEY)


def is_code(code, *, reference, kept):
    """Is this the code? A secret that was changed not long ago still answers."""
    secrets_of_now = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(_hash(code, reference, one), kept) for one in secrets_of_now)


def _hash(code, reference, secret):
    typed = re.sub("[^0-9A-Z]", "", thai_text.arabic_digits(thai_text.clean(code)).upper())
    return salted_hmac(_PURPOSE, f"{reference}:{typed}", secret=secret, algorithm="sha256").hexdigest()


def _draw(count):
    return "".join(secrets.choice(LETTERS) for _place in range(count))


def _written(year, characters):
    return f"{SUBMITTED_PREFIX}{year}-{characters[:4]}-{characters[4:]}"
