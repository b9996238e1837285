"""Is every number of a document a figure, a tally or a promise, as the registry says it now?"""

from urllib.parse import parse_qsl, urlsplit

from buranakan.insight import addresses, late, statements
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS
from buranakan.insight.slices import Dimension
from buranakan.insight.tallies import TALLIES
from buranakan.lib import clock
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
        return _is_computed_so(number)
    if number.key.startswith("promise:"):
        return number.value == Promise.objects.get(reference=number.key.removeprefix("promise:")).value
    head, at_sign, of = number.key.partition("@")
    if at_sign and head in HELD_ELSEWHERE:
        return True
    asked = _asked(number, scope=scope)
    if at_sign:
        return number.value == LATE[head](scope, asked, of=of, at=at)
    if number.key in FIGURES:
        if number.on < clock.local_day(at):
            return True  # what was counted then can't be counted again from the rows of today
        figure = FIGURES[number.key]
        # What was announced is measured over the whole, whoever asks.
        return number.value in {figure.value(one, asked.part) for one in (scope, TOTALS)}
    return number.value == TALLIES[number.key].count(scope, asked, at=at)


def _is_computed_so(number):
    first, second = number.made_of
    if number.unit == statements.PERCENT:
        return number.value == first.value / second.value
    if "+" in number.key:
        return number.value == first.value + second.value
    return abs(number.value) == abs(second.value - first.value)


# --- parts of what is late, by the thing behind the "@" of their key --------------------------------------------------
def _provinces_at_nothing(scope, asked, *, of, at):
    figure = FIGURES[of]
    found = figure.by(scope, Dimension.PROVINCE, asked.part)
    planned = FIGURES[figure.plan].by(scope, Dimension.PROVINCE, asked.part)
    return sum(not found.get(key) for key in found.keys() | planned.keys())


def _missing(scope, asked, *, of, at):
    activity, _dash, province = of.partition("-")
    return sum(
        row.missing
        for row in late.lines(scope, asked, at=at)
        if (str(row.names[Dimension.ACTIVITY].key), row.names[Dimension.PROVINCE].key) == (activity, province)
    )


LATE = {
    "provinces_at_nothing": _provinces_at_nothing,
    "line_missing": _missing,
    "places_late": lambda scope, asked, *, of, at: sum(row.missing for row in late.lines(scope, asked, at=at)),
    "rounds_late": lambda scope, asked, *, of, at: late.rounds(scope, asked, at=at).count(),
    "applications_late": lambda scope, asked, *, of, at: late.count_applications(scope, asked, at=at),
    "money_late": lambda scope, asked, *, of, at: sum(one.amount_satang for one in late.movements(scope, asked, at=at)),
}
# Estimates, limits and targets, which no row is behind: each is held by the tests of what computes it.
HELD_ELSEWHERE = {
    "forecast_low": "test_course",
    "forecast_high": "test_course",
    "line_coming": "decisions/test_proposals",
    "places_unused": "decisions/test_proposals",
    "places_to_move": "decisions/test_proposals",
    "places_for_applicants": "decisions/test_proposals",
    "applications_undecided": "decisions/test_proposals",
    "disbursement_target": "briefs/test_weekly",
}


def _asked(number, *, scope):
    """The slice that the number's address opens."""
    query = dict(parse_qsl(urlsplit(number.address).query))
    return addresses.read(query, scope=scope, on=worlds.TODAY)
