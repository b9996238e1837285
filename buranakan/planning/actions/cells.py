"""Setting cells of the grid: many at once, all or nothing, each only where its writer saw what stands there."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.areas.models import Office, Province
from buranakan.areas.wording import language
from buranakan.lib import thai_dates
from buranakan.lib.rules import RuleBroken
from buranakan.planning import grid, grid_queries, grid_rules, rules
from buranakan.planning.actions import line_changes
from buranakan.planning.actions.lines import add_to_totals, locked_draft
from buranakan.planning.grid import CellsRefused, CellsSet, CellValue
from buranakan.planning.line_checks import LineChecks
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity, PlanLine
from buranakan.planning.values import PlannedLine
from buranakan.records.actions import record_many

CHANGED = ("rounds", "people", "amount_satang", "changed_at", "changed_by_id")


@once_more
@transaction.atomic
def set_cells(version, *, edits, by, at):
    """Set cells (grid.CellEdit) of a draft and return grid.CellsSet; one that is refused leaves all as they were.

    What stands there already as wanted is left alone, so that a batch whose answer was lost may be sent again.
    """
    version = locked_draft(version.pk)
    edits = list(edits)
    ground = _Ground.under(version, edits)
    steps = _steps(ground, edits)
    taken = [step for step in steps if step.changes]
    changes = _write(version, taken, by=by, at=at)
    if changes:
        record_many(
            "plan_cells.set",
            on=version,
            by=by,
            at=at,
            office=version.plan.envelope.office,
            manifest=[step.spoken for step in taken],
            changes=[changes[0].pk, changes[-1].pk],
        )
    last = changes[-1].pk if changes else grid_queries.last_change(version)
    return CellsSet(version, tuple(step.value for step in steps), last)


def refusals(version, *, edits):
    """What set_cells would refuse, as (place in the list, RuleBroken) of each; nothing is changed."""
    edits = list(edits)
    try:
        _steps(_Ground.under(version, edits), edits)
    except CellsRefused as refused:
        return refused.refusals
    return []


@dataclass(frozen=True)
class _Step:
    """What stands in a cell, and what is to stand there."""

    before: PlanLine | None
    after: PlannedLine | None
    changes: bool

    @property
    def value(self):
        stands = self.after if self.changes else self.before
        return CellValue(stands.people, stands.amount_satang) if stands else None

    @property
    def spoken(self):
        said = (self.after or self.before.as_planned()).spoken
        numbers = {name: said.pop(name) for name in ("rounds", "people", "amount_satang")}
        was = self.before and {name: getattr(self.before, name) for name in numbers}
        return {**said, "before": was, "after": numbers if self.after else None}


@dataclass(frozen=True)
class _Ground:
    """Everything the edits are looked at beside, read once under the version's lock."""

    version: object
    activities: dict
    offices: dict
    provinces: dict
    lines: dict  # by grain
    checks: LineChecks

    @classmethod
    def under(cls, version, edits):
        keys = {edit.row for edit in edits}
        offices = {pk for key in keys for pk in (key.owner_office_id, key.serving_office_id, key.counts_for_id)}
        activities = {key.activity_id for key in keys}
        lines = version.lines.filter(activity__in=activities).select_related(
            "activity", "owner_office", "serving_office", "counts_for", "province"
        )
        return cls(
            version=version,
            activities=Activity.objects.select_related("project").in_bulk(activities),
            offices=Office.objects.in_bulk(offices),
            provinces=Province.objects.in_bulk({key.province_id for key in keys}),
            lines={line.grain: line for line in lines},
            checks=LineChecks(version.plan.envelope),
        )

    def line_at(self, edit):
        """The line of this very row; one that counts for another office is another row's."""
        line = self.lines.get(edit.row.grain(edit.month))
        return line if line and line.counts_for_id == edit.row.counts_for_id else None

    def planned(self, edit, *, before):
        """The line as wanted, or None; the rules have looked at it."""
        wanted, row = edit.wanted, edit.row
        if not wanted or not wanted.people:
            return None
        activity, satang = self.activities[row.activity_id], wanted.amount_satang
        grid_rules.check_people_fit(activity, people=wanted.people)
        if satang is None:
            satang = grid.money_for(wanted.people, activity=activity, before=before)
        is_same_people = before and before.people == wanted.people
        return PlannedLine(
            activity=activity,
            owner_office=self.offices[row.owner_office_id],
            serving_office=self.offices[row.serving_office_id],
            counts_for=self.offices[row.counts_for_id],
            province=self.provinces[row.province_id],
            month=edit.month,
            rounds=before.rounds if is_same_people else grid.rounds_for(wanted.people, activity=activity),
            people=wanted.people,
            amount_satang=satang,
        )


# --- looking ----------------------------------------------------------------------------------------------------------
def _steps(ground, edits):
    """A step for each edit; every refusal is collected, so that all of them are told at once."""
    steps, refusals, seen = {}, [], set()
    told = _Told(ground.version)
    for place, edit in enumerate(edits):
        try:
            grid_rules.check_one_edit_each((edit.row, edit.month), seen=seen)
            seen.add((edit.row, edit.month))
            steps[place] = _step(ground, edit, told=told)
        except RuleBroken as refusal:
            refusals.append((place, refusal))
    going = {step.before.grain for step in steps.values() if step.before and step.changes and not step.after}
    coming = set()
    for place, step in steps.items():
        if step.after and not step.before:
            try:
                rules.check_new_grain(step.after.grain, taken=(ground.lines.keys() - going) | coming)
                coming.add(step.after.grain)
            except RuleBroken as refusal:
                refusals.append((place, refusal))
    if refusals:
        raise CellsRefused(sorted(refusals, key=lambda refused: refused[0]))
    return list(steps.values())


def _step(ground, edit, *, told):
    grid_rules.check_row(edit.row, activities=ground.activities, offices=ground.offices, provinces=ground.provinces)
    rules.check_month(edit.month, fiscal_year=ground.version.plan.envelope.portfolio.fiscal_year)
    before = ground.line_at(edit)
    now = CellValue(before.people, before.amount_satang) if before else None
    if grid.is_as_wanted(now, wanted=edit.wanted):
        return _Step(before, None, changes=False)
    if not grid.is_as_expected(now, expected=edit.expected):
        grid_rules.check_not_changed_meanwhile(now, expected=edit.expected, changed=told.by(edit))
    after = ground.planned(edit, before=before)
    if after:
        ground.checks.check(after)
    return _Step(before, after, changes=True)


# --- writing ----------------------------------------------------------------------------------------------------------
def _write(version, steps, *, by, at):
    """Keep what the steps say; the version's totals and its list of changes go with them."""
    if not steps:
        return []
    out = [step.before.pk for step in steps if step.before and not step.after]
    if out:
        version.lines.filter(pk__in=out).delete()
    kept = [_kept(version, step, by=by, at=at) for step in steps if step.after]
    PlanLine.objects.bulk_update([line for line in kept if line.pk], fields=CHANGED)
    PlanLine.objects.bulk_create(line for line in kept if not line.pk)
    add_to_totals(
        version,
        people=sum(_side(step.after, "people") - _side(step.before, "people") for step in steps),
        satang=sum(_side(step.after, "amount_satang") - _side(step.before, "amount_satang") for step in steps),
    )
    return line_changes.keep(version, changed=[(step.before, step.after) for step in steps], by=by, at=at)


def _kept(version, step, *, by, at):
    line = PlanLine(pk=step.before.pk if step.before else None, version=version, **step.after.fields)
    line.changed_at, line.changed_by_id = at, getattr(by, "pk", None)
    return line


def _side(line, name):
    return getattr(line, name) if line else 0


# --- telling ----------------------------------------------------------------------------------------------------------
class _Told:
    """Who changed a cell last, looked up only when somebody must be told."""

    def __init__(self, version):
        self.version = version

    def by(self, edit):
        last = grid_queries.last_of_cell(self.version, row=edit.row, month=edit.month)
        if last:
            by_id, at = last.changed_by_id, last.changed_at
        else:
            by_id, at = self.version.made_by_id, self.version.made_at
        return accounts.name_of(by_id) or _("The system"), _Moment(at)


class _Moment:
    """A moment in words, in the language of whoever reads them."""

    def __init__(self, at):
        self.at = at

    def __str__(self):
        return thai_dates.moment(self.at, language=language())
