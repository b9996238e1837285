"""The code of a certificate: made so that nobody guesses it, and read however it was typed. Pure but for chance."""

import re
import secrets

from buranakan.lib import thai_text

# Douglas Crockford's thirty-two: letters that look like digits, and the U of bad words, are left out.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12  # five bits each: sixty bits
GROUP = 4
_LOOK_ALIKES = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212._/]+")


def made():
    """A new code. Of a million certificates one guess in a million millions hits one, so no look-up is limited."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code):
    """In groups that the eye can hold: 7K3M-Q2ZD-90XT."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text):
    """The code that was meant: any case, Thai digits, spaces or dashes, O for 0; "" where it is no code at all."""
    typed = _BETWEEN.sub("", thai_text.arabic_digits(thai_text.clean(text))).upper().translate(_LOOK_ALIKES)
    return typed if len(typed) == LENGTH and set(typed) <= set(ALPHABET) else ""
