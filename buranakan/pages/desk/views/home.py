"""The desk's home: the sentence, promises beside evidence, provinces, projects, and what waits for the reader."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission
from buranakan.insight import overview
from buranakan.insight.figures.registry import PEOPLE
from buranakan.lib import clock
from buranakan.lib.money import BAHT
from buranakan.pages.desk import figure_links
from buranakan.pages.desk.views import promises
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases
from buranakan.policy import queries as policy

# As many as stand beside the map; those behind come first, and all of them are a link away.
MOST_PROVINCES = 10

# What a desk without figures can still open, in the words of what one does there.
DOORS = (
    (
        Permission.SEE_SERVICES,
        "desk:services",
        _("Your services"),
        _("The services that stand under your name, and nobody else's."),
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
    today = clock.today()
    if not request.scope.may(Permission.SEE_FIGURES):
        return render(request, "desk/home/small.html", {"doors": _doors(request.scope)})
    seen = overview.overview(request.scope, on=today)
    shown = {
        "overview": seen,
        "is_national": request.scope.sees_all_provinces,
        "promises": [_promise(one) for one in seen.standings],
        "map_values": figure_links.map_values(seen.provinces),
        "map_legend": figure_links.LEGEND,
        "provinces": figure_links.province_rows(seen.provinces, asked=seen.asked)[:MOST_PROVINCES],
        "projects": figure_links.project_rows(seen.projects_here, asked=seen.asked),
        "frameworks": policy.frameworks_in_force(on=today),
        "waiting": _waiting(overview.waiting(request.scope)),
    }
    return render(request, "desk/home/home.html", shown | _sentence(seen))


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
        "here_money": phrases.amount(here.satang, BAHT),
        "here_money_href": figure_links.figure_href("money_planned", asked),
        "behind_count": len(seen.behind),
        "behind_href": f"{reverse('desk:provinces')}?standing=behind",
        "only_state": seen.provinces[0].progress.state.label if len(seen.provinces) == 1 else "",
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
        "bars": [_bar(promise, _("Planned"), standing.planned, unit=unit)]
        + ([_bar(promise, _("Reached"), standing.reached, unit=unit)] if has_reached else []),
    }


def _bar(promise, label, value, *, unit):
    return {"label": label, "planned": promise.value, "reached": value, "unit": unit, "href": ""}


def _waiting(waiting):
    """Plans and announcements that wait, longest first, each with the page where it is dealt with."""
    found = [
        {
            "what": one.what.label,
            "name": str(one.version.plan),
            "note": one.version.plan.envelope.office.short,
            "since": one.since,
            "href": reverse("desk:plan_version", args=[one.version.plan.reference, one.version.number]),
        }
        for one in waiting.plans
    ]
    found += [
        {
            "what": _("Confirm or reject what was read"),
            "name": one.title,
            "note": gettext("Proposals waiting: %(count)s") % {"count": one.waiting},
            "since": one.added_at,
            "href": reverse("desk:announcement", args=[one.reference]),
        }
        for one in waiting.announcements
    ]
    return sorted(found, key=lambda one: one["since"])


urlpatterns = [path("", home, name="home")]
