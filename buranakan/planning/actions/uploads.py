"""Workbooks that came back: kept when they can be read, looked into, applied all or not at all."""

from django.db import transaction

from buranakan.lib import clock
from buranakan.lib.tabular import workbooks
from buranakan.planning import rules, upload_rules, uploads
from buranakan.planning.actions import cells
from buranakan.planning.grid import CellsRefused
from buranakan.planning.locking import once_more
from buranakan.planning.models import PlanUpload
from buranakan.records import actions as records
from buranakan.records import files
from buranakan.records.actions import record
from buranakan.records.classification import Class


@transaction.atomic
def keep_upload(version, *, content, name, by, at):
    """Keep a workbook of a draft that somebody edited. Nothing of the plan changes by this."""
    rules.check_editable(version)
    uploads.look_into(version, content=content, on=clock.local_day(at))
    stored = records.store(
        content,
        name=name,
        classification=Class.OFFICE,
        by=by,
        at=at,
        kind=files.Kind.XLSX,
        most=workbooks.LARGEST,
    )
    upload = PlanUpload.objects.create(
        version=version, file=stored, uploaded_at=at, uploaded_by_id=getattr(by, "pk", None)
    )
    record("plan_upload.kept", on=upload, by=by, at=at, office=version.plan.envelope.office, **_said(upload))
    return upload


def preview_upload(upload, *, on):
    """uploads.Preview of a kept workbook, with what the rules would refuse of it. Changes nothing."""
    preview = uploads.look_into(upload.version, content=files.read(upload.file.sha256), on=on)
    chosen = preview.differences.chosen(removals=(), mine=())
    refused = cells.refusals(upload.version, edits=[one.edit() for one in chosen])
    preview.faults.extend(preview.refusals(chosen, refused))
    preview.faults.sort(key=lambda fault: _place(fault[0]))
    return preview


def _place(address):
    """Cells in the order in which they are read: row by row."""
    letters = address.rstrip("0123456789")
    return (int(address[len(letters) :] or 0), len(letters), letters)


@once_more
@transaction.atomic
def apply_upload(upload, *, seen, removals=(), mine=(), by, at):
    """Set the cells a workbook would change, as the preview `seen` (its digest) showed them.

    `removals` are the tokens of rows gone that shall be removed, `mine` the addresses of conflicts where the workbook
    shall hold.
    """
    upload = (
        PlanUpload.objects.select_for_update(of=("self",))
        .select_related("file", "version__plan__envelope__office", "version__plan__envelope__portfolio")
        .get(pk=upload.pk)
    )
    upload_rules.check_not_applied(upload)
    rules.check_editable(upload.version)
    preview = preview_upload(upload, on=clock.local_day(at))
    upload_rules.check_can_apply(preview, seen=seen)
    chosen = preview.differences.chosen(removals=set(removals), mine=set(mine))
    upload_rules.check_sets_something(chosen)
    try:
        cells.set_cells(upload.version, edits=[one.edit() for one in chosen], by=by, at=at)
    except CellsRefused as refused:
        raise upload_rules.UploadRefused(preview.refusals(chosen, refused.refusals)) from refused
    upload.applied_at, upload.applied_by_id, upload.cells_set = at, getattr(by, "pk", None), len(chosen)
    upload.save(update_fields=["applied_at", "applied_by_id", "cells_set"])
    _record_applied(upload, by=by, at=at)
    return upload


def _record_applied(upload, *, by, at):
    """A move of the version, so that it stands in the history of its plan."""
    version = upload.version
    version.refresh_from_db(fields=["people_total", "amount_total_satang"])
    record(
        "plan_version.workbook_applied",
        on=version,
        by=by,
        at=at,
        office=version.plan.envelope.office,
        people=version.people_total,
        amount_satang=version.amount_total_satang,
        upload=upload.reference,
        cells=upload.cells_set,
        **_said(upload),
    )


def _said(upload):
    return {"version": upload.version.trail_label, "sha256": upload.file.sha256, "size": upload.file.size}
