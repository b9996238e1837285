"""What is done with a scenario: fix a part and free it, make another one from it, adopt it into a draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import scenario_page, scenario_words
from buranakan.pages.desk.forms.scenarios import AdoptForm, PinCellForm, PinProvinceForm
from buranakan.pages.gate import needs
from buranakan.planning import actions, queries, scenario_inputs, scenario_outcomes, scenarios, values
from buranakan.planning import scenario_rules as rules
from buranakan.planning.scenario_inputs import CellPin

FORM_METHODS = ["GET", "HEAD", "POST"]


def shown(request, reference, *, refusal=None, status=200):
    """The page of a scenario as it stands now, whatever was asked of it."""
    scenario = scenario_page.found(request, reference)
    page = scenario_page.Page.of(request.scope, scenario)
    words = scenario_page.words(page, scope=request.scope) | {
        "refusal": refusal,
        "crumbs": scenario_page.crumbs(scenario.name, portfolio=scenario.envelope.portfolio),
    }
    return render(request, "desk/scenarios/scenario.html", words, status=status)


# --- a province and its pins ------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.SEE_PLANS)
def show_province(request, reference, code):
    return _province(request, reference, code)


def _province(request, reference, code, *, form=None, cell_form=None, refusal=None, status=200):
    scenario = scenario_page.found(request, reference)
    page = scenario_page.Page.of(request.scope, scenario)
    said = scenario_page.province_words(page, code)
    fixed = next((one.people for one in page.inputs.province_pins if one.province == code), None)
    got = said["because"].got if said["because"] else None
    words = said | {
        "form": form or PinProvinceForm(initial={"people": fixed if fixed is not None else got}),
        "cell_form": cell_form or _cell_form(request, scenario, inputs=page.inputs),
        "may_change": scenario_page.may_change(scenario, scope=request.scope),
        "refusal": refusal,
        "crumbs": scenario_page.crumbs(said["name"], portfolio=scenario.envelope.portfolio, scenario=scenario),
    }
    return render(request, "desk/scenarios/province.html", words, status=status)


def _cell_form(request, scenario, *posted, inputs):
    offered = {one.activity for one in inputs.offered()}
    activities = queries.activities(request.scope, scenario.envelope.portfolio)
    return PinCellForm(
        *posted,
        activities=[one for one in activities if one.pk in offered],
        months=[one.day for one in inputs.open_months()],
    )


@require_POST
@needs(Permission.ALLOCATE)
def pin_province(request, reference, code):
    scenario = scenario_page.found(request, reference)
    form = PinProvinceForm(request.POST)
    if not form.is_valid():
        return _province(request, reference, code, form=form)
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        actions.pin_province(scenario, province=code, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        left = None if form.refuse(refusal) else refusal
        return _province(request, reference, code, form=form, refusal=left, status=409)
    return _fixed(request, reference)


@require_POST
@needs(Permission.ALLOCATE)
def pin_cell(request, reference, code):
    scenario = scenario_page.found(request, reference)
    form = _cell_form(request, scenario, request.POST, inputs=scenario_inputs.from_values(scenario.inputs))
    if not form.is_valid():
        return _province(request, reference, code, cell_form=form)
    said = form.cleaned_data | {"month": form.cleaned_data["month"].isoformat()}
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        actions.pin_cell(scenario, pin=CellPin(province=code, **said), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        left = None if form.refuse(refusal) else refusal
        return _province(request, reference, code, cell_form=form, refusal=left, status=409)
    return _fixed(request, reference)


def _fixed(request, reference):
    messages.success(request, _("Fixed. Work it out again to see what that does to the others."))
    return redirect("desk:plan_scenario", reference=reference)


@require_POST
@needs(Permission.ALLOCATE)
def unpin(request, reference, code):
    scenario = scenario_page.found(request, reference)
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        actions.unpin(scenario, province=code, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return shown(request, reference, refusal=refusal, status=409)
    messages.success(request, _("Freed. Work it out again."))
    return redirect("desk:plan_scenario", reference=reference)


# --- another one, and a plan ------------------------------------------------------------------------------------------
@require_POST
@needs(Permission.ALLOCATE)
def copy(request, reference):
    """Another scenario from the same inputs, to change; this one stays as it is."""
    scenario = scenario_page.found(request, reference)
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        other = actions.start_scenario(
            scenario.envelope,
            name=(_("%(name)s (another)") % {"name": scenario.name})[:200],
            inputs=scenario_inputs.from_values(scenario.inputs),
            based_on=scenario,
            by=request.user,
            at=clock.now(),
        )
    except RuleBroken as refusal:
        return shown(request, reference, refusal=refusal, status=409)
    messages.success(request, _("This is another scenario with the same inputs. Change them, then work it out."))
    return redirect("desk:plan_scenario", reference=other.reference)


@require_http_methods(FORM_METHODS)
@needs(Permission.ALLOCATE)
def adopt(request, reference):
    """Into a new plan's first draft, or into an empty draft that is there."""
    scenario = scenario_page.found_to_work_on(request, reference)
    drafts = list(scenarios.empty_drafts(request.scope, scenario.envelope))
    form = AdoptForm(
        request.POST or None,
        drafts=drafts,
        initial={"name_th": scenario.name, "seen": scenario.outcome_sha256},
    )
    solved = scenario_outcomes.from_values(scenario.outcome) if scenario.is_solved else None
    words = {
        "form": form,
        "scenario": scenario,
        "solved": solved,
        "over": scenario_page.over(scenario, solved),
        "crumbs": scenario_page.crumbs(
            _("Adopt into a draft"), portfolio=scenario.envelope.portfolio, scenario=scenario
        ),
    }
    try:
        rules.check_allocates_for(scenario.envelope.office_id, scope=request.scope)
        rules.check_can_adopt(scenario, seen=scenario.outcome_sha256)
        if not form.is_valid():
            return render(request, "desk/scenarios/adopt.html", words)
        version = _adopted(request, scenario, solved=solved, said=form.cleaned_data)
    except RuleBroken as refusal:
        left = None if form.refuse(refusal) else refusal
        return render(request, "desk/scenarios/adopt.html", words | {"refusal": left}, status=409)
    messages.success(request, _("Adopted. It is a draft now: adjust its lines, then submit it."))
    _warn_if_over(request, version)
    return redirect("desk:plan_version", reference=version.plan.reference, number=version.number)


def _adopted(request, scenario, *, solved, said):
    inputs = scenario_inputs.from_values(scenario.inputs)
    return actions.adopt_scenario(
        scenario,
        seen=said["seen"],
        draft=said["into"],
        name_th=said["name_th"],
        basis=scenario_words.basis(scenario, inputs=inputs, solved=solved),
        by=request.user,
        at=clock.now(),
    )


def _warn_if_over(request, version):
    """Beside what its envelope holds for it now: money may have been handed on since the split was drawn up."""
    needed = values.Held(version.amount_total_satang, version.people_total)
    text = scenario_words.over_text(needed, left=queries.left_for(version))
    if text:
        messages.warning(request, text)


HERE = "plans/scenarios/<uuid:reference>/"

urlpatterns = [
    path(f"{HERE}provinces/<str:code>/", show_province, name="plan_scenario_province"),
    path(f"{HERE}provinces/<str:code>/pin/", pin_province, name="plan_scenario_pin"),
    path(f"{HERE}provinces/<str:code>/pin-activity/", pin_cell, name="plan_scenario_pin_cell"),
    path(f"{HERE}provinces/<str:code>/free/", unpin, name="plan_scenario_unpin"),
    path(f"{HERE}another/", copy, name="plan_scenario_copy"),
    path(f"{HERE}adopt/", adopt, name="plan_scenario_adopt"),
]
