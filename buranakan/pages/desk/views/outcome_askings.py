"""Pages of the desk: ask an enterprise or a round by a link on the phone, see who has answered, ask no more."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.delivery import queries as delivery
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions, queries
from buranakan.outcomes.enums import Stage
from buranakan.pages.desk.forms.outcomes import AskForm
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.outcome_words import AskingShown
from buranakan.pages.desk.views import outcome_values
from buranakan.pages.gate import needs
from buranakan.registry.rules import can_see_names


@require_POST
@needs(Permission.RECORD_OUTCOMES)
def ask_enterprise(request, reference):
    """Ask an enterprise by itself; the letter goes out on the day that was chosen."""
    enterprise = outcome_values.enterprise_of(request, reference)
    form = AskForm(request.POST)
    if not form.is_valid():
        return outcome_values.show_receiver(request, enterprise, ask_form=form)
    try:
        office = request.membership.office
        actions.ask(enterprise, **form.cleaned_data, office=office, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return outcome_values.show_receiver(request, enterprise, ask_form=form, refusal=refusal, status=409)
    messages.success(request, _("The question is ready. It goes out on its day, between 9 and 18 o'clock."))
    return redirect("desk:enterprise_outcomes", reference=enterprise.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECORD_OUTCOMES)
def withdraw_asking(request, reference):
    """Ask no more: the link says so from then on."""
    named = "office", "person", "enterprise", "participant__round"
    asking = get_object_or_404(queries.askings_made(request.scope).select_related(*named), reference=reference)
    form, refusal = ReasonForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(asking, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except RuleBroken as broken:
            refusal = broken
        else:
            messages.success(request, _("Nobody is asked any more. The link says so."))
            return redirect(_back(asking))
    words = {
        "asking": asking,
        "state": asking.state_on(clock.today()),
        "form": form,
        "refusal": refusal,
        "back_href": _back(asking),
    }
    return render(request, "desk/outcomes/withdraw.html", words, status=409 if refusal else 200)


@require_safe
@needs(Permission.SEE_OUTCOMES)
def show_round(request, reference):
    return _show_round(request, _round(delivery.rounds(request.scope), reference))


@require_POST
@needs(Permission.RECORD_OUTCOMES)
def ask_round(request, reference):
    """Ask a round's people now instead of at night: those on the roster, or those who completed."""
    round_ = _round(delivery.rounds_run(request.scope), reference)
    ask = actions.ask_for_baselines if round_.is_open else actions.schedule_follow_ups
    try:
        made = ask(round_, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_round(request, round_, refusal=refusal, status=409)
    messages.success(request, _("People to be asked: %(made)s.") % {"made": made})
    return redirect("desk:round_outcomes", reference=round_.reference)


@dataclass(frozen=True)
class Seat:
    """One participant with what they were asked."""

    participant: object
    askings: list


def _show_round(request, round_, *, refusal=None, status=200):
    scope, today = request.scope, clock.today()
    asked = queries.askings_of_round(round_)
    seats = [
        Seat(one, [AskingShown.on(asking, today) for asking in asked[one.pk]])
        for one in delivery.roster(round_)
        if one.left_at is None
    ]
    stage = Stage.BASELINE if round_.is_open else Stage.FOLLOW_UP
    people = len(seats) if round_.is_open else sum(1 for one in seats if one.participant.completed_at)
    times = [one for one in queries.times_asked() if one.stage == stage]
    counts = queries.counts_of_round(round_, stage=stage)
    is_ours = scope.may(Permission.RECORD_OUTCOMES) and round_.serving_office_id == scope.office_id
    words = {
        "round": round_,
        "seats": seats,
        "stage": stage,
        "counts": counts,
        "people": people,
        "sees_names": can_see_names(scope),
        "may_ask": is_ours and round_.cancelled_at is None and counts.made < people * len(times),
        "times": times,
        "refusal": refusal,
    }
    return render(request, "desk/outcomes/round.html", words, status=status)


def _round(rounds, reference):
    return get_object_or_404(rounds.for_list(), reference=reference)


def _back(asking):
    """To the round it belongs to, else to whom it asks."""
    if asking.participant is not None:
        return reverse("desk:round_outcomes", kwargs={"reference": asking.participant.round.reference})
    return outcome_values.address_of(asking.enterprise or asking.person)


urlpatterns = [
    path("register/enterprises/<uuid:reference>/outcomes/ask/", ask_enterprise, name="enterprise_ask"),
    path("outcomes/askings/<uuid:reference>/withdraw/", withdraw_asking, name="asking_withdraw"),
    path("rounds/<uuid:reference>/outcomes/", show_round, name="round_outcomes"),
    path("rounds/<uuid:reference>/outcomes/ask/", ask_round, name="round_ask"),
]
