"""Pages of the desk: an application, what speaks for and against it, and the decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.calls import actions, applying, queries
from buranakan.calls.enums import ApplicationState
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages import queries as letters
from buranakan.pages.desk import call_words
from buranakan.pages.desk.forms.calls import DecisionForm
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.gate import needs, shows
from buranakan.registry.rules import can_see_names
from buranakan.services import queries as services

S = ApplicationState
DECISIONS = {
    "accept": (actions.accept, gettext_lazy("A place is given. The applicant is told.")),
    "wait": (actions.put_on_waiting_list, gettext_lazy("It is on the waiting list. The applicant is told.")),
    "decline": (actions.decline, gettext_lazy("The application is declined. The applicant is told why.")),
    "reconsider": (actions.reconsider, gettext_lazy("The application waits for a decision again.")),
}
OFFERED = {
    S.SUBMITTED: {"accept", "wait", "decline"},
    S.WAITING: {"accept", "decline"},
    S.DECLINED: {"reconsider"},
}


@require_safe
@needs(Permission.SEE_CALLS)
def show_application(request, reference):
    """What was answered is shown to those who work with names; the look is written down."""
    application = get_object_or_404(queries.applications(request.scope).for_list(), reference=reference)
    if can_see_names(request.scope):
        shows(request, application, note=actions.note_opening)
    return _show(request, application)


@require_POST
@needs(Permission.DECIDE_APPLICATIONS)
def decide(request, reference):
    """The button pressed says what is decided."""
    application = get_object_or_404(queries.applications_to_decide(request.scope).for_list(), reference=reference)
    action, said = DECISIONS.get(request.POST.get("decision", ""), (None, ""))
    if action is None:
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, application, form=form)
    try:
        action(application, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show(request, application, form=form, refusal=shown, status=409)
    messages.success(request, said)
    following = queries.waiting_for_decision(request.scope).filter(call=application.call_id).first()
    if following is not None and following.pk != application.pk:
        return redirect("desk:application", reference=following.reference)
    return redirect("desk:call", reference=application.call.reference)


@require_POST
@needs(Permission.DECIDE_APPLICATIONS)
def withdraw(request, reference):
    """For an applicant who asked for it by telephone or at the counter."""
    application = get_object_or_404(queries.applications_to_decide(request.scope).for_list(), reference=reference)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return _show(request, application, withdraw_form=form)
    try:
        actions.withdraw(application, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, application, withdraw_form=form, refusal=refusal, status=409)
    messages.success(request, _("The application is withdrawn. The applicant is told."))
    return redirect("desk:application", reference=application.reference)


def _show(request, application, *, form=None, withdraw_form=None, refusal=None, status=200):
    scope = request.scope
    sees_names = can_see_names(scope)
    decides = scope.may(Permission.DECIDE_APPLICATIONS) and application.call.office_id == scope.office_id
    offered = OFFERED.get(S(application.state), set()) if decides else set()
    places = queries.places_of(application.call).filter(province=application.province_id).first()
    words = {
        "application": application,
        "call": application.call,
        "badge": call_words.application_badge(application),
        "sees_names": sees_names,
        "answers": call_words.answers(application) if sees_names else [],
        "results": [call_words.result_row(one) for one in applying.results_as_sent(application)],
        "places": places,
        "ahead": queries.ahead_of(application),
        "offered": offered,
        "may_withdraw": decides and application.state in {S.SUBMITTED, S.WAITING, S.ACCEPTED, S.DECLINED},
        "form": form or DecisionForm(),
        "withdraw_form": withdraw_form or ReasonForm(prefix="withdraw"),
        "crumbs": call_words.crumbs(application.number, call=application.call),
        "refusal": refusal,
        **(_about_the_person(scope, application) if sees_names else {}),
    }
    return render(request, "desk/calls/application.html", words, status=status)


def _about_the_person(scope, application):
    """Likely duplicates, earlier support and letters: for those who work with names."""
    found = applying.look_alikes(application)
    in_reach = set(
        queries.applications(scope).filter(pk__in=[one.application.pk for one in found]).values_list("pk", flat=True)
    )
    return {
        "look_alikes": [
            call_words.look_alike_row(one, is_in_reach=one.application.pk in in_reach) for one in found
        ],
        "support": queries.earlier_support(scope, application),
        "registered": services.people(scope)
        .filter(citizen_number_hash__isnull=False, citizen_number_hash=application.citizen_number_hash)
        .first(),
        "letters": letters.letters_about(scope, application).filter(is_secret=False),
    }


urlpatterns = [
    path("applications/<uuid:reference>/", show_application, name="application"),
    path("applications/<uuid:reference>/decide/", decide, name="application_decide"),
    path("applications/<uuid:reference>/withdraw/", withdraw, name="application_withdraw"),
]
