"""Pages of a version's workbook: download it, send it back edited, look at what it would change, apply that."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.lib.tabular import workbooks
from buranakan.pages.desk import kept_files, plan_file_words, plan_tabs, plan_words, sheets
from buranakan.pages.desk.forms.fields import as_error
from buranakan.pages.desk.forms.plan_files import ApplyForm, WorkbookForm
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.planning import actions, queries, rules, uploads
from buranakan.planning.upload_rules import UploadRefused
from buranakan.planning.workbook import writing


@require_safe
@needs(Permission.SEE_PLANS)
def show_files(request, reference, number):
    """Download and, for those who write the plan, send back; what was sent before."""
    return _show_files(request, plan_versions.found(request, reference, number))


@require_safe
@needs(Permission.SEE_PLANS)
def download(request, reference, number):
    version = plan_versions.found(request, reference, number)
    contents = uploads.contents(
        request.scope, version, at=clock.now(), on=clock.today(), is_synthetic=settings.IS_SYNTHETIC
    )
    content = sheets.workbook(lambda book: writing.write(book, contents))
    name = f"plan-{str(version.plan.reference)[:8]}-{version.number}"
    return sheets.download(name, content, ending=sheets.EXCEL)


@require_safe
@needs(Permission.SEE_PLANS)
def download_approved(request):
    """The approved plans of a year's portfolio as one table, as far as the reader sees them."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    lines = uploads.approved_lines(request.scope, portfolio)
    headings, rows = plan_file_words.headings_of_lines(), map(plan_file_words.line_cells, lines)
    return sheets.answer(f"plan-{portfolio.fiscal_year}", ending=sheets.EXCEL, headings=headings, rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PLANS)
def upload(request, reference, number):
    """Take the workbook and go to its preview: nothing changes by this."""
    version = plan_versions.found(request, reference, number)
    if request.method != "POST":
        return _show_files(request, version)
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_files(request, version, form=form)
    file = form.cleaned_data["file"]
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        # One byte more than is taken is enough to be refused, and no larger file ever fills the memory.
        content = file.read(workbooks.LARGEST + 1)
        kept = actions.keep_upload(version, content=content, name=file.name, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        form.add_error("file", as_error(refusal))
        return _show_files(request, version, form=form, status=409)
    return redirect("desk:plan_upload", reference=reference, number=number, upload=kept.reference)


@require_safe
@needs(Permission.EDIT_PLANS)
def show_upload(request, reference, number, upload):
    return _show_upload(request, _kept(request, reference, number, upload))


@require_POST
@needs(Permission.EDIT_PLANS)
def apply_upload(request, reference, number, upload):
    kept, form = _kept(request, reference, number, upload), ApplyForm(request.POST)
    try:
        rules.check_plans_for(kept.version.plan.envelope.office_id, scope=request.scope)
        done = actions.apply_upload(
            kept, seen=form.digest, removals=form.removals, mine=form.mine, by=request.user, at=clock.now()
        )
    except RuleBroken as refusal:
        kept = _kept(request, reference, number, upload)  # with what stands there now
        return _show_upload(request, kept, form=form, refusal=refusal, status=409)
    messages.success(request, _("Applied. Cells set: %(cells)s.") % {"cells": f"{done.cells_set:,}"})
    return redirect("desk:plan_version", reference=reference, number=number)


@require_safe
@needs(Permission.EDIT_PLANS)
def download_upload(request, reference, number, upload):
    """The workbook as it was sent back."""
    return kept_files.answer(request.scope, _kept(request, reference, number, upload).file)


def _kept(request, reference, number, upload):
    """A workbook that was sent back, with the scope's own reading of its version and its money."""
    version = plan_versions.found(request, reference, number)
    kept = get_object_or_404(uploads.uploads(request.scope, version), reference=upload)
    kept.version = version
    return kept


def _show_files(request, version, *, form=None, status=200):
    scope = request.scope
    plans = allows(rules.check_plans_for, version.plan.envelope.office_id, scope=scope)
    here = _("As an Excel workbook")
    sent = list(uploads.uploads(scope, version)) if plans else []
    words = {
        "version": version,
        "form": form or WorkbookForm(),
        "may_edit": plan_versions.may_edit(scope, version),
        "may_write": plans,
        "sent": _with_names(sent),
        "heading": here,
        "crumbs": plan_words.crumbs(here, version=version),
    }
    return render(request, "desk/plan_files/files.html", words, status=status)


def _with_names(sent):
    """Each with the name of who sent it; everybody is looked up once."""
    names = {pk: accounts.name_of(pk) for pk in {one.uploaded_by_id for one in sent}}
    return [(one, names[one.uploaded_by_id]) for one in sent]


def _show_upload(request, kept, *, form=None, refusal=None, status=200):
    version = kept.version
    here = _("The workbook sent back")
    words = {
        "version": version,
        "upload": kept,
        "by": accounts.name_of(kept.uploaded_by_id),
        "refusal": refusal,
        "refused": _refused_words(refusal),
        "may_apply": plan_versions.may_edit(request.scope, version),
        "heading": here,
        "crumbs": plan_words.crumbs(here, version=version),
    }
    if kept.applied_at is None:
        words |= _preview_words(kept, form=form)
    return render(request, "desk/plan_files/upload.html", words, status=status)


def _preview_words(kept, *, form):
    """What the workbook would change now; what can't even be read any more is told instead."""
    try:
        preview = actions.preview_upload(kept, on=clock.today())
    except RuleBroken as unreadable:
        return {"unreadable": unreadable}
    chosen = {"removals": form.removals, "mine": form.mine} if form else {}
    return plan_file_words.of_preview(preview, version=kept.version, room=queries.left_for(kept.version), **chosen)


def _refused_words(refusal):
    refused = refusal.refusals if isinstance(refusal, UploadRefused) else []
    return [{"address": address, "sentence": refusal_sentence(one)} for address, one in refused]


HERE = f"{plan_versions.HERE}excel/"

urlpatterns = [
    path("plans/approved/", download_approved, name="plan_approved_excel"),
    path(HERE, show_files, name="plan_files"),
    path(f"{HERE}workbook/", download, name="plan_workbook"),
    path(f"{HERE}send-back/", upload, name="plan_workbook_upload"),
    path(f"{HERE}<uuid:upload>/", show_upload, name="plan_upload"),
    path(f"{HERE}<uuid:upload>/apply/", apply_upload, name="plan_upload_apply"),
    path(f"{HERE}<uuid:upload>/file/", download_upload, name="plan_upload_file"),
]
