"""The desk's home: the sentence, promises beside evidence, provinces, projects, and what waits for the reader."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts import actions as accounts
from buranakan.accounts.permissions import Permission, Role
from buranakan.insight import changes, late, minute, overview, waiting
from buranakan.insight.figures.registry import PEOPLE
from buranakan.insight.slices import Dimension
from buranakan.lib import clock
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.messages import queries as letters
from buranakan.pages.desk import duty_words, figure_links, late_words, minute_page
from buranakan.pages.desk.views import promises, provinces
from buranakan.pages.gate import needs, shows
from buranakan.pages.ui import phrases

# As many as stand beside the map; those behind come first, and all of them are a link away.
MOST_PROVINCES = 10
# What waits longest stands in sight; the rest opens.
MOST_WAITING = 5
MIND_LETTERS = frozenset({Role.ADMINISTRATOR, Role.STEWARD})
MONEY = ("planned", "allotted", "spent", "paid")

# What a desk without figures can still open, in the words of what one does there.
DOORS = (
    (
        Permission.MARK_ATTENDANCE,
        "desk:rounds",
        _("Your rounds"),
        _("The rounds you teach in: who is there, marked on your phone."),
    ),
    (
        Permission.SEE_SERVICES,
        "desk:services",
        _("Your services"),
        _("The services that stand under your name, and nobody else's."),
    ),
    (
        Permission.EDIT_FRAMEWORKS,
        "desk:frameworks",
        _("Policy frameworks"),
        _("Enter the next framework with its pillars and indicators, and say which pillars projects serve."),
    ),
    (
        Permission.SEE_TRAIL,
        "desk:trail",
        _("The trail of acts"),
        _("Who did what and when, by post, sealed so that no change goes unseen."),
    ),
    (
        Permission.USE_DESK,
        "desk:account",
        _("Your account"),
        _("Your posts, your password, and signing out everywhere."),
    ),
)


@require_GET
@needs(Permission.USE_DESK)
def home(request):
    if not request.scope.may(Permission.SEE_FIGURES):
        return render(request, "desk/home/small.html", {"doors": _doors(request.scope), **_unsent(request)})
    if provinces.is_home(request.membership):
        return provinces.home(request, duties=duty_words.rows(waiting.waiting(request.scope, at=clock.now())))
    if request.scope.role in minute_page.ROLES:
        return _minute(request)
    return render(request, "desk/home/home.html", _everything(request) | _unsent(request))


def _unsent(request):
    """Letters that could not be sent, to those who look after addresses and the mail."""
    return {"unsent": letters.count_unsent(request.scope) if request.scope.role in MIND_LETTERS else 0}


def _minute(request):
    """What one who decides has to know; the look is written down, so that tomorrow's tells what is new since today."""
    now = clock.now()
    looked = changes.last_look(request.membership, at=now)
    if not looked.is_noted_today:
        shows(request, request.membership, note=accounts.note_look)
    seen = minute.minute(request.scope, since=looked.at, at=now)
    waits = waiting.waiting(request.scope, at=now)
    return render(request, "desk/minute/minute.html", minute_page.shown(seen, scope=request.scope, waiting=waits))


@require_GET
@needs(Permission.SEE_FIGURES)
def show_overview(request):
    """The whole picture, which the home page of those who decide leaves out."""
    return render(request, "desk/home/home.html", _everything(request) | {"is_overview": True})


def _everything(request):
    seen = overview.overview(request.scope, at=clock.now())
    duties = duty_words.rows(waiting.waiting(request.scope, at=clock.now()))
    shown = {
        "overview": seen,
        "is_national": request.scope.sees_all_provinces,
        "promises": [_promise(one) for one in seen.standings],
        "map_values": figure_links.map_values(seen.provinces),
        "map_legend": figure_links.LEGEND,
        "provinces": figure_links.province_rows(seen.provinces, asked=seen.asked)[:MOST_PROVINCES],
        "projects_href": figure_links.figure_href("places_filled", seen.asked, by="project"),
        "projects": figure_links.project_rows(seen.projects_here, asked=seen.asked),
        "waiting": duties[:MOST_WAITING],
        "waiting_more": duties[MOST_WAITING:],
        "late": late_words.rows(seen.late),
        "money_links": {key: figure_links.figure_href(f"money_{key}", seen.asked) for key in MONEY},
    }
    return shown | _sentence(seen)


def _doors(scope):
    return [
        {"text": text, "note": note, "href": reverse(route)}
        for permission, route, text, note in DOORS
        if scope.may(permission)
    ]


def _sentence(seen):
    """The numbers that the page opens with, in words, and where each of them opens."""
    here, asked = seen.here, seen.asked
    return {
        "people": _promise(seen.people) if seen.people else None,
        "money": _promise(seen.money) if seen.money else None,
        "here_people": phrases.amount(here.people, PEOPLE),
        "here_people_href": figure_links.figure_href("people_reached_distinct", asked),
        "here_planned": phrases.amount(here.progress.planned, PEOPLE),
        "here_planned_href": figure_links.figure_href("people_planned", asked),
        "here_filled": phrases.amount(here.progress.reached, PEOPLE),
        "here_filled_href": figure_links.figure_href("places_filled", asked),
        "here_money": phrases.amount(here.money.planned, BAHT),
        "here_money_href": figure_links.figure_href("money_planned", asked),
        "here_paid": phrases.amount(here.money.paid, BAHT),
        "here_paid_href": figure_links.figure_href("money_paid", asked),
        "behind_count": len(seen.behind),
        "behind_href": f"{reverse('desk:provinces')}?standing=behind",
        **figure_links.only_standing(seen.provinces, asked=asked, on=clock.today()),
        "due_count": sum(one.progress.planned_to_date > 0 for one in seen.provinces),
    }


def _promise(standing):
    """A promise's numbers in words, and where each of them opens."""
    promise, unit = standing.promise, standing.figure.unit
    has_reached = standing.reached is not None
    return {
        "standing": standing,
        "promise": promise,
        "promised": phrases.promised(promise),
        "href": reverse("desk:promise", args=[promise.reference]),
        "planned": phrases.amount(standing.planned, unit),
        "planned_href": promises.figure_address(standing.figure.plan, promise),
        "reached": phrases.amount(standing.reached, standing.figure.value_unit) if has_reached else "",
        "reached_href": promises.figure_address(standing.figure.key, promise),
        "is_money": standing.is_money,
        "paid": phrases.amount(standing.paid, BAHT),
        "paid_href": promises.figure_address("money_paid", promise),
        "bars": [_bar(promise, _("Planned"), standing.planned, unit=unit)]
        + ([_bar(promise, _("Reached"), standing.reached, unit=unit)] if has_reached else [])
        + ([_bar(promise, _("Paid"), standing.paid, unit=unit)] if standing.is_money else []),
    }


def _bar(promise, label, value, *, unit):
    return {"label": label, "planned": promise.value, "reached": value, "unit": unit, "href": ""}


@require_GET
@needs(Permission.SEE_FIGURES)
def show_late(request):
    """Everything late within reach, or of what the address narrows it to, each kind with the rule that calls it so."""
    now = clock.now()
    try:
        asked = overview.read(request.GET, scope=request.scope, on=clock.local_day(now))
    except RuleBroken as refusal:
        return provinces.refused(request, refusal, heading=_("What is late"))
    lists = late.lists(request.scope, asked, at=now)
    shown = {
        "asked": asked,
        "counts": lists.counts,
        "rules": late.RULES,
        "most": late.MOST_LISTED,
        "lines": [_line_behind(row, asked) for row in lists.lines[: late.MOST_LISTED]],
        "reopened": lists.reopened[: late.MOST_LISTED],
        **{name: rows[: late.MOST_LISTED] for name, rows in vars(lists).items() if name not in {"lines", "reopened"}},
        "crumbs": [(_("Home"), reverse("desk:home")), (_("What is late"), "")],
    }
    return render(request, "desk/home/late.html", shown)


def _line_behind(row, asked):
    """A line behind its plan, with the figure where it opens."""
    keys = {dimension.value: name.text for dimension, name in row.names.items()}
    return {
        "activity": row.names[Dimension.ACTIVITY].label,
        "owner": row.names[Dimension.OWNER].label,
        "office": row.names[Dimension.OFFICE].label,
        "province": row.names[Dimension.PROVINCE].label,
        "progress": row.progress,
        "missing": row.missing,
        "href": figure_links.figure_href("places_filled", asked, **keys),
    }


urlpatterns = [
    path("", home, name="home"),
    path("overview/", show_overview, name="overview"),
    path("late/", show_late, name="late"),
]
