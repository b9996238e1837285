"""Is every number of a document a figure, a tally or a promise, as the registry says it now?"""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

from django.db.models import Q

from buranakan.finance import queries as finance
from buranakan.finance.enums import EntryKind
from buranakan.finance.models import DisbursementTarget
from buranakan.insight import addresses, late, statements
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS
from buranakan.insight.slices import Dimension
from buranakan.insight.tallies import TALLIES
from buranakan.lib import clock
from buranakan.policy.models import Promise
from buranakan.services import queries as services
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
    if at_sign and head in ESTIMATED:
        return ESTIMATED[head](number.value, at=at)
    asked = _asked(number, scope=scope)
    if at_sign:
        return number.value == LATE[head](scope, asked, of=of, at=at)
    if number.key in FIGURES:
        figure = FIGURES[number.key]
        if number.on < clock.local_day(at):
            return number.value == _counted_by(number.on, figure, scope, asked)
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


def _undecided(scope, asked, *, of, at):
    return sum(row.count for row in late.applications(scope, asked, at=at) if str(row.call.reference) == of)


def _government_target(scope, asked, *, of, at):
    year, quarter = of.split("-")
    return DisbursementTarget.objects.get(fiscal_year=year, quarter=quarter).share


LATE = {
    "provinces_at_nothing": _provinces_at_nothing,
    "applications_undecided": _undecided,
    "disbursement_target": _government_target,
    "line_missing": _missing,
    "places_late": lambda scope, asked, *, of, at: sum(row.missing for row in late.lines(scope, asked, at=at)),
    "rounds_late": lambda scope, asked, *, of, at: late.rounds(scope, asked, at=at).count(),
    "applications_late": lambda scope, asked, *, of, at: late.count_applications(scope, asked, at=at),
    "money_late": lambda scope, asked, *, of, at: sum(one.amount_satang for one in late.movements(scope, asked, at=at)),
}


# --- what no row is behind: within its bounds here, exactly in the tests of what computes it --------------------------
def _forecast(value, *, at):
    """Computed by test_course."""
    return value >= 0


def _of_missing_places(value, *, at):
    """Computed by decisions/test_proposals: never more than is missing at all."""
    year = addresses.read({"year": "2568"}, scope=TOTALS, on=clock.local_day(at))
    return 0 < value <= sum(row.missing for row in late.lines(TOTALS, year, at=at))


def _of_applicants(value, *, at):
    """Computed by decisions/test_proposals: never more than wait."""
    year = addresses.read({"year": "2568"}, scope=TOTALS, on=clock.local_day(at))
    return 0 <= value <= late.count_applications(TOTALS, year, at=at)


ESTIMATED = {
    "forecast_low": _forecast,
    "forecast_high": _forecast,
    "line_coming": _of_missing_places,
    "places_unused": _of_missing_places,
    "places_to_move": _of_missing_places,
    "places_for_applicants": _of_applicants,
}


def _counted_by(day, figure, scope, asked):
    """What a figure of people or of payments was at the end of a day; of others nobody says what they were."""
    after = clock.day_starts_at(day + dt.timedelta(days=1))
    if figure.key == "people_reached_distinct":
        taken_back = Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=after)
        rows = services.services(scope).filter(taken_back, person__isnull=False, recorded_at__lt=after)
    elif figure.key == "money_paid":
        rows = finance.entries(scope).filter(kind=EntryKind.PAYMENT, approved_at__lt=after)
    else:
        return None
    return asked.part.narrow(rows).aggregate(counted=figure.measure(None))["counted"] or 0


def _asked(number, *, scope):
    """The slice that the number's address opens."""
    query = dict(parse_qsl(urlsplit(number.address).query))
    return addresses.read(query, scope=scope, on=worlds.TODAY)
