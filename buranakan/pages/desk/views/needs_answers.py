"""Pages of a province's answer: what it says and got, writing it on one page, its head confirming it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.insight import needs_evidence
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken, allows
from buranakan.pages.desk import needs_words
from buranakan.pages.desk.forms.needs import AnswerForm
from buranakan.pages.desk.views import needs_survey
from buranakan.pages.gate import needs
from buranakan.planning import actions, needs_rules, queries
from buranakan.planning import needs as known


@require_safe
@needs(Permission.SEE_PLANS)
def show(request, reference, code):
    survey = needs_survey.found(request, reference)
    return _show(request, survey, _province(code))


def _show(request, survey, province, *, refusal=None, status=200):
    scope, today = request.scope, clock.today()
    answer = known.answer_of(scope, survey, province)
    office_id = _speaker(province, on=today)
    is_mine = allows(needs_rules.check_proposes_for, office_id, scope=scope)
    is_head = allows(needs_rules.check_confirms_for, office_id, scope=scope)
    is_open = survey.is_open(today)
    confirmed = answer is not None and answer.confirmed_at is not None
    words = {
        "survey": survey,
        "province": province,
        "answer": answer,
        "badge": needs_words.answer_badge(answer),
        "rows": [needs_words.row(one) for one in known.needs(scope, survey).filter(answer=answer)] if answer else [],
        "may_write": is_mine and is_open and not confirmed,
        "may_confirm": is_head
        and is_open
        and answer is not None
        and allows(needs_rules.check_can_confirm, answer, has_needs=bool(answer.lines)),
        "may_take_back": is_head
        and is_open
        and confirmed
        and allows(needs_rules.check_can_take_back, answer, decided=answer.lines > answer.undecided),
        "refusal": refusal,
        "crumbs": needs_words.crumbs(survey, province.name),
    }
    return render(request, "desk/needs/answer.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PROPOSE_NEEDS)
def write(request, reference, code):
    """All of a province's needs on one page; what is known stands there already."""
    survey, province = needs_survey.found(request, reference), _own_province(request, code)
    scope, answer = request.scope, known.answer_of(request.scope, survey, province)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        activities=list(queries.activities(scope, survey.portfolio)),
        known=needs_evidence.known(scope, survey.portfolio, province),
        answer=answer,
        kept=list(known.needs(scope, survey).filter(answer=answer)) if answer else [],
        fiscal_year=survey.portfolio.fiscal_year,
    )
    words = {
        "survey": survey,
        "province": province,
        "answer": answer,
        "form": form,
        "expected": form.expected,
        "crumbs": needs_words.crumbs(survey, province.name),
    }
    try:
        needs_rules.check_proposes_for(_speaker(province, on=clock.today()), scope=scope)
        needs_rules.check_is_open(survey, on=clock.today())
        needs_rules.check_not_confirmed(answer)
        if request.method != "POST" or not form.is_valid():
            return render(request, "desk/needs/write.html", words)
        _write(request, survey, province, form)
    except RuleBroken as refusal:
        if refusal.code == "answer_changed_meanwhile":
            words |= _now(scope, survey, answer)
        return render(request, "desk/needs/write.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("Saved. It can be changed until the last day; the head of the office confirms it."))
    return redirect("desk:needs_answer", reference=reference, code=code)


def _now(scope, survey, answer):
    """What the other one saved: whoever has seen it may save again."""
    rows = [needs_words.row(one) for one in known.needs(scope, survey).filter(answer=answer)]
    return {"now": rows, "expected": answer.edition}


def _write(request, survey, province, form):
    said = form.note.cleaned_data
    actions.write_needs(
        survey,
        office=request.membership.office,
        province=province,
        needs=form.needs(),
        note=said["note"],
        expected=said["expected"],
        by=request.user,
        at=clock.now(),
    )


@require_POST
@needs(Permission.PROPOSE_NEEDS)
def confirm(request, reference, code):
    done = _("Confirmed. It waits for the committee now.")
    return _move(request, reference, code, act=actions.confirm_answer, done=done)


@require_POST
@needs(Permission.PROPOSE_NEEDS)
def take_back(request, reference, code):
    done = _("Taken back. It can be written on, and waits for your confirmation.")
    return _move(request, reference, code, act=actions.take_back_answer, done=done)


def _move(request, reference, code, *, act, done):
    survey, province = needs_survey.found(request, reference), _own_province(request, code)
    answer = known.answer_of(request.scope, survey, province)
    if answer is None:
        raise Http404
    try:
        needs_rules.check_confirms_for(answer.office_id, scope=request.scope)
        act(answer, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, survey, province, refusal=refusal, status=409)
    messages.success(request, done)
    return redirect("desk:needs_answer", reference=reference, code=code)


def _province(code):
    province = areas.provinces().filter(pk=code).first()
    if province is None:
        raise Http404
    return province


def _own_province(request, code):
    """One that the office answers for: what others need is read, not written."""
    province = _province(code)
    if province.pk not in (request.scope.provinces or ()):
        raise Http404
    return province


def _speaker(province, *, on):
    """The office that speaks for a province, by id."""
    return next((office.pk for one, office in known.asked_provinces(on=on) if one.pk == province.pk), None)


HERE = "plans/needs/<uuid:reference>/provinces/<str:code>/"

urlpatterns = [
    path(HERE, show, name="needs_answer"),
    path(f"{HERE}write/", write, name="needs_write"),
    path(f"{HERE}confirm/", confirm, name="needs_confirm"),
    path(f"{HERE}take-back/", take_back, name="needs_take_back"),
]
