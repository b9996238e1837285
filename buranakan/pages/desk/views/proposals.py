"""Deciding on proposals: confirming one as a promise, rejecting it, taking it up again."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.registry import PEOPLE
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import announcement_page, prefill
from buranakan.pages.desk.forms.promises import ConfirmForm
from buranakan.pages.desk.views import announcements
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases
from buranakan.planning import actions as planning_actions
from buranakan.planning import queries as planning
from buranakan.policy import actions, queries, rules
from buranakan.policy.enums import ProposalState

SAID = (
    "statement_th statement_en value unit comparison figure_key fiscal_year due_on promised_by promised_by_en office "
    "is_public"
).split()


@require_http_methods(["GET", "POST"])
@needs(Permission.CONFIRM_PROMISES)
def confirm(request, pk):
    proposal = _proposal(request, pk)
    if request.method == "GET" and proposal.state != ProposalState.PROPOSED:
        return redirect(announcements.address_of(proposal))
    portfolios = list(planning.portfolios(request.scope))
    found = announcement_page.read(proposal.announcement)
    initial = prefill.of(proposal, found, portfolios=portfolios, scope=request.scope, today=clock.today())
    form = ConfirmForm(
        request.POST or None,
        initial=initial,
        portfolios=portfolios,
        offices=offices_offered(request.scope),
        unit=proposal.unit,
    )
    refusal = None
    if form.is_valid():
        try:
            promise = _confirm(proposal, form.cleaned_data, scope=request.scope, by=request.user)
            return redirect("desk:promise", promise.reference)
        except RuleBroken as broken:
            refusal = broken
    shown = {
        "form": form,
        "refusal": None if refusal and form.refuse(refusal) else refusal,
        "proposal": proposal,
        "card": announcement_page.cards([proposal], found)[0],
        "figures": figure_choices(form),
        "counts_people": form["unit"].value() == PEOPLE,
        "back_href": announcements.address_of(proposal),
        "words_page": reverse("desk:announcement", args=[proposal.announcement.reference]),
        "crumbs": announcements.crumbs(
            _("Confirm as a promise"),
            through=[(proposal.announcement.title, announcements.address_of(proposal))],
        ),
    }
    return render(request, "desk/promises/confirm.html", shown, status=409 if refusal else 200)


@transaction.atomic
def _confirm(proposal, typed, *, scope, by):
    """The promise and the programme that serves it, both or neither."""
    rules.check_answers_for(typed["office"], reach=queries.offices_answered_for(scope))
    at = clock.now()
    said = {name: typed[name] for name in SAID}
    figure_unit = FIGURES[typed["figure_key"]].unit
    promise = actions.confirm(proposal, **said, figure_unit=figure_unit, by=by, at=at)
    if typed["portfolio"]:
        planning_actions.serve_promise(typed["portfolio"], promise=promise, by=by, at=at)
    return promise


def offices_offered(scope):
    """Offices that a promise may be given to by somebody: those they answer for."""
    offices, reach = areas.offices(on=clock.today()), queries.offices_answered_for(scope)
    return offices if reach is None else offices.filter(pk__in=reach)


def figure_choices(form):
    """Each radio button with the figure it stands for and its unit; those that count the chosen unit come first."""
    wanted = form["unit"].value()
    choices = [(radio, FIGURES[radio.data["value"]]) for radio in form["figure_key"]]
    choices.sort(key=lambda choice: choice[1].unit != wanted)
    return [(radio, figure, phrases.unit(figure.unit)) for radio, figure in choices]


@require_POST
@needs(Permission.CONFIRM_PROMISES)
def reject(request, pk):
    proposal = _proposal(request, pk)
    because = request.POST.get("because", "")[:300]
    try:
        actions.reject(proposal, because=because, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return announcements.page(request, proposal.announcement, refusal=refusal, typed={proposal.pk: because})
    return redirect(announcements.address_of(proposal))


@require_POST
@needs(Permission.CONFIRM_PROMISES)
def take_up_again(request, pk):
    proposal = _proposal(request, pk)
    try:
        actions.take_up_again(proposal, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return announcements.page(request, proposal.announcement, refusal=refusal)
    return redirect(announcements.address_of(proposal))


def _proposal(request, pk):
    return get_object_or_404(queries.proposals(request.scope), pk=pk)


urlpatterns = [
    path("proposals/<int:pk>/confirm/", confirm, name="proposal_confirm"),
    path("proposals/<int:pk>/reject/", reject, name="proposal_reject"),
    path("proposals/<int:pk>/take-up/", take_up_again, name="proposal_take_up"),
]
