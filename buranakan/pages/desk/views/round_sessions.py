"""Pages of the desk: the sessions of a round, who teaches them, who was there, and the sheet to sign."""

import datetime as dt
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.delivery import actions, queries
from buranakan.insight import plan_calendar
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import round_papers, session_words
from buranakan.pages.desk.forms.attendance import AttendanceForm
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.rounds import SessionForm, TrainerForm
from buranakan.pages.desk.views import round_page
from buranakan.pages.gate import needs, shows
from buranakan.pages.ui import printing
from buranakan.registry.rules import can_see_names

ONE_DAY = dt.timedelta(days=1)
LIKE_BEFORE = "starts_at", "ends_at", "break_minutes", "venue"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def add_session(request, reference):
    round_ = get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)
    return _session_form(request, round_, initial=_following(round_), save=partial(actions.add_session, round_))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def edit_session(request, reference):
    session = get_object_or_404(queries.sessions_run(request.scope), reference=reference)
    kept = {name: getattr(session, name) for name in ("held_on", "topic", *LIKE_BEFORE)}
    save = partial(actions.edit_session, session)
    return _session_form(request, session.round, initial=kept, save=save, session=session)


@require_POST
@needs(Permission.RUN_ROUNDS)
def call_off_session(request, reference):
    session = get_object_or_404(queries.sessions_run(request.scope), reference=reference)
    form = ReasonForm(request.POST)
    words = {"form": SessionForm(), "round": session.round, "session": session, "reason_form": form}
    if not form.is_valid():
        return render(request, "desk/rounds/session.html", words | {"form": _kept_form(session)})
    try:
        actions.call_off_session(session, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        words |= {"form": _kept_form(session), "refusal": refusal}
        return render(request, "desk/rounds/session.html", words, status=409)
    messages.success(request, _("The session is called off."))
    return redirect("desk:round", reference=session.round.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def add_trainer(request, reference):
    """The same trainer in the sessions chosen: all of them at first."""
    round_ = get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)
    sessions = [one for one in queries.sessions(round_) if one.called_off_at is None]
    form = TrainerForm(
        request.POST if request.method == "POST" else None,
        sessions=sessions,
        experts=queries.experts(round_, on=clock.today()),
    )
    words = {"form": form, "round": round_}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/trainer.html", words)
    try:
        actions.add_trainer_to(form.chosen(), **form.trainer(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/rounds/trainer.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Saved."))
    _warn(request, form.chosen())
    return redirect("desk:round", reference=round_.reference)


@require_POST
@needs(Permission.RUN_ROUNDS)
def take_off_trainer(request, pk):
    trainer = queries.trainer(request.scope, pk)
    if trainer is None:
        raise Http404
    round_ = queries.rounds_run(request.scope).for_list().get(pk=trainer.session.round_id)
    try:
        actions.take_off_trainer(trainer, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return round_page.show(request, round_, refusal=refusal, status=409)
    messages.success(request, _("%(name)s no longer teaches this session.") % {"name": trainer.name})
    return redirect("desk:round", reference=round_.reference)


# --- attendance -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MARK_ATTENDANCE)
def mark_attendance(request, reference):
    """Big names to tick, on a phone, in one act; what was ticked stays when it is refused."""
    session = get_object_or_404(queries.sessions_to_mark(request.scope), reference=reference)
    marks = queries.marks(session)
    form = AttendanceForm(request.POST if request.method == "POST" else None, marks=marks, session=session)
    words = {"form": form, "session": session, "round": session.round}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/attendance.html", words)
    try:
        actions.mark_attendance(session, **_marked(request, form), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return render(request, "desk/rounds/attendance.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("Attendance is saved."))
    return redirect("desk:round", reference=session.round.reference)


def _marked(request, form):
    """The ticks; or everybody for all of it, whatever was ticked."""
    if "everybody" in request.POST:
        return {"present": set(form.people)}
    return {"present": form.present(), "minutes": form.minutes(), "seen": form.seen()}


@require_safe
@needs(Permission.MARK_ATTENDANCE)
def sign_in_sheet(request, reference):
    """The sheet to sign, with the names of the roster: the trail says who printed it."""
    session = get_object_or_404(queries.sessions_to_mark(request.scope), reference=reference)
    if not can_see_names(request.scope):
        raise Http404
    shows(request, session.round, note=partial(actions.note_printed, paper="sign_in_sheet"))
    people = [participant for participant, _mark in queries.marks(session)]
    paper = round_papers.sign_in_sheet(session, people)
    return HttpResponse(paper, headers=printing.headers(f"sign-in-{session.held_on.isoformat()}.pdf"))


def _following(round_):
    """A session like the last one, a day later: what is known is not asked again."""
    sessions = [one for one in queries.sessions(round_) if one.called_off_at is None]
    if not sessions:
        return {}
    last = sessions[-1]
    return {"held_on": last.held_on + ONE_DAY} | {name: getattr(last, name) for name in LIKE_BEFORE}


def _kept_form(session):
    return SessionForm(initial={name: getattr(session, name) for name in ("held_on", "topic", *LIKE_BEFORE)})


def _warn(request, sessions):
    """Say what clashes with them; whoever planned them may know better."""
    said = [text for one in sessions for text in session_words.warnings(plan_calendar.warned(one))]
    for sentence in dict.fromkeys(said):
        messages.warning(request, sentence)


def _session_form(request, round_, *, initial, save, session=None):
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial)
    words = {"form": form, "round": round_, "session": session, "reason_form": ReasonForm()}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/session.html", words)
    try:
        kept = save(**form.session(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/rounds/session.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Saved."))
    _warn(request, [kept])
    return redirect("desk:round", reference=round_.reference)


urlpatterns = [
    path("rounds/<uuid:reference>/sessions/add/", add_session, name="session_add"),
    path("rounds/<uuid:reference>/trainers/add/", add_trainer, name="trainer_add"),
    path("rounds/trainers/<int:pk>/take-off/", take_off_trainer, name="trainer_take_off"),
    path("sessions/<uuid:reference>/edit/", edit_session, name="session_edit"),
    path("sessions/<uuid:reference>/call-off/", call_off_session, name="session_call_off"),
    path("sessions/<uuid:reference>/attendance/", mark_attendance, name="attendance"),
    path("sessions/<uuid:reference>/sheet.pdf", sign_in_sheet, name="sign_in_sheet"),
]
