"""Pages of the portal: check your answers, confirm that letters reach you, send, and the receipt."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.calls import actions, applying
from buranakan.calls.enums import ApplicationState
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.messages import queries as letters
from buranakan.messages.rules import CODE_LIVES
from buranakan.pages.portal import journey, own
from buranakan.pages.portal.forms.refusals import refuse
from buranakan.pages.portal.forms.returning import CodeForm
from buranakan.pages.portal.views.answering import pages_of

S = ApplicationState
CONTACT_SLUG = "contact-phone"


@require_http_methods(["GET", "HEAD"])
@own.applicants_page
def check(request, application):
    """Every answer with the way to change it, before anything is sent."""
    if application.state != S.DRAFT:
        return redirect("portal:application", reference=application.reference)
    return _show_check(request, application)


@require_POST
@own.applicants_page
def ask_for_code(request, application):
    """Send six digits to where letters will go, or again."""
    if application.state != S.DRAFT:
        return redirect("portal:application", reference=application.reference)
    try:
        actions.ask_to_confirm_contact(application, at=clock.now())
    except RuleBroken as refusal:
        if refusal.code in {"code_asked_too_soon", "code_asked_too_often"}:
            return _show_code(request, application, CodeForm(), refusal=refusal, status=409)
        return _show_check(request, application, refusal=refusal, status=409)
    messages.success(request, _("A code is on its way."))
    return redirect("portal:application_code", reference=application.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@own.applicants_page
def code(request, application):
    """Type the six digits; with them the application is sent."""
    if application.state != S.DRAFT or not _contact(application):
        return redirect("portal:application", reference=application.reference)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show_code(request, application, form)
    try:
        actions.confirm_contact(application, code=form.cleaned_data["code"], at=clock.now())
    except RuleBroken as refusal:
        shown = None if refuse(form, refusal) else refusal
        return _show_code(request, application, form, refusal=shown, status=409)
    return _send(request, application)


@require_POST
@own.applicants_page
def send(request, application):
    """Send what was confirmed before but not taken then."""
    if application.state != S.DRAFT:
        return redirect("portal:application", reference=application.reference)
    if not _is_confirmed(application):
        # Whether a citizen number is known already is told only to those who can be reached.
        return redirect("portal:application_check", reference=application.reference)
    return _send(request, application)


@require_http_methods(["GET", "HEAD"])
@own.applicants_page
def sent(request, application):
    """The receipt: the number, what happens next and by when."""
    if application.submitted_at is None:
        return redirect("portal:application", reference=application.reference)
    words = {
        "application": application,
        "call": application.call,
        "contact": contacts.masked(application.letters_go_to),
        "decided_within_days": settings.DECIDED_WITHIN_DAYS,
    }
    return render(request, "portal/applications/sent.html", words)


def _send(request, application):
    try:
        actions.submit(application, at=clock.now())
    except RuleBroken as refusal:
        return _show_check(request, application, refusal=refusal, status=409)
    return redirect("portal:application_sent", reference=application.reference)


def _contact(application):
    """Where letters will go, as it was typed and can be read; "" where it can't."""
    found = applying.reading(application, on=clock.today())
    if found.problems.get("contact"):
        return ""
    return found.value("contact", "email") or found.value("contact", "phone") or ""


def _is_confirmed(application):
    contact = _contact(application)
    return bool(contact) and letters.is_confirmed(
        contact, purpose=applying.CONTACT_PURPOSE, since=application.begun_at, about=application
    )


def _show_check(request, application, *, refusal=None, status=200):
    on = clock.today()
    pages = pages_of(application, on=on)
    contact = _contact(application)
    first = journey.next_open(pages)
    words = {
        "application": application,
        "call": application.call,
        "is_open": application.call.is_open(clock.now()),
        "answers": journey.answers(pages),
        "next_slug": first.slug if first else "",
        "in_the_way": journey.in_the_way(applying.results(application, on=on)),
        "contact": contacts.shown(contact) if contact else "",
        "is_confirmed": _is_confirmed(application),
        "refusal": refusal,
    }
    return render(request, "portal/applications/check.html", words, status=status)


def _show_code(request, application, form, *, refusal=None, status=200):
    contact = _contact(application)
    words = {
        "application": application,
        "call": application.call,
        "form": form,
        "contact": contacts.shown(contact),
        "is_email": "@" in contact,
        "contact_slug": CONTACT_SLUG,
        "minutes": int(CODE_LIVES.total_seconds() // 60),
        "is_demo": settings.IS_DEMO,
        "refusal": refusal,
    }
    return render(request, "portal/applications/code.html", words, status=status)


urlpatterns = [
    path("applications/<uuid:reference>/check/", check, name="application_check"),
    path("applications/<uuid:reference>/code/ask/", ask_for_code, name="application_code_ask"),
    path("applications/<uuid:reference>/code/", code, name="application_code"),
    path("applications/<uuid:reference>/send/", send, name="application_send"),
    path("applications/<uuid:reference>/sent/", sent, name="application_sent"),
]
