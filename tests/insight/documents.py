"""Is every number of a document a figure, a tally or a promise, as the registry says it now?"""

from urllib.parse import parse_qsl, urlsplit

from buranakan.insight import addresses, statements
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS
from buranakan.insight.tallies import TALLIES
from buranakan.policy.models import Promise
from tests.insight import world as worlds


def faults(sentences, *, scope, at=worlds.NOW):
    """Numbers that nothing vouches for, and those that the registry counts otherwise."""
    found = statements.unsourced_in(sentences)
    for one in sentences:
        found += numbers_wrong(one.numbers, scope=scope, at=at)
    return found


def numbers_wrong(numbers, *, scope, at=worlds.NOW):
    """Numbers without definition, day, scope or address, and those that the registry counts otherwise."""
    wrong = []
    for number in numbers:
        complete = all((str(number.name), str(number.definition), number.scope, number.on, number.address))
        if not complete or not _is_counted_so(number, scope=scope, at=at):
            wrong.append(f"{number.key} = {number.said}")
        wrong += numbers_wrong(number.made_of, scope=scope, at=at)
    return wrong


def _is_counted_so(number, *, scope, at):
    if number.made_of:
        part, whole = number.made_of
        if number.unit == statements.PERCENT:
            return number.value == part.value / whole.value
        return abs(number.value) == abs(whole.value - part.value)
    if number.key.startswith("promise:"):
        return number.value == Promise.objects.get(reference=number.key.removeprefix("promise:")).value
    asked = _asked(number, scope=scope)
    if number.key in FIGURES:
        figure = FIGURES[number.key]
        # What was announced is measured over the whole, whoever asks.
        return number.value in {figure.value(one, asked.part) for one in (scope, TOTALS)}
    return number.value == TALLIES[number.key].count(scope, asked, at=at)


def _asked(number, *, scope):
    """The slice that the number's address opens."""
    query = dict(parse_qsl(urlsplit(number.address).query))
    return addresses.read(query, scope=scope, on=worlds.TODAY)
