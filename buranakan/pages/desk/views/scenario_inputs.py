"""Pages of what a scenario starts from: every number with its source, for all who see it; changed by its planner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import scenario_page, scenario_tables, scenario_words
from buranakan.pages.desk.forms.scenarios import TableForm, TotalsForm
from buranakan.pages.gate import needs
from buranakan.planning import actions
from buranakan.planning import scenario_rules as rules
from buranakan.planning.scenario_inputs import Source

FORM_METHODS = ["GET", "HEAD", "POST"]
SEEN = "seen"


@require_safe
@needs(Permission.SEE_PLANS)
def show_inputs(request, reference, part):
    """A part of the inputs to read."""
    page = _page(request, part, scenario=scenario_page.found(request, reference))
    words = _words(page, part) | {
        "columns": scenario_tables.columns_of(part, page.inputs),
        "rows": _rows(page, part),
        "source": scenario_words.source_text(page.inputs.totals_source),
        "measure": scenario_words.measure_text(page.inputs),
        "sees_money": page.sees_money,
        "may_change": scenario_page.may_change(page.scenario, scope=request.scope),
        "asked": len({one.province for one in page.inputs.asked if one.source != Source.ASSUMED}),
    }
    return render(request, "desk/scenarios/inputs.html", words)


@require_http_methods(FORM_METHODS)
@needs(Permission.ALLOCATE)
def change_inputs(request, reference, part):
    """A part of the inputs to change; everything typed stays when something is wrong."""
    page = _page(request, part, scenario=scenario_page.found_to_work_on(request, reference))
    form = _form(request, page, part)
    words = _words(page, part) | {"form": form, "seen": request.POST.get(SEEN) or page.scenario.inputs_sha256}
    try:
        rules.check_allocates_for(page.scenario.envelope.office_id, scope=request.scope)
        rules.check_not_adopted(page.scenario)
        if not form.is_valid():
            return render(request, "desk/scenarios/change.html", words)
        changed = _changed(page.inputs, part, form=form)
        actions.change_inputs(page.scenario, inputs=changed, seen=words[SEEN], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        left = None if _refuse(form, refusal, part=part) else refusal
        return render(request, "desk/scenarios/change.html", words | {"refusal": left}, status=409)
    messages.success(request, _("Kept. The split is not worked out yet for these numbers."))
    return redirect("desk:plan_scenario", reference=reference)


def _page(request, part, *, scenario):
    if part not in scenario_tables.PARTS:
        raise Http404
    return scenario_page.Page.of(request.scope, scenario)


def _words(page, part):
    scenario = page.scenario
    tabs = [
        {"text": text, "href": scenario_page.address("plan_scenario_inputs", scenario, one), "current": one == part}
        for one, text in scenario_tables.PARTS.items()
    ]
    return {
        "scenario": scenario,
        "inputs": page.inputs,
        "part": part,
        "part_text": scenario_tables.PARTS[part],
        "tabs": tabs,
        "crumbs": scenario_page.crumbs(
            _("What it starts from"), portfolio=scenario.envelope.portfolio, scenario=scenario
        ),
    }


def _rows(page, part):
    """Rows to read: the values by column, of the provinces in reach."""
    if part == scenario_tables.TOTALS:
        return []
    columns = scenario_tables.columns_of(part, page.inputs)
    rows = scenario_tables.rows_of(part, page.inputs, names=page.names)
    return [
        {"row": row, "cells": [{"column": one, "value": row.values[one.name]} for one in columns]}
        for row in rows
        if part != scenario_tables.PROVINCES or page.is_shown(row.key)
    ]


def _form(request, page, part):
    typed = request.POST if request.method == "POST" else None
    if part == scenario_tables.TOTALS:
        inputs = page.inputs
        initial = {name: getattr(inputs, name) for name in ("people", "budget_satang", "measure", "blend")}
        return TotalsForm(typed, initial=initial)
    return TableForm(
        typed,
        rows=scenario_tables.rows_of(part, page.inputs, names=page.names),
        columns=scenario_tables.columns_of(part, page.inputs),
    )


def _changed(inputs, part, *, form):
    if part == scenario_tables.TOTALS:
        return scenario_tables.with_totals(inputs, form.cleaned_data)
    return scenario_tables.with_table(inputs, part, form=form)


def _refuse(form, refusal, *, part):
    """Beside the field or the row it is about; False where it is about neither."""
    return form.refuse(refusal) if part == scenario_tables.TOTALS else form.refuse(refusal, part=part)


HERE = "plans/scenarios/<uuid:reference>/inputs/"

urlpatterns = [
    path(f"{HERE}<slug:part>/", show_inputs, name="plan_scenario_inputs"),
    path(f"{HERE}<slug:part>/change/", change_inputs, name="plan_scenario_change"),
]
