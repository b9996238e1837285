"""Pages of the portal: coming back to an application, how it stands, withdrawing it, closing it on this device."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.scope import Scope
from buranakan.calls import actions, consent, queries
from buranakan.calls.enums import ApplicationState
from buranakan.delivery import queries as delivery
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.messages import queries as letters
from buranakan.pages.gate import public_page
from buranakan.pages.portal import journey, own
from buranakan.pages.portal.forms.refusals import refuse
from buranakan.pages.portal.forms.returning import ReturnForm, WithdrawForm
from buranakan.pages.portal.states import may_withdraw, story
from buranakan.pages.portal.views.answering import pages_of

S = ApplicationState
OWN = Scope.system("applicants see what belongs to their own application")


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def applications(request):
    """The way back: number and code. One answer to everything that is wrong."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show_return(request, form)
    try:
        application = actions.resume(form.cleaned_data["number"], form.cleaned_data["code"], at=clock.now())
    except RuleBroken as refusal:
        shown = None if refuse(form, refusal) else refusal
        return _show_return(request, form, refusal=shown, status=409)
    own.open_here(request, application)
    return redirect("portal:application", reference=application.reference)


@require_http_methods(["GET", "HEAD"])
@own.applicants_page
def application(request, application):
    """A draft shows what is left to do; what was sent shows how it stands."""
    if application.state == S.DRAFT:
        return _show_draft(request, application)
    on = clock.today()
    round_ = _round(application)
    words = {
        "application": application,
        "call": application.call,
        "state": S(application.state),
        "ahead": queries.ahead_of(application),
        "contact": contacts.masked(application.letters_go_to),
        "story": story(application),
        "letters": letters.letters_about(OWN, application).filter(is_secret=False),
        "answers": journey.answers(pages_of(application, on=on)),
        "round": round_,
        "sessions": [one for one in delivery.sessions(round_) if one.called_off_at is None] if round_ else [],
        "may_withdraw": may_withdraw(application),
    }
    return render(request, "portal/applications/status.html", words)


@require_http_methods(["GET", "HEAD"])
@own.applicants_page
def begun(request, application):
    """Number and code, to be written down; the code is shown until somebody goes on."""
    code = own.code_to_show(request, application)
    if not code:
        return redirect("portal:application", reference=application.reference)
    words = {"application": application, "call": application.call, "code": code, "kept_days": consent.DRAFT_KEPT_DAYS}
    return render(request, "portal/applications/begun.html", words)


@require_POST
@own.applicants_page
def go_on(request, application):
    """The code was written down: it is not shown again."""
    first = journey.next_open(pages_of(application, on=clock.today()))
    if first is None:
        response = redirect("portal:application_check", reference=application.reference)
    else:
        response = redirect("portal:application_page", reference=application.reference, slug=first.slug)
    own.forget_code(response, application)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@own.applicants_page
def withdraw(request, application):
    """Say what happens, then do it."""
    if not may_withdraw(application):
        return redirect("portal:application", reference=application.reference)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show_withdraw(request, application, form)
    was_draft = application.state == S.DRAFT
    try:
        actions.withdraw(application, reason=form.cleaned_data["reason"], at=clock.now())
    except RuleBroken as refusal:
        shown = None if refuse(form, refusal) else refusal
        return _show_withdraw(request, application, form, refusal=shown, status=409)
    if was_draft:
        own.close_here(request, application.reference)
        messages.success(request, _("The draft is deleted. Nothing of it was sent."))
        return redirect("portal:calls")
    messages.success(request, _("Your application is withdrawn."))
    return redirect("portal:application", reference=application.reference)


@require_POST
@own.applicants_page
def leave(request, application):
    """Close it on this device, which may be somebody else's."""
    own.close_here(request, application.reference)
    messages.success(request, _("The application is closed on this device. To open it you need its number and code."))
    return redirect("portal:applications")


def _show_return(request, form, *, refusal=None, status=200):
    words = {"form": form, "opened": own.opened_here(request), "refusal": refusal}
    return render(request, "portal/applications/return.html", words, status=status)


def _show_draft(request, application):
    pages = pages_of(application, on=clock.today())
    first = journey.next_open(pages)
    words = {
        "application": application,
        "call": application.call,
        "is_open": application.call.is_open(clock.now()),
        "is_forgotten": application.forgotten_at is not None,
        "progress": journey.progress(pages),
        "pages": journey.asked(pages),
        "next_slug": first.slug if first else "",
        "kept_days": consent.DRAFT_KEPT_DAYS,
    }
    return render(request, "portal/applications/draft.html", words)


def _show_withdraw(request, application, form, *, refusal=None, status=200):
    words = {"application": application, "call": application.call, "form": form, "refusal": refusal}
    words["state"] = S(application.state)
    return render(request, "portal/applications/withdraw.html", words, status=status)


def _round(application):
    """The round in which an accepted application has its seat, or None."""
    if application.round_reference is None:
        return None
    return delivery.rounds(OWN).standing().filter(reference=application.round_reference).first()


urlpatterns = [
    path("applications/", applications, name="applications"),
    path("applications/<uuid:reference>/", application, name="application"),
    path("applications/<uuid:reference>/begun/", begun, name="application_begun"),
    path("applications/<uuid:reference>/go-on/", go_on, name="application_go_on"),
    path("applications/<uuid:reference>/withdraw/", withdraw, name="application_withdraw"),
    path("applications/<uuid:reference>/leave/", leave, name="application_leave"),
]
