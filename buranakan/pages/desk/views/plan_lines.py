"""Pages of a plan's lines: add one, change one, take one out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock, fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import plan_words
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.plans import OWNER, SERVER, LineForm
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.planning import actions, comments, queries, rules

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def add_line(request, reference, number):
    version = plan_versions.found(request, reference, number)
    form = _form(request, version, initial=_initial(request, version))

    def keep():
        actions.add_line(version, line=form.planned(), by=request.user, at=clock.now())
        messages.success(request, _("The line was added."))

    return _answer(request, version, form, keep=keep)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def change_line(request, reference, number, pk):
    version = plan_versions.found(request, reference, number)
    line = get_object_or_404(queries.lines(request.scope, version), pk=pk)
    form = _form(request, version, initial=LineForm.initial_of(line))

    def keep():
        actions.change_line(line, line=form.planned(), by=request.user, at=clock.now())
        messages.success(request, _("The line was changed."))

    return _answer(request, version, form, keep=keep, line=line)


@require_POST
@needs(Permission.EDIT_PLANS)
def remove_line(request, reference, number, pk):
    version = plan_versions.found(request, reference, number)
    line = get_object_or_404(queries.lines(request.scope, version), pk=pk)
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        actions.remove_line(line, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return plan_versions.show(request, version, refusal=refusal, status=409)
    messages.success(request, _("The line was taken out."))
    return redirect("desk:plan_version", reference=reference, number=number)


def _answer(request, version, form, *, keep, line=None):
    """Show the form, or keep what it says; what is refused stays as typed."""
    refusal, status = None, 200
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        rules.check_editable(version)
        if request.method == "POST" and form.is_valid():
            keep()
            return redirect("desk:plan_version", reference=version.plan.reference, number=version.number)
    except RuleBroken as refused:
        refusal, status = None if form.refuse(refused) else refused, 409
    here = _("Change a line") if line else _("Add a line")
    words = {
        "version": version,
        "form": form,
        "line": line,
        "said": _said(request, version, line=line),
        "left": version.plan.envelope.left if version.shown_satang is not None else None,
        "refusal": refusal,
        "heading": here,
        "crumbs": plan_words.crumbs(here, version=version),
    }
    return render(request, "desk/plans/line.html", words, status=status)


def _said(request, version, *, line):
    """Comments on the line that is changed."""
    found = comments.comments(request.scope, version) if line else []
    return plan_words.comment_rows([one for one in found if one.grain == line.grain], on=clock.today())


def _form(request, version, *, initial):
    envelope, on = version.plan.envelope, clock.today()
    offices = list(areas.offices(on=on))
    holders = set(queries.budget_office_ids(envelope))
    return LineForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        activities=queries.activities(request.scope, envelope.portfolio),
        provinces=areas.provinces(),
        months=fiscal.months_of(envelope.portfolio.fiscal_year),
        servers=[one for one in offices if one.kind != one.Kind.MINISTRY],
        owners=[one for one in offices if one.pk in holders],
    )


def _initial(request, version):
    """What is known is not asked: the only province, the office itself, the giver of the money."""
    envelope = version.plan.envelope
    office = envelope.office
    delivers_itself = office.kind in {office.Kind.PROVINCIAL, office.Kind.CENTRE}
    return {
        "province": only_province(request.scope),
        "serving_office": office.pk if delivers_itself else None,
        "owner_office": envelope.owner_office_id,
        "rounds": 1,
        "counts_for": SERVER if envelope.counts_for_id != envelope.owner_office_id else OWNER,
    }


urlpatterns = [
    path(f"{plan_versions.HERE}lines/add/", add_line, name="plan_line_add"),
    path(f"{plan_versions.HERE}lines/<int:pk>/", change_line, name="plan_line"),
    path(f"{plan_versions.HERE}lines/<int:pk>/remove/", remove_line, name="plan_line_remove"),
]
