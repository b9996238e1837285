"""Pages of the portal: a few numbers by a link on the phone, before the help and some months after it."""

from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions, queries, rules
from buranakan.pages.gate import public_page
from buranakan.pages.portal.forms.follow_ups import AnswersForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def answer(request, token):
    """The questions; what was told before stands in them, and may be corrected until the last day."""
    asking = queries.asking_by_token(token)
    if asking is None:
        return render(request, "portal/follow_ups/unknown.html", status=404)
    closed = _closed(asking)
    if closed:
        return _show_closed(request, asking, closed, status=409 if request.method == "POST" else 200)
    indicators = queries.questions_of(asking)
    form = AnswersForm(
        request.POST if request.method == "POST" else None, initial=queries.told_in(asking), indicators=indicators
    )
    if not form.is_bound or not form.is_valid():
        return _show(request, asking, form)
    try:
        actions.answer(asking, values=form.cleaned_data, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show(request, asking, form, refusal=shown, status=409)
    return redirect("portal:follow_up_thanks", token=token)


@require_safe
@never_cache
@public_page
def thanks(request, token):
    """What was told, and how to correct it."""
    asking = queries.asking_by_token(token)
    if asking is None:
        return render(request, "portal/follow_ups/unknown.html", status=404)
    if asking.answered_at is None:
        return redirect("portal:follow_up", token=token)
    told = queries.told_in(asking)
    words = {
        "asking": asking,
        "told": [(one, told[one.code]) for one in queries.questions_of(asking) if one.code in told],
        "is_open": _closed(asking) is None,
        "token": token,
    }
    return render(request, "portal/follow_ups/thanks.html", words)


def _closed(asking):
    """Why it takes no answer today, or None."""
    try:
        rules.check_can_answer(asking, on=clock.today())
    except RuleBroken as refusal:
        return refusal
    return None


def _show(request, asking, form, *, refusal=None, status=200):
    words = {
        "asking": asking,
        "form": form,
        "round": asking.participant.round if asking.participant else None,
        "is_correction": asking.answered_at is not None,
        "refusal": refusal,
    }
    return render(request, "portal/follow_ups/answer.html", words, status=status)


def _show_closed(request, asking, closed, *, status):
    return render(request, "portal/follow_ups/closed.html", {"asking": asking, "closed": closed}, status=status)


urlpatterns = [
    path("ask/<str:token>/", answer, name="follow_up"),
    path("ask/<str:token>/thanks/", thanks, name="follow_up_thanks"),
]
