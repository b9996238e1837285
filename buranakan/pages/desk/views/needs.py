"""Pages of a survey of need: how far it has come, asking, more days, settling, and what was granted into a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import needs_words, plan_tabs, plan_words, sheets
from buranakan.pages.desk.forms.needs import ExtendForm, SurveyForm
from buranakan.pages.desk.views import needs_answers, needs_deciding, needs_survey
from buranakan.pages.gate import needs
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.planning import actions, needs_rules, queries, rules
from buranakan.planning import needs as known
from buranakan.planning.enums import NeedState, State

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs(Permission.SEE_PLANS)
def show(request):
    """The survey of the year looked at."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    survey = known.survey_of(request.scope, portfolio)
    return show_page(request, portfolio, survey)


@require_safe
@needs(Permission.SEE_PLANS)
def show_survey(request, reference):
    survey = needs_survey.found(request, reference)
    return show_page(request, survey.portfolio, survey)


def show_page(request, portfolio, survey, *, refusal=None, extend_form=None, placed=None, status=200):
    """The page of a survey, whatever was asked of it."""
    scope, today = request.scope, clock.today()
    shown = {
        "portfolio": portfolio,
        "survey": survey,
        "refusal": refusal,
        "may_ask": survey is None and allows(needs_rules.check_surveys_for, request.membership.office, scope=scope),
        "ask_href": plan_tabs.address("desk:needs_open", portfolio),
        **plan_tabs.frame(request, portfolio, current="desk:plan_needs"),
    }
    if survey is None:
        return render(request, "desk/needs/none.html", shown, status=status)
    asked, answers = known.asked_provinces(on=today), list(known.answers(scope, survey))
    mine = {province.pk for province, office in asked if office.pk == scope.office_id}
    standing = needs_words.standing(asked, answers)
    rows = needs_words.province_rows(survey, asked=asked, answers=answers)
    sits = allows(needs_rules.check_sits_on_committee, survey, scope=scope)
    shown |= {
        "standing": standing,
        "rows": [row for row in rows if row["answer"]],
        "silent": [row for row in rows if row["answer"] is None],
        "mine": [row for row in rows if row["province"].pk in mine and scope.may(Permission.PROPOSE_NEEDS)],
        "is_open": survey.is_open(today),
        "may_decide": sits and survey.settled_at is None,
        "may_settle": sits and allows(needs_rules.check_can_settle, survey, undecided=standing["undecided"], on=today),
        "may_extend": survey.settled_at is None and allows(needs_rules.check_surveys_for, survey.office, scope=scope),
        "extend_form": extend_form or ExtendForm(),
        "drafts": _drafts(scope, portfolio) if standing["granted"] else [],
        "placed": placed,
    }
    return render(request, "desk/needs/survey.html", shown, status=status)


def _drafts(scope, portfolio):
    """Drafts that the one who looks may put lines into."""
    versions = queries.plan_versions(scope, portfolio).filter(state=State.DRAFT)
    return [one for one in versions if allows(rules.check_plans_for, one.plan.envelope.office_id, scope=scope)]


# --- asking -----------------------------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def open_survey(request):
    """Ask every province what it needs for the year looked at."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    form = SurveyForm(request.POST or None, initial={"opens_on": clock.today()})
    crumbs = [(needs_words.NEEDS, plan_tabs.address("desk:plan_needs", portfolio)), (_("Ask provinces"), "")]
    words = {"form": form, "portfolio": portfolio, "crumbs": crumbs}
    office = request.membership.office
    try:
        needs_rules.check_surveys_for(office, scope=request.scope)
        if not form.is_valid():
            return render(request, "desk/needs/open.html", words)
        survey = actions.open_survey(portfolio, office=office, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/needs/open.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Every provincial office is asked, and told by letter where it has an account."))
    return redirect("desk:needs_survey", reference=survey.reference)


@require_POST
@needs(Permission.EDIT_PLANS)
def extend(request, reference):
    survey = needs_survey.found(request, reference)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return show_page(request, survey.portfolio, survey, extend_form=form)
    try:
        needs_rules.check_surveys_for(survey.office, scope=request.scope)
        actions.extend_survey(survey, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return show_page(request, survey.portfolio, survey, refusal=shown, extend_form=form, status=409)
    messages.success(request, _("Provinces have more days, and are told why."))
    return redirect("desk:needs_survey", reference=reference)


@require_POST
@needs(Permission.DECIDE_NEEDS)
def settle(request, reference):
    """From here the decisions stand, and every province is told."""
    survey = needs_survey.found(request, reference)
    try:
        needs_rules.check_sits_on_committee(survey, scope=request.scope)
        actions.settle_survey(survey, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show_page(request, survey.portfolio, survey, refusal=refusal, status=409)
    messages.success(request, _("The decisions are final, and each province is told its own with the reasons."))
    return redirect("desk:needs_survey", reference=reference)


# --- into a draft -----------------------------------------------------------------------------------------------------
@require_POST
@needs(Permission.EDIT_PLANS)
def draft(request, reference, plan, number):
    """What was granted becomes lines of a draft; what does not fit is told, with the reason."""
    survey = needs_survey.found(request, reference)
    version = queries.plan_version(request.scope, reference=plan, number=number)
    if version is None or version.plan.envelope.portfolio_id != survey.portfolio_id:
        raise Http404
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        placed = actions.draft_from_needs(version, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return show_page(request, survey.portfolio, survey, refusal=refusal, status=409)
    shown = {
        "version": version,
        "href": plan_words.version_address(version),
        "needs": [needs_words.row(need) for need in placed.needs],
        "people": sum(need.granted for need in placed.needs),
        "refused": [
            needs_words.row(need) | {"refused_because": refusal_sentence(refusal)} for need, refusal in placed.refused
        ],
    }
    return show_page(request, survey.portfolio, survey, placed=shown)


# --- Excel ------------------------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.SEE_PLANS)
def download(request, reference):
    """Every need that one may see, with its decision, as a table."""
    survey = needs_survey.found(request, reference)
    headings = [
        *(_("Province"), _("Office"), _("Project"), _("Activity"), _("When"), _("People asked for"), _("Why")),
        *(_("What shows that people ask for it"), _("State"), _("People granted"), _("Reason of the decision")),
    ]
    rows = [_cells(need) for need in known.needs(request.scope, survey)]
    name = f"needs-{survey.portfolio.fiscal_year}"
    return sheets.answer(name, ending=sheets.EXCEL, headings=headings, rows=rows)


def _cells(need):
    return [
        *(need.answer.province.name, need.answer.office.short, need.activity.project.name, need.activity.name),
        needs_words.when(need.month, is_whole_quarter=need.is_whole_quarter),
        *(need.people, need.reason, need.evidence, str(NeedState(need.state).label)),
        *("" if need.granted is None else need.granted, need.decided_because),
    ]


HERE = "plans/needs/<uuid:reference>/"

urlpatterns = [
    path("plans/needs/", show, name="plan_needs"),
    path("plans/needs/ask/", open_survey, name="needs_open"),
    path(HERE, show_survey, name="needs_survey"),
    path(f"{HERE}extend/", extend, name="needs_extend"),
    path(f"{HERE}settle/", settle, name="needs_settle"),
    path(f"{HERE}needs.xlsx", download, name="needs_sheet"),
    path(f"{HERE}drafts/<uuid:plan>/<int:number>/", draft, name="needs_draft"),
    *needs_answers.urlpatterns,
    *needs_deciding.urlpatterns,
]
