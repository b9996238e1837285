"""Pages of indicators: enter one for a framework's pillars, change one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions
from buranakan.outcomes import queries as outcomes
from buranakan.outcomes.written import WrittenIndicator
from buranakan.pages.desk import framework_words
from buranakan.pages.desk.forms.frameworks import REFUSED_FIELDS, IndicatorForm
from buranakan.pages.gate import needs
from buranakan.policy import queries

FORM_METHODS = ["GET", "HEAD", "POST"]
HIGHEST = 1_000_000_000_00


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_FRAMEWORKS)
def add_indicator(request, code):
    framework = get_object_or_404(queries.frameworks(), code=code)
    form = _form(request, initial={"highest_hundredths": HIGHEST, "pillars": _asked(request, framework)})
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, framework=framework)
    try:
        actions.enter_indicator(form.written(), pillars=form.chosen_pillars(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _refused(request, form, refusal, framework=framework)
    messages.success(request, _("The indicator is entered."))
    return redirect("desk:framework", code=framework.code)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_FRAMEWORKS)
def edit_indicator(request, code):
    indicator = get_object_or_404(outcomes.indicators(), code=code)
    ties = indicator.ties.select_related("pillar__framework")
    tied = [f"{tie.pillar.framework.code}.{tie.pillar.code}" for tie in ties]
    form = _form(request, initial=vars(WrittenIndicator.of(indicator)) | {"pillars": tied})
    framework = ties[0].pillar.framework if ties else None
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, framework=framework, indicator=indicator)
    said = {"written": form.written(), "pillars": form.chosen_pillars()}
    try:
        actions.change_indicator(indicator, **said, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _refused(request, form, refusal, framework=framework, indicator=indicator)
    messages.success(request, _("The indicator is changed."))
    return redirect("desk:framework", code=framework.code) if framework else redirect("desk:frameworks")


def _form(request, *, initial):
    """Every framework's pillars may be chosen: an old one keeps what was measured for it."""
    today = clock.today()
    pillars = [one for framework in queries.frameworks() for one in queries.worded_near(framework, on=today).pillars]
    return IndicatorForm(request.POST if request.method == "POST" else None, initial=initial, pillars=pillars)


def _asked(request, framework):
    """The pillar whose page the reader came from."""
    code = request.GET.get("pillar", "")
    return [f"{framework.code}.{code}"] if code else []


def _refused(request, form, refusal, *, framework, indicator=None):
    name = refusal.params.get("field", "")
    refusal.params["field"] = REFUSED_FIELDS.get(name, name)
    shown = None if form.refuse(refusal) else refusal
    return _show(request, form, framework=framework, indicator=indicator, refusal=shown, status=409)


def _show(request, form, *, framework, indicator=None, refusal=None, status=200):
    here = _("Change the indicator") if indicator else _("Enter an indicator")
    words = {
        "form": form,
        "framework": framework,
        "indicator": indicator,
        "heading": here,
        "refusal": refusal,
        "crumbs": framework_words.crumbs(here, framework=framework),
        "cancel": reverse("desk:framework", args=[framework.code]) if framework else reverse("desk:frameworks"),
    }
    return render(request, "desk/frameworks/indicator.html", words, status=status)


urlpatterns = [
    path("frameworks/<slug:code>/indicators/add/", add_indicator, name="indicator_add"),
    path("outcomes/indicators/<slug:code>/edit/", edit_indicator, name="indicator_edit"),
]
