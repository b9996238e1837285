"""Pages of the desk: lists brought in. The public registrations they become have a module beside this one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock, phones
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular.opening import LARGEST
from buranakan.pages.desk import import_words, kept_files, sheets, trail_words
from buranakan.pages.desk.forms.fields import as_error
from buranakan.pages.desk.forms.imports import UploadForm
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.views import source_records
from buranakan.pages.gate import needs
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import actions, queries, worker
from buranakan.registry.rules import can_see_names

PAGE_SIZE = 25
ROWS_OF_A_PAGE = 25
REFUSED, ACCEPTED = "refused", "accepted"
SECONDS_BETWEEN_LOOKS = 3
LATEST = 20


@require_safe
@needs(Permission.IMPORT_LISTS)
def list_imports(request):
    page = Paginator(queries.runs(request.scope), PAGE_SIZE).get_page(request.GET.get("page"))
    offices = trail_words.offices_by_code(on=clock.today())
    rows = [(run, trail_words.post_words(run.uploaded_by_post, offices=offices)) for run in page]
    return render(request, "desk/imports/list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_LISTS)
def add_import(request):
    """Take the list as it is and go to its preview: nothing is brought in by this."""
    written = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*written, provinces=areas.provinces())
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/imports/add.html", {"form": form})
    file = form.cleaned_data["file"]
    said = {name: form.cleaned_data[name] for name in ("kind", "province")}
    said |= {"office": request.membership.office, "by": request.user, "at": clock.now()}
    try:
        # One byte more than is taken is enough to be refused, and no larger file ever fills the memory.
        run = actions.upload(file.read(LARGEST + 1), name=file.name, **said)
    except RuleBroken as refusal:
        form.add_error("file", as_error(refusal))
        return render(request, "desk/imports/add.html", {"form": form}, status=409)
    return redirect("desk:import", reference=run.reference)


@require_safe
@needs(Permission.IMPORT_LISTS)
def show_import(request, reference):
    return _show(request, _run(request, reference))


@require_POST
@needs(Permission.IMPORT_LISTS)
def bring_in(request, reference):
    """A short list at once; a long one is left to the worker, and the page says how far it is."""
    run = _run(request, reference)
    said = {"by": request.user, "at": clock.now()}
    try:
        if worker.is_long(run):
            worker.ask(run, **said)
        else:
            actions.bring_in(run, **said)
    except RuleBroken as refusal:
        return _show(request, run, refusal=refusal, status=409)
    return redirect("desk:import", reference=run.reference)


@require_POST
@needs(Permission.IMPORT_LISTS)
def undo(request, reference):
    run = _run(request, reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, run, form=form)
    try:
        undone = actions.undo(run, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, run, form=form, refusal=refusal, status=409)
    said = {"taken_back": f"{undone.taken_back:,}", "stays": f"{len(undone.stays):,}"}
    messages.success(request, _("Taken back: %(taken_back)s. In use since, and kept: %(stays)s.") % said)
    return redirect("desk:import", reference=run.reference)


@require_safe
@needs(Permission.IMPORT_LISTS)
def download_refusals(request, reference, ending):
    """Every row that was not taken, to be corrected where the list is kept."""
    run = _run(request, reference)
    if ending not in sheets.ENDINGS:
        raise Http404
    headings = [_("Sheet"), _("Row"), _("Column"), _("Why it was not taken"), _("Code")]
    rows = [(one.sheet, one.row_number, one.column, one.sentence, one.code) for one in queries.refusals(run)]
    return sheets.answer(f"refused-{run.reference}", ending=ending, headings=headings, rows=rows)


@require_safe
@needs(Permission.IMPORT_LISTS)
def download_list(request, reference):
    """The list as it was brought."""
    return kept_files.answer(request.scope, _run(request, reference).file)


def _run(request, reference):
    return get_object_or_404(queries.runs(request.scope), reference=reference)


def _show(request, run, *, form=None, refusal=None, status=200):
    is_moving = run.state == ImportState.BRINGING_IN or (run.asked_at and run.state == ImportState.PREVIEWED)
    shown = {"rows_shown": "", "page": None, "rows": []} if is_moving else _chosen_rows(request, run)
    offices = trail_words.offices_by_code(on=clock.today())
    words = {
        "run": run,
        "is_moving": is_moving,
        "is_people": run.kind == ImportKind.PEOPLE,
        "new": run.accepted - run.known,
        "same": queries.brought_in_before(run) if run.state == ImportState.PREVIEWED else None,
        "post": trail_words.post_words(run.uploaded_by_post, offices=offices),
        "file_words": import_words.file_words(run.layout),
        **import_words.sheets(run.layout),
        "notes": run.layout.get("notes", []),
        "tabs": _tabs(run, shown["rows_shown"]),
        "sees_names": can_see_names(request.scope),
        "stays": queries.chosen_of(run)[:LATEST] if run.state == ImportState.UNDONE else [],
        "form": form or ReasonForm(),
        "refusal": refusal,
    }
    response = render(request, "desk/imports/run.html", words | shown, status=status)
    if is_moving:
        # Looks again by itself, script or not; the page has a link for whoever stopped that.
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _chosen_rows(request, run):
    """Refused rows first: somebody has to do something about them. A long list is read anew only when asked for."""
    wanted, number = request.GET.get("rows", ""), request.GET.get("page")
    is_clean = run.accepted and not run.refused and not worker.is_long(run)
    if not run.accepted or (wanted != ACCEPTED and (wanted == REFUSED or not is_clean)):
        page = Paginator(queries.refusals(run), ROWS_OF_A_PAGE).get_page(number)
        return {"rows_shown": REFUSED, "page": page, "rows": list(page)}
    page = Paginator(range(run.accepted), ROWS_OF_A_PAGE).get_page(number)
    found = queries.preview(run, page=page.number, size=ROWS_OF_A_PAGE)
    names = {province.code: province.name for province in areas.provinces()}
    rows = [(one, names.get(one.item.province, ""), _phone(one.item)) for one in found.rows]
    return {"rows_shown": ACCEPTED, "page": page, "rows": rows}


def _phone(item):
    """With its dashes, where the row tells of a person."""
    return phones.shown(getattr(item, "phone", ""))


def _tabs(run, current):
    address = reverse("desk:import", args=[run.reference])
    said = [
        (REFUSED, _("Not taken: %(rows)s") % {"rows": f"{run.refused:,}"}),
        (ACCEPTED, _("Can be taken: %(rows)s") % {"rows": f"{run.accepted:,}"}),
    ]
    return [{"text": text, "href": f"{address}?rows={key}", "current": key == current} for key, text in said]


urlpatterns = [
    path("register/lists/", list_imports, name="imports"),
    path("register/lists/add/", add_import, name="import_add"),
    path("register/lists/<uuid:reference>/", show_import, name="import"),
    path("register/lists/<uuid:reference>/bring-in/", bring_in, name="import_bring_in"),
    path("register/lists/<uuid:reference>/undo/", undo, name="import_undo"),
    path("register/lists/<uuid:reference>/refused/<str:ending>/", download_refusals, name="import_refusals"),
    path("register/lists/<uuid:reference>/file/", download_list, name="import_file"),
    *source_records.urlpatterns,
]
