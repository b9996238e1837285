"""What every page of the plan shares: which year's portfolio is looked at, and the ways between the pages.

The year is in the address (`?year=2569`), so that a link means the same page tomorrow. Without it, it is today's.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock, fiscal
from buranakan.planning import queries

YEAR = "year"


@dataclass(frozen=True)
class Tab:
    """A page of the plan: its words, the name of its route, the permission that opens it."""

    text: object
    route: str
    permission: str


TABS = (
    Tab(_("Plan"), "desk:plan", Permission.SEE_PLANS),
    Tab(_("Envelopes"), "desk:plan_envelopes", Permission.SEE_PLANS),
    Tab(_("Needs"), "desk:plan_needs", Permission.SEE_PLANS),
    Tab(_("Scenarios"), "desk:plan_scenarios", Permission.SEE_PLANS),
    Tab(_("Reality"), "desk:plan_reality", Permission.SEE_PLANS),
    Tab(_("Calendar"), "desk:plan_calendar", Permission.SEE_PLANS),
    Tab(_("Papers"), "desk:plan_papers", Permission.SEE_PLANS),
)


# --- which year -------------------------------------------------------------------------------------------------------
def portfolio_of(request):
    """The portfolio of the year asked for; else of today's fiscal year; else the newest. None before the first."""
    found = _portfolios(request)
    asked = request.GET.get(YEAR)
    if asked is not None:
        chosen = next((one for one in found if str(one.fiscal_year) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    this = fiscal.fiscal_year_of(clock.today())
    return next((one for one in found if one.fiscal_year == this), found[0] if found else None)


def years(request):
    """The fiscal years that have a portfolio."""
    return {one.fiscal_year for one in _portfolios(request)}


def _portfolios(request):
    """Asked of the database once a page."""
    if not hasattr(request, "plan_portfolios"):
        request.plan_portfolios = list(queries.portfolios(request.scope))
    return request.plan_portfolios


# --- the ways between pages -------------------------------------------------------------------------------------------
def address(route, portfolio, *, args=(), **asked):
    """A page of the plan in the portfolio's year; today's year needs no saying."""
    if portfolio and portfolio.fiscal_year != fiscal.fiscal_year_of(clock.today()):
        asked[YEAR] = portfolio.fiscal_year
    return reverse(route, args=args) + (f"?{urlencode(asked)}" if asked else "")


def frame(request, portfolio, *, current):
    """What templates/desk/plans/_tabs.html draws: the pages of the plan and the years there are.

    `current` is the route of the page that is shown.
    """
    return {
        "plan_tabs": [
            {"text": tab.text, "href": address(tab.route, portfolio), "current": tab.route == current}
            for tab in TABS
            if request.scope.may(tab.permission)
        ],
        "plan_years": _years(request, portfolio, current=current),
    }


def _years(request, portfolio, *, current):
    """The years to choose from, oldest first; nothing where there is no choice."""
    found = {one.fiscal_year: one for one in reversed(_portfolios(request))}
    if len(found) < 2:
        return []
    return [
        {"text": str(year), "href": f"{reverse(current)}?{YEAR}={year}", "current": year == portfolio.fiscal_year}
        for year in found
    ]
