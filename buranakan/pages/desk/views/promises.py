"""Pages of promises: the register, and one promise from its words to its evidence and where it is heading."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.insight import progress, promise_register
from buranakan.insight.promise_register import Filters
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import promise_sheet, promise_words, trail_words
from buranakan.pages.desk.forms.promises import RegisterForm
from buranakan.pages.desk.views import announcements, frameworks, promise_editing, proposals
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases, promise_states
from buranakan.policy import queries
from buranakan.records import queries as records
from buranakan.services import queries as services

figure_address = promise_words.figure_address  # the way to a figure from a promise, for pages beside this one
# Events of a promise carry no province, so a scope of provinces would see none; only posts are shown of them.
TRAIL_OF_A_PROMISE = Scope.system("the trail of a promise")


@require_GET
@needs(Permission.SEE_PROMISES)
def list_promises(request):
    """The register; the address holds what is chosen."""
    today = clock.today()
    every = promise_register.register(request.scope, on=today)
    filters, refusal = _asked(request)
    found = [] if refusal else promise_register.narrowed(every, filters, on=today)
    shown = {
        "rows": [promise_words.row_words(row, on=today) for row in found],
        "every_count": len(every),
        "states": _states(found),
        "form": RegisterForm(chosen=filters.chosen, offered=_offered(every)),
        "chosen": filters.chosen,
        "refusal": refusal,
        "file_href": f"{reverse('desk:promises_file')}?{urlencode(filters.chosen)}",
        "waiting": queries.waiting_proposals(request.scope).count(),
    }
    return render(request, "desk/promises/list.html", shown, status=409 if refusal else 200)


@require_safe
@needs(Permission.SEE_PROMISES)
def download_register(request):
    """The same rows as an Excel file; an address that can't be meant gives none."""
    today = clock.today()
    filters, refusal = _asked(request)
    found = [] if refusal else promise_register.register(request.scope, on=today, filters=filters)
    return promise_sheet.answer(found, on=today)


def _asked(request):
    """What the address asks for, or the refusal of what it can't mean."""
    try:
        return promise_register.read(request.GET), None
    except RuleBroken as refusal:
        return Filters(), refusal


def _states(rows):
    """How many of the rows stand in each state, in the order of the states; each opens those alone."""
    counted = promise_register.count(rows)
    return [
        {
            **promise_states.badge(state),
            "count": counted[state],
            "href": f"{reverse('desk:promises')}?{urlencode({'state': state.value})}",
        }
        for state in promise_register.PromiseState
        if counted[state]
    ]


def _offered(rows):
    """What the register may be narrowed by: only what there are promises of."""
    provinces = {code for row in rows for code in row.provinces}
    found = {
        "year": {str(row.promise.fiscal_year): str(row.promise.fiscal_year) for row in rows},
        "framework": {one.code: one.name for row in rows for one in row.frameworks},
        "office": {row.office.code: row.office.short for row in rows if row.office},
        "project": {one.series: one.name for row in rows for one in row.projects},
        "province": {one.pk: one.name for one in areas.provinces() if one.pk in provinces},
    }
    return {name: list(offers.items()) for name, offers in found.items()}


@require_GET
@needs(Permission.SEE_PROMISES)
def show(request, reference):
    promise = get_object_or_404(queries.promises(request.scope), reference=reference)
    today = clock.today()
    row = promise_register.row(promise, on=today)
    announcement = promise.proposal.announcement
    announced_on = announcement.announced_on
    evidence = services.totals(progress.part_of(promise, on=today).narrow(services.standing_services(progress.TOTALS)))
    shown = promise_words.row_words(row, on=today) | {
        "unit": phrases.unit(row.standing.figure.unit),
        "portfolios": row.rests_on.portfolios,
        "provinces_count": len(row.provinces),
        "words_href": f"{reverse('desk:announcement', args=[announcement.reference])}#words-{promise.proposal.start}",
        "announcement": announcement,
        "evidence": evidence,
        "with_evidence": evidence.services - evidence.without_evidence,
        "months": row.months,
        "points": promise_words.trend(row, on=today),
        "in_force": queries.frameworks_in_force(on=announced_on) if announced_on else None,
        "in_force_href": f"{reverse('desk:frameworks')}?{urlencode({'on': announced_on or today})}",
        "history": promise_words.history(promise, queries.edits(request.scope, promise), on=today),
        "may_edit": promise_editing.may_change(request.scope, promise),
        "events": _trail(promise),
        "crumbs": [(promise_words.PROMISES, reverse("desk:promises")), (promise.statement, "")],
    }
    return render(request, "desk/promises/show.html", shown)


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
    path("promises/register.xlsx", download_register, name="promises_file"),
    *promise_editing.urlpatterns,
    path("promises/<str:reference>/", show, name="promise"),
    *announcements.urlpatterns,
    *proposals.urlpatterns,
    *frameworks.urlpatterns,
]
