"""Rows of the register in words: numbers that open, the picture of the way there, and the history with its posts."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.insight import addresses, course_words
from buranakan.insight.amounts import MILLION_FROM
from buranakan.insight.course import forecast_by_month
from buranakan.lib import fiscal, thai_dates
from buranakan.lib.money import BAHT
from buranakan.pages.desk import trail_words
from buranakan.pages.ui import phrases, promise_states
from buranakan.pages.ui.tags import filters

PROMISES = _("Promises and results")


def figure_address(key, promise):
    """The page of a figure, narrowed to what the promise is measured over."""
    portfolios = promise.portfolios.all()
    wanted = (
        {addresses.PORTFOLIO: portfolios[0].code} if len(portfolios) == 1 else {addresses.YEAR: promise.fiscal_year}
    )
    return f"{reverse('desk:figure', args=[key])}?{urlencode(wanted)}"


# --- one row ----------------------------------------------------------------------------------------------------------
def row_words(row, *, on):
    """A promise's numbers in words, and where each of them opens."""
    standing, promise = row.standing, row.promise
    unit = standing.figure.unit
    said = {
        "row": row,
        "standing": standing,
        "promise": promise,
        "badge": promise_states.badge(row.state),
        "why": course_words.why(row, on=on),
        "promised": phrases.promised(promise),
        "planned": phrases.amount(standing.planned, unit),
        "planned_href": figure_address(standing.figure.plan, promise),
        "is_money": standing.is_money,
        "paid": phrases.amount(standing.paid, BAHT),
        "paid_href": figure_address("money_paid", promise),
        "spent": phrases.amount(standing.spent, BAHT),
        "spent_href": figure_address("money_spent", promise),
    }
    if standing.reached is not None:
        said["reached"] = phrases.amount(standing.reached, standing.figure.value_unit)
        said["reached_href"] = figure_address(standing.figure.key, promise)
    if standing.other_figure and standing.reached is not None:
        said["other"] = phrases.amount(standing.other_reached, standing.other_figure.value_unit)
        said["other_href"] = figure_address(standing.other_figure.key, promise)
    if row.course.is_estimated:
        said["forecast"] = span(row.course.low, row.course.high, unit=unit)
    return said


def span(low, high, *, unit):
    """ "1,965–2,094 people"; one number where both ends are the same."""
    if unit == BAHT and high >= MILLION_FROM:
        low, high = filters.million_baht(low), filters.million_baht(high)
        return gettext("%(number)s million baht") % {"number": _between(low, high)}
    return f"{_between(filters.quantity(low, unit), filters.quantity(high, unit))} {phrases.unit(unit)}"


def _between(low, high):
    return low if low == high else f"{low}–{high}"


# --- the way there ----------------------------------------------------------------------------------------------------
def trend(row, *, on):
    """Points of the picture: plan and result added up to the end of each month, and where the pace leads."""
    forecasts = forecast_by_month(
        row.course, [(one.month, one.planned) for one in row.months], on=on, due_on=row.due_on
    )
    last = fiscal.month_start(row.due_on)
    return [
        {
            "label": thai_dates.month_alone(one.month, language=language()),
            "planned": one.planned,
            "reached": one.reached,
            "forecast": forecasts.get(one.month),
            "is_due": one.month == last,
        }
        for one in row.months
    ]


# --- history ----------------------------------------------------------------------------------------------------------
def history(promise, edits, *, on):
    """What was edited, why and by which post, the latest first."""
    found = promise_states.history(promise, edits, on=on)
    posts = trail_words.offices_by_code(on=on) if found else {}
    return [one | {"post": trail_words.post_words(one["edit"].by_post, offices=posts)} for one in found]
