"""What pages of a scenario show: its sentence, its provinces with their reasons, its months, its map, its pins."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from buranakan.lib import clock
from buranakan.lib.rules import allows
from buranakan.pages.desk import plan_tabs, scenario_words
from buranakan.pages.ui.tags.pictures import length
from buranakan.planning import scenario_inputs, scenario_outcomes, scenarios, values
from buranakan.planning import scenario_rules as rules
from buranakan.planning.allocation.problem import WHOLE

ROUTE = "desk:plan_scenarios"


@dataclass(frozen=True)
class Page:
    """A scenario as the one who asks may see it."""

    scenario: object
    inputs: scenario_inputs.Inputs
    solved: scenario_outcomes.Solved | None  # the last result, also one of inputs that were
    names: scenario_words.Names
    sees_money: bool
    provinces: frozenset | None  # codes in reach; None means all

    @classmethod
    def of(cls, scope, scenario):
        return cls(
            scenario=scenario,
            inputs=scenario_inputs.from_values(scenario.inputs),
            solved=scenario_outcomes.from_values(scenario.outcome) if scenario.outcome else None,
            names=scenario_words.Names.of(scope, scenario, on=clock.today()),
            sees_money=scenarios.sees_money(scope, scenario),
            provinces=None if scenarios.sees_money(scope, scenario) else scope.provinces,
        )

    def is_shown(self, code):
        """Is a province's row within reach?"""
        return self.provinces is None or code in self.provinces


def found(request, reference):
    """The scenario in reach; else there is none."""
    scenario = scenarios.scenario(request.scope, reference)
    if scenario is None:
        raise Http404
    return scenario


def found_to_work_on(request, reference):
    """The same, where the money of the envelope may be seen: forms of a scenario are filled with it."""
    scenario = found(request, reference)
    if not scenarios.sees_money(request.scope, scenario):
        raise Http404
    return scenario


def may_change(scenario, *, scope):
    """May the one who asks change what it starts from, and fix parts of it?"""
    is_owner = allows(rules.check_allocates_for, scenario.envelope.office_id, scope=scope)
    return is_owner and allows(rules.check_not_adopted, scenario)


def crumbs(here, *, portfolio, scenario=None):
    """Where a page of scenarios stands."""
    way = [(_("Scenarios"), plan_tabs.address(ROUTE, portfolio))]
    if scenario:
        way.append((scenario.name, address("plan_scenario", scenario)))
    return [*way, (here, "")]


def address(name, scenario, *rest):
    return reverse(f"desk:{name}", args=[scenario.reference, *rest])


def state_badge(scenario):
    """What became of a scenario, in a word and a tone."""
    if scenario.adopted_version_id:
        return {"text": _("Adopted"), "tone": "good"}
    if not scenario.is_solved:
        return {"text": _("Not worked out yet"), "tone": "plain"}
    if scenario.outcome["is_impossible"]:
        return {"text": _("Impossible"), "tone": "bad"}
    if not scenario.outcome["cells"]:
        return {"text": _("No result in time"), "tone": "warn"}
    return {"text": _("Worked out"), "tone": "info"}


def list_row(scenario, *, scope):
    """A scenario in a list, with what it is compared by; its last result only where it is of its inputs."""
    solved = scenario_outcomes.from_values(scenario.outcome) if scenario.is_solved else None
    measured = solved.measured if solved else None
    return {
        "scenario": scenario,
        "href": address("plan_scenario", scenario),
        "badge": state_badge(scenario),
        "measured": measured,
        "people": measured.people if measured else None,
        "satang": measured.satang if measured and scenarios.sees_money(scope, scenario) else None,
        "smallest": measured.smallest_coverage / WHOLE if measured else None,
        "gini": measured.gini / WHOLE if measured else None,
    }


def over(scenario, solved):
    """What the split needs beyond what its envelope has left now, in words; nothing where it fits or there is none."""
    if not solved or not solved.measured:
        return ""
    needed = values.Held(solved.measured.satang, solved.measured.people)
    return scenario_words.over_text(needed, left=scenario.envelope.left)


# --- what one scenario says -------------------------------------------------------------------------------------------
def words(page, *, scope):
    """Everything the page of a scenario draws, apart from forms."""
    scenario, solved = page.scenario, page.solved
    is_owner = allows(rules.check_allocates_for, scenario.envelope.office_id, scope=scope)
    has_plan = scenario.is_solved and bool(solved.cells)
    said = {
        "scenario": scenario,
        "inputs": page.inputs,
        "measure": scenario_words.measure_text(page.inputs),
        "need_sources": scenario_words.need_sources(page.inputs),
        "badge": state_badge(scenario),
        "sees_money": page.sees_money,
        "is_owner": is_owner,
        "may_change": may_change(scenario, scope=scope),
        "may_adopt": is_owner and allows(rules.check_can_adopt, scenario, seen=scenario.outcome_sha256),
        "solved": solved if scenario.is_solved else None,
        "former": solved if solved and not scenario.is_solved else None,
        "pins": pin_rows(page),
        "clashes": [],
    }
    said["over"] = over(scenario, solved) if said["may_adopt"] else ""
    if has_plan:
        said |= _result(page)
    elif scenario.is_solved:
        said["clashes"] = scenario_words.conflict(solved, names=page.names, inputs=page.inputs)
    return said


def _result(page):
    solved = page.solved
    return {
        "proof": scenario_words.proof_text(solved),
        "smallest": solved.measured.smallest_coverage / WHOLE,
        "gini": solved.measured.gini / WHOLE,
        "binding": scenario_words.binding(solved, names=page.names),
        "more_money": scenario_words.one_more_baht(solved) if page.sees_money else "",
        "fairness_costs": scenario_words.fairness_costs(solved) if page.sees_money else "",
        "rows": province_rows(page),
        "map_values": _map_values(page),
        "months": _months(page),
        "activities": _activities(page),
    }


def province_rows(page):
    """The provinces in reach with what they get and why, the worst-covered first."""
    satang, rounds = Counter(), Counter()
    for cell in page.solved.cells:
        satang[cell.province] += cell.satang
        rounds[cell.province] += cell.rounds
    shown = [page.solved.because_of(one) for one in page.inputs.provinces if page.is_shown(one.code)]
    longest = max((one.coverage for one in page.solved.reasons), default=0)
    given = page.inputs.by_code()
    return [
        {
            "because": one,
            "name": page.names.provinces[one.province],
            "need_source": str(scenario_words.source_text(given[one.province].need_source)),
            "href": address("plan_scenario_province", page.scenario, one.province),
            "coverage": one.coverage / WHOLE if one.need else None,
            "width": length(one.coverage, longest=longest),
            "rounds": rounds[one.province],
            "satang": satang[one.province] if page.sees_money else None,
            "reason": scenario_words.reason(one, names=page.names, inputs=page.inputs),
        }
        for one in sorted(shown, key=lambda one: (not one.need, one.coverage, page.names.provinces[one.province]))
    ]


def _map_values(page):
    return {
        one.province: {
            "value": one.got,
            "label": _("%(people)s people, %(coverage)s%% of need")
            % {"people": f"{one.got:,}", "coverage": scenario_words.coverage_text(one.coverage)},
        }
        for one in page.solved.reasons
        if page.is_shown(one.province)
    }


def _months(page):
    """People of each month, for bars."""
    people = Counter()
    for cell in page.solved.cells:
        people[cell.month] += cell.people
    return [
        {"label": scenario_words.months_text([one.month]), "reached": people[one.month], "unit": "คน"}
        for one in page.inputs.open_months()
    ]


def _activities(page):
    """People of each activity, for bars."""
    people = Counter()
    for cell in page.solved.cells:
        people[cell.activity] += cell.people
    return [
        {"label": page.names.activities[one.activity], "reached": people[one.activity], "unit": "คน"}
        for one in page.inputs.offered()
    ]


def pin_rows(page):
    """What is fixed, by province in reach."""
    said = defaultdict(list)
    for pin in page.inputs.province_pins:
        said[pin.province].append(_("%(people)s people in all") % {"people": f"{pin.people:,}"})
    for pin in page.inputs.cell_pins:
        words_of = {
            "activity": page.names.activities[pin.activity],
            "month": scenario_words.months_text([pin.month]),
            "people": f"{pin.people:,}",
        }
        said[pin.province].append(_("%(activity)s in %(month)s: %(people)s people") % words_of)
    return [
        {"code": code, "name": page.names.provinces[code], "said": texts}
        for code, texts in said.items()
        if page.is_shown(code)
    ]


# --- a province -------------------------------------------------------------------------------------------------------
def province_words(page, code):
    """What the page of one province of a scenario draws."""
    given = page.inputs.by_code().get(code)
    if given is None or not page.is_shown(code):
        raise Http404
    has_plan = page.scenario.is_solved and bool(page.solved.cells)
    because = page.solved.because_of(given) if has_plan else None
    cells = [one for one in page.solved.cells if one.province == code] if has_plan else []
    return {
        "scenario": page.scenario,
        "code": code,
        "name": page.names.provinces[code],
        "given": given,
        "because": because,
        "reason": scenario_words.reason(because, names=page.names, inputs=page.inputs) if because else "",
        "need_source": scenario_words.source_text(given.need_source),
        "cells": [_cell(page, one) for one in sorted(cells, key=lambda one: (one.month, one.activity))],
        "pins": [one for one in pin_rows(page) if one["code"] == code],
    }


def _cell(page, cell):
    return {
        "cell": cell,
        "activity": page.names.activities[cell.activity],
        "month": scenario_inputs.day_of(cell.month),
        "satang": cell.satang if page.sees_money else None,
    }


# --- side by side -----------------------------------------------------------------------------------------------------
def comparison(pages):
    """Provinces whose people differ between scenarios: most difference first."""
    held = [page.solved.by_province for page in pages]
    names = pages[0].names.provinces
    codes = {code for one in held for code in one if all(page.is_shown(code) for page in pages)}
    rows = [{"name": names[code], "people": [one[code] for one in held]} for code in codes]
    for row in rows:
        row["spread"] = max(row["people"]) - min(row["people"])
    return sorted((row for row in rows if row["spread"]), key=lambda row: (-row["spread"], row["name"]))
