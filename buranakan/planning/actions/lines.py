"""Changes to the lines of a draft, with the draft's running totals."""

from django.db import transaction
from django.db.models import F

from buranakan.planning import rules
from buranakan.planning.actions import line_changes
from buranakan.planning.enums import State
from buranakan.planning.line_checks import LineChecks
from buranakan.planning.locking import once_more
from buranakan.planning.models import PlanLine, PlanVersion
from buranakan.records.actions import record, record_many


@once_more
@transaction.atomic
def add_line(version, *, line, by, at):
    """Add one line (values.PlannedLine) to a draft."""
    version = locked_draft(version.pk)
    _check_lines(version, [line], taken=_grains(version))
    kept = PlanLine.objects.create(version=version, **line.fields, **_signed(by=by, at=at))
    add_to_totals(version, people=line.people, satang=line.amount_satang)
    line_changes.keep(version, changed=[(None, line)], by=by, at=at)
    record("plan_line.added", on=version, by=by, at=at, province=line.province, line=kept.pk, **line.spoken)
    return kept


@once_more
@transaction.atomic
def add_lines(version, *, lines, by, at):
    """Add many lines to a draft at once; the trail gets one event with the hash of them all."""
    version = locked_draft(version.pk)
    lines = list(lines)
    _check_lines(version, lines, taken=_grains(version))
    signed = _signed(by=by, at=at)
    PlanLine.objects.bulk_create(PlanLine(version=version, **line.fields, **signed) for line in lines)
    add_to_totals(version, people=sum(line.people for line in lines), satang=sum(line.amount_satang for line in lines))
    line_changes.keep(version, changed=[(None, line) for line in lines], by=by, at=at)
    record_many("plan_lines.added", on=version, by=by, at=at, manifest=[line.spoken for line in lines])
    return version


@once_more
@transaction.atomic
def change_line(kept, *, line, by, at):
    """Let a line of a draft say something else."""
    version = locked_draft(kept.version_id)
    kept = _still_there(kept)
    _check_lines(version, [line], taken=_grains(version) - {kept.grain})
    was = kept.as_planned()
    before = {"rounds": was.rounds, "people": was.people, "amount_satang": was.amount_satang}
    for name, value in {**line.fields, **_signed(by=by, at=at)}.items():
        setattr(kept, name, value)
    kept.save()
    add_to_totals(version, people=line.people - before["people"], satang=line.amount_satang - before["amount_satang"])
    line_changes.keep(version, changed=[(was, line)], by=by, at=at)
    record(
        "plan_line.changed",
        on=version,
        by=by,
        at=at,
        province=line.province,
        line=kept.pk,
        before=before,
        **line.spoken,
    )
    return kept


@once_more
@transaction.atomic
def remove_line(kept, *, by, at):
    """Take a line out of a draft."""
    version = locked_draft(kept.version_id)
    kept = _still_there(kept)
    pk, was = kept.pk, kept.as_planned()
    kept.delete()
    add_to_totals(version, people=-kept.people, satang=-kept.amount_satang)
    line_changes.keep(version, changed=[(was, None)], by=by, at=at)
    record("plan_line.removed", on=version, by=by, at=at, province=kept.province, line=pk, **was.spoken)


def locked_draft(pk):
    """A version that may be written in. Lines wait for each other here, not for the envelope."""
    version = (
        PlanVersion.objects.select_for_update(of=("self",))
        .select_related("plan__envelope__portfolio", "plan__envelope__office")
        .get(pk=pk)
    )
    rules.check_editable(version)
    return version


def _signed(*, by, at):
    return {"changed_at": at, "changed_by_id": getattr(by, "pk", None)}


def _still_there(kept):
    found = (
        PlanLine.objects.filter(pk=kept.pk)
        .select_related("activity", "owner_office", "serving_office", "counts_for", "province")
        .first()
    )
    rules.check_line_is_there(found)
    return found


def _check_lines(version, lines, *, taken):
    checks = LineChecks(version.plan.envelope)
    for line in lines:
        checks.check(line)
        rules.check_new_grain(line.grain, taken=taken)
        taken.add(line.grain)


def _grains(version):
    return {line.grain for line in version.lines.all()}


def add_to_totals(version, *, people, satang):
    """Keep the draft's running totals; the condition holds even where a database would not lock."""
    changed = PlanVersion.objects.filter(pk=version.pk, state=State.DRAFT).update(
        people_total=F("people_total") + people, amount_total_satang=F("amount_total_satang") + satang
    )
    version.refresh_from_db(fields=["state", "people_total", "amount_total_satang"])
    if not changed:
        rules.check_editable(version)
        raise RuntimeError(f"draft {version.pk} refused totals that its row allows")
