"""Pages of policy frameworks: those in force on a day, one with its words and tags, entering, changing, ending."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import queries as outcomes
from buranakan.pages.desk import framework_words
from buranakan.pages.desk.forms.frameworks import EndForm, WholeFrameworkForm
from buranakan.pages.desk.forms.promises import FrameworkDayForm
from buranakan.pages.desk.views import framework_indicators
from buranakan.pages.gate import needs
from buranakan.planning import queries as planning
from buranakan.policy import actions, queries
from buranakan.policy.written import WrittenFramework

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_GET
@needs(Permission.SEE_PROMISES)
def list_frameworks(request):
    today = clock.today()
    form = FrameworkDayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    is_asked = form.is_bound and form.is_valid()
    day = (form.cleaned_data["on"] if is_asked else None) or today
    # A day that was not understood shows no frameworks rather than those of another day.
    found = [] if form.errors else queries.frameworks_in_force(on=day)
    coming, ended = ([], []) if form.errors else queries.frameworks_around(on=day)
    words = {
        "form": form,
        "day": day,
        "frameworks": found,
        "around": [(_("Coming after that day"), coming), (_("Ended before that day"), ended)],
        "may_edit": request.scope.may(Permission.EDIT_FRAMEWORKS),
    }
    return render(request, "desk/frameworks/list.html", words)


@require_safe
@needs(Permission.SEE_PROMISES)
def show_framework(request, code):
    framework, today = _found(code), clock.today()
    now = queries.worded_near(framework, on=today)
    day = min(max(today, framework.valid_from), framework.valid_to or today)
    ties = outcomes.ties_of([wording.pillar_id for wording in now.pillars])
    tags = planning.tags_on(day, framework=framework)
    words = {
        "framework": framework,
        "badge": framework_words.badge(framework, on=today),
        "day": day,
        "pillars": [_pillar(one, ties) for one in now.pillars],
        "tags": framework_words.tag_rows(tags, wordings=now.pillars, on=today),
        "may_edit": request.scope.may(Permission.EDIT_FRAMEWORKS),
        "may_tag": framework_words.may_tag(request.scope),
        "sees_figures": request.scope.may(Permission.SEE_FIGURES),
        "crumbs": framework_words.crumbs(framework.name),
    }
    return render(request, "desk/frameworks/framework.html", words)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_FRAMEWORKS)
def add_framework(request):
    form = WholeFrameworkForm(request.POST if request.method == "POST" else None, initial=_blank(), is_new=True)
    if request.method != "POST" or not form.is_valid():
        return _write(request, form)
    try:
        framework = actions.enter_framework(
            form.framework.written(),
            pillars=form.written_pillars(),
            last_day=form.framework.cleaned_data["last_day"],
            by=request.user,
            at=clock.now(),
        )
    except RuleBroken as refusal:
        return _refused(request, form, refusal)
    said = _("The framework is entered. Now say which pillars (%(label)s) the projects serve.")
    messages.success(request, said % {"label": framework.pillar_label})
    return redirect("desk:framework", code=framework.code)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_FRAMEWORKS)
def edit_framework(request, code):
    framework = _found(code)
    posted = request.POST if request.method == "POST" else None
    form = WholeFrameworkForm(posted, initial=_kept(framework), pillars=_kept_pillars(framework), is_new=False)
    if posted is None or not form.is_valid():
        return _write(request, form, framework=framework)
    said = form.framework.cleaned_data
    try:
        actions.change_framework(
            framework,
            written=form.framework.written(),
            pillars=form.written_pillars(),
            worded_from=said["worded_from"],
            because=said["because"],
            by=request.user,
            at=clock.now(),
        )
    except RuleBroken as refusal:
        return _refused(request, form, refusal, framework=framework)
    messages.success(request, _("The framework is changed. What it said before is in the trail."))
    return redirect("desk:framework", code=framework.code)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_FRAMEWORKS)
def end_framework(request, code):
    framework = _found(code)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": framework.valid_to})
    if request.method != "POST" or not form.is_valid():
        return _end(request, form, framework=framework)
    try:
        actions.end_framework(framework, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _end(request, form, framework=framework, refusal=shown, status=409)
    messages.success(request, _("The last day is set."))
    return redirect("desk:framework", code=framework.code)


def _found(code):
    return get_object_or_404(queries.frameworks(), code=code)


def _pillar(wording, ties):
    """A pillar as worded now, how it was worded before, and what is measured for it."""
    history = [one for one in wording.pillar.wordings.all() if one.replaced_at is None]
    return {
        "wording": wording,
        "history": sorted(history, key=lambda one: one.valid_from, reverse=True),
        "ties": [tie for tie in ties if tie.pillar_id == wording.pillar_id],
    }


def _blank():
    return {"valid_from": clock.today(), "level": "minister"}


def _kept(framework):
    said = vars(WrittenFramework.of(framework))
    return said | {"aliases": "\n".join(framework.aliases), "worded_from": max(clock.today(), framework.valid_from)}


def _kept_pillars(framework):
    worded = queries.worded_near(framework, on=clock.today()).pillars
    return [{"code": one.pillar.code, "name_th": one.name_th, "name_en": one.name_en} for one in worded]


def _refused(request, form, refusal, *, framework=None):
    shown = None if form.refuse(refusal) else refusal
    return _write(request, form, framework=framework, refusal=shown, status=409)


def _write(request, form, *, framework=None, refusal=None, status=200):
    here = _("Change the framework") if framework else _("Enter a framework")
    words = {
        "form": form,
        "framework": framework,
        "heading": here,
        "refusal": refusal,
        "crumbs": framework_words.crumbs(here, framework=framework),
        "cancel": reverse("desk:framework", args=[framework.code]) if framework else reverse("desk:frameworks"),
    }
    return render(request, "desk/frameworks/write.html", words, status=status)


def _end(request, form, *, framework, refusal=None, status=200):
    words = {
        "form": form,
        "framework": framework,
        "refusal": refusal,
        "crumbs": framework_words.crumbs(_("Last day in force"), framework=framework),
    }
    return render(request, "desk/frameworks/end.html", words, status=status)


urlpatterns = [
    path("frameworks/", list_frameworks, name="frameworks"),
    path("frameworks/add/", add_framework, name="framework_add"),
    path("frameworks/<slug:code>/", show_framework, name="framework"),
    path("frameworks/<slug:code>/edit/", edit_framework, name="framework_edit"),
    path("frameworks/<slug:code>/end/", end_framework, name="framework_end"),
    *framework_indicators.urlpatterns,
]
