"""Pages of the desk: the first day of a new head, its signature, and what heads signed for."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts import actions, queries
from buranakan.accounts.permissions import Permission
from buranakan.insight import first_day
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import first_day_page, kept_files
from buranakan.pages.gate import needs
from buranakan.records import files

PAGE_SIZE = 25
HANDOVERS = gettext_lazy("Handovers of offices")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.TAKE_OVER)
def show(request):
    """What the office is handed over with; a new head signs for the page that was read."""
    if request.method != "POST":
        return _show(request)
    membership = request.membership
    try:
        shown = first_day_page.unsealed(request.POST.get("page", ""), membership=membership)
        handover = actions.sign_handover(membership, shown=shown, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, refusal=refusal, status=409)
    messages.success(request, _("You have signed. The page is kept as you read it, for you and for those after you."))
    return redirect("desk:handover", reference=handover.reference)


def _show(request, *, refusal=None, status=200):
    membership, now = request.membership, clock.now()
    page = first_day_page.document(first_day.first_day(request.scope, membership, at=now))
    handover = queries.handover_of(membership)
    waits = handover is not None and handover.signed_at is None
    shown = {
        "document": page,
        "page_sections": _shown(page),
        "membership": membership,
        "handover": handover,
        "waits": waits,
        "sealed": first_day_page.sealed(page, membership=membership) if waits else "",
        "refusal": refusal,
    }
    return render(request, "desk/first_day/first_day.html", shown, status=status)


@require_safe
@needs(Permission.SEE_HANDOVERS)
def list_handovers(request):
    """What heads signed for, latest first."""
    rows = queries.handovers(request.scope).order_by("-signed_at", "-pk")
    shown = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "waits": queries.handover_waiting(request.scope, on=clock.today()),
    }
    return render(request, "desk/first_day/list.html", shown)


@require_safe
@needs(Permission.SEE_HANDOVERS)
def show_handover(request, reference):
    """The page as it was signed. Its content is read by its hash, so what is shown is what was kept."""
    handover = get_object_or_404(queries.handovers(request.scope), reference=reference)
    page = first_day_page.read(files.text_of(files.read(handover.shown.sha256)))
    shown = {
        "handover": handover,
        "document": page,
        "page_sections": _shown(page),
        "crumbs": [(HANDOVERS, reverse("desk:handovers")), (handover.membership.office.short, "")],
    }
    return render(request, "desk/first_day/handover.html", shown)


@require_safe
@needs(Permission.SEE_HANDOVERS)
def download_handover(request, reference):
    """The same as a file, for whoever proves it by its hash."""
    handover = get_object_or_404(queries.handovers(request.scope), reference=reference)
    return kept_files.answer(request.scope, handover.shown)


def _shown(page):
    """Its sections with each cell beside its heading, as phones need it."""
    return [
        section | {"rows": [row | {"cells": _cells(row, section)} for row in section["rows"]]}
        for section in page["sections"]
    ]


def _cells(row, section):
    return [{"text": text, "column": column} for text, column in zip(row["cells"], section["columns"], strict=True)]


urlpatterns = [
    path("first-day/", show, name="first_day"),
    path("handovers/", list_handovers, name="handovers"),
    path("handovers/<uuid:reference>/", show_handover, name="handover"),
    path("handovers/<uuid:reference>/page.json", download_handover, name="handover_file"),
]
