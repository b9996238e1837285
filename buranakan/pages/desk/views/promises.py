"""Pages of promises: the list, and one promise from its words to its evidence."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Scope
from buranakan.areas.wording import language
from buranakan.insight import addresses, progress
from buranakan.lib import clock, thai_dates
from buranakan.lib.money import BAHT
from buranakan.pages.desk import trail_words
from buranakan.pages.desk.views import announcements, frameworks, proposals
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases
from buranakan.policy import queries
from buranakan.records import queries as records
from buranakan.services import queries as services

PROMISES = _("Promises and results")
# Events of a promise carry no province, so a scope of provinces would see none; only posts are shown of them.
TRAIL_OF_A_PROMISE = Scope.system("the trail of a promise")


@require_GET
@needs(Permission.SEE_PROMISES)
def list_promises(request):
    promises = queries.promises(request.scope).order_by("-fiscal_year", "pk").defer("proposal__announcement__text")
    standings = progress.standings(promises, on=clock.today())
    shown = {
        "rows": [_row(standing) for standing in standings],
        "waiting": queries.waiting_proposals(request.scope).count(),
    }
    return render(request, "desk/promises/list.html", shown)


@require_GET
@needs(Permission.SEE_PROMISES)
def show(request, reference):
    promise = get_object_or_404(queries.promises(request.scope), reference=reference)
    today = clock.today()
    standing = progress.standing(promise, on=today)
    part = progress.part_of(promise, on=today)
    announcement = promise.proposal.announcement
    announced_on = announcement.announced_on
    evidence = services.totals(part.narrow(services.standing_services(progress.TOTALS)))
    shown = _row(standing) | {
        "unit": phrases.unit(standing.figure.unit),
        "portfolios": list(promise.portfolios.all()),
        "words_href": f"{reverse('desk:announcement', args=[announcement.reference])}#words-{promise.proposal.start}",
        "announcement": announcement,
        "evidence": evidence,
        "with_evidence": evidence.services - evidence.without_evidence,
        "months": progress.by_month(progress.TOTALS, promise.fiscal_year, figure=standing.figure, on=today, part=part),
        "frameworks": queries.frameworks_in_force(on=announced_on) if announced_on else None,
        "frameworks_href": f"{reverse('desk:frameworks')}?{urlencode({'on': announced_on or today})}",
        "events": _trail(promise),
        "crumbs": [(PROMISES, reverse("desk:promises")), (promise.statement, "")],
    }
    return render(request, "desk/promises/show.html", shown | {"bars": _bars(shown["months"], standing)})


def _row(standing):
    """A promise's numbers in words, and where each of them opens."""
    promise, unit = standing.promise, standing.figure.unit
    said = {
        "standing": standing,
        "promise": promise,
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
    return said


def figure_address(key, promise):
    """The page of a figure, narrowed to what the promise is measured over."""
    portfolios = promise.portfolios.all()
    wanted = (
        {addresses.PORTFOLIO: portfolios[0].code} if len(portfolios) == 1 else {addresses.YEAR: promise.fiscal_year}
    )
    return f"{reverse('desk:figure', args=[key])}?{urlencode(wanted)}"


def _bars(months, standing):
    """Months that have begun, as bars; a plan alone has nothing to be compared with."""
    return [
        {
            "label": thai_dates.month(one.month, language=language(), shortened=True),
            "planned": one.planned,
            "reached": one.reached,
            "unit": standing.figure.unit,
        }
        for one in months
        if one.reached is not None
    ]


def _trail(promise):
    """What was done to the promise, its proposal and its announcement, oldest first."""
    things = [promise, promise.proposal, promise.proposal.announcement]
    rows = [
        records.narrowed(records.events(TRAIL_OF_A_PROMISE), on_type=one._meta.label_lower, on_id=str(one.pk))
        for one in things
    ]
    offices = trail_words.offices_by_code(on=clock.today())
    events = (rows[0] | rows[1] | rows[2]).order_by("at", "pk")
    return [
        {
            "what": trail_words.event_words(event.name),
            "post": trail_words.post_words(event.by_post, offices=offices),
            "at": event.at,
            "is_sealed": event.is_sealed,
        }
        for event in events
    ]


urlpatterns = [
    path("promises/", list_promises, name="promises"),
    path("promises/<str:reference>/", show, name="promise"),
    *announcements.urlpatterns,
    *proposals.urlpatterns,
    *frameworks.urlpatterns,
]
