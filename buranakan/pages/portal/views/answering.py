"""Pages of the portal: one question after the other, and being told early whom a call is for."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from buranakan.calls import actions, applying, consent
from buranakan.calls.enums import ApplicationState
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.portal import journey, known, own
from buranakan.pages.portal.forms.answers import AnswerForm, texts_of

LATER = "later"
CHANGE = "change"


def pages_of(application, *, on):
    """The pages of an application as they stand."""
    return journey.pages_of(applying.step_states(application, on=on), applying.typed(application))


@require_http_methods(["GET", "HEAD", "POST"])
@own.applicants_page
def answer(request, application, slug):
    """Keep whatever was typed; go on when it can be read."""
    on = clock.today()
    page = journey.page_by_slug(pages_of(application, on=on), slug)
    if page is None:
        raise Http404
    if application.state != ApplicationState.DRAFT or not page.is_asked:
        return redirect("portal:application", reference=application.reference)
    if request.method != "POST":
        suggested = known.suggested(application, page)
        return _show(request, application, page, texts=page.typed | suggested, is_known=bool(suggested))
    return _keep(request, application, page, on=on)


@require_http_methods(["GET", "HEAD"])
@own.applicants_page
def unmet(request, application):
    """What the call asks for and the answers say is not so; and what one can do instead."""
    on = clock.today()
    pages = pages_of(application, on=on)
    found = journey.in_the_way(applying.results(application, on=on))
    if application.state != ApplicationState.DRAFT or not found:
        return redirect("portal:application", reference=application.reference)
    rows = [(one, journey.page_of_criterion(pages, one.criterion)) for one in found]
    words = {"application": application, "call": application.call, "rows": rows}
    return render(request, "portal/applications/unmet.html", words)


def _keep(request, application, page, *, on):
    texts = texts_of(page, request.POST)
    before = {one.criterion.pk for one in journey.in_the_way(applying.results(application, on=on))}
    try:
        application = actions.fill_in(application, step=page.step.code, answers=texts, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, application, page, texts=texts, refusal=refusal, status=409)
    pages = pages_of(application, on=on)
    page = journey.page_by_slug(pages, page.slug)
    if LATER in request.POST:
        return redirect("portal:application", reference=application.reference)
    if page.problems:
        return _show(request, application, page, texts=texts, problems=page.problems)
    after = {one.criterion.pk for one in journey.in_the_way(applying.results(application, on=on))}
    if after - before:
        return redirect("portal:application_unmet", reference=application.reference)
    return _onward(application, journey.next_open(pages, after=page))


def _onward(application, page):
    if page is None:
        return redirect("portal:application_check", reference=application.reference)
    return redirect("portal:application_page", reference=application.reference, slug=page.slug)


def _show(request, application, page, *, texts, is_known=False, problems=None, refusal=None, status=200):
    pages = pages_of(application, on=clock.today())
    if problems is None:
        # Somebody who comes back to a page that was left wrong sees at once what is wrong.
        problems = page.problems if page.is_answered else {}
    words = {
        "application": application,
        "call": application.call,
        "page": page,
        "form": AnswerForm(page, texts=texts, problems=problems),
        "progress": journey.progress(pages, page),
        "back": _back(request, application, journey.before(pages, page)),
        "is_known": is_known,
        "paragraphs": consent.PARAGRAPHS if page.step.code == "consent" else [],
        "refusal": refusal,
    }
    return render(request, "portal/applications/answer.html", words, status=status)


def _back(request, application, page):
    if CHANGE in request.GET:
        return reverse("portal:application_check", kwargs={"reference": application.reference})
    if page is None:
        return reverse("portal:application", kwargs={"reference": application.reference})
    return reverse("portal:application_page", kwargs={"reference": application.reference, "slug": page.slug})


urlpatterns = [
    path("applications/<uuid:reference>/answer/<slug:slug>/", answer, name="application_page"),
    path("applications/<uuid:reference>/unmet/", unmet, name="application_unmet"),
]
