"""Pages of the desk: closing a round and reopening it, what proves it, and the certificates on paper."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.delivery import actions, queries, rules
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import kept_files, round_papers
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.rounds import CloseForm
from buranakan.pages.desk.views import recording, round_page
from buranakan.pages.gate import needs, shows
from buranakan.pages.ui import printing
from buranakan.registry.rules import can_see_names
from buranakan.services import queries as services


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def close_round(request, reference):
    """Who completes and who does not, before anything is written; then everything in one act."""
    round_ = _round_run(request, reference)
    kept = list(services.kept_evidence(request.scope, request.POST.getlist("kept")))
    if request.method != "POST":
        return _show_closing(request, round_, kept)
    # Files are kept even when something else has to be put right: nobody likes to send them twice.
    new, problems = recording.keep_files(request, "evidence")
    form = CloseForm(request.POST, request.FILES)
    if not form.is_valid() or problems:
        for problem in problems:
            form.add_error("evidence", problem)
        return _show_closing(request, round_, kept + new, form=form)
    try:
        actions.close_round(round_, evidence=kept + new, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_closing(request, round_, kept + new, form=form, refusal=refusal, status=409)
    messages.success(request, _("The round is closed. The certificates can be printed."))
    return redirect("desk:round", reference=round_.reference)


@require_POST
@needs(Permission.RUN_ROUNDS)
def reopen_round(request, reference):
    round_ = _round_run(request, reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return round_page.show(request, round_, reason_form=form)
    try:
        actions.reopen_round(round_, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return round_page.show(request, round_, reason_form=form, refusal=refusal, status=409)
    messages.success(request, _("The round is open again. Its records were taken back, its certificates withdrawn."))
    return redirect("desk:round", reference=round_.reference)


@require_POST
@needs(Permission.RUN_ROUNDS)
def add_evidence(request, reference):
    round_ = _round_run(request, reference)
    new, problems = recording.keep_files(request, "evidence")
    form = CloseForm(request.POST, request.FILES)
    form.is_valid()
    for problem in problems:
        form.add_error("evidence", problem)
    if not new and problems:
        return round_page.show(request, round_, evidence_form=form)
    try:
        actions.add_evidence(round_, files=new, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return round_page.show(request, round_, evidence_form=form, refusal=refusal, status=409)
    if problems:
        return round_page.show(request, round_, evidence_form=form)
    messages.success(request, _("The evidence is stored with the round."))
    return redirect("desk:round", reference=round_.reference)


@require_safe
@needs(Permission.SEE_ROUNDS)
def download_evidence(request, reference, file):
    """A file of this round, to whoever may see the round and names."""
    round_ = get_object_or_404(queries.rounds(request.scope), reference=reference)
    return kept_files.answer(request.scope, queries.evidence_file(request.scope, file, round_=round_))


@require_safe
@needs(Permission.RUN_ROUNDS)
def print_certificates(request, reference):
    """Every certificate of the round that stands, a page each; with ?for= that of one participant."""
    round_ = _round_run(request, reference)
    found = queries.certificates_to_print(request.scope, round_)
    wanted = request.GET.get("for", "")
    found = [one for one in found if wanted in {"", str(one.participant.reference)}]
    if not found or not can_see_names(request.scope):
        raise Http404
    shows(request, round_, note=partial(actions.note_printed, paper="certificates"))
    days = [one.held_on for one in queries.sessions(round_) if one.called_off_at is None]
    paper = round_papers.certificates(round_, found, days=days)
    name = f"certificate-{found[0].number}-{found[0].series.year}" if wanted else f"certificates-{round_.number}"
    return HttpResponse(paper, headers=printing.headers(f"{name}.pdf"))


def _show_closing(request, round_, kept, *, form=None, refusal=None, status=200):
    total = queries.total_minutes(round_)
    seats = [seat for seat in round_page.seats(round_, total) if seat.participant.left_at is None]
    words = {
        "round": round_,
        "form": form or CloseForm(),
        "kept": kept,
        "total_minutes": total,
        "needed": rules.minutes_needed(of=total, percent=round_.completion_percent),
        "completing": [seat for seat in seats if seat.completes],
        "not_completing": [seat for seat in seats if not seat.completes],
        "missing": queries.missing_before_closing(round_, at=clock.now()) if round_.is_open else [],
        "earlier": _earlier(request, refusal),
        "refusal": refusal,
    }
    return render(request, "desk/rounds/close.html", words, status=status)


def _earlier(request, refusal):
    """The record by hand that stands in the way, where it is in reach."""
    if refusal is None or refusal.code != "participant_already_recorded":
        return None
    return services.services(request.scope).filter(reference=refusal.params["earlier"]).first()


def _round_run(request, reference):
    return get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)


urlpatterns = [
    path("rounds/<uuid:reference>/close/", close_round, name="round_close"),
    path("rounds/<uuid:reference>/reopen/", reopen_round, name="round_reopen"),
    path("rounds/<uuid:reference>/evidence/", add_evidence, name="round_evidence_add"),
    path("rounds/<uuid:reference>/evidence/<uuid:file>/", download_evidence, name="round_evidence"),
    path("rounds/<uuid:reference>/certificates.pdf", print_certificates, name="round_certificates"),
]
