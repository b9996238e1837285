"""The notebook of a visit: notes and photos, also from a phone that was without network, each once."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import kept_files, visit_words
from buranakan.pages.desk.forms.visits import NoteForm
from buranakan.pages.desk.views import visit_page
from buranakan.pages.gate import needs, public_page
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.policy.visits import actions, queries
from buranakan.policy.visits.rules import LARGEST_PHOTO

WORKER = settings.PACKAGE / "pages/desk/static/desk/js/visits/worker.js"
JSON = "application/json"
OWNER_SALT = "the owner of notes on a phone"


@require_safe
@public_page
def worker(request):
    """The service worker: under the address of visits, for it may keep pages of its own folder only."""
    script = WORKER.read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_VISITS)
def notebook(request, reference):
    """The page that a phone keeps. It shows nothing but the visit's own plan and what was written on this phone."""
    visit = visit_page.run_by_me(request, reference)
    if request.method == "POST":
        return _take(request, visit)
    return _show(request, visit, form=NoteForm(initial={"client_key": uuid.uuid4()}))


@require_safe
@needs(Permission.PLAN_VISITS)
def notebook_key(request, reference):
    """What the phone needs before it sends: who is signed in, and the token of this session."""
    visit_page.run_by_me(request, reference)
    return JsonResponse({"owner": _owner(request), "token": get_token(request)})


@require_safe
@needs(Permission.SEE_VISITS)
def photo(request, reference, key):
    visit = get_object_or_404(queries.visits(request.scope), reference=reference)
    note = queries.note_of(request.scope, visit, key)
    return kept_files.answer(request.scope, note and note.photo)


@require_POST
@needs(Permission.PLAN_VISITS)
def take_back(request, reference, key):
    visit = visit_page.run_by_me(request, reference)
    note = get_object_or_404(queries.every_note(request.scope, visit), client_key=key)
    try:
        actions.take_back_note(note, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return visit_page.show(request, visit, refusal=refusal, status=409)
    messages.success(request, _("The note is taken back. It can be put back below."))
    return redirect("desk:visit", reference=visit.reference)


@require_POST
@needs(Permission.PLAN_VISITS)
def put_back(request, reference, key):
    visit = visit_page.run_by_me(request, reference)
    note = get_object_or_404(queries.every_note(request.scope, visit), client_key=key)
    actions.put_back_note(note, by=request.user, at=clock.now())
    messages.success(request, _("The note is back."))
    return redirect("desk:visit", reference=visit.reference)


# --- taking a note ----------------------------------------------------------------------------------------------------
def _take(request, visit):
    """A page is answered with a page; the island, which sends what waited on the phone, with a few words."""
    is_island = request.headers.get("Accept") == JSON
    form = NoteForm(request.POST, request.FILES)
    if not form.is_valid():
        if is_island:
            return _refused([text for texts in form.errors.values() for text in texts], status=400)
        return _show(request, visit, form=form, status=400)
    try:
        note = actions.note(visit, **_said(form), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        if is_island:
            return _refused([refusal_sentence(refusal)], code=refusal.code)
        shown = None if form.refuse(refusal) else refusal
        return _show(request, visit, form=form, refusal=shown, status=409)
    if is_island:
        return JsonResponse({"key": str(note.client_key)})
    messages.success(request, _("The note is kept."))
    return redirect("desk:visit_notebook", reference=visit.reference)


def _said(form):
    said = form.cleaned_data
    picture = said["photo"]
    return {
        "client_key": said["client_key"],
        "text": said["text"],
        "photo": picture.read(LARGEST_PHOTO + 1) if picture else None,
        "photo_name": picture.name if picture else "",
        "noted_at": said["noted_at"] or clock.now(),
        "is_directive": said["is_directive"],
    }


def _refused(texts, *, code="form", status=409):
    return JsonResponse({"code": code, "because": " ".join(str(text) for text in texts)}, status=status)


def _show(request, visit, *, form, refusal=None, status=200):
    words = {
        "visit": visit,
        "programme": visit_words.programme(visit, queries.programme(visit)),
        "form": form,
        "owner": _owner(request),
        "refusal": refusal,
    }
    return render(request, "desk/visits/notebook.html", words, status=status)


def _owner(request):
    """Says on a shared phone whose notes wait there, without saying who that is."""
    return salted_hmac(OWNER_SALT, str(request.user.pk)).hexdigest()[:24]


urlpatterns = [
    path("visits/worker.js", worker, name="visit_worker"),
    path("visits/<uuid:reference>/notebook/", notebook, name="visit_notebook"),
    path("visits/<uuid:reference>/notebook/key/", notebook_key, name="visit_notebook_key"),
    path("visits/<uuid:reference>/notes/<uuid:key>/photo/", photo, name="visit_photo"),
    path("visits/<uuid:reference>/notes/<uuid:key>/take-back/", take_back, name="visit_note_take_back"),
    path("visits/<uuid:reference>/notes/<uuid:key>/put-back/", put_back, name="visit_note_put_back"),
]
