"""Pages of tags: which pillars projects serve, one by one, and all at once when a framework follows another."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.insight import retagging
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import framework_words
from buranakan.pages.desk.forms.frameworks import EndTagForm, TagForm
from buranakan.pages.desk.forms.retagging import RetagForm, RetagRowsForm
from buranakan.pages.gate import needs
from buranakan.planning import actions, tag_rules
from buranakan.planning import queries as planning
from buranakan.policy import queries

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@needs(Permission.TAG_PROJECTS)
def tag_projects(request, code):
    """Tags of a framework as they stand, and one more."""
    framework = _framework(code)
    form = _tag_form(request, framework)
    if request.method != "POST" or not form.is_valid():
        return _show_tags(request, framework, form)
    said = dict(form.cleaned_data)
    try:
        tag_rules.check_tags_projects(request.scope)
        actions.tag(said.pop("holder"), **said, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show_tags(request, framework, form, refusal=shown, status=409)
    messages.success(request, _("Tagged."))
    return redirect("desk:tags", code=framework.code)


@require_http_methods(FORM_METHODS)
@needs(Permission.TAG_PROJECTS)
def end_tag(request, reference):
    tag = get_object_or_404(planning.tags_ever(request.scope), reference=reference)
    form = EndTagForm(request.POST if request.method == "POST" else None, initial={"valid_to": clock.today()})
    if request.method != "POST" or not form.is_valid():
        return _show_end(request, tag, form)
    said = form.cleaned_data
    try:
        tag_rules.check_tags_projects(request.scope)
        actions.end_tag(tag, last_day=said["valid_to"], because=said["because"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show_end(request, tag, form, refusal=shown, status=409)
    messages.success(request, _("The tag ends on that day; reports on days before keep it."))
    return redirect("desk:tags", code=tag.pillar.framework.code)


@require_POST
@needs(Permission.TAG_PROJECTS)
def take_back_tag(request, reference):
    tag = get_object_or_404(planning.tags_ever(request.scope), reference=reference)
    framework = tag.pillar.framework
    try:
        tag_rules.check_tags_projects(request.scope)
        actions.take_back_tag(tag, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_tags(request, _framework(framework.code), None, refusal=refusal, status=409)
    messages.success(request, _("The tag is taken back."))
    return redirect("desk:tags", code=framework.code)


# --- many at once -----------------------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
@needs(Permission.TAG_PROJECTS)
def retag(request, code):
    """From one framework's tags to another's, each with a suggestion that a person confirms."""
    new, today = _framework(code), clock.today()
    others = [one for one in queries.frameworks() if one.pk != new.pk]
    asked = RetagForm(request.GET or None, others=others, initial=_usual(new, others, today=today))
    old, starts_on = asked.chosen()
    if old is None or starts_on is None:
        return _show_retag(request, new, asked)
    after = queries.worded_near(new, on=starts_on).pillars
    moves = retagging.moves(old, new, starts_on=starts_on)
    posted = request.POST if request.method == "POST" else None
    rows = RetagRowsForm(posted, moves=moves, pillars=after, label=new.pillar_label)
    shown = _Shown(old, starts_on, rows)
    if request.method != "POST" or not rows.is_valid():
        return _show_retag(request, new, asked, shown=shown)
    try:
        tag_rules.check_tags_projects(request.scope)
        actions.retag_many(rows.choices(), old=old, new=new, starts_on=starts_on, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_retag(request, new, asked, shown=shown, refusal=refusal, status=409)
    messages.success(request, _("Moved. The old tags end the day before, and reports on days before keep them."))
    return redirect("desk:tags", code=new.code)


@require_POST
@needs(Permission.TAG_PROJECTS)
def undo_retagging(request, reference):
    act = get_object_or_404(planning.retaggings(request.scope), reference=reference)
    try:
        tag_rules.check_tags_projects(request.scope)
        actions.undo_retagging(act, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_tags(request, _framework(act.new.code), None, refusal=refusal, status=409)
    messages.success(request, _("Undone: the old tags hold again."))
    return redirect("desk:tags", code=act.new.code)


@dataclass(frozen=True)
class _Shown:
    """What is to be moved: from which framework, from which day, row by row."""

    old: object
    starts_on: object
    rows: RetagRowsForm


def _framework(code):
    return get_object_or_404(queries.frameworks(), code=code)


def _usual(new, others, *, today):
    """The framework of the same level that was there before, and the new one's first day or today."""
    before = [one for one in others if one.level == new.level and one.valid_from < new.valid_from]
    old = max(before, key=lambda one: one.valid_from, default=None)
    return {"old": old.code if old else "", "starts_on": max(new.valid_from, today)}


def _tag_form(request, framework):
    activities = planning.activities_to_tag(on=_day(framework))
    return TagForm(
        request.POST if request.method == "POST" else None,
        activities=activities,
        pillars=queries.worded_near(framework, on=clock.today()).pillars,
        label=framework.pillar_label,
        initial={"valid_from": max(clock.today(), framework.valid_from)},
    )


def _empty_tag_form(framework, *, wordings, on):
    activities = planning.activities_to_tag(on=on)
    return TagForm(activities=activities, pillars=wordings, label=framework.pillar_label)


def _day(framework):
    """Today, or the day of the framework's life that is nearest."""
    day = max(clock.today(), framework.valid_from)
    return min(day, framework.valid_to) if framework.valid_to else day


def _show_tags(request, framework, form, *, refusal=None, status=200):
    today, day = clock.today(), _day(framework)
    wordings = queries.worded_near(framework, on=today).pillars
    heading = _("Which pillars (%(label)s) projects serve") % {"label": framework.pillar_label}
    acts = planning.retaggings(request.scope).filter(new=framework)
    words = {
        "framework": framework,
        "form": form or _empty_tag_form(framework, wordings=wordings, on=day),
        "day": day,
        "rows": framework_words.tag_rows(planning.tags_on(day, framework=framework), wordings=wordings, on=today),
        "untagged": planning.untagged_projects(framework, on=day),
        "acts": [{"act": one, "may_be_undone": _may_be_undone(one, today=today)} for one in acts],
        "may_tag": framework_words.may_tag(request.scope),
        "refusal": refusal,
        "heading": heading,
        "crumbs": framework_words.crumbs(heading, framework=framework),
    }
    return render(request, "desk/tags/tags.html", words, status=status)


def _may_be_undone(act, *, today):
    made_on = clock.local_day(act.made_at)
    return allows(tag_rules.check_can_undo, act, made_on=made_on, today=today, is_untouched=True)


def _show_end(request, tag, form, *, refusal=None, status=200):
    framework = tag.pillar.framework
    words = {
        "tag": tag,
        "framework": framework,
        "form": form,
        "refusal": refusal,
        "cancel": reverse("desk:tags", args=[framework.code]),
        "crumbs": framework_words.crumbs(_("End a tag"), framework=framework),
    }
    return render(request, "desk/tags/end.html", words, status=status)


def _show_retag(request, new, asked, *, shown=None, refusal=None, status=200):
    words = {
        "framework": new,
        "asked": asked,
        "shown": shown,
        "may_tag": framework_words.may_tag(request.scope),
        "refusal": refusal,
        "crumbs": framework_words.crumbs(_("Move projects from another framework"), framework=new),
    }
    return render(request, "desk/tags/retag.html", words, status=status)


urlpatterns = [
    path("frameworks/<slug:code>/tags/", tag_projects, name="tags"),
    path("frameworks/<slug:code>/retag/", retag, name="retag"),
    path("tags/<uuid:reference>/end/", end_tag, name="tag_end"),
    path("tags/<uuid:reference>/take-back/", take_back_tag, name="tag_take_back"),
    path("retaggings/<uuid:reference>/undo/", undo_retagging, name="retagging_undo"),
]
