"""Everything that brings a list in or takes it back: upload, bring in, undo, choose a registration."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation

from buranakan.lib import ids, thai_text
from buranakan.lib.tabular import opening
from buranakan.records import actions as records
from buranakan.records import files
from buranakan.records.actions import record, record_many
from buranakan.records.classification import Class
from buranakan.registry import actions as register
from buranakan.registry import rules as register_rules
from buranakan.registry.enums import EnterpriseKind, ImportKind, ImportState
from buranakan.registry.imports import queries, rules, turns
from buranakan.registry.models import Enterprise, ImportRefusal, ImportRun, SourceRecord

LIST_KINDS = {opening.CSV: files.Kind.TEXT, opening.XLSX: files.Kind.XLSX, opening.XLS: files.Kind.XLS}


def upload(content, *, name, kind, province=None, office, by, at):
    """Keep the file and say what bringing it in would do. `province` takes only that province's rows."""
    found = queries.read(content, kind=kind, province=province, office=office)
    return keep(found, content=content, name=name, province=province, office=office, by=by, at=at)


@transaction.atomic
def keep(found, *, content, name, province=None, office, by, at):
    """Keep a list that was read just now, as a run that is only previewed."""
    stored = records.store(
        content,
        name=name,
        classification=Class.PERSONAL if found.kind == ImportKind.PEOPLE else Class.OFFICE,
        by=by,
        at=at,
        kind=LIST_KINDS[found.layout["file"]],
        most=opening.LARGEST,
    )
    run = ImportRun.objects.create(
        kind=found.kind,
        file=stored,
        sha256=stored.sha256,
        layout=found.layout | {"notes": [[note.sheet, note.row_number, note.text] for note in found.notes[:200]]},
        only_province=province,
        **_counts(found),
        known=queries.LANDINGS[ImportKind(found.kind)].count_known(found, office=office),
        office=office,
        uploaded_at=at,
        uploaded_by_id=getattr(by, "pk", None),
        uploaded_by_post=getattr(by, "worn_post", ""),
    )
    ImportRefusal.objects.bulk_create([_kept(refusal, run) for refusal in found.refusals])
    record("import_run.uploaded", on=run, by=by, at=at, office=office, province=province, kind=run.kind, **_said(run))
    return run


def bring_in(run, *, found=None, by, at):
    """Bring a previewed list in, whole or not at all; whoever brings the same one in meanwhile waits, and is told.

    Killed at any moment it leaves nothing that anybody sees, and what it wrote is swept when it is done again.
    `found` is the list as the caller has just read it; else it is read from the stored file.
    """
    with turns.turn_for(f"{run.kind}:{run.sha256}:{run.only_province_id or ''}"):
        run = _begun(run)
        landing = queries.LANDINGS[ImportKind(run.kind)]
        try:
            found = found or queries.read_run(run)
            _counted_again(run, found)
            rules.check_has_rows(run)
            landing.land(run, found)
            return _finished(run, found, landing=landing, by=by, at=at)
        except BaseException:
            _broken_off(run)
            raise


@dataclass(frozen=True)
class Undone:
    """What undoing came to: how many left, and which stay because something else needs them."""

    run: ImportRun
    taken_back: int
    stays: list = field(default_factory=list)


@transaction.atomic
def undo(run, *, reason, by, at):
    """Take a list back, but for what somebody has used since; the answer tells what stays."""
    reason = thai_text.clean(reason)
    register_rules.check_reason(reason)
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    rules.check_can_move(run, ImportState.UNDONE)
    taken_back, stays = queries.LANDINGS[ImportKind(run.kind)].take_back(run)
    run.state = ImportState.UNDONE
    run.undone_at, run.undone_by_id, run.undone_because = at, getattr(by, "pk", None), reason
    run.save(update_fields=["state", "undone_at", "undone_by_id", "undone_because"])
    said = {"office": run.office, "because": reason, "stays": len(stays)}
    record_many("import_run.undone", on=run, by=by, at=at, manifest=taken_back, **said)
    return Undone(run, len(taken_back), stays)


@transaction.atomic
def choose(source_record, *, office, province=None, by, at):
    """Make a public registration an enterprise of the register; one with its number there already is linked."""
    chosen = SourceRecord.objects.select_for_update().get(pk=source_record.pk)
    rules.check_can_choose(chosen)
    province = chosen.province or province
    rules.check_has_province(province)
    known = Enterprise.objects.standing().filter(kind=EnterpriseKind.JURISTIC, number=chosen.number).first()
    enterprise = known or register.add_enterprise(
        name=chosen.name,
        kind=EnterpriseKind.JURISTIC,
        number=chosen.number,
        province=province,
        office=office,
        is_synthetic=ids.is_made_up(chosen.number),
        by=by,
        at=at,
    )
    chosen.enterprise, chosen.chosen_at = enterprise, at
    chosen.save(update_fields=["enterprise", "chosen_at"])
    record(
        "source_record.chosen",
        on=chosen,
        by=by,
        at=at,
        office=office,
        province=province,
        enterprise_id=enterprise.pk,
        was_known=known is not None,
    )
    return enterprise


@transaction.atomic
def add_registered(source_record, *, name, province, office, by, at):
    """Add the enterprise of a public registration as somebody wrote it over what is registered, and link the two."""
    number = source_record.number
    said = {"name": name, "kind": EnterpriseKind.JURISTIC, "number": number, "province": province, "office": office}
    register.add_enterprise(**said, is_synthetic=ids.is_made_up(number), by=by, at=at)
    return choose(source_record, office=office, province=province, by=by, at=at)


@transaction.atomic
def _begun(run):
    """The run, now being brought in. We have the turn, so a run of the same list at work is a dead one's."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    same = queries.same_lists(sha256=run.sha256, kind=run.kind, province=run.only_province).select_for_update()
    rules.check_is_new_list(same.filter(state=ImportState.BROUGHT_IN).first())
    for dead in same.filter(state=ImportState.BRINGING_IN).order_by("pk"):
        _swept(dead)
    run.refresh_from_db()
    rules.check_can_move(run, ImportState.BRINGING_IN)
    run.state, run.done = ImportState.BRINGING_IN, 0
    run.save(update_fields=["state", "done"])
    return run


@transaction.atomic
def _counted_again(run, found):
    """Between the preview and now an office's provinces may have changed, and with them what can be taken."""
    counts = _counts(found)
    if any(getattr(run, name) != count for name, count in counts.items()):
        run.refusals.all().delete()
        ImportRefusal.objects.bulk_create([_kept(refusal, run) for refusal in found.refusals])
        for name, count in counts.items():
            setattr(run, name, count)
        run.known = min(run.known, run.accepted)
        run.save(update_fields=[*counts, "known"])


@transaction.atomic
def _finished(run, found, *, landing, by, at):
    run.known, manifest = landing.stand(run, found, by=by, at=at)
    run.state, run.done = ImportState.BROUGHT_IN, run.accepted
    run.brought_in_at, run.brought_in_by_id = at, getattr(by, "pk", None)
    run.save(update_fields=["known", "state", "done", "brought_in_at", "brought_in_by_id"])
    record_many(
        "import_run.brought_in",
        on=run,
        by=by,
        at=at,
        office=run.office,
        province=run.only_province,
        manifest=manifest,
        kind=run.kind,
        refused=run.refused,
        known=run.known,
    )
    return run


@transaction.atomic
def _broken_off(run):
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state == ImportState.BRINGING_IN:
        _swept(run)


def _swept(run):
    queries.LANDINGS[ImportKind(run.kind)].sweep(run)
    run.state, run.done = ImportState.PREVIEWED, 0
    run.save(update_fields=["state", "done"])


def _counts(found):
    return {
        "rows": found.rows,
        "accepted": len(found.accepted),
        "refused": len(found.refusals),
        "outside": found.outside,
    }


def _said(run):
    return {name: getattr(run, name) for name in ("rows", "accepted", "refused", "known", "outside", "sha256")}


def _kept(refusal, run):
    with translation.override(None):
        message = str(refusal.refusal.message)
    return ImportRefusal(
        run=run,
        sheet=refusal.sheet,
        row_number=refusal.row_number,
        column=refusal.column[:200],
        code=refusal.code,
        message=message,
        params={name: str(value) for name, value in refusal.params.items()},
    )
