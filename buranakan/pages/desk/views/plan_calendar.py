"""Pages of a plan's calendar: rounds by centre and month, a month day by day, and the month as a calendar file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas.wording import language
from buranakan.insight import plan_calendar
from buranakan.lib import clock, fiscal, thai_dates
from buranakan.lib.workdays import ONE_DAY
from buranakan.pages.desk import calendar_file, plan_tabs
from buranakan.pages.desk.forms.plan_calendar import CalendarForm
from buranakan.pages.gate import needs

ROUTE = "desk:plan_calendar"


@require_safe
@needs(Permission.SEE_PLANS)
def show_calendar(request):
    """The year by centre and month; with a month in the address, that month."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    found = plan_calendar.standings(request.scope, portfolio, at=clock.now())
    form = _form(request, found)
    words = {
        "portfolio": portfolio,
        "form": form,
        **plan_tabs.frame(request, portfolio, current=ROUTE),
    }
    narrowed = _narrowed(form)
    first = _month(form)
    if first is None:
        whole = plan_calendar.year(found, narrowed)
        words |= {"year": whole, "rows": _rows(request, whole), "months": _months(request, whole)}
        return render(request, "desk/plan_calendar/year.html", words)
    words["month"] = plan_calendar.month(request.scope, found, narrowed, first=first)
    return render(request, "desk/plan_calendar/month.html", words | _around(request, portfolio, first=first))


@require_safe
@needs(Permission.SEE_PLANS)
def download(request):
    """The sessions of the year, or of the month in the address, for the calendar of a phone; it names no people."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    found = plan_calendar.standings(request.scope, portfolio, at=clock.now())
    form = _form(request, found)
    first, year = _month(form), portfolio.fiscal_year
    span = (first, fiscal.next_month(first) - ONE_DAY) if first else (fiscal.first_day(year), fiscal.last_day(year))
    held = plan_calendar.sessions(request.scope, found, _narrowed(form), span=span)
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'attachment; filename="buranakan-{span[0]:%Y-%m}.ics"',
    }
    return HttpResponse(calendar_file.written(held, at=clock.now()), headers=headers)


def _way(request, **changes):
    """The address of this page that says one thing otherwise and keeps the rest."""
    asked = request.GET.copy()
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def _form(request, found):
    return CalendarForm(request.GET, found=found, months=fiscal.months_of(found.portfolio.fiscal_year))


def _narrowed(form):
    if not form.is_valid():
        return plan_calendar.Narrowed()
    return plan_calendar.Narrowed(**{name: form.wanted(name) for name in ("centre", "province", "project")})


def _month(form):
    return form.wanted("month") if form.is_valid() else None


def _months(request, whole):
    """The months as headings that open them: twelve fit beside each other, and the page says which year it is."""
    return [
        {"text": thai_dates.month_alone(one, language=language()), "href": _way(request, month=f"{one:%Y-%m}")}
        for one in whole.months
    ]


def _rows(request, whole):
    """Each centre with its cells in the order of the months; a cell opens the month."""
    return [
        {
            "office": row.office,
            "planned": row.planned,
            "cells": [
                {
                    "month": month,
                    "cell": row.cells.get(month),
                    "href": _way(request, month=f"{month:%Y-%m}", centre=row.office.code),
                }
                for month in whole.months
            ],
        }
        for row in whole.rows
    ]


def _around(request, portfolio, *, first):
    """The months before and after it in the year, and the way to its file."""
    months = fiscal.months_of(portfolio.fiscal_year)
    place = months.index(first)
    return {
        "before": _way(request, month=f"{months[place - 1]:%Y-%m}") if place else "",
        "after": _way(request, month=f"{months[place + 1]:%Y-%m}") if place + 1 < len(months) else "",
        "whole_year": _way(request, month=""),
        "file": _way(request),
    }


urlpatterns = [
    path("plans/calendar/", show_calendar, name="plan_calendar"),
    path("plans/calendar/sessions.ics", download, name="plan_calendar_file"),
]
