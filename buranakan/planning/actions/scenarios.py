"""Changes to scenarios: start one, change what it starts from, fix parts, work it out, adopt it into a draft."""

from math import ceil

from django.db import transaction

from buranakan.lib import thai_text
from buranakan.planning import scenario_inputs, scenario_outcomes
from buranakan.planning import scenario_rules as rules
from buranakan.planning.actions import envelopes, proposals
from buranakan.planning.actions.lines import add_lines
from buranakan.planning.actions.versions import start_plan
from buranakan.planning.locking import once_more
from buranakan.planning.models import PlanVersion, Scenario
from buranakan.planning.proposal import ProposedLine
from buranakan.records.actions import record


@transaction.atomic
def start_scenario(envelope, *, name, inputs, based_on=None, by, at):
    """A scenario of an envelope, from inputs (scenario_inputs.Inputs) that the caller has drawn up."""
    rules.check_is_named(name)
    rules.check_inputs(inputs)
    scenario = Scenario.objects.create(
        envelope=envelope,
        name=thai_text.clean(name),
        inputs=scenario_inputs.as_values(inputs),
        inputs_sha256=scenario_inputs.digest(inputs),
        based_on=based_on,
        made_at=at,
        made_by_id=_id(by),
    )
    said = {"people": inputs.people, "budget_satang": inputs.budget_satang}
    said |= {"based_on": str(based_on.reference)} if based_on else {}
    _record("scenario.started", scenario, by=by, at=at, **said)
    return scenario


@once_more
@transaction.atomic
def change_inputs(scenario, *, inputs, seen, by, at):
    """Let it start from other inputs; its result, if it has one, stays as a result of the inputs that were.

    `seen` is the digest of the inputs that the change was made from.
    """
    scenario = _open(scenario)
    rules.check_same_inputs(scenario, seen=seen)
    rules.check_inputs(inputs)
    return _keep_inputs("scenario.inputs_changed", scenario, inputs=inputs, by=by, at=at)


@once_more
@transaction.atomic
def pin_province(scenario, *, province, people, by, at):
    """Fix how many people a province gets in all."""
    scenario = _open(scenario)
    inputs = scenario_inputs.from_values(scenario.inputs)
    rules.check_province_is_there(inputs, province)
    rules.check_pinned_people(people, province=province, inputs=inputs)
    pinned = scenario_inputs.with_province_pin(inputs, scenario_inputs.ProvincePin(province, people))
    said = {"province_code": province, "people": people}
    return _keep_inputs("scenario.pinned", scenario, inputs=pinned, by=by, at=at, **said)


@once_more
@transaction.atomic
def pin_cell(scenario, *, pin, by, at):
    """Fix an activity in a province and a month (scenario_inputs.CellPin), with nobody in it too."""
    scenario = _open(scenario)
    inputs = scenario_inputs.from_values(scenario.inputs)
    rules.check_province_is_there(inputs, pin.province)
    rules.check_cell_fits(pin, inputs=inputs)
    said = {"province_code": pin.province, "activity": pin.activity, "month": pin.month, "people": pin.people}
    pinned = scenario_inputs.with_cell_pin(inputs, pin)
    return _keep_inputs("scenario.pinned", scenario, inputs=pinned, by=by, at=at, **said)


@once_more
@transaction.atomic
def unpin(scenario, *, province, by, at):
    """Let everything of a province move again."""
    scenario = _open(scenario)
    inputs = scenario_inputs.without_pins(scenario_inputs.from_values(scenario.inputs), province=province)
    return _keep_inputs("scenario.unpinned", scenario, inputs=inputs, by=by, at=at, province_code=province)


def solve_scenario(scenario, *, by, at, seconds=scenario_outcomes.SECONDS, gap=scenario_outcomes.GAP):
    """Work the split out and keep it. The work is done outside any transaction, so that nobody waits for it; what
    comes of it is kept only where the inputs are still those it was worked out from."""
    seen = scenario.inputs_sha256
    rules.check_not_adopted(scenario)
    solved = scenario_outcomes.solve(scenario_inputs.from_values(scenario.inputs), seconds=seconds, gap=gap)
    return _keep_outcome(scenario, solved=solved, seen=seen, by=by, at=at)


@once_more
@transaction.atomic
def _keep_outcome(scenario, *, solved, seen, by, at):
    scenario = _open(scenario)
    rules.check_same_inputs(scenario, seen=seen)
    scenario.outcome = scenario_outcomes.as_values(solved)
    scenario.outcome_of_sha256 = seen
    scenario.solved_at, scenario.solved_by_id = at, _id(by)
    scenario.save(update_fields=["outcome", "outcome_of_sha256", "solved_at", "solved_by_id"])
    _record(
        "scenario.solved",
        scenario,
        by=by,
        at=at,
        cells=len(solved.cells),
        objective=solved.objective,
        # The trail holds whole numbers: no plan is worth more than this.
        bound=None if solved.bound is None else ceil(solved.bound),
        milliseconds=round(1_000 * solved.seconds),
    )
    return scenario


@once_more
@transaction.atomic
def adopt_scenario(scenario, *, seen, draft=None, name_th="", name_en="", basis, by, at):
    """Let the result become a draft: a new plan's first, or an empty one that is there. Returns the draft.

    Its lines pass the rules that typed lines pass. `seen` is the digest of the result looked at; `basis` says on paper
    how they were worked out.
    """
    # The envelope is locked before the scenario, as everywhere: plans are begun on it.
    envelope = envelopes.locked(scenario.envelope_id)
    scenario = _locked(scenario)
    rules.check_can_adopt(scenario, seen=seen)
    version = _draft(envelope, draft=draft, name_th=name_th, name_en=name_en, basis=basis, by=by, at=at)
    cells = scenario_outcomes.from_values(scenario.outcome).cells
    lines = proposals.planned_lines(envelope, proposed=_proposed(cells), owner_office=envelope.office)
    version = add_lines(version, lines=lines, by=by, at=at)
    scenario.adopted_version, scenario.adopted_at, scenario.adopted_by_id = version, at, _id(by)
    scenario.save(update_fields=["adopted_version", "adopted_at", "adopted_by_id"])
    _record("scenario.adopted", scenario, by=by, at=at, plan=str(version.plan.reference), number=version.number)
    return version


def _draft(envelope, *, draft, name_th, name_en, basis, by, at):
    if draft is None:
        return start_plan(envelope, name_th=name_th, name_en=name_en, is_proposal=True, basis=basis, by=by, at=at)
    version = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan").get(pk=draft.pk)
    rules.check_draft_takes_it(version, envelope_id=envelope.pk, has_lines=version.lines.exists())
    version.is_proposal, version.basis = True, basis
    version.save(update_fields=["is_proposal", "basis"])
    return version


def _proposed(cells):
    return [
        ProposedLine(
            activity=cell.activity,
            province=cell.province,
            month=scenario_inputs.day_of(cell.month),
            rounds=cell.rounds,
            people=cell.people,
            amount_satang=cell.satang,
        )
        for cell in cells
    ]


def _keep_inputs(name, scenario, *, inputs, by, at, **said):
    before, scenario.inputs_sha256 = scenario.inputs_sha256, scenario_inputs.digest(inputs)
    scenario.inputs = scenario_inputs.as_values(inputs)
    scenario.save(update_fields=["inputs", "inputs_sha256"])
    _record(name, scenario, by=by, at=at, before=before, after=scenario.inputs_sha256, **said)
    return scenario


def _open(scenario):
    scenario = _locked(scenario)
    rules.check_not_adopted(scenario)
    return scenario


def _locked(scenario):
    return (
        Scenario.objects.select_for_update(of=("self",))
        .select_related("envelope__office", "envelope__portfolio")
        .get(pk=scenario.pk)
    )


def _id(by):
    return getattr(by, "pk", None)


def _record(name, scenario, *, by, at, **payload):
    record(name, on=scenario, by=by, at=at, office=scenario.envelope.office, **payload)
