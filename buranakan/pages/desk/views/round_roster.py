"""Pages of the desk: who is on a round's roster. Accepted applicants, walk-ins, those who leave and come back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.delivery import actions, queries
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.register import FindForm, ReasonForm
from buranakan.pages.desk.forms.rounds import EnrolForm
from buranakan.pages.desk.views import round_page
from buranakan.pages.gate import needs
from buranakan.registry import queries as registry
from buranakan.services import queries as services

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def enrol(request, reference):
    """Accepted applicants in one act: everybody is ticked, and may be left out."""
    round_ = _round_run(request, reference)
    applications = queries.applications_to_enrol(request.scope, round_)
    form = EnrolForm(request.POST if request.method == "POST" else None, applications=applications)
    words = {"form": form, "round": round_, "number": len(form.by_reference)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/enrol.html", words)
    try:
        enrolled = actions.enrol(round_, applications=form.chosen(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return render(request, "desk/rounds/enrol.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("On the roster now: %(number)s more.") % {"number": len(enrolled)})
    return redirect("desk:round", reference=round_.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def walk_in(request, reference):
    """Find somebody of the register and put them on the roster; who is not in it is added on the register's page."""
    round_ = _round_run(request, reference)
    if "person" in request.POST:
        return _enrol_walk_in(request, round_)
    text = request.POST.get("text", "")
    everybody = services.people(request.scope)
    found = registry.find_people(everybody, text)[:MOST_FOUND] if text else []
    asked = _reference(request.GET.get("person", ""))
    found = found or (everybody.filter(reference=asked) if asked else [])
    return _show_walk_in(request, round_, text=text, found=found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RUN_ROUNDS)
def leave(request, reference):
    """Somebody leaves the round, and says why."""
    participant = _participant_run(request, reference)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    words = {"form": form, "participant": participant, "round": participant.round}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/rounds/leave.html", words)
    try:
        actions.leave(participant, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return render(request, "desk/rounds/leave.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("%(name)s has left the round.") % {"name": participant.person.full_name})
    return redirect("desk:round", reference=participant.round.reference)


@require_POST
@needs(Permission.RUN_ROUNDS)
def bring_back(request, reference):
    participant = _participant_run(request, reference)
    try:
        actions.bring_back(participant, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        round_ = _round_run(request, participant.round.reference)
        return round_page.show(request, round_, refusal=refusal, status=409)
    messages.success(request, _("%(name)s is on the roster again.") % {"name": participant.person.full_name})
    return redirect("desk:round", reference=participant.round.reference)


def after_adding(text, person):
    """Where to go on once somebody was added to the register for a round; "" where the text names no round."""
    asked = _reference(text)
    return f"{reverse('desk:round_walk_in', args=[asked])}?person={person.reference}" if asked else ""


def _enrol_walk_in(request, round_):
    asked = _reference(request.POST["person"])
    person = services.people(request.scope).filter(reference=asked).first() if asked else None
    if person is None:
        raise Http404
    # Whoever has one enterprise comes for it; who has several is asked nowhere, and the register knows them all.
    enterprises = {part.enterprise for part in registry.parts_of(person, request.scope)}
    enterprise = enterprises.pop() if len(enterprises) == 1 else None
    try:
        actions.enrol_walk_in(round_, person=person, enterprise=enterprise, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_walk_in(request, round_, text="", found=[person], refusal=refusal, status=409)
    messages.success(request, _("%(name)s is on the roster.") % {"name": person.full_name})
    return redirect("desk:round_walk_in", reference=round_.reference)


def _show_walk_in(request, round_, *, text, found, refusal=None, status=200):
    words = {
        "round": round_,
        "form": FindForm(initial={"text": text}),
        "text": text,
        "found": [(one, registry.masked_citizen_number(one)) for one in found],
        "then": f"?then=round&round={round_.reference}",
        "may_add": request.scope.may(Permission.EDIT_REGISTER),
        "refusal": refusal,
    }
    return render(request, "desk/rounds/walk_in.html", words, status=status)


def _round_run(request, reference):
    return get_object_or_404(queries.rounds_run(request.scope).for_list(), reference=reference)


def _participant_run(request, reference):
    """A participant of the office's own round."""
    participant = queries.participant(request.scope, reference)
    if participant is None or participant.round.serving_office_id != request.scope.office_id:
        raise Http404
    return participant


def _reference(text):
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [
    path("rounds/<uuid:reference>/enrol/", enrol, name="round_enrol"),
    path("rounds/<uuid:reference>/walk-in/", walk_in, name="round_walk_in"),
    path("participants/<uuid:reference>/leave/", leave, name="participant_leave"),
    path("participants/<uuid:reference>/bring-back/", bring_back, name="participant_bring_back"),
]
