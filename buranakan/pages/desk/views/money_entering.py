"""Pages of the books: what a finance officer enters from a document. It waits for another person afterwards."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.finance import actions, queries, rules
from buranakan.finance.enums import MovementKind
from buranakan.lib import clock, fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import money_words
from buranakan.pages.desk.forms.money import MovementForm, grain_key
from buranakan.pages.desk.views.recording import keep_files
from buranakan.pages.gate import needs
from buranakan.services import queries as services

Kind = MovementKind
FORM_METHODS = ["GET", "HEAD", "POST"]
ON_ACCOUNTS = {
    Kind.RETURN: actions.enter_return,
    Kind.RESERVATION: actions.enter_reservation,
    Kind.RELEASE: actions.enter_release,
    Kind.COMMITMENT: actions.enter_commitment,
}
ON_COMMITMENTS = {Kind.PAYMENT: actions.enter_payment, Kind.REDUCTION: actions.enter_reduction}


@require_http_methods(FORM_METHODS)
@needs(Permission.ENTER_MONEY)
def allot(request):
    """Money of the office's own budget, for a grain that an approved plan gives it to."""
    scope, today = request.scope, clock.today()
    grains = queries.grains_to_allot(scope, on=today)
    like = _like(request)
    chosen = next((one for one in grains if like and grain_key(one) == grain_key(like)), None)
    form = _form(
        request,
        Kind.ALLOTMENT,
        grains=grains,
        initial={
            "grain": grain_key(chosen) if chosen else "",
            "amount_satang": chosen.left_satang if chosen and chosen.left_satang > 0 else None,
            "budget_act_year": _act_year(like, grains, today=today),
            "is_provisional": bool(like and like.is_provisional),
        },
    )

    def act(document):
        grain = form.cleaned_data["grain"]
        places = {name: getattr(grain, name) for name in ("owner_office", "serving_office", "province")}
        return actions.enter_allotment(
            grain.activity, **places, **form.besides(), document=document, by=request.user, at=clock.now()
        )

    return _page(request, form, office_id=scope.office_id, allotment=like, act=act)


@require_http_methods(FORM_METHODS)
@needs(Permission.ENTER_MONEY)
def enter(request, reference, kind):
    """A commitment, a reservation, a release or a return of one account."""
    allotment = _found(queries.allotments(request.scope), reference, known=kind in ON_ACCOUNTS)
    totals = allotment.totals
    amounts = {Kind.RETURN: totals.left, Kind.RELEASE: totals.reserved}
    form = _form(request, kind, reserved_satang=totals.reserved, initial={"amount_satang": amounts.get(kind)})

    def act(document):
        said = form.besides()
        if kind == Kind.COMMITMENT:
            said["kind"] = said.pop("commitment_kind")
        return ON_ACCOUNTS[kind](allotment, **said, document=document, by=request.user, at=clock.now())

    return _page(request, form, office_id=allotment.serving_office_id, allotment=allotment, act=act)


@require_http_methods(FORM_METHODS)
@needs(Permission.ENTER_MONEY)
def enter_on_commitment(request, reference, kind):
    """A payment of a commitment, or less of it."""
    commitment = queries.commitments(request.scope).filter(reference=reference).first()
    if commitment is None or kind not in ON_COMMITMENTS:
        raise Http404
    allotment = queries.with_names(queries.allotments(request.scope)).get(pk=commitment.allotment_id)
    outstanding = commitment.totals.outstanding
    initial = {"amount_satang": outstanding, "what": commitment.what, "payee": commitment.payee}
    rounds = list(queries.rounds_to_pay(allotment)) if kind == Kind.PAYMENT else []
    form = _form(request, kind, rounds=rounds, initial=initial)

    def act(document):
        said = form.besides()
        if "round" in said:
            said["round_"] = said.pop("round")
        return ON_COMMITMENTS[kind](commitment, **said, document=document, by=request.user, at=clock.now())

    place = {"office_id": allotment.serving_office_id, "allotment": allotment, "commitment": commitment}
    return _page(request, form, **place, act=act)


@require_http_methods(FORM_METHODS)
@needs(Permission.ENTER_MONEY)
def reverse_entry(request, reference):
    """Undo an entry by another one, with a reason."""
    entry = get_object_or_404(queries.entries_for_list(queries.entries(request.scope)), reference=reference)
    allotment = queries.with_names(queries.allotments(request.scope)).get(pk=entry.allotment_id)
    form = _form(request, Kind.REVERSAL, initial={})

    def act(document):
        return actions.reverse(entry, document=document, by=request.user, at=clock.now())

    office_id = rules.entering_office_id(Kind.REVERSAL, allotment, reverses_kind=entry.kind)
    place = {"office_id": office_id, "allotment": allotment, "commitment": entry.commitment, "entry": entry}
    return _page(request, form, **place, act=act)


def _form(request, kind, *, initial, **offered):
    written = (request.POST, request.FILES) if request.method == "POST" else ()
    known = {name: value for name, value in initial.items() if value}
    return MovementForm(*written, kind=kind, initial={"on": clock.today()} | known, **offered)


def _page(request, form, *, office_id, allotment, commitment=None, entry=None, act):
    """The form, and what becomes of it; files are kept even when something else has to be put right."""
    kept, problems = _files(request)
    form.ask_for_files(kept)
    words = {
        "form": form,
        "title": money_words.TITLES[form.kind],
        "allotment": allotment,
        "totals": allotment and allotment.totals,
        "commitment": commitment,
        "entry": entry,
        "kept": kept,
        "crumbs": money_words.crumbs(money_words.TITLES[form.kind], allotment=allotment),
    }
    try:
        rules.check_enters_for(office_id, scope=request.scope)
        if request.method != "POST" or not _is_good(form, problems):
            return render(request, "desk/money/enter.html", words)
        movement = act(form.document(evidence=kept))
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/money/enter.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Entered. It counts once another person has approved it."))
    return redirect("desk:money_movement", reference=movement.reference)


def _is_good(form, problems):
    is_valid = form.is_valid()
    for problem in problems:
        form.add_error("evidence", problem)
    return is_valid and not problems


def _files(request):
    """Files stored a moment ago with a form that has been put right since, and those sent along now."""
    if request.method != "POST":
        return [], []
    kept = list(services.kept_evidence(request.scope, request.POST.getlist("kept")))
    new, problems = keep_files(request, "evidence")
    return kept + new, problems


def _found(rows, reference, *, known):
    if not known:
        raise Http404
    return get_object_or_404(queries.with_names(rows), reference=reference)


def _like(request):
    """The account that is to be given more, where the address names one."""
    return queries.allotment_by_reference(request.scope, request.GET.get("like", ""))


def _act_year(like, grains, *, today):
    """The act that pays the account already, else the newest portfolio's."""
    if like:
        return like.budget_act_year
    portfolios = [one.activity.project.portfolio for one in grains]
    return max((one.budget_act_year for one in portfolios), default=fiscal.fiscal_year_of(today))


urlpatterns = [
    path("money/allot/", allot, name="money_allot"),
    path("money/accounts/<uuid:reference>/enter/<slug:kind>/", enter, name="money_enter"),
    path("money/commitments/<uuid:reference>/enter/<slug:kind>/", enter_on_commitment, name="money_commitment_enter"),
    path("money/entries/<uuid:reference>/reverse/", reverse_entry, name="money_entry_reverse"),
]
