"""Whether a promise still says the number of the announcement that it was read from. Pure."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from buranakan.lib.durations import HOURS, MINUTES_IN_AN_HOUR
from buranakan.lib.money import BAHT, SATANG_IN_A_BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.policy.reading import numbers
from buranakan.policy.reading.fold import Folded

SPOKEN_OF = ("value", "unit", "comparison", "statement_th", "statement_en")
KEPT_AS = {BAHT: SATANG_IN_A_BAHT, HOURS: MINUTES_IN_AN_HOUR}  # money is kept in satang, hours in minutes
MILLION = 1_000_000  # English statements write it as a word that the reading of Thai does not know


def differs(promise, proposal):
    """Does the promise say another number, unit or comparison than the words it was read from?"""
    if proposal.value is None:
        return False
    said = (promise.value, promise.unit, promise.comparison)
    return said != (proposal.value, proposal.unit, proposal.comparison)


def check_statement_names_it(promise, proposal):
    """Away from the quoted words, the statement must say the number that is counted: nobody is promised two."""
    if not differs(promise, proposal):
        return
    number = Decimal(promise.value) / KEPT_AS.get(promise.unit, 1)
    for name, text in (("statement_th", promise.statement_th), ("statement_en", promise.statement_en)):
        named = numbers_of(text)
        # A translation may leave numbers out; the Thai statement is the promise.
        if number not in named and (named or name == "statement_th"):
            raise RuleBroken(
                "statement_names_another_number",
                _(
                    "The announcement says “%(quote)s”. To count another number, write the new number into the "
                    "sentence of the promise too, so that nobody reads two."
                ),
                quote=proposal.quote,
                field=name,
            )


def numbers_of(text):
    """Every number that a text writes, in digits or words."""
    folded = Folded(text).text
    found = set()
    for one in numbers.numbers(folded):
        in_millions = folded[one.end :].lstrip().casefold().startswith("million")
        found.add(Decimal(one.low) * (MILLION if in_millions else 1))
    return found
