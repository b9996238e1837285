"""Pages of envelopes: the tree of a year, receiving from outside, handing on, taking back what is unused."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import plan_tabs, plan_words, trail_words
from buranakan.pages.desk.forms.plan_envelopes import HandOnForm, ReceiveForm, TakeBackForm
from buranakan.pages.gate import needs
from buranakan.planning import actions, envelopes, queries, rules

HERE = "desk:plan_envelopes"
FORM_METHODS = ["GET", "HEAD", "POST"]
MOVES_A_PAGE = 20


@require_safe
@needs(Permission.SEE_PLANS)
def show_tree(request):
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    scope, on = request.scope, clock.today()
    branches = envelopes.tree(scope, portfolio)
    page = Paginator(envelopes.moves(scope, portfolio), MOVES_A_PAGE).get_page(request.GET.get("page"))
    names = trail_words.offices_by_code(on=on)
    rows = [plan_words.branch_row(one, scope=scope, on=on) for one in branches]
    words = {
        "portfolio": portfolio,
        "rows": rows,
        "totals": (totals := envelopes.totals(branches)),
        "sums": plan_words.tree_sums(totals),
        "late": [row for row in rows if row["days_late"]],
        "days_to_hand_on": rules.DAYS_TO_HAND_ON,
        "page": page,
        "moves": [plan_words.move_row(one, offices=names) for one in page],
        "receive_href": _receive_address(request, portfolio),
        **plan_tabs.frame(request, portfolio, current=HERE),
    }
    return render(request, "desk/plans/envelopes.html", words)


def _receive_address(request, portfolio):
    """Nothing for those who receive nothing from outside."""
    may = allows(rules.check_receives_for, request.membership.office, scope=request.scope)
    return plan_tabs.address("desk:plan_receive", portfolio) if may else ""


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def receive(request):
    """What came to the planner's own office from outside the tree."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    office = request.membership.office
    form = ReceiveForm(request.POST or None, fiscal_year=portfolio.fiscal_year)
    words = {"form": form, "office": office, "portfolio": portfolio}

    def keep():
        rules.check_receives_for(office, scope=request.scope)
        if form.is_valid():
            actions.open_envelope(portfolio, office=office, **form.kept(), by=request.user, at=clock.now())
            return _("Received. What you don't plan with yourself should be sent on within %(days)s days.") % {
                "days": rules.DAYS_TO_HAND_ON
            }
        return ""

    here = _("Receive an envelope")
    return _answer(request, "desk/plans/receive.html", words, portfolio=portfolio, here=here, keep=keep)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def hand_on(request, pk):
    """Part of an envelope of the planner's own office, for another office."""
    envelope = get_object_or_404(queries.envelopes(request.scope), pk=pk)
    offices = [
        one
        for one in areas.offices(on=clock.today()).exclude(pk=envelope.office_id)
        if allows(rules.check_goes_down, envelope.office, office=one)
    ]
    form = HandOnForm(request.POST or None, envelope=envelope, offices=offices)

    def keep():
        rules.check_plans_for(envelope.office_id, scope=request.scope)
        if form.is_valid():
            child = actions.hand_on(envelope, **form.kept(), by=request.user, at=clock.now())
            return _("Handed on to %(office)s.") % {"office": child.office}
        return ""

    words = {"form": form, "envelope": envelope}
    here = _("Hand on part of an envelope")
    return _answer(request, "desk/plans/hand_on.html", words, portfolio=envelope.portfolio, here=here, keep=keep)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def take_back(request, pk):
    """What an office doesn't use, for the one who gave it."""
    envelope = get_object_or_404(queries.envelopes(request.scope), pk=pk)
    form = TakeBackForm(request.POST or None)

    def keep():
        rules.check_takes_back_for(envelope, scope=request.scope)
        if form.is_valid():
            actions.take_back(envelope, **form.cleaned_data, by=request.user, at=clock.now())
            return _("Taken back. What is left of it stays with %(office)s.") % {"office": envelope.office}
        return ""

    words = {"form": form, "envelope": envelope}
    here = _("Take back what is unused")
    return _answer(request, "desk/plans/take_back.html", words, portfolio=envelope.portfolio, here=here, keep=keep)


def _answer(request, template, words, *, portfolio, here, keep):
    """Show the form, or do what it says; what is refused stays as typed."""
    back = plan_tabs.address(HERE, portfolio)
    words |= {"back": back, "heading": here, "crumbs": plan_words.crumbs(here, portfolio=portfolio), "refusal": None}
    form = words["form"]
    try:
        if done := keep():
            messages.success(request, done)
            return redirect(back)
    except RuleBroken as refusal:
        words["refusal"] = None if form.refuse(refusal) else refusal
        return render(request, template, words, status=409)
    return render(request, template, words)


urlpatterns = [
    path("plans/envelopes/", show_tree, name="plan_envelopes"),
    path("plans/envelopes/receive/", receive, name="plan_receive"),
    path("plans/envelopes/<int:pk>/hand-on/", hand_on, name="plan_hand_on"),
    path("plans/envelopes/<int:pk>/take-back/", take_back, name="plan_take_back"),
]
